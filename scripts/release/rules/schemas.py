"""Schemas of new fields and parameters, from the types that a page names and the values that it shows."""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from vendor_docs.spec_files import SpecFiles
from vendor_docs.type_guards import is_array, is_object

from . import words
from .component_names import names_in_vendor, numbered, vendor_of

_UUID = re.compile(r"<UUID>|[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)")
_URL = re.compile(r"https?://\S+")
_MAIL = re.compile(r"[^@\s]+@[^@\s]+\.\w+")
_LARGE = 2**31
_SIMPLE: dict[str, dict[str, Any]] = {
    **{key: {"type": "string"} for key in ("string", "text", "enum", "date")},
    **{key: {"type": "number"} for key in ("number", "float")},
    **{key: {"type": "integer"} for key in ("integer", "int")},
    **{key: {"type": "integer", "format": "int64"} for key in ("timestamp", "time stamp")},
    **{key: {"type": "boolean"} for key in ("bool", "boolean")},
    **{key: {"type": "object", "additionalProperties": True} for key in ("object", "dictionary")},
    "file": {"type": "string", "format": "binary"},
}


@dataclass(frozen=True, slots=True)
class Shape:
    """What is known of a value: its schema without prose, and why it is not documented in full."""

    schema: dict[str, Any]
    reason: str | None = None


class Shapes:
    """Make schemas for one file of specs/. `components` collects the named objects that it needs."""

    def __init__(self, files: SpecFiles, file: Path) -> None:
        self.files = files
        self.file = file
        self.common = files.root / f"{vendor_of(files, file)}-common" / "schemas.yaml"
        self.components: dict[str, dict[str, Any]] = {}
        self.taken = names_in_vendor(files, self.common)

    def shape(self, owner: str, name: str, values: Sequence[Any], word: str | None, enum: Sequence[str] = ()) -> Shape:
        """Return the schema of a field `name` of `owner` with these values and this word for its type."""
        shown = [value for value in values if value is not None]
        null = len(shown) < len(values)
        made: dict[str, Any]
        if shown:
            made = self._of_values(owner, name, shown, word)
            reason = None
        elif word and (found := self._of_word(word)) is not None:
            made, reason = found, None
        else:
            made, reason = {"type": "string"}, "The page shows no value, so the type is inferred."
        if enum and made.get("type") in {"string", "integer"}:
            cast = int if made["type"] == "integer" and all(one.lstrip("-").isdigit() for one in enum) else str
            made = {**made, "enum": list(dict.fromkeys([*map(cast, enum), *(v for v in shown if isinstance(v, cast))]))}
        elif enum and made.get("type") == "array" and made["items"].get("type") == "string":
            made = {**made, "items": {**made["items"], "enum": list(enum)}}
        return Shape(_nullable(made) if null else made, reason)

    # --- types

    def _reference(self, name: str) -> dict[str, Any]:
        location = os.path.relpath(self.common, self.file.parent).replace(os.sep, "/")
        return {"$ref": f"{'' if self.common == self.file else location}#/{name}"}

    def _common(self, name: str) -> dict[str, Any] | None:
        return self._reference(name) if self.common.exists() and name in self.files.load(self.common) else None

    def _of_word(self, word: str) -> dict[str, Any] | None:
        lower = word.strip().lower()
        if lower == "datetime":
            return self._common("Timestamp") or {"type": "string"}
        if lower == "uuid":
            return self._common("Id") or {"type": "string"}
        if lower in _SIMPLE:
            return dict(_SIMPLE[lower])
        if lower.startswith(("[]", "array", "list")):
            inner = re.sub(r"^(?:\[\]|(?:array|list)(?: of )?)", "", word.strip(), flags=re.IGNORECASE).strip()
            return {"type": "array", "items": self._of_word(inner.rstrip("s")) or {"type": "string"}}
        if lower.endswith("_object") or word[:1].isupper():
            return {"type": "object", "additionalProperties": True}
        return None

    def _of_values(self, owner: str, name: str, values: Sequence[Any], word: str | None) -> dict[str, Any]:
        if all(is_object(value) for value in values):
            return self._object(owner, name, [value for value in values if is_object(value)])
        if all(is_array(value) for value in values):
            items = [item for value in values for item in value if item is not None]
            if items:
                inner = self._of_values(owner, words.singular(name), items, None)
            else:
                named = self._of_word(word or "")
                inner = (named or {}).get("items") or {"type": "string"}
            return {"type": "array", "items": inner}
        if all(isinstance(value, bool) for value in values):
            return {"type": "boolean"}
        if any(is_object(value) or is_array(value) or isinstance(value, bool) for value in values):
            return {}
        if all(isinstance(value, int) for value in values):
            if word and word.lower() in {"number", "float"}:
                return {"type": "number"}
            large = any(abs(value) >= _LARGE for value in values)
            return {"type": "integer", "format": "int64"} if large else {"type": "integer"}
        if all(isinstance(value, int | float) for value in values):
            return {"type": "number"}
        if not all(isinstance(value, str) for value in values):
            return {}
        return self._text([value for value in values if isinstance(value, str)])

    def _text(self, values: Sequence[str]) -> dict[str, Any]:
        if all(_UUID.fullmatch(value) for value in values) and (found := self._common("Id")):
            return found
        if all(_TIME.fullmatch(value) for value in values):
            return self._common("Timestamp") or {"type": "string"}
        if all(_URL.fullmatch(value) for value in values) and not any(set(value) & set("<>{} ") for value in values):
            return {"type": "string", "format": "uri"}
        if all(_MAIL.fullmatch(value) for value in values):
            return {"type": "string", "format": "email"}
        return {"type": "string"}

    # --- objects

    def _object(self, owner: str, name: str, values: Sequence[dict[str, Any]]) -> dict[str, Any]:
        keys = list(dict.fromkeys(key for value in values for key in value))
        if not keys:
            return {"type": "object", "additionalProperties": True}
        if known := self.known(set(keys)):
            return known
        return {"$ref": f"#/{self.component(f'{owner}{words.camel(words.singular(name))}', values)}"}

    def component(self, name: str, values: Sequence[dict[str, Any]], noun: str | None = None) -> str:
        """Add a named object with these values, and return its name."""
        unique = next(one for one in numbered(name, separator="") if one not in self.taken)
        self.taken.add(unique)
        self.components[unique] = {}  # before what is in it, so that it comes first
        keys = list(dict.fromkeys(key for value in values for key in value))
        properties = {
            key: documented(key, self.shape(unique, key, [value[key] for value in values if key in value], None))
            for key in keys
        }
        required = [key for key in keys if all(key in value for value in values)]
        self.components[unique] = {
            "type": "object",
            "x-evidence": "documented",
            "description": words.draft(f"{noun or 'The ' + ' '.join(words.split(unique))}."),
            "properties": properties,
            **({"required": required} if required else {}),
        }
        return unique

    def known(self, keys: set[str]) -> dict[str, Any] | None:
        """Return a reference to an object of this file or of the common one that has exactly these fields."""
        for path in (self.file, self.common):
            if not self.files.exists(path):
                continue
            for name, schema in self.files.load(path).items():
                properties: dict[str, Any] = schema.get("properties") or {}
                if properties and properties.keys() == keys:
                    return {"$ref": f"#/{name}"} if path == self.file else self._reference(name)
        return None


def _nullable(schema: dict[str, Any]) -> dict[str, Any]:
    if isinstance(schema.get("type"), str):
        return {**schema, "type": [schema["type"], "null"]}
    if schema.get("$ref", "").endswith(("/Id", "/Timestamp")):
        head, _, name = schema["$ref"].rpartition("/")
        return {"$ref": f"{head}/Nullable{name}"}
    return {"anyOf": [schema, {"type": "null"}]}


def documented(name: str, shape: Shape) -> dict[str, Any]:
    """Return a shape as a property: with its evidence and a draft of its description."""
    kinds = shape.schema.get("type")
    kind = kinds if isinstance(kinds, str) else next((one for one in kinds or () if one != "null"), None)
    marks = {"x-evidence": "inferred", "x-evidence-reason": shape.reason} if shape.reason else {}
    return {**shape.schema, **marks, "description": words.describe(name, kind)}


def draft(name: str, shape: Shape) -> dict[str, Any]:
    """Return a shape as a property that says that it is a draft."""
    made = documented(name, shape)
    marks = {"x-evidence": "documented"}
    description = made.pop("description")
    return {**marks_after(made, marks), "description": description}


def marks_after(schema: dict[str, Any], marks: dict[str, Any]) -> dict[str, Any]:
    """Return a schema with marks of evidence, unless it has its own."""
    return schema if "x-evidence" in schema else {**schema, **marks}


def with_argument(name: str, schema: dict[str, Any], taken: Collection[str]) -> dict[str, Any]:
    """Return a field of a request with another name for its argument, if a parameter has its name."""
    if name not in taken:
        return schema
    described = {key: value for key, value in schema.items() if key == "description"}
    rest = {key: value for key, value in schema.items() if key != "description"}
    return {**rest, "x-argument": f"body_{words.snake(name)}", **described}


def values_at(value: Any, steps: Iterable[str]) -> list[Any]:
    """Return the values under a key path, whose step `[]` stands for every item of a list."""
    found = [value]
    for step in steps:
        if step == "[]":
            found = [item for one in found if is_array(one) for item in one]
        else:
            found = [one[step] for one in found if is_object(one) and step in one]
    return found


def steps_of(path: str) -> list[str]:
    """Return the steps of a key path such as `data[].tags[]`."""
    return [step for step in re.split(r"\.|(?=\[\])", path) if step]

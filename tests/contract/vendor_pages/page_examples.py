"""Compare the pages' examples with the schemas of specs/: which examples match, and which properties the pages show.

Examples are read by scripts/vendor_docs, schemas come from the bundled descriptions. Placeholders are replaced. An
unknown key is an error, too: schemas allow additions of the service, examples do not.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from generator.transform import operations, resolve
from generator.type_guards import is_list, is_object
from jsonschema import Draft202012Validator
from vendor_docs import Example, Inventory, Operation

from tests.bundles import BUNDLES

ROOT = Path(__file__).resolve().parents[3]
DIALECT = "https://json-schema.org/draft/2020-12/schema"
UUID = "5f0cf8c6-8d3f-4c0b-9d0a-1f6f5c8f2a01"
HEX_ID = "5b30bc7c1658f770c3a2bf5c"
_ANGLED = {"UUID": UUID, "EXPIRES": "1700000000"}
_FORM = "application/x-www-form-urlencoded"


def filled(value: Any) -> Any:
    """Return the value with a plausible value for each placeholder."""
    if is_list(value):
        return [filled(item) for item in value]
    if is_object(value):
        return {key: filled(item) for key, item in value.items()}
    if not isinstance(value, str):
        return value
    if re.fullmatch(r"\.{3,4}|…", value):
        return UUID
    if re.fullmatch(r"\{\w*time\w*\}", value):
        return 1589407535
    braced = re.sub(r"\{(\w+)\}", lambda one: HEX_ID if one[1].lower().endswith("id") else one[1], value)
    return re.sub(r"<([A-Z_]+)>", lambda one: _ANGLED.get(one[1], one[1].lower()), braced)


@dataclass(frozen=True, slots=True)
class Owned:
    """A property: the page of its schema, the schema's name, and its own."""

    page: str
    schema: str
    name: str

    def __str__(self) -> str:
        return f"{self.schema}.{self.name}"


@dataclass(slots=True)
class Described:
    """An operation with its schemas."""

    document: dict[str, Any]
    facts: dict[str, Any]
    parameters: list[dict[str, Any]]

    @property
    def id(self) -> str:
        """Return its operationId."""
        return str(self.facts["operationId"])

    @property
    def page(self) -> str:
        """Return the page that documents it."""
        return str(self.facts["x-docs"]["page"])

    @property
    def entries(self) -> list[tuple[str, str, int]]:
        """Return the entries of the page that document it."""
        docs = self.facts["x-docs"]
        listed = docs.get("entries") or ([docs] if "entry" in docs else [])
        both: list[dict[str, Any]] = [{"entry": one} if isinstance(one, str) else one for one in listed]
        return [(one.get("section", docs.get("section", "")), one["entry"], one.get("occurrence", 1)) for one in both]

    def schemas(self, kind: str) -> list[dict[str, Any]]:
        """Return the schemas of its requests, its successful responses (`response`) or its errors."""
        if kind == "request":
            held = [self.facts.get("requestBody", {})]
        else:
            wanted = kind == "response"
            held = [one for status, one in self.facts["responses"].items() if status.startswith("2") == wanted]
        media = [media for one in held for media in resolve(self.document, one).get("content", {}).items()]
        return [one["schema"] for name, one in media if "json" in name or name == _FORM or "multipart" in name]


@dataclass(slots=True)
class Specs:
    """All bundled descriptions."""

    described: list[Described] = field(default_factory=list["Described"])
    documents: list[dict[str, Any]] = field(default_factory=list[dict[str, Any]])

    @classmethod
    def load(cls) -> Specs:
        """Bundle the descriptions in specs/."""
        specs = cls()
        for document in BUNDLES.values():
            specs.documents.append(document)
            for _, _, operation, parameters in operations(document):
                specs.described.append(Described(document, operation, parameters))
        return specs

    def of(self, page: str, operation: Operation) -> list[Described]:
        """Return the operations of an entry of a page."""
        return [one for one in self.described if one.page == page and operation.key in one.entries]


@dataclass(slots=True)
class Fit:
    """The result for an example: problems with its best schema, and the properties that it shows."""

    name: str  # operation, kind and source, as in the exceptions
    line: int
    problems: list[tuple[str, str]]  # path and problem
    shown: set[Owned]


def fits(page: str, inventory: Inventory, specs: Specs) -> Iterator[Fit]:
    """Yield the result for every example of a page."""
    counts: Counter[str] = Counter()
    outside = [one for one in specs.described if one.page == page][:1]
    shown = [(example, outside, page) for example in inventory.examples]
    for operation in inventory.operations:
        described = specs.of(page, operation)
        title = min((one.id for one in described), default=operation.title)
        shown += [(example, described, title) for example in operation.examples]
    for example, described, title in shown:
        name = f"{title} {example.kind} {example.source}"
        counts[name] += 1
        problems, properties = _fit(page, example, described)
        yield Fit(name if counts[name] == 1 else f"{name} {counts[name]}", example.line, problems, properties)


def _fit(page: str, example: Example, described: list[Described]) -> tuple[list[tuple[str, str]], set[Owned]]:
    """Compare an example with the schema that matches it best."""
    value = filled(example.value)
    best: tuple[list[tuple[str, str]], set[Owned]] | None = None
    for one in described:
        for schema in one.schemas(example.kind):
            walk = Walk(page, one.document)
            walk.walk(schema, value, "$", _name(schema))
            problems = [*_errors(one.document, schema, value, cut="cut" in example.repairs), *walk.unknown]
            if best is None or len(problems) < len(best[0]):
                best = (problems, walk.shown)
    return best or ([("body", f"no schema for a {example.kind}")], set())


def _errors(document: dict[str, Any], schema: dict[str, Any], value: Any, *, cut: bool) -> Iterator[tuple[str, str]]:
    rooted = {"$schema": DIALECT, "components": document["components"], "allOf": [schema]}
    validator: Any = Draft202012Validator(rooted)
    for error in validator.iter_errors(value):
        if not (cut and error.validator == "required"):  # the truncated rest may contain what is missing
            yield error.json_path, error.message[:160]


def _name(schema: dict[str, Any]) -> str:
    return schema["$ref"].rpartition("/")[2] if "$ref" in schema else ""


class Walk:
    """Walks a value and its schema together, and records the properties found and the keys without a schema."""

    def __init__(self, page: str, document: dict[str, Any]) -> None:
        self.page = page
        self.document = document
        self.shown: set[Owned] = set()
        self.unknown: list[tuple[str, str]] = []

    def walk(self, schema: dict[str, Any], value: Any, path: str, name: str) -> None:
        """Walk one value."""
        found = list(self.variants(schema, name))
        if is_list(value):
            for owner, one in found:
                for item in value if "items" in one else ():
                    self.walk(one["items"], item, f"{path}[]", _name(one["items"]) or owner)
        if not is_object(value):
            return
        for key, item in value.items():
            holders = [(owner, one) for owner, one in found if key in one.get("properties", {})]
            for owner, one in holders:
                self.shown.add(Owned(self.page, owner, key))
                inner = one["properties"][key]
                self.walk(inner, item, f"{path}.{key}", _name(inner) or f"{owner}.{key}")
            more = [one["additionalProperties"] for _, one in found if "additionalProperties" in one]
            for inner in more if not holders else ():
                if is_object(inner):
                    self.walk(inner, item, f"{path}.{key}", _name(inner) or name)
            if not holders and not any(one is not False for one in more) and not self.is_open(found):
                self.unknown.append((path, f"the schema has no {key!r}"))

    def name(self, schema: dict[str, Any], steps: list[str], name: str) -> None:
        """Walk a dotted name of a table; `[]` and a list stand for any item."""
        for owner, one in self.variants(schema, name):
            if "items" in one:
                self.name(one["items"], steps[1:] if steps[0] == "[]" else steps, _name(one["items"]) or owner)
            inner = one.get("properties", {}).get(steps[0])
            if inner is None:
                continue
            if len(steps) == 1:
                self.shown.add(Owned(self.page, owner, steps[0]))
            else:
                self.name(inner, steps[1:], _name(inner) or f"{owner}.{steps[0]}")

    @staticmethod
    def is_open(found: list[tuple[str, dict[str, Any]]]) -> bool:
        """Return whether a schema allows any object."""
        return not any(one.get("properties") or "additionalProperties" in one for _, one in found)

    def variants(self, schema: dict[str, Any], name: str) -> Iterator[tuple[str, dict[str, Any]]]:
        """Yield a schema and all schemas that it combines, with their component names."""
        while "$ref" in schema:
            name = _name(schema)
            schema = resolve(self.document, {"$ref": schema["$ref"]})
        yield name, schema
        for keyword in ("allOf", "anyOf", "oneOf"):
            for part in schema.get(keyword, []):
                yield from self.variants(part, name)


def properties(specs: Specs) -> dict[Owned, dict[str, Any]]:
    """Every property of every schema that an operation uses, with its own mark of evidence or that of its schema."""
    found: dict[Owned, dict[str, Any]] = {}
    for document in specs.documents:
        page = next(one.page for one in specs.described if one.document is document)
        for name, schema in document["components"].get("schemas", {}).items():
            for owner, part in _parts(name, schema):
                marks = {key: value for key, value in part.items() if key.startswith("x-evidence")}
                for key, inner in part.get("properties", {}).items():
                    inherited = {**inner, **marks, "inherited": bool(marks)}
                    found[Owned(page, owner, key)] = inner if "x-evidence" in inner else inherited
    return found


def _parts(name: str, schema: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield a schema and its inline schemas, with the names that Walk gives them."""
    yield name, schema
    for keyword in ("allOf", "anyOf", "oneOf"):
        for part in schema.get(keyword, []):
            yield from _parts(name, part)
    for key in ("items", "additionalProperties"):
        if isinstance(schema.get(key), dict):
            yield from _parts(name, schema[key])
    for key, inner in schema.get("properties", {}).items():
        yield from _parts(f"{name}.{key}", inner)


def in_tables(page: str, inventory: Inventory, specs: Specs) -> set[Owned]:
    """Yield the properties in a table of the page: for an entry, of its request body; for a section, of its
    responses."""
    shown: set[Owned] = set()
    for operation in inventory.operations:
        names = [one.name for one in operation.fields]
        names += [one.name for one in operation.parameters if one.where in {"body", "form"}]
        marked = [key for one in operation.examples for key in (*one.required, *dict(one.enums))]
        for one in specs.of(page, operation):
            walk = Walk(page, one.document)
            for schema in one.schemas("request"):
                for name in (*names, *marked):
                    walk.name(schema, name.split("."), _name(schema))
            shown |= walk.shown
    for section, fields in inventory.section_fields.items():
        for one in specs.described:
            if one.page != page or not any(_within(entry, section) for entry, _, _ in one.entries):
                continue
            walk = Walk(page, one.document)
            for schema in one.schemas("response" if section else "error"):
                for each in fields:
                    for holder in (["data"], ["data", "[]"], list[str]()):
                        walk.name(schema, [*holder, *each.name.split(".")], _name(schema))
            shown |= walk.shown
    return shown


def _within(entry: str, section: str) -> bool:
    return not section or entry == section or entry.startswith(f"{section}/")

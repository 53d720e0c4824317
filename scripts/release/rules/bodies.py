"""Schemas and examples of the requests and responses of a new operation."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from vendor_docs.example_validator import substituted
from vendor_docs.inventory import Example, Field, Operation, Parameter
from vendor_docs.type_guards import is_array, is_object

from . import words
from .component_names import names_in_description, numbered
from .draft import Draft
from .example_keys import example_key
from .schemas import Shapes, documented, steps_of, with_argument

Row = Field | Parameter
_SAMPLES: dict[str, Any] = {"string": "text", "integer": 1, "number": 1, "boolean": True, "array": [], "object": {}}


class Bodies:
    """Write the components of one operation, in the folder of its section."""

    def __init__(self, work: Draft, folder: Path, noun: str, method: str, taken: Collection[str]) -> None:
        self.work = work
        self.taken = taken  # arguments of the method that are not of its body
        self.noun = noun
        self.method = method
        self.schemas = folder / "schemas.yaml"
        self.examples = folder / "examples.yaml"
        self.shapes = Shapes(work.files, self.schemas)
        self.shown: dict[str, dict[str, Any]] = {}

    # --- request

    def request(self, page: Operation, verb: str) -> dict[str, Any] | None:
        """Return the request body of an operation; None if the page shows none."""
        rows: list[Row] = [*page.fields, *(row for row in page.parameters if row.where in {"form", "body", "option"})]
        examples = [one for one in page.examples if one.kind == "request" and is_object(one.value)]
        lists = [one for one in page.examples if one.kind == "request" and is_array(one.value)]
        if self.method in {"GET", "HEAD", "DELETE"}:
            return None
        if lists and not examples:
            shape = self.shapes.shape(self.noun, "items", [substituted(one.value) for one in lists], None)
            return self._body("application/json", shape.schema, substituted(lists[0].value), verb, lists)
        if not rows and not examples:
            return None
        name = {"create": f"New{self.noun}", "update": f"{self.noun}Change"}.get(verb)
        named = self._named(name or f"{words.camel(verb)}{self.noun}Request")
        value = substituted(examples[0].value) if examples else None
        self._object(named, rows, [substituted(one.value) for one in examples], marked(examples))
        properties = self.shapes.components[named]["properties"]
        properties.update({key: with_argument(key, properties[key], self.taken) for key in properties})
        binary = any((row.type or "").lower() == "file" for row in rows)
        form = any(isinstance(row, Parameter) and row.where == "form" for row in rows)
        inferred = "multipart/form-data" if binary else "application/x-www-form-urlencoded" if form else None
        media = page.content_type or inferred or "application/json"
        sample = value if value is not None else self._sample(named)
        return self._body(media, {"$ref": f"schemas.yaml#/{named}"}, sample, verb, examples)

    def _body(
        self, media: str, schema: dict[str, Any], value: Any, verb: str, printed: Sequence[Example]
    ) -> dict[str, Any]:
        key = example_key(value, printed)
        summary = "The page's request." if key == "page" else "A request with sample values."
        title = self._example(f"{verb}_request", summary, value)
        reference = {key: {"$ref": f"examples.yaml#/{title}"}}
        return {"required": True, "content": {media: {"schema": self._outside(schema), "examples": reference}}}

    def _object(
        self, name: str, rows: Sequence[Row], values: Sequence[dict[str, Any]], required: Sequence[str] = ()
    ) -> None:
        """Add a named object with the fields of a table and of examples. The name of a row may be a key path."""
        self.shapes.components[name] = {}
        tops: dict[str, list[Row]] = {}
        for row in rows:
            tops.setdefault(steps_of(row.name)[0], []).append(row)
        keys = list(dict.fromkeys([*tops, *(key for value in values for key in value)]))
        properties: dict[str, Any] = {}
        needed: list[str] = []
        for key in keys:
            own = next((row for row in tops.get(key, ()) if row.name == key), None)
            inner = [row for row in tops.get(key, ()) if row.name != key]
            shown = [value[key] for value in values if key in value]
            if inner and all(is_object(one) for one in shown):
                nested = self._named(f"{name}{words.camel(key)}")
                nested_rows = [_relative(row, key) for row in inner]
                self._object(nested, nested_rows, [one for one in shown if is_object(one)])
                properties[key] = {"$ref": f"#/{nested}", "description": words.describe(key, None)}
            else:
                shape = self.shapes.shape(name, key, shown, own.type if own else None, own.enum if own else ())
                properties[key] = documented(key, shape)
            if (own is not None and own.required) or key in required:
                needed.append(key)
        self.shapes.components[name] = self._described(name, properties, needed)

    def _described(self, name: str, properties: dict[str, Any], required: Sequence[str]) -> dict[str, Any]:
        return {
            "type": "object",
            "x-evidence": "documented",
            "description": words.draft(f"The {' '.join(words.split(name))}."),
            "properties": properties,
            **({"required": list(required)} if required else {}),
        }

    def _sample(self, name: str) -> dict[str, Any]:
        made: dict[str, Any] = {}
        for key, schema in self.shapes.components[name]["properties"].items():
            if reference := schema.get("$ref", "").rpartition("/")[2]:
                known = self.shapes.components.get(reference)
                made[key] = self._sample(reference) if known else _SHARED_SAMPLES.get(reference, "text")
            else:
                kind = schema.get("type", "string")
                made[key] = (
                    schema["enum"][0] if "enum" in schema else _SAMPLES[kind if isinstance(kind, str) else kind[0]]
                )
        return made

    # --- response

    def response(self, page: Operation, verb: str) -> dict[str, Any]:
        """Return the successful response. It says why it is inferred if the page shows none."""
        shown = [one for one in page.examples if one.kind == "response" and one.source == "page"]
        if not shown:
            return self._unknown()
        values = [substituted(one.value) for one in shown]
        schema = self._envelope(values, verb) or self.shapes.shape("", self.noun, values, None).schema
        titles = [self._example(f"{verb}_response", "The page's response.", value) for value in values]
        references: dict[str, Any] = {}
        for title, value in zip(titles, values, strict=True):
            references[example_key(value, shown, references)] = {"$ref": f"examples.yaml#/{title}"}
        content = {"application/json": {"schema": self._outside(schema), "examples": references}}
        return {"description": "The response of the service.", "content": content}

    def _unknown(self) -> dict[str, Any]:
        return {
            "description": "The request has succeeded. The body may be empty.",
            "x-evidence": "inferred",
            "x-evidence-reason": "The page shows no response; a success with or without a body is inferred.",
            "x-empty-body": True,
        }

    def _envelope(self, values: Sequence[Any], verb: str) -> dict[str, Any] | None:
        """Return the schema of a response whose `data` has the object or the list, or None if it has another form."""
        objects = [value for value in values if is_object(value)]
        if len(objects) < len(values) or not all(
            "data" in value and set(value) <= {"data", "meta"} for value in objects
        ):
            return None
        data = [value["data"] for value in objects]
        listed = any(is_array(one) for one in data)
        items = [item for one in data for item in (one if is_array(one) else [one]) if item is not None]
        properties: dict[str, Any] = {}
        metas = [value["meta"] for value in objects if "meta" in value]
        if metas:
            name = self.noun + "List"
            properties["meta"] = {**self.shapes.shape(name, "meta", metas, None).schema}
        item = self._item(items, verb)
        if listed:
            properties["data"] = {"type": ["array", "null"], "description": "The list.", "items": item}
        else:
            properties["data"] = item if "$ref" in item else {**item, "description": "The result."}
        required = [key for key in properties if all(key in value for value in objects)]
        same = self._same_envelope(properties)
        if same:
            return {"$ref": f"#/{same}"}
        name = self._named(
            f"{self.noun}List" if listed else f"{self.noun}Response", f"{words.camel(verb)}{self.noun}Response"
        )
        made = self._described(name, properties, required)
        self.shapes.components[name] = {**made, "description": "The envelope around the response."}
        return {"$ref": f"#/{name}"}

    def _item(self, items: Sequence[Any], verb: str) -> dict[str, Any]:
        objects = [item for item in items if is_object(item)]
        if not items:
            return {"type": "object", "additionalProperties": True}
        if len(objects) < len(items):
            return self.shapes.shape(self.noun, "item", items, None).schema
        keys = {key for one in objects for key in one}
        if not keys:
            return {"type": "object", "additionalProperties": True}
        known = self.shapes.known(keys)
        if known:
            return known
        name = self.noun if self.noun not in self.shapes.taken else f"{words.camel(verb)}{self.noun}"
        return {"$ref": f"#/{self.shapes.component(name, objects)}"}

    def _same_envelope(self, properties: dict[str, Any]) -> str | None:
        """Return the name of an envelope in the section's file that holds the same."""
        if not self.work.files.exists(self.schemas):
            return None

        def bare(schema: dict[str, Any]) -> dict[str, Any]:
            return {key: value for key, value in schema.items() if not key.startswith(("x-", "description"))}

        wanted = {key: bare(value) for key, value in properties.items()}
        for name, schema in self.work.files.load(self.schemas).items():
            has: dict[str, Any] = schema.get("properties") or {}
            if {key: bare(value) for key, value in has.items()} == wanted:
                return str(name)
        return None

    # --- names

    def _named(self, *names: str) -> str:
        name = next(one for one in numbered(*names, separator="") if one not in self.shapes.taken)
        self.shapes.taken.add(name)
        return name

    def _example(self, stem: str, summary: str, value: Any) -> str:
        taken = {*names_in_description(self.work.files, self.examples), *self.shown}
        name = next(one for one in numbered(stem, separator="_") if one not in taken)
        self.shown[name] = {"summary": summary, "value": value}
        return name

    def _outside(self, schema: dict[str, Any]) -> dict[str, Any]:
        """Return a schema as paths.yaml refers to it."""
        reference = schema.get("$ref", "")
        if reference.startswith("#/"):
            return {**schema, "$ref": f"schemas.yaml{reference}"}
        if isinstance(schema.get("items"), dict):
            return {**schema, "items": self._outside(schema["items"])}
        return schema

    def write(self) -> None:
        """Write the components that were made."""
        for name, schema in self.shapes.components.items():
            self.work.component(self.schemas, name, schema)
        for name, example in self.shown.items():
            self.work.component(self.examples, name, example)


_SHARED_SAMPLES = {"Id": "5f0cf8c6-8d3f-4c0b-9d0a-1f6f5c8f2a01", "Timestamp": "2026-04-22T23:19:10Z"}


def marked(examples: Sequence[Example]) -> list[str]:
    """Return the fields that comments of examples call required."""
    return [path for one in examples for path in one.required if "." not in path and "[" not in path]


def _relative(row: Row, key: str) -> Row:
    """Return a row of a nested field with its name inside of the field."""
    return replace(row, name=row.name.removeprefix(key).removeprefix("[]").removeprefix("."))

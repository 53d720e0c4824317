"""Values by schema: what a schema allows, and an object composed of what is known about it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from typing import Any, cast

from jsonschema_rs import Draft202012Validator

from kinocraft_mock.openapi.descriptions import Document

__all__ = ["Schemas", "types"]

Schema = Mapping[str, Any]

CANDIDATES = (
    *(
        "",
        "0",
        "a",
        "text",
        "1970-01-01T00:00:00Z",
        "1970-01-01",
        "00:00:00",
        "en",
        "#000000",
    ),
    *("00000000-0000-4000-8000-000000000000", "0" * 24, "0" * 32, "0" * 40, "0" * 64),
    *("user@example.com", "https://example.com/", "example.com", "/container/a/object/a.m3u8", "a.mp4"),
)
"""Strings to try for a format or a pattern."""
MAX_DEPTH = 8
LATER = re.compile(r".+_(at|on)")
"""Names of moments, such as that of a deletion, that have not come yet."""


def types(schema: Schema) -> list[str]:
    """Return the types that a schema names."""
    kind = schema.get("type", [])
    return [kind] if isinstance(kind, str) else list(kind)


class Schemas:
    """The schemas of one description."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._validators: dict[int, tuple[Schema, Draft202012Validator]] = {}

    def resolve(self, schema: Schema) -> Schema:
        """Return a schema without a reference at its top; of alternatives the first that is not null."""
        while True:
            resolved: Schema = self._document.resolve(schema)
            arms = [self._document.resolve(arm) for key in ("anyOf", "oneOf") for arm in resolved.get(key, ())]
            arms = [arm for arm in arms if types(arm) != ["null"] and set(arm) != {"required"}]
            if not arms or "properties" in resolved:
                return self._merge(resolved) if "allOf" in resolved else resolved
            schema = arms[0]

    def _merge(self, schema: Schema) -> Schema:
        merged: dict[str, Any] = {"type": "object", "properties": {}, "required": []}
        for part in (*map(self.resolve, schema["allOf"]), schema):
            merged["properties"] |= part.get("properties", {})
            merged["required"] += part.get("required", ())
        return merged

    def properties(self, schema: Schema) -> Mapping[str, Schema]:
        """Return the properties of an object."""
        properties: Mapping[str, Schema] = self.resolve(schema).get("properties", {})
        return properties

    def is_object(self, schema: Schema) -> bool:
        """Return whether a schema is one of objects."""
        resolved = self.resolve(schema)
        return "object" in types(resolved) or "properties" in resolved

    def items(self, schema: Schema) -> Schema | None:
        """Return the schema of the items of a list of objects; None for anything else."""
        plain: Schema = self._document.resolve(schema)
        for candidate in (plain, *(self._document.resolve(arm) for arm in plain.get("anyOf", ()))):
            items = candidate.get("items")
            if items is not None and "array" in types(candidate) and self.is_object(items):
                found: Schema = items
                return found
        return None

    def allows(self, schema: Schema, value: Any) -> bool:
        """Return whether a value is valid."""
        known = self._validators.get(id(schema))
        if known is None:
            # The schema is kept with its validator, so that its identity stays its own.
            known = schema, Draft202012Validator(self._document.standalone(schema))
            self._validators[id(schema)] = known
        return known[1].is_valid(value)

    def first(self, schema: Schema, candidates: Iterable[Any]) -> Any:
        """Return the first valid candidate; if there is none, a sample."""
        for candidate in candidates:
            if self.allows(schema, candidate):
                return candidate
        return self.sample(schema)

    def sample(self, schema: Schema, depth: int = 0) -> Any:
        """Return a valid value with as little as possible: null, zero, the first of an enumeration, nothing else."""
        plain: Schema = self._document.resolve(schema)
        if "const" in plain:
            return plain["const"]
        for value in (*([plain["default"]] if "default" in plain else ()), None):
            if self.allows(schema, value):
                return value
        resolved = self.resolve(schema)
        if "enum" in resolved:
            return next(value for value in resolved["enum"] if value is not None)
        kinds = types(resolved)
        if depth > MAX_DEPTH:
            return None
        if "properties" in resolved or "object" in kinds:
            required = resolved.get("required", ())
            fields = resolved.get("properties", {})
            return {name: self.sample(fields.get(name, {}), depth + 1) for name in required}
        if "array" in kinds:
            return [self.sample(resolved.get("items", {}), depth + 1) for _ in range(resolved.get("minItems", 0))]
        numbers = (0, 1, *(resolved[key] for key in ("minimum", "maximum") if key in resolved))
        strings = (*CANDIDATES, "x" * resolved.get("minLength", 0))
        return next((value for value in (False, *numbers, *strings) if self.allows(schema, value)), "")

    def compose(
        self, schema: Schema, known: Mapping[str, Any], example: Any = None, settable: Collection[str] = ()
    ) -> dict[str, Any]:
        """Return an object with what is known of it. `settable` are the fields that requests set.

        The example has what requests do not set. A field without any value is left out, if that is allowed.
        """
        resolved = self.resolve(schema)
        fields: Mapping[str, Schema] = resolved.get("properties", {})
        if not fields:
            return dict(known)
        shown = cast("dict[str, Any]", example) if isinstance(example, dict) else {}
        required = resolved.get("required", ())
        composed: dict[str, Any] = {}
        for name, field in fields.items():
            if name in known:
                composed[name] = self._fitted(field, known[name], shown.get(name))
            elif name in required or (name in shown and name not in settable):
                candidates: list[Any] = [] if name in settable or name not in shown else [shown[name]]
                composed[name] = self.first(field, [None, *candidates] if LATER.fullmatch(name) else candidates)
        return composed

    def _fitted(self, schema: Schema, value: Any, example: Any) -> Any:
        """Return a value as a response has it, where a request may leave out what the response must have."""
        if self.allows(schema, value):
            return value
        if isinstance(value, dict) and self.is_object(schema):
            value = self.compose(schema, cast("dict[str, Any]", value), example)
        elif isinstance(value, list) and (items := self.items(schema)) is not None:
            value = [self._fitted(items, item, None) for item in cast("Iterable[Any]", value)]
        return self.first(schema, [value, example])

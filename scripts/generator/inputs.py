"""Work out what callers may pass: the types of arguments, and how nested objects are serialized.

A request may hold an object of its own schema as a dictionary, as a model, or as the model in which a response returned
it. An id may be given as the object that has it, and Unix seconds as a datetime.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from .bundle import UNIX_SECONDS
from .inline import SCHEMA
from .names import argument_name
from .operations import operations, resolve
from .results import JSON
from .type_guards import is_object

PLAIN_TYPES = {"integer": "int", "number": "float", "boolean": "bool"}


class InputsError(Exception):
    """A request body cannot be described. The message names the schema."""


class Inputs:
    """What the requests of one description accept."""

    def __init__(self, document: dict[str, Any]) -> None:
        self.document = document
        self.schemas: dict[str, Any] = document["components"].get("schemas", {})
        self._returned = _returned(document)
        self.nested: dict[str, Any] = {}
        """The objects nested in request bodies, by name, in the order in which they need each other."""
        for body in _bodies(document):
            for schema in properties(document, body).values():
                self._collect(schema, ())
            if "items" in body:
                self._collect(body["items"], ())

    def type_of(self, schema: dict[str, Any], wire: str = "", section: str = "") -> str:
        """Return the type of an argument.

        Args:
            schema: Its schema.
            wire: Its name on the wire. A string of this name may be an id.
            section: The tag of the operation, whose responses may hold the same field.
        """
        if self._is_object(schema):
            name = _name(schema)
            return " | ".join(
                [*(f"models.{each}" for each in self._models(name, wire, section)), f"params.{name}Param"]
            )
        is_id = self._is_id(schema, wire)
        own = [self._plain_type(arm, wire, section, is_id=is_id) for arm in self._arms(schema)]
        own += [f"models.{model}" for model, _ in self._holders(schema, wire, section)]
        return " | ".join(dict.fromkeys(own))

    def field_of(self, schema: dict[str, Any], wire: str = "", section: str = "") -> str:
        """Return the `InputField` of a schema, as Python source."""
        item = self._item(schema)
        given: list[str] = []
        if self._is_object(item):
            constant = f"bodies.{constant_name(_name(item))}"
            only = self._only_id(_name(item))
            if only is None and not self._nullable(schema):
                return constant
            given += [f"fields={constant}.fields", *([f"wrapped={only!r}"] if only else [])]
        elif holders := self._holders(item, wire, section):
            given.append(f"taken_from={holders[0][1]!r}")
        elif self._is_id(item, wire):
            given.append("id=True")
        elif any(arm.get("format") == UNIX_SECONDS for arm in self._arms(item)):
            given.append("seconds=True")
        given += ["nullable=True"] if self._nullable(schema) else []
        short = {"": "PLAIN", "nullable=True": "NULLABLE", "id=True": "ID", "seconds=True": "SECONDS"}
        text = ", ".join(given)
        return short.get(text, f"InputField({text})")

    def takes_id(self, schema: dict[str, Any], wire: str) -> bool:
        """Return whether an argument is an id, or a list of ids."""
        return not self._is_object(schema) and self._is_id(self._item(schema), wire)

    def writable(self, name: str) -> dict[str, Any]:
        """Return the properties of an object that a request may have."""
        return {
            wire: schema
            for wire, schema in properties(self.document, self.schemas[name]).items()
            if not resolve(self.document, schema).get("readOnly") and not schema.get("readOnly")
        }

    def _collect(self, schema: dict[str, Any], above: tuple[str, ...]) -> None:
        """Note the objects that a schema holds, those that others need first."""
        if not self._is_object(schema):
            for arm in self._arms(schema):
                for inner in (arm.get("items"), arm.get("additionalProperties")):
                    if is_object(inner):
                        self._collect(inner, above)
                if self._is_object(arm):
                    self._collect(arm, above)
            return
        name = _name(schema)
        if not name:
            raise InputsError(f"{above[-1] if above else 'a request body'}: a nested object needs a schema of its own")
        if name in above:
            raise InputsError(f"{name}: a request body that contains itself is not supported")
        for inner in self.writable(name).values():
            self._collect(inner, (*above, name))
        self.nested.setdefault(name, self.schemas[name])

    def _models(self, name: str, wire: str, section: str) -> list[str]:
        """Return the models that may be given for an object: its own, and those in which responses return it."""
        items = [self._item(each) for each in self._returned.get((section, wire), [])]
        return list(dict.fromkeys([name, *(_name(each) for each in items if self._is_object(each))]))

    def _holders(self, schema: dict[str, Any], wire: str, section: str) -> list[tuple[str, str]]:
        """Return the models of which one field holds what a request takes, each with the name of that field."""
        found: list[tuple[str, str]] = []
        for returned in self._returned.get((section, wire), []) if _name(schema) else []:
            if self._is_object(returned):
                fields = properties(self.document, returned)
                held = [key for key, each in fields.items() if _name(each) == _name(schema)]
                found += [(_name(returned), held[0])] if len(held) == 1 else []
        return list(dict.fromkeys(found))

    def _plain_type(self, schema: dict[str, Any], wire: str, section: str, *, is_id: bool) -> str:
        kind, form = schema.get("type"), schema.get("format")
        if self._is_object(schema):
            return self.type_of(schema, wire, section)
        if "const" in schema:
            return f"Literal[{schema['const']!r}]"
        if "enum" in schema:
            return literal(schema["enum"])
        if kind == "array":
            item = schema.get("items", {})
            inner = self.type_of(item, wire, section)
            return (
                f"Sequence[{inner} | Id]"
                if self._is_object(item) and self._only_id(_name(item))
                else f"Sequence[{inner}]"
            )
        if kind == "object" or "additionalProperties" in schema:
            values = schema.get("additionalProperties")
            return f"Mapping[str, {self.type_of(values)}]" if is_object(values) and values else "Mapping[str, Any]"
        if kind == "string":
            times = {"date-time": "datetime.datetime", "date": "datetime.date", "binary": "File"}
            return "Id" if is_id else times.get(str(form), "str")
        if form == UNIX_SECONDS:
            return "int | datetime.datetime"
        return PLAIN_TYPES.get(str(kind), "None" if kind == "null" else "Any")

    def _only_id(self, name: str) -> str | None:
        """Return the only field of an object if it is an id."""
        fields = self.writable(name)
        return next((wire for wire, schema in fields.items() if len(fields) == 1 and self._is_id(schema, wire)), None)

    def _is_id(self, schema: dict[str, Any], wire: str) -> bool:
        """Return whether a string is the id of an object, by its schema or by its name."""
        texts = [arm for arm in self._arms(schema) if arm.get("type") == "string"]
        named = _name(schema) in ("Id", "NullableId") or re.fullmatch(r"(.+_)?ids?", argument_name(wire)) is not None
        return named and bool(texts) and not any({"enum", "const"} & arm.keys() for arm in texts)

    def _is_object(self, schema: dict[str, Any]) -> bool:
        return bool({"properties", "allOf"} & resolve(self.document, schema).keys())

    def _item(self, schema: dict[str, Any]) -> dict[str, Any]:
        """Return the schema of the items of a list, or the schema itself."""
        for arm in [] if self._is_object(schema) else self._arms(schema):
            if is_object(arm.get("items")):
                return self._item(arm["items"])
            if self._is_object(arm):
                return arm
        return schema

    def _nullable(self, schema: dict[str, Any]) -> bool:
        return not self._is_object(schema) and any(arm.get("type") == "null" for arm in self._arms(schema))

    def _arms(self, schema: dict[str, Any]) -> list[dict[str, Any]]:
        """Return the alternatives of a schema, each of one type; objects stay references."""
        if self._is_object(schema):
            return [schema]
        found = resolve(self.document, schema)
        if unions := [*found.get("anyOf", []), *found.get("oneOf", [])]:
            return [arm for each in unions for arm in self._arms(each)]
        types: str | list[str] = found.get("type", [])
        return [{**found, "type": kind} for kind in ([types] if isinstance(types, str) else types)] or [found]


def properties(document: dict[str, Any], schema: dict[str, Any]) -> dict[str, Any]:
    """Return the properties of an object, with those that it takes over from others."""
    found = resolve(document, schema)
    merged: dict[str, Any] = {}
    for part in found.get("allOf", []):
        merged |= properties(document, part)
    own: dict[str, Any] = found.get("properties", {})
    return merged | own


def required(document: dict[str, Any], schema: dict[str, Any]) -> set[str]:
    """Return the names of the properties that an object must have."""
    found = resolve(document, schema)
    return set(found.get("required", [])).union(*(required(document, part) for part in found.get("allOf", [])))


def literal(values: list[Any]) -> str:
    """Return the type of an enumeration. Its values come in alphabetical order."""
    return f"Literal[{', '.join(repr(value) for value in sorted(values, key=str))}]"


def constant_name(name: str) -> str:
    """Return the name of a constant: VIDEO_CROP for `VideoCrop`."""
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).upper()


def _bodies(document: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for _, _, operation, _ in operations(document):
        for media in resolve(document, operation.get("requestBody", {})).get("content", {}).values():
            yield media.get("schema", {})


def _returned(document: dict[str, Any]) -> dict[tuple[str, str], list[dict[str, Any]]]:
    """Return the schemas under which a section's responses return a field, by tag and field."""
    found: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for _, _, operation, _ in operations(document):
        tag = operation["operationId"].rpartition(".")[0]
        for status, response in operation["responses"].items():
            content: dict[str, Any] = resolve(document, response).get("content", {})
            schema: dict[str, Any] = content.get(JSON, {}).get("schema", {}) if status.startswith("2") else {}
            schema = properties(document, schema).get("data", schema)
            schema = resolve(document, schema).get("items", schema)
            for wire, each in properties(document, schema).items():
                found.setdefault((tag, wire), []).append(each)
    return found


def _name(schema: dict[str, Any]) -> str:
    return str(schema.get("$ref", "")).removeprefix(SCHEMA)

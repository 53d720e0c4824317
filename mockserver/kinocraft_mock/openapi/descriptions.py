"""Load the services' OpenAPI descriptions from the bundles that ship with the server."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property, partial
from pkgutil import get_data
from typing import Any, cast
from urllib.parse import urlsplit

import orjson

__all__ = ["DRAFT", "DRAFT_MARK", "Document", "Operation", "Parameter", "converter", "load"]

Schema = Mapping[str, Any]
DRAFT_MARK = "x-draft"
"""Marks a property that is a draft."""
DRAFT = f'"{DRAFT_MARK}":true'.encode()
"""The mark in compact JSON."""
METHODS = ("get", "put", "post", "delete", "patch", "head", "options")
# Leave longer numbers as text, which the schema rejects: converting thousands of digits to int takes quadratic time.
INTEGER = re.compile(r"-?[0-9]{1,400}")
NUMBER = re.compile(r"-?[0-9]{1,400}(\.[0-9]{1,400})?([eE][+-]?[0-9]{1,3})?")


def _integer(text: str) -> Any:
    return int(text) if INTEGER.fullmatch(text) else text


def _number(text: str) -> Any:
    return float(text) if NUMBER.fullmatch(text) else text


def _boolean(text: str) -> Any:
    return {"true": True, "false": False}.get(text, text)


def _string(text: str) -> Any:
    return text


CONVERTERS: Mapping[str, Callable[[str], Any]] = {
    "integer": _integer,
    "number": _number,
    "boolean": _boolean,
}


def converter(schema: Schema) -> Callable[[str], Any]:
    """Return the function that converts the text of a parameter or form field.

    It returns text that it cannot convert unchanged, so that validation rejects it.
    """
    types = schema.get("type", "string")
    for kind in [types] if isinstance(types, str) else types:
        if kind in CONVERTERS:
            return CONVERTERS[kind]
    return _string


@dataclass(frozen=True)
class Parameter:
    """One documented parameter.

    `spans` is true when it may contain slashes. One with `many` values is repeated, or `joined` by commas. `id_field`
    is the field of the object that a path parameter names, where that field is not `id`.
    """

    name: str
    location: str
    required: bool
    spans: bool
    many: bool
    joined: bool
    convert: Callable[[str], Any]
    schema: Schema
    id_field: str = ""


class Document:
    """One OpenAPI description. `examples` returns the examples of its responses by operationId."""

    def __init__(
        self,
        name: str,
        content: Mapping[str, Any],
        examples: Callable[[], Mapping[str, Any]] = dict[str, Any],
    ) -> None:
        self.name = name
        self.content = content
        self._read_examples = examples

    @cached_property
    def examples(self) -> Mapping[str, Any]:
        """Return the example of each operation's successful response, where the description has one."""
        return self._read_examples()

    @cached_property
    def has_drafts(self) -> bool:
        """Return whether a schema has properties that are drafts."""
        return DRAFT in orjson.dumps(self.content)

    def resolve(self, node: Any) -> Any:
        """Return a node, or what it refers to within this document."""
        reference: str | None
        while (reference := node.get("$ref")) is not None:
            node = self.content
            for step in reference.removeprefix("#/").split("/"):
                node = node[step.replace("~1", "/").replace("~0", "~")]
        return node

    def standalone(self, schema: Schema) -> dict[str, Any]:
        """Return a schema with only the components that it refers to: compile time grows with size."""
        schemas: Mapping[str, Any] = self.content.get("components", {}).get("schemas", {})
        needed: dict[str, Any] = {}
        pending: list[Any] = [schema]
        while pending:
            node = pending.pop()
            if isinstance(node, list):
                pending.extend(cast("Iterable[Any]", node))
            elif isinstance(node, dict):
                entries = cast("dict[str, Any]", node)
                pending.extend(entries.values())
                name = str(entries.get("$ref", "")).removeprefix("#/components/schemas/")
                if name in schemas and name not in needed:
                    needed[name] = schemas[name]
                    pending.append(schemas[name])
        return {**schema, "components": {"schemas": needed}}

    def operations(self) -> Iterator[Operation]:
        """Yield every operation, in document order."""
        yield from self._operations

    @cached_property
    def _operations(self) -> tuple[Operation, ...]:
        return tuple(
            Operation(self, path.partition("#")[0], method.upper(), item, item[method])
            for path, item in self.content["paths"].items()
            for method in METHODS
            if method in item
        )


class Operation:
    """One documented operation. Its properties are computed with the first request."""

    def __init__(
        self, document: Document, path: str, method: str, item: Mapping[str, Any], content: Mapping[str, Any]
    ) -> None:
        self.document = document
        self.content = content
        self.id: str = content["operationId"]
        self.method = method
        self.path = path
        self._item = item

    @cached_property
    def server(self) -> tuple[str, str]:
        """Return the documented host and base path of the URL."""
        levels: tuple[Mapping[str, Any], ...] = (self.content, self._item, self.document.content)
        servers: list[dict[str, str]] = next(level["servers"] for level in levels if level.get("servers"))
        url = urlsplit(servers[0]["url"])
        return url.netloc, url.path.rstrip("/")

    @cached_property
    def parameters(self) -> tuple[Parameter, ...]:
        """Return its own parameters and those of its path item."""
        declared = [*self._item.get("parameters", ()), *self.content.get("parameters", ())]
        return tuple(self._parameter(self.document.resolve(node)) for node in declared)

    def _parameter(self, node: Mapping[str, Any]) -> Parameter:
        schema = self.document.resolve(node["schema"])
        many = schema.get("type") == "array"
        return Parameter(
            name=node["name"],
            location=node["in"],
            required=node.get("required", False),
            spans=node.get("x-spans-segments", False),
            many=many,
            joined=many and not node.get("explode", True),
            convert=converter(self.document.resolve(schema.get("items", {})) if many else schema),
            schema=node["schema"],
            id_field=node.get("x-id-of", "").rpartition(".")[2],
        )

    @cached_property
    def required_query(self) -> frozenset[str]:
        """Return the required query keys, which distinguish it from other operations of the same path."""
        return frozenset(p.name for p in self.parameters if p.location == "query" and p.required)

    @cached_property
    def secured(self) -> bool:
        """Return whether it requires credentials."""
        alternatives = self.content.get("security", self.document.content.get("security", []))
        return bool(alternatives) and all(alternatives)

    @cached_property
    def body_required(self) -> bool:
        """Return whether a request must have a body."""
        required: bool = self.document.resolve(self.content.get("requestBody", {})).get("required", False)
        return required

    @cached_property
    def bodies(self) -> dict[str, Schema]:
        """Return the schemas of the request's body by media type; empty when it takes none."""
        body = self.document.resolve(self.content.get("requestBody", {}))
        return {media: entry.get("schema", {}) for media, entry in body.get("content", {}).items()}

    @cached_property
    def responses(self) -> dict[int, dict[str, Schema]]:
        """Return the schemas of the responses by status and media type; a response without a body has none."""
        responses: dict[int, dict[str, Schema]] = {}
        for status, node in self.content["responses"].items():
            content = self.document.resolve(node).get("content", {})
            responses[int(status)] = {media: entry.get("schema", {}) for media, entry in content.items()}
        return responses

    @cached_property
    def shown(self) -> tuple[Schema, ...]:
        """Return the schemas of what the operations of this path return as JSON. Programs send it back."""
        nodes = [
            self.document.resolve(response)
            for operation in self._item.values()
            if isinstance(operation, Mapping)
            for response in cast("Mapping[str, Any]", operation).get("responses", {}).values()
        ]
        found = (node.get("content", {}).get("application/json", {}).get("schema") for node in nodes)
        return tuple(schema for schema in found if schema is not None)

    def may_be_empty(self, status: int) -> bool:
        """Return whether a response with a documented body may omit it."""
        empty: bool = self.document.resolve(self.content["responses"][str(status)]).get("x-empty-body", False)
        return empty


@cache
def load(name: str) -> Document:
    """Return a description by the name of its bundle."""
    return Document(name, _read(f"{name}.json"), partial(_read, f"examples/{name}.json"))


def _read(path: str) -> Any:
    # Not importlib.resources, which takes longer to import than this to read every description.
    data = get_data("kinocraft_mock", f"specs/{path}")
    assert data is not None, "the loader of the package reads files"
    return orjson.loads(data)

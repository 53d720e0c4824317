"""Collect from the descriptions which fields and addresses are secrets: those with `x-secret`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any, cast

import orjson

__all__ = ["secret_fields", "secret_paths"]

Node = Mapping[str, Any]


@cache
def secret_fields() -> frozenset[str]:
    """Return the names of all secret fields and parameters that have a name of their own on the wire."""
    names: set[str] = set()
    for document in _documents():
        for node in _objects(document):
            properties = node.get("properties")
            if isinstance(properties, dict):
                fields = cast("dict[str, Any]", properties).items()
                names.update(name for name, schema in fields if _is_secret(document, schema))
            if "in" in node and _is_secret(document, node.get("schema")):
                names.add(node["name"])
    return frozenset(names)


@cache
def secret_paths() -> tuple[str, ...]:
    """Return the path templates with a secret parameter, without their service's mount."""
    templates: list[str] = []
    for document in _documents():
        for path, item in document["paths"].items():
            parameters = [_resolve(document, node) for node in _parameters(item)]
            if any(node["in"] == "path" and _is_secret(document, node["schema"]) for node in parameters):
                templates.append(path.partition("#")[0])
    return tuple(templates)


def _parameters(item: Node) -> Iterator[Any]:
    yield from item.get("parameters", ())
    for operation in item.values():
        if isinstance(operation, dict):
            yield from cast("dict[str, Any]", operation).get("parameters", ())


def _documents() -> Iterator[Node]:
    """Yield the descriptions. They are read again rather than held, since most programs never show a journal."""
    from importlib.resources import files  # a server starts without it

    for file in files("kinocraft_mock").joinpath("specs").iterdir():
        if file.name.endswith(".json"):
            yield orjson.loads(file.read_bytes())


def _objects(node: Any) -> Iterator[Node]:
    pending = [node]
    while pending:
        each = pending.pop()
        if isinstance(each, list):
            pending.extend(cast("Iterable[Any]", each))
        elif isinstance(each, dict):
            entries = cast("dict[str, Any]", each)
            yield entries
            pending.extend(entries.values())


def _is_secret(document: Node, schema: Any) -> bool:
    """Return whether a schema, or one that it is composed of by reference, is marked."""
    if not isinstance(schema, dict):
        return False
    node = cast("dict[str, Any]", schema)
    if node.get("x-secret"):
        return True
    if "$ref" in node:
        return _is_secret(document, _resolve(document, node))
    return any(
        _is_secret(document, each) for each in [*node.get("anyOf", ()), *node.get("oneOf", ()), *node.get("allOf", ())]
    )


def _resolve(document: Node, node: Any) -> Any:
    while "$ref" in node:
        path = str(node["$ref"]).removeprefix("#/")
        node = document
        for step in path.split("/"):
            node = node[step.replace("~1", "/").replace("~0", "~")]
    return node

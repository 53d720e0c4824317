"""Collect which fields and addresses the descriptions mark as secrets, for the server, whose journal hides them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from generator.operations import resolve
from generator.type_guards import is_list, is_object

__all__ = ["secret_names"]


def secret_names(documents: Iterable[dict[str, Any]]) -> dict[str, list[str]]:
    """Return the names of secret fields and parameters as they are sent, and the path templates with a secret.

    The templates are without their service's mount.
    """
    fields: set[str] = set()
    paths: set[str] = set()
    for document in documents:
        for node in _objects(document):
            properties = node.get("properties")
            if is_object(properties):
                fields.update(name for name, schema in properties.items() if _is_secret(document, schema))
            if "in" in node and _is_secret(document, node.get("schema")):
                fields.add(node["name"])
        for path, item in document["paths"].items():
            parameters = [resolve(document, node) for node in _parameters(item)]
            if any(node["in"] == "path" and _is_secret(document, node["schema"]) for node in parameters):
                paths.add(path.partition("#")[0])
    return {"fields": sorted(fields), "paths": sorted(paths)}


def _parameters(item: dict[str, Any]) -> Iterator[Any]:
    yield from item.get("parameters", ())
    for operation in item.values():
        if is_object(operation):
            yield from operation.get("parameters", ())


def _objects(node: Any) -> Iterator[dict[str, Any]]:
    pending = [node]
    while pending:
        each = pending.pop()
        if is_list(each):
            pending.extend(each)
        elif is_object(each):
            yield each
            pending.extend(each.values())


def _is_secret(document: dict[str, Any], schema: Any) -> bool:
    """Return whether a schema, or one that it is composed of by reference, is marked."""
    if not is_object(schema):
        return False
    if schema.get("x-secret"):
        return True
    if "$ref" in schema:
        return _is_secret(document, resolve(document, schema))
    return any(
        _is_secret(document, each)
        for each in [*schema.get("anyOf", ()), *schema.get("oneOf", ()), *schema.get("allOf", ())]
    )

"""Bundled descriptions: their operations with all parameters, and what in them is prose."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from generator.type_guards import is_list, is_object

Document = dict[str, Any]

METHODS = ("get", "put", "post", "delete", "patch", "head", "options")
PROSE = frozenset(
    {
        *("description", "summary", "title", "example", "examples", "externalDocs", "x-docs", "x-evidence"),
        *("x-evidence-reason", "x-idempotent-reason", "x-values-beyond-page", "tags"),
    }
)
"""Keywords that no program can notice. The tag of an operation is the first part of its id, which is compared."""


@dataclass(frozen=True, slots=True)
class DescribedOperation:
    """An operation with its address, its path item, and its parameters resolved, those of the path item first."""

    path: str
    method: str
    item: Document
    operation: Document
    parameters: list[Document]


def resolve(document: Document, node: Any) -> Any:
    """Return the target of a reference to a component, with the siblings of the reference; anything else as it is."""
    while is_object(node) and "$ref" in node:
        kind, name = str(node["$ref"]).split("/")[2:4]
        node = {**document["components"][kind][name], **{key: each for key, each in node.items() if key != "$ref"}}
    return node


def reference(node: Any) -> str | None:
    """Return the name of the component that a node refers to."""
    return str(node["$ref"]).rpartition("/")[2] if is_object(node) and "$ref" in node else None


def operations(document: Document) -> dict[str, DescribedOperation]:
    """Return the operations of a description by their ids."""
    return _operations(_Identity(document))


class _Identity:
    """A document as a key of a cache: by identity, because documents are large and not changed."""

    def __init__(self, document: Document) -> None:
        self.document = document

    def __hash__(self) -> int:
        return id(self.document)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Identity) and other.document is self.document


@lru_cache(maxsize=8)
def _operations(key: _Identity) -> dict[str, DescribedOperation]:
    document = key.document
    found: dict[str, DescribedOperation] = {}
    for path, item in document.get("paths", {}).items():
        for method in METHODS:
            if method in item:
                operation = item[method]
                entries = [*item.get("parameters", []), *operation.get("parameters", [])]
                parameters = [resolve(document, each) for each in entries]
                found[operation["operationId"]] = DescribedOperation(path, method, item, operation, parameters)
    return found


_NAMED = frozenset({"properties", "schemas", "parameters", "responses", "headers", "securitySchemes", "x-codes"})
"""Objects whose keys are names and not keywords."""


def used_without_prose(document: Document) -> Document:
    """Return the description without prose and without components that nothing refers to."""
    components = document.get("components", {})
    used: dict[str, Any] = {}
    waiting = [document.get("paths", {}), document.get("webhooks", {})]
    while waiting:
        for pointer in _references(waiting.pop()):
            if pointer not in used:
                kind, name = pointer.split("/")[2:4]
                used[pointer] = components[kind][name]
                waiting.append(used[pointer])
    kept = {pointer: node for pointer, node in used.items() if not pointer.startswith("#/components/examples/")}
    own = {key: node for key, node in document.items() if key not in ("components", "info", "openapi", "tags")}
    plain: Document = _plain({**own, "securitySchemes": components.get("securitySchemes", {})})
    return {**plain, "used": {pointer: _plain(node) for pointer, node in sorted(kept.items())}}


def _references(node: Any) -> Iterator[str]:
    if is_object(node):
        if isinstance(node.get("$ref"), str):
            yield node["$ref"]
        for each in node.values():
            yield from _references(each)
    elif is_list(node):
        for each in node:
            yield from _references(each)


def _plain(node: Any, named: bool = False) -> Any:
    if is_list(node):
        return [_plain(each) for each in node]
    if not is_object(node):
        return node
    return {
        key: _plain(each, key in _NAMED and is_object(each))
        for key, each in node.items()
        if named or key not in PROSE | {"links", "x-secret"}
    }

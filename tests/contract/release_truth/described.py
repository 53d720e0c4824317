"""Find in bundled descriptions what a page has added, without the code that reads pages or compares them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from vendor_docs.type_guards import is_array, is_object

from tests.contract.release_truth.cases import Proof

_METHODS = ("get", "put", "post", "delete", "patch", "head", "options")
Bundles = Mapping[str, dict[str, Any]]


def is_described(proof: Proof, bundles: Bundles, operations: Sequence[str]) -> bool:
    """Return whether descriptions have an addition. `operations` are the ids of those that it concerns; none: all."""
    if proof.kind == "operation":
        found = [
            method
            for document in bundles.values()
            for path, item in document["paths"].items()
            for method in _METHODS
            if method in item and _bare(path.partition("#")[0]).endswith(_bare(proof.name))
        ]
        return any(proof.value in {None, method.upper()} for method in found)
    if proof.kind == "error":
        return any(_has_error(node, proof.name) for document in bundles.values() for node in _nodes(document))
    parts = [
        part
        for document in bundles.values()
        for operation, item in _operations(document)
        if not operations or operation["operationId"] in operations
        for part in _reached(document, [operation, item.get("parameters", [])])
    ]
    return any(_shows(proof, part) for part in parts)


def _shows(proof: Proof, node: dict[str, Any]) -> bool:
    if proof.kind == "parameter":
        in_form = proof.name in (node.get("properties") or {})
        return in_form or ("in" in node and node.get("name") == proof.name)
    if proof.kind == "field":
        return proof.name in (node.get("properties") or {})
    if proof.kind == "value":
        return proof.name in map(str, inner(node.get("enum")))
    if proof.kind == "limit":
        return node.get(proof.name) == proof.value
    return any(proof.name in text for text in _texts(node.get("value"))) if "value" in node else False


def _has_error(node: dict[str, Any], code: str) -> bool:
    return code in (node.get("x-codes") or {}) or code in (node.get("responses") or {})


def _bare(path: str) -> str:
    return re.sub(r"\{[^{}]*\}", "{}", path)


def _operations(document: dict[str, Any]) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    for item in document["paths"].values():
        for method in _METHODS:
            if method in item:
                yield item[method], item


def inner(value: Any) -> list[Any]:
    """Return the values in an object or a list."""
    return list(value.values()) if is_object(value) else value if is_array(value) else []


def _nodes(value: Any) -> Iterator[dict[str, Any]]:
    if is_object(value):
        yield value
    for one in inner(value):
        yield from _nodes(one)


def _reached(document: dict[str, Any], start: Any) -> Iterator[dict[str, Any]]:
    """Yield every object that an operation contains or refers to."""
    seen: set[str] = set()
    waiting: list[Any] = [start]
    while waiting:
        for node in _nodes(waiting.pop()):
            yield node
            reference = node.get("$ref")
            if isinstance(reference, str) and reference not in seen:
                seen.add(reference)
                target: Any = document
                for step in reference.removeprefix("#/").split("/"):
                    target = target[step.replace("~1", "/").replace("~0", "~")]
                waiting.append(target)


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    for one in inner(value):
        yield from _texts(one)


# --- what has changed


def is_operation(value: Any) -> bool:
    """Return whether a value of a path item is an operation."""
    return is_object(value) and "operationId" in value


def changed_part(before: dict[str, Any], after: dict[str, Any]) -> dict[str, Any]:
    """Return a description with the paths and components that have changed, and the components that they refer to."""
    paths = {key: item for key, item in after["paths"].items() if before["paths"].get(key) != item}
    webhooks = {key: item for key, item in after.get("webhooks", {}).items() if before["webhooks"].get(key) != item}
    former = before["components"]
    changed = [
        f"#/components/{kind}/{name}"
        for kind, listed in after["components"].items()
        for name, value in listed.items()
        if former.get(kind, {}).get(name) != value
    ]
    start = [paths, webhooks, *({"$ref": one} for one in changed)]
    used = {node["$ref"] for node in _reached(after, start) if isinstance(node.get("$ref"), str)}
    components = {
        kind: {name: value for name, value in listed.items() if f"#/components/{kind}/{name}" in used}
        for kind, listed in after["components"].items()
        if kind != "securitySchemes"
    }
    kept = {**after, "paths": paths, "components": {**after["components"], **components}}
    return {**kept, "webhooks": webhooks} if webhooks else {key: one for key, one in kept.items() if key != "webhooks"}

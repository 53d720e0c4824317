"""Read a bundled description: its operations, and what its references mean."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from .bundle import METHODS


def operations(document: dict[str, Any]) -> Iterator[tuple[str, str, dict[str, Any], list[dict[str, Any]]]]:
    """Yield path, method, operation and resolved parameters of every operation."""
    for key, item in document["paths"].items():
        for method in METHODS:
            if method in item:
                parameters = [*item.get("parameters", []), *item[method].get("parameters", [])]
                yield key, method, item[method], [resolve(document, parameter) for parameter in parameters]


def resolve(document: dict[str, Any], node: dict[str, Any]) -> dict[str, Any]:
    """Return the node, or the component that it refers to."""
    while "$ref" in node:
        target: Any = document
        for step in node["$ref"].removeprefix("#/").split("/"):
            target = target[step]
        node = target
    return node

"""The examples of responses, for the server: operations without a handler of their own respond by them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from .operations import operations, resolve


def response_examples(document: dict[str, Any]) -> dict[str, Any]:
    """Return the first example of each operation's successful response, by operationId."""
    return {
        operation["operationId"]: value
        for _, _, operation, _ in operations(document)
        for value in _first(document, operation)
    }


def _first(document: dict[str, Any], operation: dict[str, Any]) -> Iterator[Any]:
    success = next((status for status in operation["responses"] if status.startswith("2")), None)
    if success is None:
        return
    content = resolve(document, operation["responses"][success]).get("content", {})
    for media in content.values():
        named = [resolve(document, each)["value"] for each in media.get("examples", {}).values()]
        found = [*([media["example"]] if "example" in media else ()), *named]
        if found:
            yield found[0]
            return

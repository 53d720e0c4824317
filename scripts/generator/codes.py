"""Named constants for the numbers that a vendor refuses with, from `x-codes` in its descriptions."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any


class CodesError(Exception):
    """Two descriptions of a vendor name the same number differently; the message tells which."""


def codes(vendor: str, documents: list[dict[str, Any]]) -> str | None:
    """A module with the vendor's documented numbers that have a name; None where there are none."""
    named: dict[int, str] = {}
    for found in _found(documents):
        for number, name in found.items():
            if name is not None and named.setdefault(int(number), name) != name:
                raise CodesError(f"{number} is {named[int(number)]} and {name}")
    if not named:
        return None
    title = vendor.capitalize()
    return "\n".join(
        [
            f'"""The numbers that {title} documents for its refusals."""',
            "from __future__ import annotations",
            "from enum import IntEnum",
            f'__all__ = ["{title}Code"]',
            f"class {title}Code(IntEnum):",
            f'    """What `code` of an error from {title} may be. The service has others too."""',
            *(f"    {name} = {number}" for number, name in sorted(named.items())),
            "",
        ]
    )


def _found(node: Any) -> Iterator[dict[str, str | None]]:
    if isinstance(node, list):
        for item in node:
            yield from _found(item)
    elif isinstance(node, dict):
        if "x-codes" in node:
            yield node["x-codes"]
        for value in node.values():
            yield from _found(value)

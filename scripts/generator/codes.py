"""Generate named constants for a vendor's error codes, from `x-codes` in its descriptions."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from .type_guards import is_list, is_object


class CodesError(Exception):
    """Descriptions of a vendor have different names for the same code. The message has the code and both names."""


def codes(vendor: str, documents: list[dict[str, Any]]) -> str | None:
    """Return a module with the vendor's named error codes; None if there are none."""
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
            f'"""The documented error codes of {title}."""',
            "from __future__ import annotations",
            "from enum import IntEnum",
            f'__all__ = ["{title}Code"]',
            f"class {title}Code(IntEnum):",
            f'    """Values of `code` in an error from {title}. The service has undocumented ones too."""',
            *(f"    {name} = {number}" for number, name in sorted(named.items())),
            "",
        ]
    )


def _found(node: Any) -> Iterator[dict[str, str | None]]:
    if is_list(node):
        for item in node:
            yield from _found(item)
    elif is_object(node):
        if "x-codes" in node:
            yield node["x-codes"]
        for value in node.values():
            yield from _found(value)

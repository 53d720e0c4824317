"""Checks of fields that the next call needs."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, TypeAlias, TypeVar

from kinocraft_runtime.calls import Operation

from ..errors import CallFacts, ResponseError

__all__ = ["COUNT", "require", "unusable"]

T = TypeVar("T")

COUNT = re.compile(r"[0-9]{1,19}")
"""A number of bytes in a header. One with more digits is none, and Python rejects to read one with thousands."""
Check: TypeAlias = type | tuple[type, ...] | Callable[[Any], bool]
"""A type, several types, or a function that returns whether it accepts a value."""


def require(result: T, operation: Operation, **fields: Check) -> T:
    """Return the result if it has these fields, and each has the type, or passes the check, that is given for it.

    A field that is only shown to the user may be missing or malformed. A field that a further call needs may not.

    Raises:
        ResponseError: A field is missing or malformed. The message names it.
    """
    for name, check in fields.items():
        if not hasattr(result, name) or not _passes(getattr(result, name), check):
            raise unusable(name, operation)
    return result


def _passes(value: object, check: Check) -> bool:
    if not isinstance(check, type | tuple):
        return check(value)
    return isinstance(value, check) and not (check is int and isinstance(value, bool))


def unusable(name: str, operation: Operation) -> ResponseError:
    """Return the error of a response without a field that the next call needs, or with one that it cannot send."""
    return ResponseError(
        f"the response has no usable {name}, which the next call needs; does the URL setting name the service?",
        CallFacts(operation.id, operation.method, operation.path, 1),
        status=200,
        content_type="application/json",
    )

"""Checks of fields that the next call needs."""

from __future__ import annotations

from typing import TypeVar

from kinocraft_runtime.calls import Operation

from ..errors import CallFacts, ResponseError

__all__ = ["require", "unusable"]

T = TypeVar("T")

_MISSING = object()


def require(result: T, operation: Operation, **fields: type | tuple[type, ...]) -> T:
    """Return the result if it has these fields, with values of these types.

    A field that is only shown to the user may be missing or malformed. A field that a further call needs may not.

    Raises:
        ResponseError: A field is missing or malformed. The message names it.
    """
    for name, kind in fields.items():
        if not isinstance(getattr(result, name, _MISSING), kind):
            raise unusable(name, operation)
    return result


def unusable(name: str, operation: Operation) -> ResponseError:
    """Return the error of a response without a field that the next call needs, or with one that it cannot send."""
    return ResponseError(
        f"the response has no usable {name}, which the next call needs; does the URL setting name the service?",
        CallFacts(operation.id, operation.method, operation.path, 1),
        status=200,
        content_type="application/json",
    )

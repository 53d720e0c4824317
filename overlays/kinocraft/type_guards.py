"""Type guards for values of unknown type."""

from __future__ import annotations

import inspect
import sys
from collections.abc import Mapping, Sequence
from typing import Any, TypeGuard

__all__ = ["is_async_function", "is_list", "is_mapping", "is_object", "is_positive", "is_sequence"]


def is_async_function(value: object) -> bool:
    """Return whether calling the value makes a coroutine, which has no effect until it is awaited."""
    own: object = getattr(type(value), "__call__", None)  # noqa: B004 - how it is called, not whether it can be
    return inspect.iscoroutinefunction(value) or inspect.iscoroutinefunction(own)


def is_list(value: object) -> TypeGuard[list[Any]]:
    """Return whether the value is a JSON array."""
    return isinstance(value, list)


def is_mapping(value: object) -> TypeGuard[Mapping[str, Any]]:
    """Return whether the value is a mapping, such as a dictionary given by the caller."""
    return isinstance(value, Mapping)


def is_object(value: object) -> TypeGuard[dict[str, Any]]:
    """Return whether the value is a JSON object."""
    return isinstance(value, dict)


def is_positive(value: object) -> TypeGuard[float]:
    """Return whether the value is a number above 0 and not larger than any float."""
    return isinstance(value, int | float) and not isinstance(value, bool) and 0 < value <= sys.float_info.max


def is_sequence(value: object) -> TypeGuard[Sequence[Any]]:
    """Return whether the value is a sequence of values, not a string or bytes."""
    return isinstance(value, Sequence) and not isinstance(value, str | bytes)

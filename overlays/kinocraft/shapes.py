"""What a value of unknown type turns out to be."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeGuard

__all__ = ["is_list", "is_object", "is_sequence"]


def is_list(value: object) -> TypeGuard[list[Any]]:
    """A JSON array."""
    return isinstance(value, list)


def is_object(value: object) -> TypeGuard[dict[str, Any]]:
    """A JSON object."""
    return isinstance(value, dict)


def is_sequence(value: object) -> TypeGuard[Sequence[Any]]:
    """Several values, which a text or bytes are not."""
    return isinstance(value, Sequence) and not isinstance(value, str | bytes)

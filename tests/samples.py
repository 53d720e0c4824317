"""Which cases of a long test are a sample of it, and which are slow tests."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeGuard

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterable


def sampled(values: Iterable[Any], every: int) -> list[Any]:
    """Return parameters for `values`: the first of each `every` is always tested, the others are slow tests.

    A tuple has the values of several parameters.
    """
    rows = [value if _is_tuple(value) else (value,) for value in values]
    return [pytest.param(*row, marks=[pytest.mark.slow] if place % every else []) for place, row in enumerate(rows)]


def _is_tuple(value: Any) -> TypeGuard[tuple[Any, ...]]:
    return isinstance(value, tuple)

"""Which cases of a long test are a sample of it, and which are slow tests."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterable


def sampled(values: Iterable[Any], every: int) -> list[Any]:
    """Return parameters for `values`: the first of each `every` is always tested, the others are slow tests.

    A tuple has the values of several parameters.
    """
    return [
        pytest.param(
            *(value if isinstance(value, tuple) else (value,)), marks=[pytest.mark.slow] if place % every else []
        )
        for place, value in enumerate(values)
    ]

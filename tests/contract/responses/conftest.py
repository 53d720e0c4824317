"""Fixtures: sync and async clients whose responses the tests make."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.faults.harness import Harness


@pytest.fixture(params=["sync", "async"])
def harness(request: pytest.FixtureRequest) -> Iterator[Harness]:
    """A harness for sync or async clients whose requests the test handles."""
    with Harness(request.param) as harness:
        yield harness

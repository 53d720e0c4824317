"""Fixtures of the contract tests."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.contract.local import SeededServer, start_seeded_servers


@pytest.fixture(scope="module")
def seeded_servers() -> Iterator[dict[str, SeededServer]]:
    """Run a seeded server for each vendor."""
    with start_seeded_servers() as started:
        yield started

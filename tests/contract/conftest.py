"""Fixtures of the contract tests, and which modules are collected."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.util import find_spec

import pytest

from tests.contract.local import SeededServer, start_seeded_servers

# Only the tox environment `openapi-generator` has the tool, so only it runs these tests.
collect_ignore = [] if find_spec("openapi_generator_cli") else ["test_openapi_generator.py"]


@pytest.fixture(scope="module")
def seeded_servers() -> Iterator[dict[str, SeededServer]]:
    """Run a seeded server for each vendor."""
    with start_seeded_servers() as started:
        yield started

"""Fixtures of the contract tests, and which modules are collected."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from importlib.util import find_spec

import pytest

from tests.contract.local import Clients, SeededServer, start_seeded_servers, vendor
from tests.described_operations import SERVICES

# Only the tox environment `openapi-generator` has the tool, so only it runs these tests.
collect_ignore = [] if find_spec("openapi_generator_cli") else ["test_openapi_generator.py"]


@pytest.fixture(scope="module")
def seeded_servers() -> Iterator[dict[str, SeededServer]]:
    """Run a seeded server for each vendor."""
    with start_seeded_servers() as started:
        yield started


@pytest.fixture
def target(name: str, seeded_servers: dict[str, SeededServer]) -> SeededServer:
    """Return the server of the operation in its state after seeding."""
    found = seeded_servers[vendor(SERVICES[name])]
    found.restore()
    return found


@pytest.fixture
def clients(target: SeededServer) -> Iterator[Clients]:
    """Return a sync and an async client of each vendor, of the operation's server."""
    with contextlib.closing(Clients(target.server)) as made:
        yield made

"""Fixtures: a server whose descriptions have operations that nobody has written handlers for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

import kinocraft_mock
from tests.seed.account import NOON
from tests.seed.workspace import Workspace
from tests.unit.mock.derived.registry import inventing

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(scope="module")
def inventing_server() -> Iterator[Any]:
    # Only as long as its tests run: other servers that start meanwhile would have these operations, too.
    with inventing(), kinocraft_mock.running(port=0, limits=False) as server:
        yield server


@pytest.fixture
def server(inventing_server: Any) -> Any:
    """The server with invented operations, as if just started, at NOON."""
    inventing_server.control.reset()
    inventing_server.control.freeze()
    inventing_server.control.set_clock(NOON)
    return inventing_server


@pytest.fixture
def workspace(server: Any) -> Iterator[Workspace]:
    made = Workspace(server)
    with made.http:
        yield made

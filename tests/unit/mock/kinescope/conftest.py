"""A workspace on the local server, whose clock stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.seed.account import NOON
from tests.seed.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kinocraft_mock import RunningServer


@pytest.fixture
def workspace(server: RunningServer) -> Iterator[Workspace]:
    """A workspace whose server's clock stands at NOON, 2020-09-13T12:26:40Z."""
    server.control.freeze()
    server.control.set_clock(NOON)
    made = Workspace(server)
    with made.http:
        yield made

"""Fixture: a workspace on the local server."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.seed.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kinocraft_mock import RunningServer


@pytest.fixture
def workspace(frozen_server: RunningServer) -> Iterator[Workspace]:
    """A workspace on the frozen server, without a login to Platformcraft."""
    made = Workspace(frozen_server)
    with made.http:
        yield made

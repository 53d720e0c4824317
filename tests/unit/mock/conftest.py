"""Fixtures: a logged-in account and a workspace on the local server, whose clock is frozen."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.seed.account import NOON, Account
from tests.seed.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kinocraft_mock import RunningServer


@pytest.fixture
def frozen_server(server: RunningServer) -> RunningServer:
    """The local server, with its clock frozen at NOON, 2020-09-13T12:26:40Z."""
    server.control.freeze()
    server.control.set_clock(NOON)
    return server


@pytest.fixture
def account(frozen_server: RunningServer) -> Iterator[Account]:
    """A logged-in account on the frozen server."""
    made = Account(frozen_server)
    with made.http:
        made.log_in()
        yield made


@pytest.fixture
def workspace(account: Account) -> Iterator[Workspace]:
    """A workspace on the server of the account."""
    made = Workspace(account.server)
    with made.http:
        yield made

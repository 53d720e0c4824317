"""A logged-in account on the local server and a workspace beside it, and a clock that stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.seed.account import NOON, Account
from tests.seed.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kinocraft_mock import RunningServer


@pytest.fixture
def account(server: RunningServer) -> Iterator[Account]:
    """An account whose server's clock stands at NOON."""
    server.control.freeze()
    server.control.set_clock(NOON)
    made = Account(server)
    with made.http:
        made.log_in()
        yield made


@pytest.fixture
def workspace(account: Account) -> Iterator[Workspace]:
    """A workspace on the server of the account, at its time."""
    made = Workspace(account.server)
    with made.http:
        yield made

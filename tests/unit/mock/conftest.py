"""A logged-in account on the local server, and a clock that stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.unit.mock.account import NOON, Account

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

"""What the tests of faults share: both kinds of client, against the running server."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.faults.sides import Side


@pytest.fixture(params=["sync", "async"])
def side(request: pytest.FixtureRequest, server: Any) -> Iterator[Side]:
    """Clients of one kind, for the running server."""
    side = Side(request.param, server)
    yield side
    side.close()

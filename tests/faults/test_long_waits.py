"""Timeouts and deadlines that are longer than the system can wait."""

from __future__ import annotations

from typing import Any

import pytest

from kinocraft.clock import LONGEST, Countdown, SystemClock
from kinocraft.transport.exchanges import Exchange
from tests.faults.harness import Harness


@pytest.mark.parametrize("seconds", [30 * 86400, 10**12, 1e300])
@pytest.mark.parametrize("options", [("timeout",), ("deadline",), ("timeout", "deadline")], ids="+".join)
def test_a_long_limit_is_taken(harness: Harness, options: tuple[str, ...], seconds: float) -> None:
    limits: dict[str, Any] = {"timeout": None, **dict.fromkeys(options, seconds)}
    client = harness.kinescope(clock=SystemClock(), **limits)
    assert list(client.raw.tags.list().items if harness.kind == "sync" else client.tags.list().items) == []
    made = harness.client(clock=SystemClock(), **limits).files.upload(b"abc", "/a", threshold=0)
    assert made.size == 3


def test_no_wait_is_longer_than_the_system_can_wait() -> None:
    time = Countdown(SystemClock(), 1e300, 1e300)
    assert max(each or 0 for each in time.timeouts().values()) <= LONGEST
    assert (Exchange(time, head=True).bound(None, TimeoutError) or 0) <= LONGEST
    assert LONGEST * 1000 < 2**31  # poll counts milliseconds in an int

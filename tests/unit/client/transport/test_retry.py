"""Whether a failed attempt is retried: every condition, and every reason to stop."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from kinocraft.clock import Countdown
from kinocraft.transport.retry import Backoff, Failure, RetryPolicy, Stop
from kinocraft_runtime.calls import Operation
from tests.faults.harness import FakeClock

SAFE = Operation(id="o", service="s", server="http://s", method="GET", path="/", secured=True, idempotent=True)
UNSAFE = replace(SAFE, method="POST", idempotent=False)
POLICY = RetryPolicy()

TABLE: list[tuple[str, Operation, Failure, dict[str, Any], float | Stop]] = [
    # (name, operation, failure, other state, result)
    *((f"{status} passes", SAFE, Failure(status=status), {}, 0.25) for status in (408, 429, 500, 502, 503, 504, 507)),
    *(
        (f"{status} of a gateway passes", SAFE, Failure(status=status), {}, 0.25)
        for status in (*range(520, 531), 598, 599)
    ),
    *(
        (f"{status} does not", SAFE, Failure(status=status), {}, Stop.STATUS)
        for status in (301, 400, 401, 403, 404, 405, 409, 422, 425, 501, 505)
    ),
    ("a lost connection passes", SAFE, Failure(), {}, 0.25),
    ("a wrong protocol does not", SAFE, Failure(transient=False), {}, Stop.TRANSPORT),
    ("a wrong protocol was not delivered, and never will be", SAFE, Failure(None, False, False), {}, Stop.TRANSPORT),
    ("unsafe, unknown whether delivered", UNSAFE, Failure(), {}, Stop.NOT_IDEMPOTENT),
    ("unsafe, not delivered", UNSAFE, Failure(delivered=False), {}, 0.25),
    ("unsafe, delivered", UNSAFE, Failure(delivered=True), {}, Stop.NOT_IDEMPOTENT),
    ("unsafe, rejected with 429", UNSAFE, Failure(status=429), {}, 0.25),
    ("unsafe, failed", UNSAFE, Failure(status=500), {}, Stop.NOT_IDEMPOTENT),
    ("unsafe, unavailable", UNSAFE, Failure(status=503, retry_after=1), {}, Stop.NOT_IDEMPOTENT),
    ("retries are off", SAFE, Failure(), {"policy": RetryPolicy(retries=0)}, Stop.DISABLED),
    ("off for the unsafe is unsafe", UNSAFE, Failure(), {"policy": RetryPolicy(retries=0)}, Stop.NOT_IDEMPOTENT),
    ("the last is left", SAFE, Failure(), {"attempt": 2}, 0.5),
    ("none is left", SAFE, Failure(), {"attempt": 3}, Stop.EXHAUSTED),
    ("asked to wait", SAFE, Failure(status=429, retry_after=10), {}, 10.25),
    ("asked to wait as long as allowed", SAFE, Failure(status=429, retry_after=120), {}, 120.25),
    ("asked to wait too long", SAFE, Failure(status=429, retry_after=121), {}, Stop.RETRY_AFTER),
    ("time is left", SAFE, Failure(), {"left": 0.3}, 0.25),
    ("time is just not left", SAFE, Failure(), {"left": 0.25}, Stop.DEADLINE),
    ("no time is left", SAFE, Failure(), {"left": -1.0}, Stop.DEADLINE),
    ("asked to wait beyond the deadline", SAFE, Failure(status=503, retry_after=5), {"left": 4.0}, Stop.DEADLINE),
    ("no chance is no wait", SAFE, Failure(), {"chance": 0.0}, 0.0),
    ("waits are capped", SAFE, Failure(), {"attempt": 50, "policy": RetryPolicy(retries=99)}, 4.0),
    ("waits are capped far out too", SAFE, Failure(), {"attempt": 5000, "policy": RetryPolicy(retries=5000)}, 4.0),
]


@pytest.mark.parametrize(
    ("operation", "failure", "differing", "verdict"), [row[1:] for row in TABLE], ids=[row[0] for row in TABLE]
)
def test_backoff_returns_the_wait_or_the_reason_to_stop(
    operation: Operation, failure: Failure, differing: dict[str, Any], verdict: float | Stop
) -> None:
    clock = FakeClock(chance=differing.get("chance", 0.5))
    time = Countdown(clock, None, differing["left"] + 10) if "left" in differing else None
    clock.advance(10)
    backoff = Backoff(differing.get("policy", POLICY), clock, time)
    backoff.failures = differing.get("attempt", 1) - 1
    assert backoff.next(failure, idempotent=operation.idempotent) == verdict


def test_backoff_does_not_count_a_failure_after_progress() -> None:
    backoff = Backoff(RetryPolicy(retries=1), FakeClock(chance=1.0))
    waits = [backoff.next(Failure(), idempotent=True, progress=progress) for progress in (False, True, True, False)]
    assert waits == [0.5, 0.25, 0.25, 0.5]
    assert backoff.next(Failure(), idempotent=True) == Stop.EXHAUSTED
    assert Backoff(RetryPolicy(retries=0), FakeClock()).next(Failure(), idempotent=True, progress=True) == 0.125


def test_backoff_forgets_failures_after_a_reset() -> None:
    backoff = Backoff(RetryPolicy(retries=1), FakeClock(chance=1.0))
    assert backoff.next(Failure(), idempotent=True) == 0.5
    backoff.reset()
    assert backoff.next(Failure(), idempotent=True) == 0.5


def test_every_reason_to_stop_is_in_the_table() -> None:
    assert {row[-1] for row in TABLE if isinstance(row[-1], Stop)} == set(Stop)

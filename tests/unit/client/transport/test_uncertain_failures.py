"""After which failures a request may have taken effect, and which waits a deadline still permits."""

from __future__ import annotations

import httpx2
import pytest

from kinocraft.clock import Countdown
from kinocraft.errors import ConflictError
from kinocraft.transport.effects import Locked, Sleep
from kinocraft.transport.rate_limits import RateLimits
from kinocraft.transport.retry import Failure
from tests.faults.harness import FakeClock, Harness
from tests.unit.client.scripted_transport import ScriptedTransport

UNCERTAIN = (None, 408, 500, 501, 502, 503, 504, 520, 599)
PAUSE = 1.101
"""Seconds until another request is admitted: the window with its margin, rounded up."""
CERTAIN = (400, 401, 403, 404, 409, 410, 413, 422, 423, 425, 429, 499)


@pytest.mark.parametrize("status", UNCERTAIN + CERTAIN)
@pytest.mark.parametrize("delivered", [None, True, False])
def test_a_request_may_have_taken_effect_unless_something_says_that_it_has_not(
    status: int | None, delivered: bool | None
) -> None:
    failure = Failure(status=status, delivered=delivered)
    assert failure.uncertain is (delivered is not False and status in UNCERTAIN)


@pytest.mark.parametrize(
    ("left", "admitted"), [(0.5, False), (PAUSE - 0.001, False), (PAUSE, False), (PAUSE + 0.001, True)]
)
def test_a_request_waits_for_the_rate_limit_if_the_deadline_comes_later(left: float, admitted: bool) -> None:
    clock = FakeClock()
    limits = RateLimits({"files": [(1, 1.0)]}, clock)

    def wait(time: Countdown | None) -> bool:
        steps = [limits.wait("files", "host", time)]
        try:
            while True:
                effect = next(steps[-1])
                if isinstance(effect, Locked):
                    steps[-1] = effect.task()
                elif isinstance(effect, Sleep):
                    clock.sleep(effect.seconds)
        except StopIteration as end:
            return bool(end.value)

    assert wait(None)
    assert wait(Countdown(clock, None, left)) is admitted
    assert sum(clock.waits) == (pytest.approx(PAUSE) if admitted else 0)


@pytest.mark.parametrize(("method", "own"), [("GET", False), ("HEAD", False), ("PUT", True), ("DELETE", True)])
@pytest.mark.parametrize(("first", "uncertain"), [(503, True), (429, False)])
def test_a_conflict_may_be_with_an_earlier_attempt_that_changed_something(
    harness: Harness, method: str, own: bool, first: int, uncertain: bool
) -> None:
    service = ScriptedTransport(httpx2.Response(first), httpx2.Response(409))
    with pytest.raises(ConflictError) as caught:
        harness.kinescope(service).request(method, "/v1/tags")
    notes = getattr(caught.value, "__notes__", [])
    assert any("may have taken effect" in note for note in notes) is (own and uncertain)
    assert len(service.requests) == 2

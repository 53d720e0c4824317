"""The client waits to keep the documented rate limits."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import httpx2
import pyrate_limiter
import pytest

from kinocraft.clock import Countdown, SystemClock
from kinocraft.transport import rate_limits
from kinocraft.transport.rate_limits import RateLimits
from kinocraft.transport.runtimes import Runtime
from tests.faults.harness import FakeClock, Harness, engine

LIMITS = {"s": [(10, 1.0)], "two": [(10, 1.0), (15, 60.0)]}


class Still(SystemClock):
    """A clock that the test advances."""

    def __init__(self) -> None:
        self.passed = 1_000.0
        self.waits: list[float] = []

    def monotonic(self) -> float:
        return self.passed

    time = monotonic

    def sleep(self, seconds: float) -> None:
        self.passed += seconds
        self.waits.append(seconds)


def admit(limits: RateLimits, clock: Any, count: int, service: str = "s", host: str = "h") -> list[float]:
    """Return when each of several requests may be sent."""
    runtime, times = Runtime(engine(clock), httpx2.Client()), list[float]()
    for _ in range(count):
        runtime.run(limits.wait(service, host))
        times.append(clock.monotonic())
    return times


@pytest.fixture(autouse=True)
def shared(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    buckets = rate_limits._Buckets()
    monkeypatch.setattr(rate_limits, "_shared", buckets)
    return buckets.made


def test_at_most_ten_requests_are_sent_per_second() -> None:
    clock = FakeClock()
    times = admit(RateLimits(LIMITS, clock), clock, 100)
    assert times[:10] == [0.0] * 10
    assert all(later - earlier >= 1 for earlier, later in zip(times, times[10:], strict=False))
    assert times[-1] < 10


def test_at_most_ten_requests_arrive_per_second() -> None:
    """The network delays each request differently, so some arrive closer together than they were sent."""
    clock, delays = FakeClock(), random.Random(1)
    times = admit(RateLimits(LIMITS, clock), clock, 500)
    arrivals = sorted(time + delays.uniform(0, rate_limits.MARGIN) for time in times)
    assert all(later - earlier >= 1 for earlier, later in zip(arrivals, arrivals[10:], strict=False))
    # The margin costs at most a tenth.
    assert times[-1] < 500 / 10 * 1.11


def test_a_request_that_would_miss_the_deadline_is_not_counted() -> None:
    clock = FakeClock()
    limits, runtime = RateLimits(LIMITS, clock), Runtime(engine(clock), httpx2.Client())
    admit(limits, clock, 10)
    for _ in range(3):
        assert not runtime.run(limits.wait("s", "h", Countdown(clock, None, 0.5)))
    assert clock.waits == []
    assert runtime.run(limits.wait("s", "h", Countdown(clock, None, 2)))
    assert clock.passed == pytest.approx(1.1, abs=0.01)


def test_two_limits_apply_together() -> None:
    clock = FakeClock()
    times = admit(RateLimits(LIMITS, clock), clock, 40, "two")
    assert all(later - earlier >= 1 for earlier, later in zip(times, times[10:], strict=False))
    assert all(later - earlier >= 60 for earlier, later in zip(times, times[15:], strict=False))
    assert times[-1] < 130


def test_a_service_without_limits_does_not_wait() -> None:
    clock = FakeClock()
    assert admit(RateLimits({}, clock), clock, 100) == [0.0] * 100


def test_services_and_hosts_are_counted_separately() -> None:
    clock = FakeClock()
    limits = RateLimits(LIMITS, clock)
    for service, host in (("s", "h"), ("two", "h"), ("s", "other")):
        admit(limits, clock, 10, service, host)
    assert clock.waits == []


def test_clients_of_a_process_share_a_limit() -> None:
    clock = Still()
    admit(RateLimits(LIMITS, clock), clock, 10)
    admit(RateLimits(LIMITS, clock), clock, 1)
    assert sum(clock.waits) >= 1


def test_a_client_with_its_own_clock_shares_no_limit() -> None:
    clock = FakeClock()
    admit(RateLimits(LIMITS, clock), clock, 10)
    admit(RateLimits(LIMITS, clock), clock, 10)
    assert clock.waits == []


def test_a_given_bucket_is_used_even_if_a_limiter_exists() -> None:
    clock = Still()
    admit(RateLimits(LIMITS, clock), clock, 10)
    made: dict[str, Any] = {}

    def factory(name: str, rates: list[pyrate_limiter.Rate]) -> pyrate_limiter.AbstractBucket:
        assert [(each.limit, each.interval) for each in rates] == [(10, 1100)]
        return made.setdefault(name, pyrate_limiter.InMemoryBucket(rates))

    first, second = (RateLimits(LIMITS, clock, factory) for _ in range(2))
    admit(first, clock, 10)
    assert clock.waits == []
    admit(second, clock, 1)
    assert sum(clock.waits) >= 1
    assert list(made) == ["s at h"]
    admit(first, clock, 200)
    assert made["s at h"].count() <= 11  # requests outside all limits are dropped


@pytest.mark.parametrize("uptime", [0, 90_000])
def test_processes_share_a_given_bucket(uptime: int, tmp_path: Path) -> None:
    class Booted(FakeClock):
        def monotonic(self) -> float:
            return self.passed + uptime

    buckets = []

    def factory(name: str, rates: list[pyrate_limiter.Rate]) -> pyrate_limiter.AbstractBucket:
        path = str(tmp_path / "limits.sqlite")
        buckets.append(pyrate_limiter.SQLiteBucket.init_from_file(rates, db_path=path, use_file_lock=True))
        return buckets[-1]

    one, other = FakeClock(), Booted()
    try:
        admit(RateLimits(LIMITS, one, factory), one, 10)
        assert one.waits == []
        admit(RateLimits(LIMITS, other, factory), other, 10)
        assert sum(other.waits) == pytest.approx(1 + rate_limits.MARGIN, abs=0.01)
    finally:
        for bucket in buckets:
            bucket.close()


def test_rate_limits_of_a_client_can_be_turned_off(harness: Harness) -> None:
    def service(request: httpx2.Request) -> httpx2.Response:
        return httpx2.Response(200, json={})

    def client(**options: Any) -> Any:
        return harness.client(transport=service, on_drift=lambda drift: None, **options).auth

    limited = client()
    for _ in range(11):
        limited.login(login="a", password="b")
    assert sum(harness.clock.waits) == pytest.approx(1 + rate_limits.MARGIN, abs=0.01)
    harness.clock.waits.clear()
    unlimited = client(rate_limits=False)
    for _ in range(50):
        unlimited.login(login="a", password="b")
    assert harness.clock.waits == []


def test_concurrent_calls_keep_the_limit(harness: Harness) -> None:
    def service(request: httpx2.Request) -> httpx2.Response:
        return httpx2.Response(200, json={})

    client = harness.client(transport=service, on_drift=lambda drift: None).raw
    harness.together([lambda: client.auth.login(login="a", password="b")] * 25)
    assert harness.clock.passed >= 2

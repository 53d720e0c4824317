"""The documented rate limits of the services. Requests wait instead of being rejected."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING, TypeAlias

from ..clock import Clock, Countdown, SystemClock
from ..forks import reset_after_fork
from .effects import DeadlinePassedError, Effects, Lock, Locked, Sleep

if TYPE_CHECKING:
    from pyrate_limiter import AbstractBucket, Rate

__all__ = ["BucketFactory", "RateLimits"]

BucketFactory: TypeAlias = Callable[[str, "list[Rate]"], "AbstractBucket"]
"""Makes the bucket of a service at a host, such as one that several processes share. It must be a synchronous one."""

MARGIN = 0.1
"""Seconds added to each documented window. The client counts requests when they are sent, the service when they arrive.
If the first of two is delayed on the way, they arrive closer together than they were sent."""


class _Buckets:
    """Buckets by service and host, and their lock. A forked child starts with no buckets, and counts from zero."""

    def __init__(self) -> None:
        self.after_fork()
        reset_after_fork(self)

    def after_fork(self) -> None:
        """Forget the parent's buckets: one of their locks may be held by a thread that this process does not have."""
        self.lock = threading.Lock()
        self.made: dict[str, AbstractBucket] = {}


_shared = _Buckets()


class RateLimits:
    """The rate limits of a vendor's services. All clients of a process share them for the same host.

    A client with a `bucket_factory` shares the buckets that the factory makes. In a forked child it is called again.

    Args:
        limits: For each service, pairs of a number of requests and the seconds they are counted over (documented).
        clock: The clock to wait with.
        bucket_factory: Makes the buckets instead.
    """

    def __init__(
        self,
        limits: Mapping[str, list[tuple[int, float]]],
        clock: Clock,
        bucket_factory: BucketFactory | None = None,
    ) -> None:
        self._limits = limits
        self._clock = clock
        self._factory = bucket_factory
        # Other processes and machines may share the bucket, so it needs a clock that they share too.
        self._now = clock.time if bucket_factory else clock.monotonic
        # Clients with a clock or factory of their own cannot use the buckets of other clients.
        self._buckets = _shared if isinstance(clock, SystemClock) and bucket_factory is None else _Buckets()
        # A client's own, because those of an async client belong to its event loop.
        self._lines: dict[tuple[str, str], Lock] = {}

    def wait(self, service: str, host: str, time: Countdown | None = None) -> Effects[bool]:
        """Wait until one more request may be sent, and count it. Return False if the deadline is too close.

        The calls of a client that must wait are admitted in the order in which they came: the many requests of an
        upload delay another call only by those that were waiting before it.
        """
        bucket = self._bucket(service, host)
        if bucket is None:
            return True
        line = self._lines.get((service, host)) or self._lines.setdefault((service, host), Lock())
        if not line.held and not self._try(bucket, service):
            return True
        try:
            admitted: bool = yield Locked(line, partial(self._admit, bucket, service, time), time=time)
        except DeadlinePassedError:
            return False
        return admitted

    def _admit(self, bucket: AbstractBucket, service: str, time: Countdown | None) -> Effects[bool]:
        while pause := self._try(bucket, service):
            if time is not None and time.left is not None and pause >= time.left:
                return False
            yield Sleep(pause)
        return True

    def _try(self, bucket: AbstractBucket, service: str) -> float:
        """Count a request, and return 0; or return the seconds after which to try again."""
        from pyrate_limiter import RateItem

        now = round(self._now() * 1000)
        with self._buckets.lock:
            bucket.leak(now)
            if bucket.put(RateItem(service, now)):
                return 0
            pause = bucket.waiting(RateItem(service, now))
        return max(1, pause if isinstance(pause, int) else 1) / 1000

    def _bucket(self, service: str, host: str) -> AbstractBucket | None:
        limits = self._limits.get(service)
        if not limits:
            return None
        name = f"{service} at {host}"
        buckets = self._buckets
        with buckets.lock:
            if name not in buckets.made:
                from pyrate_limiter import InMemoryBucket, Rate

                rates = [Rate(number, round((seconds + MARGIN) * 1000)) for number, seconds in limits]
                buckets.made[name] = self._factory(name, rates) if self._factory else InMemoryBucket(rates)
            return buckets.made[name]

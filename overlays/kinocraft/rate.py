"""How many requests a service takes: the documented limits, kept by waiting rather than by being refused."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, TypeAlias

from .clock import Clock, Countdown, SystemClock
from .forks import reset_after_fork
from .steps import Sleep, Steps

if TYPE_CHECKING:
    from pyrate_limiter import AbstractBucket, Rate

__all__ = ["BucketFactory", "RateLimits"]

BucketFactory: TypeAlias = Callable[[str, "list[Rate]"], "AbstractBucket"]
"""Makes the bucket for a service at a host, such as one that several processes share. It must be a synchronous one."""

MARGIN = 0.1
"""Seconds by which each window is longer than documented. The client counts requests as they leave, the service as they
arrive: what leaves a whole window apart arrives closer together when the first was held up on the way."""


class _Buckets:
    """Buckets by service and host, and the lock around them. A forked child starts with none, and counts from zero."""

    def __init__(self) -> None:
        self.after_fork()
        reset_after_fork(self)

    def after_fork(self) -> None:
        """Forget the parent's buckets: a lock in them may be held by a thread that this process does not have."""
        self.lock = threading.Lock()
        self.made: dict[str, AbstractBucket] = {}


_shared = _Buckets()


class RateLimits:
    """The limits of a vendor's services. All clients of the process that talk to the same host share them, except those
    with a `bucket_factory`: what it makes is theirs to share. In a forked child the factory is called again.

    `limits` gives, for each service, pairs of a number of requests and the seconds they are counted over (documented).
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
        # Where a bucket may be shared with other processes and machines, so must the time that it counts in be.
        self._now = clock.time if bucket_factory else clock.monotonic
        # Neither a clock nor a factory of one's own can do with the buckets that others have made.
        self._buckets = _shared if isinstance(clock, SystemClock) and bucket_factory is None else _Buckets()

    def wait(self, service: str, host: str, time: Countdown | None = None) -> Steps[bool]:
        """Wait until one more request may be sent, and count it; False, at once, when there is not time enough left."""
        from pyrate_limiter import RateItem

        bucket = self._bucket(service, host)
        if bucket is None:
            return True
        while True:
            now = round(self._now() * 1000)
            with self._buckets.lock:
                bucket.leak(now)
                admitted = bucket.put(RateItem(service, now))
                pause = 0 if admitted else bucket.waiting(RateItem(service, now))
            if admitted:
                return True
            seconds = max(1, pause if isinstance(pause, int) else 1) / 1000
            if time is not None and time.left is not None and seconds >= time.left:
                return False
            yield Sleep(seconds)

    def _bucket(self, service: str, host: str) -> AbstractBucket | None:
        from pyrate_limiter import InMemoryBucket, Rate

        limits = self._limits.get(service)
        if not limits:
            return None
        name = f"{service} at {host}"
        buckets = self._buckets
        with buckets.lock:
            if name not in buckets.made:
                rates = [Rate(number, round((seconds + MARGIN) * 1000)) for number, seconds in limits]
                buckets.made[name] = self._factory(name, rates) if self._factory else InMemoryBucket(rates)
            return buckets.made[name]

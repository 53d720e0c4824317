"""Buckets of rate limits in Redis, by its clock. This module needs the package `redis`."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import Any, TypeVar, cast

from pyrate_limiter import AbstractBucket, Rate, RateItem, RedisBucket

from ..errors import SharedLimitsError

__all__ = ["redis_bucket"]

T = TypeVar("T")

redis: Any = import_module("redis")  # it is optional, and its types too

TIMEOUT = 10.0
"""Seconds to wait for the server."""


def redis_bucket(url: str, name: str, rates: list[Rate]) -> AbstractBucket:
    """Return the bucket of this name.

    Raises:
        SharedLimitsError: The server cannot be reached.
    """
    return _Bucket(url, name, rates)


class _Bucket(AbstractBucket):
    """A bucket in Redis. It corrects each time by the difference between this machine's clock and that of Redis."""

    is_async = False

    def __init__(self, url: str, name: str, rates: list[Rate]) -> None:
        self._redis: Any = redis.Redis.from_url(url, socket_timeout=TIMEOUT, socket_connect_timeout=TIMEOUT)
        self._name = name
        self._behind: int | None = None
        self.rates = rates
        self._inner = self._ask(self._load)

    def _load(self) -> RedisBucket:
        return cast(RedisBucket, RedisBucket.init(self.rates, self._redis, self._name))

    def _ask(self, question: Callable[[], T]) -> T:
        try:
            try:
                return question()
            except redis.exceptions.NoScriptError:  # the server was started again
                self._inner = self._load()
                return question()
        except redis.RedisError as error:
            raise SharedLimitsError(f"the rate limits in Redis cannot be used: {error}") from error

    def _shifted(self, now: int) -> int:
        """Convert a time of this machine, in milliseconds, to the server's clock."""
        behind = self._behind
        if behind is None:
            shown: tuple[int, int] = self._ask(self._redis.time)
            behind = self._behind = shown[0] * 1000 + shown[1] // 1000 - now
        return now + behind

    def _item(self, item: RateItem) -> RateItem:
        return RateItem(item.name, self._shifted(item.timestamp), item.weight)

    def put(self, item: RateItem) -> bool:
        return self._ask(lambda: cast(bool, self._inner.put(self._item(item))))

    def leak(self, current_timestamp: int | None = None) -> int:
        return self._ask(lambda: cast(int, self._inner.leak(self._shifted(current_timestamp or 0))))

    def waiting(self, item: RateItem) -> int:
        return self._ask(lambda: cast(int, self._inner.waiting(self._item(item))))

    def flush(self) -> None:
        self._ask(lambda: cast(Any, self._inner).flush())

    def count(self) -> int:
        return self._ask(lambda: cast(int, cast(Any, self._inner).count()))

    def peek(self, index: int) -> RateItem | None:
        return self._ask(lambda: cast("RateItem | None", self._inner.peek(index)))

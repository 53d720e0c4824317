"""Buckets of rate limits in Redis, by its clock. This module needs the package `redis`."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar, cast

from pyrate_limiter import AbstractBucket, Rate, RateItem, RedisBucket
from redis import Redis, RedisError
from redis.exceptions import NoScriptError

from ..errors import SharedLimitsError

__all__ = ["redis_bucket"]

T = TypeVar("T")

TIMEOUT = 10.0
"""Seconds to wait for the server."""


def redis_bucket(url: str, name: str, rates: list[Rate]) -> AbstractBucket:
    """Return the bucket of this name.

    Raises:
        SharedLimitsError: The server cannot be reached.
    """
    return _Bucket(url, name, rates)


class _Bucket(AbstractBucket):
    """A bucket in Redis. It adds to each time what this machine's clock is behind that of Redis."""

    is_async = False

    def __init__(self, url: str, name: str, rates: list[Rate]) -> None:
        self._redis: Any = Redis.from_url(url, socket_timeout=TIMEOUT, socket_connect_timeout=TIMEOUT)
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
            except NoScriptError:  # the server was started again
                self._inner = self._load()
                return question()
        except RedisError as error:
            raise SharedLimitsError(f"the rate limits in Redis cannot be used: {error}") from error

    def _shifted(self, now: int) -> int:
        """Return a time of this machine in milliseconds as one of the server."""
        if self._behind is None:
            seconds, micros = self._ask(self._redis.time)
            self._behind = seconds * 1000 + micros // 1000 - now
        return now + self._behind

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

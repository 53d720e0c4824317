"""Buckets in Redis: their names, their clock, and what happens if the server is started again or fails.

The package and the server are stubs here; `dev.py test-slow` runs the real ones.
"""

from __future__ import annotations

import importlib
import pickle
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest
from pyrate_limiter import Rate, RateItem

from kinocraft import FileBuckets, RedisBuckets
from kinocraft.errors import ConfigurationError, SharedLimitsError
from kinocraft.transport import shared_limits

MODULE = "kinocraft.transport.redis_buckets"
URL = "redis://host:6379/0"
RATES = [Rate(3, 60_000)]


class RedisError(Exception):
    """As that of the package."""


class NoScriptError(RedisError):
    """As that of the package."""


class Server:
    """A server whose clock is ahead. `failures` are raised by the next requests for a bucket."""

    def __init__(self, ahead: int) -> None:
        self.ahead = ahead
        self.now = 1_000_000
        self.failures: list[Exception] = []
        self.loaded: list[str] = []
        self.asked: list[int] = []

    def time(self) -> tuple[int, int]:
        return divmod((self.now + self.ahead) * 1000, 1_000_000)

    def init(self, rates: list[Rate], server: Any, name: str) -> Any:
        assert server is self
        self.loaded.append(name)
        return SimpleNamespace(put=self._put, leak=self._leak, waiting=self._put)

    def _leak(self, now: int) -> int:
        if self.failures:
            raise self.failures.pop(0)
        self.asked.append(now)
        return 1

    def _put(self, item: RateItem) -> int:
        return self._leak(item.timestamp)


@pytest.fixture(params=[0, 90_000, -90_000])
def redis(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    server = Server(request.param)
    package: Any = ModuleType("redis")
    package.RedisError = RedisError
    package.exceptions = SimpleNamespace(NoScriptError=NoScriptError)
    package.Redis = SimpleNamespace(from_url=lambda url, **_: server)
    monkeypatch.setitem(sys.modules, "redis", package)
    monkeypatch.setattr(shared_limits, "find_spec", lambda name: package)
    monkeypatch.delitem(sys.modules, MODULE, raising=False)
    module = importlib.import_module(MODULE)
    monkeypatch.setattr(module, "RedisBucket", SimpleNamespace(init=server.init))
    yield server
    sys.modules.pop(MODULE, None)


def test_each_account_has_buckets_of_its_own(redis: Server) -> None:
    for prefix in ("kinocraft", "other account"):
        RedisBuckets(URL, prefix=prefix)("files at host", RATES)
    assert redis.loaded == ["kinocraft:files at host", "other account:files at host"]


def test_requests_are_counted_by_the_clock_of_the_server(redis: Server) -> None:
    bucket: Any = RedisBuckets(URL)("files at host", RATES)
    for passed in (0, 5, 1_000):
        bucket.leak(redis.now + passed)
        bucket.put(RateItem("files", redis.now + passed))
        bucket.waiting(RateItem("files", redis.now + passed))
    expected = [redis.now + redis.ahead + passed for passed in (0, 5, 1_000)]
    assert redis.asked == [each for each in expected for _ in range(3)]


def test_a_server_that_was_started_again_gets_the_script_again(redis: Server) -> None:
    bucket: Any = RedisBuckets(URL)("files at host", RATES)
    redis.failures = [NoScriptError("no such script")]
    assert bucket.put(RateItem("files", redis.now))
    assert redis.loaded == ["kinocraft:files at host"] * 2
    redis.failures = [NoScriptError("no such script")] * 2
    with pytest.raises(SharedLimitsError):
        bucket.put(RateItem("files", redis.now))


@pytest.mark.parametrize("method", ["put", "waiting", "leak"])
def test_a_failure_of_the_server_is_an_error_of_kinocraft(redis: Server, method: str) -> None:
    bucket: Any = RedisBuckets(URL)("files at host", RATES)
    redis.failures = [RedisError("connection refused")]
    with pytest.raises(SharedLimitsError, match="connection refused"):
        getattr(bucket, method)(redis.now if method == "leak" else RateItem("files", redis.now))
    assert bucket.put(RateItem("files", redis.now))


@pytest.mark.usefixtures("redis")
def test_factories_are_equal_if_they_share_their_buckets() -> None:
    """Workers make the clients of equal factories once."""
    made = RedisBuckets(URL)
    assert made == RedisBuckets(URL)
    assert hash(made) == hash(RedisBuckets(URL))
    assert made not in (RedisBuckets(URL, "other"), RedisBuckets("redis://host:6379/1"), FileBuckets(Path("a")), URL)


@pytest.mark.usefixtures("redis")
def test_a_factory_with_a_password_is_not_pickled() -> None:
    made = RedisBuckets(URL, prefix="p")
    assert pickle.loads(pickle.dumps(made)) == made
    for url in ("redis://:hunter2@host", "rediss://user:hunter2@host:1/2"):
        with pytest.raises(ConfigurationError, match="KINOCRAFT_REDIS_URL") as caught:
            pickle.dumps(RedisBuckets(url))
        assert "hunter2" not in str(caught.value)


@pytest.mark.usefixtures("redis")
def test_the_password_of_the_environment_stays_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KINOCRAFT_REDIS_URL", "redis://:hunter2@host")
    assert b"hunter2" not in pickle.dumps(RedisBuckets())

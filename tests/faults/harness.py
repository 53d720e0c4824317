"""A harness that runs the same test with the sync client and with the async client.

Methods of the clients it makes return results, not awaitables. Time comes from a `FakeClock`.
"""

from __future__ import annotations

import asyncio
import inspect
import random
import threading
from collections.abc import Awaitable, Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import anyio.lowlevel
import httpx2

from kinocraft import AsyncKinescope, AsyncPlatformcraft, Kinescope, Platformcraft
from kinocraft.auth.session import Credentials
from kinocraft.engine import Engine, Settings
from kinocraft.transport.rate_limits import RateLimits
from kinocraft_runtime.resources import AsyncResource, Resource

SOON = 5.0
"""Seconds that a test waits for an expected response."""


class FakeClock:
    """A clock that advances only by waiting. `waits` has all waits so far."""

    def __init__(self, now: float = 1_800_000_000.0, chance: float = 0.5) -> None:
        self.now = now
        self.chance = chance
        self.passed = 0.0
        self.waits: list[float] = []
        self._lock = threading.Lock()

    def time(self) -> float:
        return self.now + self.passed

    def monotonic(self) -> float:
        return self.passed

    def random(self) -> float:
        return self.chance

    def advance(self, seconds: float) -> None:
        with self._lock:
            self.passed += seconds

    def sleep(self, seconds: float) -> None:
        self.advance(seconds)
        self.waits.append(seconds)

    async def asleep(self, seconds: float) -> None:
        self.sleep(seconds)
        await anyio.lowlevel.checkpoint()


class BlockingClient:
    """A client, or a section of it, whose methods return results instead of awaitables. `raw` is the wrapped object."""

    def __init__(self, raw: Any, harness: Harness) -> None:
        self.raw = raw
        self._harness = harness

    def __getattr__(self, name: str) -> Any:
        value = getattr(self.raw, name)
        if isinstance(value, Resource | AsyncResource) or name == "with_raw_response":
            return BlockingClient(value, self._harness)
        if not callable(value):
            return value

        def call(*args: Any, **kwargs: Any) -> Any:
            return self._harness.result(lambda: value(*args, **kwargs))

        return call


class Harness:
    """Creates sync or async clients of `server`, and closes them."""

    def __init__(self, kind: str, server: Any = None) -> None:
        self.kind = kind
        self.server = server
        self.clock = FakeClock()
        self._runner = asyncio.Runner() if kind == "async" else None
        self._closing: list[Callable[[], Any]] = []

    def client(self, transport: Any = None, **options: Any) -> BlockingClient:
        """Return a Platformcraft client of the server, or of a function that handles its requests."""
        if self.server is not None:
            environment = self.server.environment
            options = {
                "auth_url": environment["PLATFORMCRAFT_AUTH_URL"],
                "filespot_url": environment["PLATFORMCRAFT_FILESPOT_URL"],
                **options,
            }
        known = "mock" if self.server is not None else "someone"
        options = {"login": known, "password": known, **options}
        return self._made(Platformcraft if self._runner is None else AsyncPlatformcraft, transport, options)

    def kinescope(self, transport: Any = None, **options: Any) -> BlockingClient:
        """Return a Kinescope client of the server, or of a function that handles its requests."""
        if self.server is not None:
            environment = self.server.environment
            options = {
                "api_url": environment["KINESCOPE_API_URL"],
                "upload_url": environment["KINESCOPE_UPLOAD_URL"],
                **options,
            }
        token = "mock-token" if self.server is not None else "a-token"
        return self._made(Kinescope if self._runner is None else AsyncKinescope, transport, {"token": token, **options})

    def _made(self, kind: Any, transport: Any, options: dict[str, Any]) -> BlockingClient:
        options = {"clock": self.clock, "timeout": SOON, **options}
        if transport is not None:
            mocked = httpx2.MockTransport(transport)
            http_client: Any = (
                httpx2.Client(transport=mocked) if self._runner is None else httpx2.AsyncClient(transport=mocked)
            )
            self._closing.append(http_client.close if self._runner is None else http_client.aclose)
            options["http_client"] = http_client
        client = kind(**options)
        self._closing.append(client.close if self._runner is None else client.aclose)
        return BlockingClient(client, self)

    def result(self, do: Callable[[], Any]) -> Any:
        """Return the result of a function, awaited if necessary."""
        if self._runner is None:
            return do()

        async def awaited() -> Any:
            value = do()
            return await value if inspect.isawaitable(value) else value

        return self._runner.run(awaited())

    def items(self, client: BlockingClient, *args: Any, **options: Any) -> list[Any]:
        """Return everything that a listing of files yields."""
        return self.each(lambda: client.raw.files.list(*args, **options))

    def each(self, listing: Callable[[], Any]) -> list[Any]:
        """Return everything that a listing, a page or its pages yield."""
        if self._runner is None:
            return list(listing())

        async def collected() -> list[Any]:
            return [item async for item in listing()]

        return self._runner.run(collected())

    def together(self, calls: Sequence[Callable[[], Any]]) -> list[Any]:
        """Start calls of raw methods together; return their results, or the errors they raise."""
        if self._runner is None:
            barrier = threading.Barrier(len(calls))

            def call(do: Callable[[], Any]) -> Any:
                barrier.wait()
                try:
                    return do()
                except Exception as error:
                    return error

            with ThreadPoolExecutor(len(calls)) as pool:
                return list(pool.map(call, calls))

        async def gathered() -> list[Any]:
            return await asyncio.gather(*(as_coroutine(do()) for do in calls), return_exceptions=True)

        return self._runner.run(gathered())

    def __enter__(self) -> Harness:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        for close in reversed(self._closing):
            self.result(close)
        if self._runner is not None:
            self._runner.close()


def engine(clock: Any) -> Engine:
    """Make an engine without a service, for effects that need only a clock."""
    settings = Settings(hosts={}, clock=clock, limits=RateLimits({}, clock), on_drift=lambda drift: None)
    return Engine(settings, Credentials("token"))


async def as_coroutine(awaitable: Awaitable[Any]) -> Any:
    return await awaitable


def content(size: int, seed: int = 0) -> bytes:
    """Return reproducible random bytes."""
    return random.Random(seed).randbytes(size)


def sent(server: Any, operation: str) -> list[dict[str, Any]]:
    """Return the exchanges of an operation, oldest first."""
    return list(server.control.journal(operation))


def statuses(server: Any, operation: str) -> list[int | None]:
    """Return the status of each exchange of an operation; None without a response."""
    return [exchange["status"] for exchange in sent(server, operation)]


def stored(server: Any, path: str) -> bytes | None:
    """Return the bytes at a path; None if nothing is there."""
    response = httpx2.get(f"{server.url}/platformcraft/cdn/{server.login}{path}", trust_env=False)
    return None if response.status_code == 404 else response.raise_for_status().content


def uploads(server: Any) -> list[str]:
    """Return the upload sessions in parts."""
    store = server.app.context.store
    if not store.all("SELECT 1 FROM sqlite_master WHERE name = 'uploads'"):
        return []
    return [row[0] for row in store.all("SELECT id FROM uploads")]


def nothing_left(server: Any, path: str) -> None:
    """Fail if the server has a file at the path or an upload session."""
    assert stored(server, path) is None
    assert uploads(server) == []

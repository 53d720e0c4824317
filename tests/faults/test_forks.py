"""Clients in a program that forks, like gunicorn with preload, Celery with prefork and multiprocessing."""

from __future__ import annotations

import asyncio
import gc
import multiprocessing
import os
import sys
import threading
import types
import warnings
from collections.abc import Callable, Coroutine, Iterator
from pathlib import Path
from typing import Any

import httpx2
import pytest

from kinocraft import AsyncKinescope, AsyncPlatformcraft, Kinescope, Platformcraft
from kinocraft.auth.tokens import FileTokenStore
from kinocraft.errors import ConfigurationError, TokenStoreError
from kinocraft.transport.effects import Effects, Lock, Locked
from kinocraft.transport.rate_limits import RateLimits
from kinocraft.transport.runtimes import Runtime
from tests.faults.forks import Child, NumberingHost, certificate, numbering_host
from tests.faults.harness import FakeClock, engine
from tests.seed.clients import new_project

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="this system has no fork")

CALLS = 100


class Kind:
    """Sync clients, or async clients in an event loop that stays open between calls."""

    def __init__(self, name: str) -> None:
        self.is_async = name == "async"
        self._loop = asyncio.new_event_loop() if self.is_async else None

    def kinescope(self, **options: Any) -> Any:
        return (AsyncKinescope if self.is_async else Kinescope)(
            **{"token": "mock-token", "rate_limits": False, **options}
        )

    def platformcraft(self, **options: Any) -> Any:
        made = AsyncPlatformcraft if self.is_async else Platformcraft
        return made(login="mock", password="mock", rate_limits=False, **options)

    def run(self, call: Any) -> Any:
        """Return the result of a method in this process's event loop."""
        return self._loop.run_until_complete(call) if self._loop else call

    def in_child(self, make: Callable[[], Any]) -> Callable[[], Any]:
        """Return a function for a child, which runs in an event loop of its own."""
        if not self.is_async:
            return make

        async def main() -> Any:
            return await make()

        return lambda: asyncio.run(main())

    def close(self) -> None:
        if self._loop:
            self._loop.close()


@pytest.fixture(params=["sync", "async"])
def kind(request: pytest.FixtureRequest) -> Iterator[Kind]:
    kind = Kind(request.param)
    yield kind
    kind.close()


@pytest.fixture(params=["http", "https"])
def host(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[NumberingHost]:
    tls, trusted = certificate(tmp_path) if request.param == "https" else (None, None)
    if trusted:
        monkeypatch.setenv("SSL_CERT_FILE", str(trusted))
    with numbering_host(tls) as host:
        yield host


def test_parent_and_child_use_different_connections(kind: Kind, host: NumberingHost) -> None:
    client = kind.kinescope(token="t", api_url=host.url)

    def number() -> Any:
        return client.request("GET", "/v1/projects")

    assert kind.run(number()).parsed() == 1
    child = Child(kind.in_child(lambda: _parsed(number(), kind)))
    assert child.result() == 2
    # The parent's connection still works, also after the child has ended.
    assert kind.run(number()).parsed() == 1
    kind.run(client.aclose()) if kind.is_async else client.close()


def _parsed(call: Any, kind: Kind) -> Any:
    if not kind.is_async:
        return call.parsed()

    async def parsed() -> Any:
        return (await call).parsed()

    return parsed()


def test_grandchildren_use_different_connections(host: NumberingHost) -> None:
    with Kinescope(token="t", api_url=host.url, rate_limits=False) as client:

        def number() -> int:
            made: int = client.request("GET", "/v1/projects").parsed()
            return made

        def child() -> tuple[int, int]:
            first = number()
            return first, Child(number).result()

        assert number() == 1
        assert Child(child).result() == (2, 3)


def test_each_process_gets_its_own_objects(kind: Kind, server: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in server.environment.items():
        monkeypatch.setenv(name, value)
    server.control.limits(enabled=False)
    with Kinescope(token=server.token, rate_limits=False) as maker:
        ids = [new_project(maker, f"p{n}") for n in range(3)]
    client = kind.kinescope()

    def names(which: int) -> Any:
        if not kind.is_async:
            return {client.projects.get(ids[which]).name for _ in range(CALLS)}

        async def several() -> set[str]:
            return {(await client.projects.get(ids[which])).name for _ in range(CALLS)}

        return several()

    assert kind.run(names(0)) == {"p0"}
    children = [Child(kind.in_child(lambda which=which: names(which))) for which in (1, 2)]
    assert kind.run(names(0)) == {"p0"}
    assert [child.result() for child in children] == [{"p1"}, {"p2"}]
    kind.run(client.aclose()) if kind.is_async else client.close()


def test_multiprocessing_with_fork(server: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in server.environment.items():
        monkeypatch.setenv(name, value)
    server.control.limits(enabled=False)
    with Kinescope(rate_limits=False) as client:
        ids = [new_project(client, f"p{n}") for n in range(4)]
        context = multiprocessing.get_context("fork")
        results = context.SimpleQueue()

        def work(number: int) -> None:
            results.put((number, {client.projects.get(ids[number]).name for _ in range(CALLS)}))

        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)
            processes = [context.Process(target=work, args=(number,)) for number in range(4)]
            for process in processes:
                process.start()
        found = dict(results.get() for _ in processes)
        for process in processes:
            process.join()
    assert found == {number: {f"p{number}"} for number in range(4)}


def locks(*roots: Any) -> list[Any]:
    """Return every lock that is reachable from these objects and from the client's modules."""
    lock_types = (type(threading.Lock()), type(threading.RLock()))
    own = ("kinocraft.", "pyrate_limiter.", "httpx2.", "httpcore2.")
    modules = [vars(module) for name, module in sys.modules.items() if name.startswith("kinocraft.")]
    found: list[Any] = []
    seen: set[int] = set()
    pending: list[Any] = [*roots, *modules]
    while pending:
        each = pending.pop()
        if id(each) in seen:
            continue
        seen.add(id(each))
        if isinstance(each, lock_types):
            found.append(each)
        elif isinstance(each, dict | list | tuple | set | types.CellType | types.MethodType) or type(
            each
        ).__module__.startswith(own):
            pending.extend(gc.get_referents(each))
    return found


def test_a_lock_held_during_a_fork_does_not_block_the_child(
    kind: Kind, server: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """All locks are held during the fork, as if by other threads, which do not exist in the child."""
    for name, value in server.environment.items():
        monkeypatch.setenv(name, value)
    client: Any = (AsyncPlatformcraft if kind.is_async else Platformcraft)(token_store=tmp_path / "tokens.json")
    first: Any = _page(client, kind)
    kind.run(first)
    server.control.fault("files.get", "expire_tokens")  # so that the child renews
    held = locks(client)
    assert len(held) >= 5  # connections, limits, a bucket, the session, the store
    for lock in held:
        assert lock.acquire(blocking=False)
    child = Child(kind.in_child(lambda: _page(client, kind)))
    try:
        assert child.result() == 0
    finally:
        for lock in held:
            lock.release()
    assert len(server.control.journal("auth.refresh")) == 1
    kind.run(client.aclose()) if kind.is_async else client.close()


def _page(client: Any, kind: Kind) -> Any:
    if not kind.is_async:
        return len(client.files.list("/").items)

    async def page() -> int:
        return len((await client.files.list("/")).items)

    coroutine: Coroutine[Any, Any, int] = page()
    return coroutine


def test_a_renewal_in_the_child_does_not_affect_the_parent(server: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """The child renews its own copy of the parent's tokens."""
    for name, value in server.environment.items():
        monkeypatch.setenv(name, value)
    with Platformcraft() as client:
        client.files.list("/")
        assert Child(lambda: len(client.files.list("/").items)).result() == 0
        assert len(server.control.journal("auth.login")) == 1
        server.control.fault("files.get", "expire_tokens", times=1)
        assert Child(lambda: len(client.files.list("/").items)).result() == 0
        client.files.list("/")
    assert len(server.control.journal("auth.login")) + len(server.control.journal("auth.refresh")) >= 2


def test_a_child_forked_inside_a_lock_leaves_it_without_an_error() -> None:
    lock, runtime = Lock(), Runtime(engine(FakeClock()), None)

    def forked() -> Effects[int]:
        lock.after_fork()  # runs in the child after the fork
        yield from ()
        return 1

    def holding() -> Effects[Any]:
        return (yield Locked(lock, forked))

    assert runtime.run(holding()) == 1
    assert not lock.thread.locked()


def test_rate_limits_start_anew_in_the_child() -> None:
    clock = FakeClock()
    limits = RateLimits({"s": [(2, 1.0)]}, clock)

    def admitted() -> int:
        count = 0
        while next(limits.wait("s", "h"), None) is None:
            count += 1
        return count

    assert admitted() == 2
    assert Child(admitted).result() == 2
    assert admitted() == 0


def test_a_given_bucket_is_created_again_in_the_child() -> None:
    from pyrate_limiter import InMemoryBucket

    made: list[int] = []

    def factory(name: str, rates: Any) -> InMemoryBucket:
        made.append(os.getpid())
        return InMemoryBucket(rates)

    limits = RateLimits({"s": [(2, 1.0)]}, FakeClock(), factory)
    next(limits.wait("s", "h"), None)

    def in_child() -> list[bool]:
        next(limits.wait("s", "h"), None)
        return [pid == os.getpid() for pid in made]

    assert Child(in_child).result() == [False, True]
    assert made == [os.getpid()]


@pytest.mark.parametrize("host", ["http"], indirect=True)
def test_a_given_http_client_is_not_used_in_the_child(kind: Kind, host: NumberingHost) -> None:
    given = httpx2.AsyncClient() if kind.is_async else httpx2.Client()
    client = kind.kinescope(token="t", api_url=host.url, http_client=given)
    assert kind.run(client.request("GET", "/v1/projects")).parsed() == 1

    def in_child() -> str:
        with pytest.raises(ConfigurationError, match="http_client was made before this process was forked") as raised:
            kind_of_child(client)
        return str(raised.value)

    def kind_of_child(client: Any) -> Any:
        call = client.request("GET", "/v1/projects")
        return asyncio.run(_await(call)) if kind.is_async else call

    assert "in each process" in Child(in_child).result()
    assert host.connections == 1
    assert kind.run(client.request("GET", "/v1/projects")).parsed() == 1
    kind.run(given.aclose()) if isinstance(given, httpx2.AsyncClient) else given.close()


async def _await(call: Any) -> Any:
    return await call


def test_a_store_locked_by_a_thread_of_the_parent_does_not_block_the_child(tmp_path: Path) -> None:
    """The child neither waits for that thread nor breaks its lock."""
    path = tmp_path / "tokens.json"
    store, impatient = FileTokenStore(path), FileTokenStore(path, lock_timeout=0.05)
    store.acquire()

    def in_child() -> str:
        with pytest.raises(TokenStoreError) as raised:
            impatient.acquire()
        store.release()  # the lock is not held in the child
        gc.collect()
        return str(raised.value)

    assert "locked by another process" in Child(in_child).result()
    with pytest.raises(TokenStoreError, match="locked by another process"):
        impatient.acquire()
    store.release()

    def free() -> None:
        store.acquire()
        store.release()

    Child(free).result()
    free()

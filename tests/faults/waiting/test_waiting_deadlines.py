"""A deadline bounds every wait of a call: for the lock of a token store, and for the login of another caller."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from kinocraft import FileTokenStore
from kinocraft.auth.tokens import Tokens
from kinocraft.clock import SystemClock
from kinocraft.errors import DeadlineError
from tests.faults.harness import Harness, sent

pytestmark = pytest.mark.timeout(60)  # a wait without a bound would never end


class HeldStore:
    """A user's own store, whose lock somebody else holds until the end of the test."""

    def __init__(self) -> None:
        self.free = threading.Event()
        self.events: list[str] = []
        self.released = threading.Event()

    def acquire(self) -> None:
        self.free.wait()
        self.events.append("acquired")

    def release(self) -> None:
        self.events.append("released")
        self.released.set()

    def load(self, account: str) -> Tokens | None:
        return None

    def save(self, account: str, tokens: Tokens) -> None:
        self.events.append("saved")


@pytest.fixture
def held() -> Iterator[HeldStore]:
    store = HeldStore()
    yield store
    store.free.set()


def test_a_deadline_ends_the_wait_for_the_lock_of_a_token_file(harness: Harness, tmp_path: Path) -> None:
    other = FileTokenStore(tmp_path / "tokens")
    other.acquire()
    store = FileTokenStore(tmp_path / "tokens")
    client = harness.client(token_store=store, clock=SystemClock())
    try:
        with pytest.raises(DeadlineError, match="logging in") as caught:
            client.files.get("/", deadline=0.2)
    finally:
        other.release()
    assert (caught.value.call.stopped, caught.value.delivered) == ("deadline", False)
    assert harness.server.control.journal() == []
    # Whoever gave up holds nothing: the same client and others can use the store.
    assert client.files.get("/").path == "/"
    assert (
        harness.client(token_store=FileTokenStore(tmp_path / "tokens"), clock=SystemClock()).files.get("/").path == "/"
    )
    assert len(sent(harness.server, "auth.login")) == 1


def test_a_deadline_ends_the_wait_for_any_token_store(harness: Harness, held: HeldStore) -> None:
    client = harness.client(token_store=held, clock=SystemClock())
    with pytest.raises(DeadlineError):
        client.files.get("/", deadline=0.2)
    assert held.events == []
    held.free.set()
    assert held.released.wait(20)  # the lock came too late, and was given back
    assert held.events == ["acquired", "released"]
    assert client.files.get("/", deadline=20).path == "/"
    assert held.events[2:] == ["acquired", "saved", "released"]


def test_a_deadline_of_the_client_bounds_its_waits_too(harness: Harness, held: HeldStore) -> None:
    client = harness.client(token_store=held, clock=SystemClock(), deadline=0.2)
    with pytest.raises(DeadlineError):
        client.files.get("/")
    with pytest.raises(DeadlineError):
        harness.result(lambda: client.raw.owner_id)


def test_a_deadline_ends_the_wait_for_the_login_of_another_caller(harness: Harness) -> None:
    stall = harness.server.control.fault("auth.login", "stall", seconds=60)
    client = harness.client(clock=SystemClock(), timeout=3, retries=0)
    reached = threading.Barrier(2, timeout=20)

    def first() -> Any:
        if harness.kind == "sync":
            reached.wait()
        return client.raw.files.get("/")

    def second() -> Any:
        if harness.kind == "sync":
            reached.wait()
            wait_until_it_fires(harness, stall)
        return client.raw.files.get("/", deadline=0.3)

    slow, late = harness.together([first, second])
    assert isinstance(late, DeadlineError)
    assert (late.call.operation, late.call.attempts, late.call.stopped) == ("auth.login", 0, "deadline")
    assert late.call.elapsed < 2.5  # the login of the other one takes 3
    assert type(slow).__name__ == "APITimeoutError"


def wait_until_it_fires(harness: Harness, fault: str) -> None:
    pause = threading.Event()
    while not harness.server.control.fired(fault):
        pause.wait(0.02)


def test_a_login_after_a_wait_has_only_the_rest_of_the_deadline(harness: Harness) -> None:
    """The clock shows what a login may still take: not the whole deadline again."""
    allowed: list[float] = []

    class Store(HeldStore):
        def acquire(self) -> None:
            harness.clock.advance(6)

    def service(request: Any) -> Any:
        allowed.append(request.extensions["timeout"]["read"])
        raise AssertionError

    client = Harness(harness.kind)
    client.clock = harness.clock
    try:
        with pytest.raises(AssertionError):
            client.client(service, token_store=Store(), timeout=60).files.get("/", deadline=10)
    finally:
        client.close()
    assert allowed == [4.0]

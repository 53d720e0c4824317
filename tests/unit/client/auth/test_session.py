"""When tokens are renewed, by which caller, and the effect of a failed renewal."""

from __future__ import annotations

import base64
import json
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx2
import pytest

from kinocraft.auth.session import Session
from kinocraft.auth.tokens import Tokens
from kinocraft.errors import (
    CallFacts,
    ConfigurationError,
    ForbiddenError,
    RateLimitedError,
    ResponseError,
    ServerError,
    TransportError,
)
from kinocraft.transport.effects import Work
from kinocraft.transport.runtimes import Runtime
from kinocraft_api.platformcraft_models import Tokens as TokenResponse
from tests.faults.harness import FakeClock, engine

DAY = 24 * 3600.0
FACTS = CallFacts("auth.refresh", "POST", "/refresh")


def token(number: int, made: float, lives: float = DAY, **claims: Any) -> str:
    """Return an access token of three parts, of which the client reads the second."""
    payload = {"exp": made + lives, "iat": made, "jti": str(number), **claims}
    payload = {name: value for name, value in payload.items() if value is not None}
    middle = base64.urlsafe_b64encode(json.dumps(payload).encode()).decode().rstrip("=")
    return f"eyJhbGciOiJSUzM4NCJ9.{middle}.c2ln"


class Service:
    """Replaces the engine: handles the session's calls, and records them."""

    def __init__(self, clock: FakeClock, skew: float = 0.0, lives: float = DAY) -> None:
        self.clock = clock
        self.skew = skew
        self.lives = lives
        self.made: list[str] = []
        self.options: list[Any] = []
        self.failures: dict[str, BaseException] = {}
        self.same = False
        self.hold: Callable[[], Any] | None = None

    def call(self, call: Any) -> Any:
        self.made.append(call.operation.id)
        self.options.append(call.options)
        if self.hold:
            yield Work(self.hold)
        if call.operation.id in self.failures:
            raise self.failures[call.operation.id]
        now = self.clock.time() + self.skew
        number = 1 if self.same else len(self.made)
        made = 0.0 if self.same else now
        return TokenResponse(
            user_id="user",
            owner_id="owner",
            access_token=token(number, made, self.lives),
            refresh_token=f"refresh-{number}",
            expires_at=int(now + 30 * DAY),
        )


class World:
    """A session with its service and its clock."""

    def __init__(self, **service: Any) -> None:
        self.clock = FakeClock()
        self.service = Service(self.clock, **service)
        self.session = Session("login", "password", "account", self.clock, None)
        self.runtime = Runtime(engine(self.clock), httpx2.Client())

    def tokens(self) -> Tokens:
        return self.runtime.run(self.session.tokens(self.service.call, {}))

    def rejected(self, tokens: Tokens, status: int = 401) -> bool:
        return self.runtime.run(self.session.rejected(self.service.call, tokens, status, {}))


@pytest.fixture
def world() -> World:
    return World()


@pytest.mark.parametrize(
    ("lives", "left", "renewed"),
    [
        # A token for a day: early renewal from 15 minutes before expiry, late renewal from 1 minute.
        (DAY, 15 * 60 + 1, False),
        (DAY, 15 * 60, True),
        (DAY, 60, True),
        (DAY, 0, True),
        (DAY, -DAY, True),
        # A token for an hour: early renewal at a tenth of its lifetime, 6 minutes.
        (3600, 6 * 60 + 1, False),
        (3600, 6 * 60, True),
        # A very short token is also used for nine tenths of its lifetime.
        (10, 1.1, False),
        (10, 1, True),
    ],
)
def test_a_token_is_renewed_in_two_windows(lives: float, left: float, renewed: bool) -> None:
    world = World(lives=lives)
    first = world.tokens()
    world.clock.advance(lives - left)
    second = world.tokens()
    assert world.service.made == ["auth.login", "auth.refresh"][: 1 + renewed]
    assert (second is first) != renewed


@pytest.mark.parametrize("skew", [-9 * 3600, 9 * 3600, 90 * DAY, -90 * DAY])
def test_a_wrong_local_clock_does_not_affect_renewal(skew: float) -> None:
    world = World(skew=skew)
    first = world.tokens()
    assert first.expires == pytest.approx(world.clock.time() + DAY)
    assert first.refresh_expires == pytest.approx(world.clock.time() + 30 * DAY, abs=1)
    world.clock.advance(DAY - 61)
    world.tokens()
    assert world.service.made == ["auth.login", "auth.refresh"]


@pytest.mark.parametrize("access", ["opaque", "a.b.c", "..", token(1, 0, exp="soon"), token(1, 0, exp=None), "a.!.c"])
def test_a_token_without_expiry_is_valid_for_a_day(world: World, access: str) -> None:
    response = TokenResponse(
        user_id="u", owner_id="o", access_token=access, refresh_token="r", expires_at=4_000_000_000
    )

    class Opaque(Service):
        def call(self, call: Any) -> Any:
            self.made.append(call.operation.id)
            return response
            yield

    world.service = Opaque(world.clock)
    assert world.tokens().expires == world.clock.time() + DAY


def test_a_token_without_issue_time_is_treated_as_new(world: World) -> None:
    access = token(1, world.clock.time(), lives=100, iat=None)
    response = TokenResponse(
        user_id="u", owner_id="o", access_token=access, refresh_token="r", expires_at=4_000_000_000
    )

    class NoStart(Service):
        def call(self, call: Any) -> Any:
            return response
            yield

    world.service = NoStart(world.clock)
    assert world.tokens().expires == world.clock.time() + 100


# --- early --------------------------------------------------------------------------------------------------------


def in_the_background(
    pool: ThreadPoolExecutor, world: World, do: Callable[[], Any] | None = None
) -> tuple[Any, threading.Event]:
    """Start a renewal in another thread; return its future when it is running, and the event that lets it continue."""
    entered, go = threading.Event(), threading.Event()

    def hold() -> None:
        entered.set()
        assert go.wait(10)

    world.service.hold = hold
    future = pool.submit(do or world.tokens)
    assert entered.wait(10)
    world.service.hold = None
    return future, go


def test_early_renewal_blocks_only_one_caller(world: World) -> None:
    first = world.tokens()
    world.clock.advance(DAY - 10 * 60)
    with ThreadPoolExecutor() as pool:
        future, go = in_the_background(pool, world)
        assert [world.tokens() is first for _ in range(5)] == [True] * 5
        go.set()
        assert future.result(10) is not first
    assert world.service.made == ["auth.login", "auth.refresh"]


def test_a_valid_token_is_used_during_a_renewal_after_a_401(world: World) -> None:
    first = world.tokens()
    world.clock.advance(DAY - 10 * 60)
    with ThreadPoolExecutor() as pool:
        future, go = in_the_background(pool, world, lambda: world.rejected(first))
        assert world.tokens() is first
        go.set()
        assert future.result(10)
    assert world.tokens() is not first


def test_late_renewal_blocks_every_caller(world: World) -> None:
    first = world.tokens()
    world.clock.advance(DAY - 30)
    with ThreadPoolExecutor() as pool:
        future, go = in_the_background(pool, world)
        others = [pool.submit(world.tokens) for _ in range(5)]
        assert not any(other.done() for other in others)
        go.set()
        renewed = future.result(10)
        assert renewed is not first
        assert [other.result(10) is renewed for other in others] == [True] * 5
    assert world.service.made == ["auth.login", "auth.refresh"]


@pytest.mark.parametrize(
    "failure",
    [
        ServerError("x", FACTS, status=500),
        RateLimitedError("x", FACTS, status=429),
        TransportError("x", FACTS),
        ResponseError("x", FACTS, status=200),
        ForbiddenError("x", FACTS, status=403),
    ],
    ids=lambda failure: type(failure).__name__,
)
def test_a_failed_early_renewal_keeps_the_token_and_is_delayed(world: World, failure: Exception) -> None:
    first = world.tokens()
    world.service.failures = {"auth.refresh": failure, "auth.login": failure}
    world.clock.advance(DAY - 10 * 60)
    tries = 2 if not isinstance(failure, RateLimitedError) else 1  # the refresh, and the login after it
    for _ in range(5):
        assert world.tokens() is first
    assert len(world.service.made) == 1 + tries
    world.clock.advance(59)
    assert world.tokens() is first
    assert len(world.service.made) == 1 + tries
    world.clock.advance(1)
    assert world.tokens() is first
    assert len(world.service.made) == 1 + 2 * tries
    world.service.failures = {}
    world.clock.advance(60)
    assert world.tokens() is not first


def test_an_early_renewal_with_the_same_token_is_not_repeated_at_once() -> None:
    world = World()
    world.service.same = True
    first = world.tokens()
    world.clock.advance(DAY - 10 * 60)
    for _ in range(5):
        assert world.tokens().expires == first.expires
    assert world.service.made == ["auth.login", "auth.refresh"]
    world.clock.advance(60)
    world.tokens()
    assert world.service.made == ["auth.login", "auth.refresh", "auth.refresh"]


def test_a_failed_late_renewal_raises_and_the_next_call_retries(world: World) -> None:
    world.tokens()
    world.service.failures = {"auth.refresh": RateLimitedError("x", FACTS, status=429)}
    world.clock.advance(DAY)
    for _ in range(2):
        with pytest.raises(RateLimitedError):
            world.tokens()
    world.service.failures = {}
    world.tokens()
    assert world.service.made == ["auth.login", *["auth.refresh"] * 3]


def test_an_unexpected_error_during_renewal_propagates(world: World) -> None:
    world.tokens()
    world.service.failures = {"auth.refresh": KeyboardInterrupt()}
    world.clock.advance(DAY - 10 * 60)
    with pytest.raises(KeyboardInterrupt):
        world.tokens()
    # The lock was released.
    world.service.failures = {}
    world.clock.advance(60)
    world.tokens()


# --- rejected tokens -----------------------------------------------------------------------------------------------


def test_a_rejected_token_is_replaced_once_for_all_callers(world: World) -> None:
    first = world.tokens()
    assert world.rejected(first)
    assert world.rejected(first)
    assert world.service.made == ["auth.login", "auth.refresh"]
    assert world.tokens().refresh == "refresh-2"


def test_a_renewal_with_the_same_token_does_not_resend() -> None:
    world = World()
    world.service.same = True
    assert not world.rejected(world.tokens())


def test_a_403_with_a_fresh_token_raises(world: World) -> None:
    first = world.tokens()
    assert world.rejected(first, 403)
    second = world.tokens()
    world.session.still_rejected(second)
    assert not world.rejected(second, 403)
    assert world.service.made == ["auth.login", "auth.refresh"]
    # A 401 always concerns the token, and a 403 with another token does, too.
    assert world.rejected(second, 401)
    assert world.rejected(world.tokens(), 403)
    assert world.service.made == ["auth.login", *["auth.refresh"] * 3]


def test_a_failed_login_is_raised_for_waiting_callers_only(world: World) -> None:
    first = world.tokens()
    denied = ForbiddenError("x", FACTS, status=403)
    world.service.failures = {"auth.refresh": denied, "auth.login": denied}
    world.clock.advance(DAY)
    with ThreadPoolExecutor() as pool:
        future, go = in_the_background(pool, world)
        others = [pool.submit(world.rejected, first) for _ in range(5)]
        while world.session._lock.thread.acquire(blocking=False):  # pyright: ignore[reportPrivateUsage]
            pytest.fail("nobody holds the lock")
        go.set()
        with pytest.raises(ForbiddenError):
            future.result(10)
        for other in others:
            with pytest.raises(ForbiddenError) as caught:
                other.result(10)
            assert caught.value is not denied
    with pytest.raises(ForbiddenError):
        world.tokens()


def test_a_login_that_was_too_frequent_is_tried_again_by_waiting_callers(world: World) -> None:
    """A 429 says nothing about the login, so it is no reason for the others to fail."""
    first = world.tokens()
    world.service.failures = {"auth.refresh": ServerError("x", FACTS, status=500)}
    world.service.failures["auth.login"] = RateLimitedError("x", FACTS, status=429)
    world.clock.advance(DAY)
    with ThreadPoolExecutor() as pool:
        future, go = in_the_background(pool, world)
        others = [pool.submit(world.rejected, first) for _ in range(3)]
        go.set()
        for each in (future, *others):
            with pytest.raises(RateLimitedError):
                each.result(10)
    assert world.service.made.count("auth.login") == 1 + 4


def test_an_expired_refresh_token_is_not_sent(world: World) -> None:
    world.tokens()
    world.clock.advance(30 * DAY - 1)
    world.tokens()
    world.clock.advance(30 * DAY)
    world.tokens()
    assert world.service.made == ["auth.login", "auth.refresh", "auth.login"]


class KeptTokens:
    """A store with the tokens that another process has left there."""

    def __init__(self, tokens: Tokens) -> None:
        self.tokens = tokens

    def acquire(self) -> None: ...

    def release(self) -> None: ...

    def load(self, account: str) -> Tokens:
        return self.tokens

    def save(self, account: str, tokens: Tokens) -> None:
        self.tokens = tokens


@pytest.mark.parametrize(("left", "renewed"), [(61, False), (60, True), (1, True), (0, True)])
def test_kept_tokens_that_expire_at_once_are_renewed(world: World, left: float, renewed: bool) -> None:
    """By the same window as tokens in memory: for a day, 1 minute before expiry."""
    now = world.clock.time()
    store = KeptTokens(Tokens("kept", "r", "u", "o", now + left - DAY, now + left, now + DAY))
    world.session = Session("login", "password", "account", world.clock, store)
    assert (world.tokens().access != "kept") is renewed
    assert world.service.made[:1] == ["auth.refresh"] * renewed
    assert (store.tokens.access != "kept") is renewed


@pytest.mark.parametrize(("login", "password"), [(None, "x"), ("x", None), (None, None), ("", ""), ("x", "")])
def test_a_missing_login_or_password_raises(world: World, login: str | None, password: str | None) -> None:
    world.session = Session(login, password, "account", world.clock, None)
    with pytest.raises(ConfigurationError, match="PLATFORMCRAFT_LOGIN and PLATFORMCRAFT_PASSWORD"):
        world.tokens()
    assert world.service.made == []


def test_a_renewal_uses_the_options_of_its_call(world: World) -> None:
    world.runtime.run(world.session.tokens(world.service.call, {"deadline": 3.0}))
    assert world.service.options == [{"deadline": 3.0}]


def test_repr_shows_neither_tokens_nor_login(world: World) -> None:
    tokens = world.tokens()
    for text in (repr(world.session), str(world.session), repr(tokens), str(tokens)):
        assert tokens.access not in text
        assert tokens.refresh not in text
        assert "password" not in text

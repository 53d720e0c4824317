"""Credentials of a client: a fixed token, or a login session that renews its tokens."""

from __future__ import annotations

import logging
import math
from collections.abc import Mapping
from copy import copy
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from kinocraft_runtime.calls import Call, CallOptions, Operation

from ..clock import Clock, Countdown
from ..errors import (
    APIError,
    APIStatusError,
    CallFacts,
    ConfigurationError,
    DeadlineError,
    InvalidArgumentError,
    KinocraftError,
    RateLimitedError,
)
from ..responses.checks import require, unusable
from ..transport.effects import DeadlinePassedError, Effects, Lock, Locked, Work
from ..transport.encoding import encode_header, is_id
from ..transport.retry import Stop
from ..type_guards import is_positive
from .tokens import Tokens, TokenStore

if TYPE_CHECKING:
    from kinocraft_api.platformcraft_models import Tokens as TokenResponse

__all__ = ["Credentials", "Send", "Session"]

T = TypeVar("T")

log = logging.getLogger("kinocraft")

ACCESS_LIFETIME = 24 * 3600.0
"""The documented lifetime, used if the token does not contain one."""
EARLY = 0.1
"""Below 10 % of its lifetime, and at most 15 minutes before it expires, one caller renews the token early."""
EARLY_AT_MOST = 15 * 60.0
LATE = 0.01
"""Below 1 % of its lifetime, and at most a minute before it expires, every caller waits for a new token."""
LATE_AT_MOST = 60.0
LAST = 253_402_300_799
"""The last second of the year 9999, in Unix seconds. No token that makes sense expires later."""
EARLY_PAUSE = 60.0
"""Seconds until the next early renewal, after one that failed or returned the same token."""


class Send(Protocol):
    """Sends a call and returns its result, as the engine's `call` does."""

    def __call__(self, call: Call[T]) -> Effects[T]:
        """Send the call."""
        ...


class Credentials:
    """The credentials of an engine. This base class has a fixed token, which is never renewed."""

    def __init__(self, token: str) -> None:
        self._token = Tokens(token, "", "", "", issued=0.0, expires=math.inf, refresh_expires=0.0)

    @property
    def identity(self) -> str:
        """What identifies the account on this machine: a secret, unless the account has a login."""
        return self._token.access

    def __repr__(self) -> str:
        return f"{type(self).__name__}()"

    def tokens(self, send: Send, options: CallOptions) -> Effects[Tokens]:
        """Return the tokens to send a request with. The options are for calls that obtain new tokens."""
        yield from ()
        return self._token

    def rejected(self, send: Send, tokens: Tokens, status: int, options: CallOptions) -> Effects[bool]:
        """Handle rejected tokens, and return whether there are other tokens to send the request with."""
        yield from ()
        return False

    def still_rejected(self, tokens: Tokens) -> None:
        """Record that the request was rejected with the renewed tokens too."""


class Session(Credentials):
    """The tokens of one account, shared by all calls of a client.

    If several threads or tasks find the token expired, one of them renews it and the others wait. If an early renewal
    fails, the token that is still valid stays in use.
    """

    def __init__(
        self, login: str | None, password: str | None, account: str, clock: Clock, store: TokenStore | None
    ) -> None:
        self._login = login
        self._password = password
        self._account = account
        self._clock = clock
        self._store = store
        self._lock = Lock()
        self._tokens: Tokens | None = None
        self._next_early = 0.0
        self._rejected_403: str | None = None
        self._renewals = 0
        self._login_error: APIStatusError | None = None

    @property
    def identity(self) -> str:
        """What identifies the account on this machine: its login and host."""
        return self._account

    def __repr__(self) -> str:
        return f"Session({'logged in' if self._tokens else 'not logged in'})"

    def tokens(self, send: Send, options: CallOptions) -> Effects[Tokens]:
        """Return the tokens to send a request with. The options are for calls that obtain new tokens."""
        tokens = self._tokens
        left = tokens.expires - self._clock.time() if tokens else 0.0
        if tokens is None or left <= _window(tokens, LATE, LATE_AT_MOST):
            return (yield from self._renew(send, tokens, self._countdown(options)))
        if left <= _window(tokens, EARLY, EARLY_AT_MOST) and self._clock.time() >= self._next_early:
            time = self._countdown(options)
            yield Locked(self._lock, lambda: self._renew_early(send, tokens, time), wait=False)
            return self._tokens or tokens
        return tokens

    def rejected(self, send: Send, tokens: Tokens, status: int, options: CallOptions) -> Effects[bool]:
        """Renew rejected tokens, and return whether there are other tokens to send the request with.

        Both 401 and 403 may mean an expired token. A 403 for a fresh token has another reason, so it does not cause
        another renewal.
        """
        if status == 403 and tokens.access == self._rejected_403:
            return False
        renewed = yield from self._renew(send, tokens, self._countdown(options))
        return renewed.access != tokens.access

    def still_rejected(self, tokens: Tokens) -> None:
        """Record that the request was rejected with fresh tokens too."""
        self._rejected_403 = tokens.access

    def _countdown(self, options: CallOptions) -> Countdown:
        """Start the countdown that bounds the waits for other callers and for other processes."""
        return Countdown(self._clock, None, options.get("deadline"))

    def _renew(self, send: Send, tokens: Tokens | None, time: Countdown) -> Effects[Tokens]:
        before = self._renewals
        try:
            renewed: Tokens = yield Locked(self._lock, lambda: self._renew_late(send, tokens, time, before), time=time)
        except DeadlinePassedError:
            raise _late(time) from None
        return renewed

    def _renew_late(self, send: Send, tokens: Tokens | None, time: Countdown, before: int) -> Effects[Tokens]:
        if self._renewals != before and self._login_error is not None:
            # This caller waited for a login that was rejected. Trying the same login again may lock the account.
            raise copy(self._login_error)
        self._login_error = None
        try:
            return (yield from self._replace(send, tokens, time))
        except APIStatusError as error:
            self._login_error = error if _is_final(error) else None
            raise
        finally:
            self._renewals += 1

    def _renew_early(self, send: Send, tokens: Tokens, time: Countdown) -> Effects[None]:
        self._next_early = self._clock.time() + EARLY_PAUSE
        try:
            yield from self._replace(send, tokens, time)
        except (KinocraftError, DeadlinePassedError) as error:
            log.warning(
                "early renewal of the access token failed, the current token stays in use: %s", type(error).__name__
            )

    def _replace(self, send: Send, stale: Tokens | None, time: Countdown) -> Effects[Tokens]:
        """Return other tokens than `stale`: newer ones of another caller, or new ones. The lock is held."""
        if self._tokens is not None and self._tokens is not stale:
            return self._tokens
        if self._store is None:
            self._tokens = yield from self._obtain(send, stale, time)
            return self._tokens
        store = self._store
        yield Work(store.acquire, undo=lambda _: store.release(), waits=True, time=time)
        try:
            kept: Tokens | None = yield Work(lambda: store.load(self._account))
            if kept and self._usable(kept) and (stale is None or kept.access != stale.access):
                self._tokens = kept
            else:
                fresh = yield from self._obtain(send, kept or stale, time)
                self._tokens = fresh
                yield Work(lambda: store.save(self._account, fresh))
        finally:
            store.release()
        return self._tokens

    def _usable(self, tokens: Tokens) -> bool:
        return tokens.expires - self._clock.time() > _window(tokens, LATE, LATE_AT_MOST)

    def _obtain(self, send: Send, old: Tokens | None, time: Countdown) -> Effects[Tokens]:
        from kinocraft_api.platformcraft_auth.auth import login_call, refresh_call

        if old and old.refresh_expires > self._clock.time():
            refresh = refresh_call(user_id=old.user_id, refresh_token=old.refresh, options=time.inner())
            try:
                return self._received((yield from send(refresh)), refresh.operation, old)
            except (DeadlineError, RateLimitedError):
                raise
            except APIError as error:
                # If the response is lost, the refresh token may be used up. It is not sent again.
                rejected = isinstance(error, APIStatusError) and _is_final(error)
                if not rejected and not (self._login and self._password):
                    raise
                log.info("the refresh token was not accepted (%s), logging in again", type(error).__name__)
        if not self._login or not self._password:
            raise ConfigurationError(
                "no login and password: pass login= and password=, or set "
                "PLATFORMCRAFT_LOGIN and PLATFORMCRAFT_PASSWORD"
            )
        login = login_call(login=self._login, password=self._password, options=time.inner())
        return self._received((yield from send(login)), login.operation, old)

    def _received(self, response: TokenResponse, operation: Operation, old: Tokens | None) -> Tokens:
        require(response, operation, access_token=str, refresh_token=str, user_id=is_id, owner_id=is_id, expires_at=int)
        now = self._clock.time()
        try:
            encode_header("Authorization", f"Bearer {response.access_token}")
        except InvalidArgumentError as error:
            raise unusable("access_token", operation) from error
        made, expires = _times(response.access_token, now)
        # The service may return the old token, which expires when it did before.
        issued = old.issued if old and old.access == response.access_token else now
        return Tokens(
            access=response.access_token,
            refresh=response.refresh_token,
            user_id=response.user_id,
            owner_id=response.owner_id,
            issued=issued,
            expires=issued + expires - made,
            refresh_expires=issued + max(0, min(response.expires_at, LAST)) - made,
        )


def _late(time: Countdown) -> DeadlineError:
    from kinocraft_api.platformcraft_auth.auth import LOGIN

    return DeadlineError(
        f"the deadline of {time.deadline:g} s was exceeded while another caller or process was logging in",
        CallFacts(LOGIN.id, LOGIN.method, LOGIN.path, 0, time.elapsed, Stop.DEADLINE),
        delivered=False,
    )


def _is_final(error: APIStatusError) -> bool:
    return error.status < 500 and error.status != 429


def _window(tokens: Tokens, share: float, at_most: float) -> float:
    return min((tokens.expires - tokens.issued) * share, at_most)


def _times(token: str, now: float) -> tuple[float, float]:
    """Return when a token was issued and when it expires, by the service's clock. The difference holds by any clock."""
    import jwt

    try:
        reader: Any = jwt  # its signature names a type of cryptography, which is not installed with the client
        claims: Mapping[str, object] = reader.decode(token, options={"verify_signature": False})
        expires, made = claims.get("exp"), claims.get("iat", now)
        if is_positive(expires) and is_positive(made) and made < expires <= LAST:
            return made, expires
    except (jwt.InvalidTokenError, RecursionError):
        pass
    return now, now + ACCESS_LIFETIME

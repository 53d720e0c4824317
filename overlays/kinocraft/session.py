"""A login that keeps itself: tokens are got, renewed ahead of time, and replaced when a service refuses them."""

from __future__ import annotations

import logging
import math
from collections.abc import Mapping
from copy import copy
from typing import TYPE_CHECKING, Any

from kinocraft_runtime.calls import CallOptions, Operation

from .answers import require
from .clock import Clock
from .errors import APIError, APIStatusError, ConfigurationError, DeadlineError, KinocraftError, RateLimitedError
from .steps import Gate, Locked, Steps, Work
from .tokens import Tokens, TokenStore

if TYPE_CHECKING:
    from kinocraft_api.platformcraft_auth.models import Tokens as TokenAnswer

    from .engine import Engine

__all__ = ["Credentials", "Session"]

log = logging.getLogger("kinocraft")

ACCESS_LIFETIME = 24 * 3600.0
"""Documented; counts when the token does not tell its own."""
EARLY = 0.1
"""From this share of its lifetime left, and at most 15 minutes, a token is renewed by whoever comes first …"""
EARLY_AT_MOST = 15 * 60.0
LATE = 0.01
"""… and from this share left, and at most a minute, nobody goes on without a new one."""
LATE_AT_MOST = 60.0
BACK_OFF = 60.0
"""Seconds until the next early renewal, after one that failed or gave the same token."""


class Credentials:
    """Where an engine has its credentials from: here, a token that does not change, so there is nothing to renew."""

    def __init__(self, token: str) -> None:
        self._made = Tokens(token, "", "", "", issued=0.0, expires=math.inf, refresh_expires=0.0)

    def __repr__(self) -> str:
        return f"{type(self).__name__}()"

    def tokens(self, engine: Engine, options: CallOptions) -> Steps[Tokens]:
        """What to send a request with. The options are for the calls that have to be made for that."""
        yield from ()
        return self._made

    def refused(self, engine: Engine, tokens: Tokens, status: int, options: CallOptions) -> Steps[bool]:
        """What to do after a refusal: whether there is another credential now, to send once more with."""
        yield from ()
        return False

    def still_refused(self, tokens: Tokens) -> None:
        """The request was refused with that other credential too."""


class Session(Credentials):
    """The tokens of one account, shared by everything that a client does.

    However many threads or tasks find a token run out, one renews it and the others wait for that. A renewal that is
    merely early and fails leaves the valid token in use.
    """

    def __init__(
        self, login: str | None, password: str | None, account: str, clock: Clock, store: TokenStore | None
    ) -> None:
        self._login = login
        self._password = password
        self._account = account
        self._clock = clock
        self._store = store
        self._gate = Gate()
        self._tokens: Tokens | None = None
        self._quiet_until = 0.0
        self._hopeless: str | None = None
        self._finished = 0
        self._refusal: APIStatusError | None = None

    def __repr__(self) -> str:
        return f"Session({'logged in' if self._tokens else 'not logged in'})"

    def tokens(self, engine: Engine, options: CallOptions) -> Steps[Tokens]:
        """Tokens to send a request with. The options are for the session's own calls, where it has to make any."""
        tokens = self._tokens
        left = tokens.expires - self._clock.time() if tokens else 0.0
        if tokens is None or left <= _window(tokens, LATE, LATE_AT_MOST):
            return (yield from self._renew(engine, tokens, options))
        if left <= _window(tokens, EARLY, EARLY_AT_MOST) and self._clock.time() >= self._quiet_until:
            yield Locked(self._gate, lambda: self._renew_early(engine, tokens, options), wait=False)
            return self._tokens or tokens
        return tokens

    def refused(self, engine: Engine, tokens: Tokens, status: int, options: CallOptions) -> Steps[bool]:
        """What to do after a refusal: whether there are other tokens now, so that sending once more makes sense.

        401 and 403 both may mean a token that has run out. A 403 that a fresh token got too is about something else,
        and is no reason to renew again.
        """
        if status == 403 and tokens.access == self._hopeless:
            return False
        renewed = yield from self._renew(engine, tokens, options)
        return renewed.access != tokens.access

    def still_refused(self, tokens: Tokens) -> None:
        """The request was refused with fresh tokens too."""
        self._hopeless = tokens.access

    def _renew(self, engine: Engine, tokens: Tokens | None, options: CallOptions) -> Steps[Tokens]:
        begun = self._finished
        renewed: Tokens = yield Locked(self._gate, lambda: self._renew_late(engine, tokens, options, begun))
        return renewed

    def _renew_late(self, engine: Engine, tokens: Tokens | None, options: CallOptions, begun: int) -> Steps[Tokens]:
        if self._finished != begun and self._refusal is not None:
            # Whoever waited for a login that was refused has the same login: trying it again may lock the account.
            raise copy(self._refusal)
        self._refusal = None
        try:
            return (yield from self._replace(engine, tokens, options))
        except APIStatusError as error:
            self._refusal = error if _is_final(error) else None
            raise
        finally:
            self._finished += 1

    def _renew_early(self, engine: Engine, tokens: Tokens, options: CallOptions) -> Steps[None]:
        self._quiet_until = self._clock.time() + BACK_OFF
        try:
            yield from self._replace(engine, tokens, options)
        except KinocraftError as error:
            log.warning("early renewal of the access token failed, the present one stays: %s", type(error).__name__)

    def _replace(self, engine: Engine, stale: Tokens | None, options: CallOptions) -> Steps[Tokens]:
        """Other tokens than `stale`: somebody else's newer ones, or new ones. The gate is held."""
        if self._tokens is not None and self._tokens is not stale:
            return self._tokens
        if self._store is None:
            self._tokens = yield from self._obtain(engine, stale, options)
            return self._tokens
        store = self._store
        yield Work(store.acquire, undo=lambda _: store.release())
        try:
            kept: Tokens | None = yield Work(lambda: store.load(self._account))
            if kept and self._usable(kept) and (stale is None or kept.access != stale.access):
                self._tokens = kept
            else:
                fresh = yield from self._obtain(engine, kept or stale, options)
                self._tokens = fresh
                yield Work(lambda: store.save(self._account, fresh))
        finally:
            store.release()
        return self._tokens

    def _usable(self, tokens: Tokens) -> bool:
        return tokens.expires - self._clock.time() > _window(tokens, LATE, LATE_AT_MOST)

    def _obtain(self, engine: Engine, old: Tokens | None, options: CallOptions) -> Steps[Tokens]:
        from kinocraft_api.platformcraft_auth.auth import login_call, refresh_call

        if old and old.refresh_expires > self._clock.time():
            refresh = refresh_call(user_id=old.user_id, refresh_token=old.refresh, options=options)
            try:
                return self._received((yield from engine.call(refresh)), refresh.operation, old)
            except (DeadlineError, RateLimitedError):
                raise
            except APIError as error:
                # A refresh whose answer is lost may have used the refresh token up, and is not sent again.
                refused = isinstance(error, APIStatusError) and _is_final(error)
                if not refused and not (self._login and self._password):
                    raise
                log.info("the refresh token brought no new tokens (%s), logging in again", type(error).__name__)
        if not self._login or not self._password:
            raise ConfigurationError(
                "no login and password: give login= and password=, or set "
                "PLATFORMCRAFT_LOGIN and PLATFORMCRAFT_PASSWORD"
            )
        login = login_call(login=self._login, password=self._password, options=options)
        return self._received((yield from engine.call(login)), login.operation, old)

    def _received(self, answer: TokenAnswer, operation: Operation, old: Tokens | None) -> Tokens:
        require(answer, operation, access_token=str, refresh_token=str, user_id=str, owner_id=str, expires_at=int)
        now = self._clock.time()
        made, expires = _times(answer.access_token, now)
        # A token that is not new after all is as old as it was.
        issued = old.issued if old and old.access == answer.access_token else now
        return Tokens(
            access=answer.access_token,
            refresh=answer.refresh_token,
            user_id=answer.user_id,
            owner_id=answer.owner_id,
            issued=issued,
            expires=issued + expires - made,
            refresh_expires=issued + answer.expires_at - made,
        )


def _is_final(error: APIStatusError) -> bool:
    return error.status < 500 and error.status != 429


def _window(tokens: Tokens, share: float, at_most: float) -> float:
    return min((tokens.expires - tokens.issued) * share, at_most)


def _times(token: str, now: float) -> tuple[float, float]:
    """When a token was made and when it runs out, by the service's clock: what lies between is right by any clock."""
    import jwt

    try:
        reader: Any = jwt  # its signature names a type of cryptography, which a client does not install
        claims: Mapping[str, object] = reader.decode(token, options={"verify_signature": False})
        expires, made = claims.get("exp"), claims.get("iat", now)
        if isinstance(expires, int | float) and isinstance(made, int | float) and expires > made:
            return made, expires
    except jwt.InvalidTokenError:
        pass
    return now, now + ACCESS_LIFETIME

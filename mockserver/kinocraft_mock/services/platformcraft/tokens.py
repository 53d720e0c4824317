"""Access tokens (RS384 JWTs) and the refresh tokens that buy them."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import Any

from kinocraft_mock.http.messages import ErrorResponse
from kinocraft_mock.services.platformcraft.signing import Signer
from kinocraft_mock.state.context import Component, Context

__all__ = ["Pair", "Tokens"]

ACCESS_LIFETIME = 24 * 3600
"""Seconds an access token lives (documented)."""
REFRESH_LIFETIME = 30 * 24 * 3600
"""Seconds a refresh token lives (documented)."""
ISSUER = "auth.platformcraft.ru"
REMEMBERED = 1024
"""How many verified tokens are kept, so that a signature is checked once and not with every request."""

SCHEMA = """
CREATE TABLE IF NOT EXISTS refresh_tokens (token TEXT PRIMARY KEY, expires INTEGER NOT NULL) WITHOUT ROWID;
"""


@dataclass(frozen=True)
class Pair:
    """What login and refresh answer with; `expires_at` is when the refresh token runs out."""

    access_token: str
    refresh_token: str
    expires_at: int


class Tokens(Component):
    """The account's tokens.

    Whether a refresh token may be used twice is not published; here each buys one pair, so that a client that takes a
    spent one for a good one is found out. Access tokens are numbered, and `expire` ends all up to the newest number.
    """

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._signer = Signer(context.file("signing-key.pem"))
        self._verified: dict[bytes, tuple[int, int]] = {}
        context.store.ensure(SCHEMA)
        self._issued: int = context.store.note("tokens issued", 0)
        self._ended: int = context.store.note("tokens ended", 0)

    def reset(self) -> None:
        """Forget all tokens. Their numbers go on, so that those handed out before stay invalid."""
        self._context.store.ensure(SCHEMA)
        self._context.store.set_note("tokens issued", self._issued)
        self.expire()

    def restored(self) -> None:
        """Take over the refresh tokens of another state. Its key stays where it was, and with it its access tokens.

        Tokens that this server has handed out go on being good, unless that state has ended those of their number.
        """
        store = self._context.store
        store.ensure(SCHEMA)
        self._verified.clear()
        self._issued = max(self._issued, store.note("tokens issued", 0))
        self._ended = store.note("tokens ended", 0)

    async def ready(self) -> None:
        """Have the signing key at hand. Making one takes a moment, which a thread spends."""
        await asyncio.to_thread(self._signer.prepare)

    def issue(self) -> Pair:
        """A new pair; `ready` comes first."""
        now = int(self._context.clock.now())
        number = self._issued + 1
        claims: dict[str, Any] = {
            "name": self._context.settings.login,
            "user": self._context.account,
            "super": False,
            "iat": now,
            "exp": now + ACCESS_LIFETIME,
            "iss": ISSUER,
            "jti": str(number),
        }
        pair = Pair(self._signer.sign(claims), self._context.ids.uuid(), now + REFRESH_LIFETIME)
        store = self._context.store
        with store.transaction():
            store.set_note("tokens issued", number)
            store.run("DELETE FROM refresh_tokens WHERE expires <= ?", now)
            store.run("INSERT INTO refresh_tokens VALUES (?, ?)", pair.refresh_token, pair.expires_at)
        self._issued = number
        return pair

    def spend(self, refresh_token: str) -> None:
        """Use a refresh token up. Raises a 403 for one that is unknown, spent or expired."""
        store = self._context.store
        row = store.one("SELECT expires FROM refresh_tokens WHERE token = ?", refresh_token)
        if row is None or row[0] <= self._context.clock.now():
            raise ErrorResponse(403, "access denied: the refresh token is unknown, used up or expired")
        store.run("DELETE FROM refresh_tokens WHERE token = ?", refresh_token)

    def expire(self) -> None:
        """End the life of every access token handed out so far."""
        self._ended = self._issued
        self._context.store.set_note("tokens ended", self._ended)

    def check(self, authorization: bytes) -> None:
        """Raise a 401 unless this Authorization header carries a valid access token."""
        verified = self._verified.get(authorization)
        if verified is None:
            verified = self._verify(authorization)
            if len(self._verified) >= REMEMBERED:
                self._verified.clear()
            self._verified[authorization] = verified
        expires, number = verified
        if number <= self._ended or expires <= self._context.clock.now():
            raise _refusal("the access token has expired")

    def _verify(self, authorization: bytes) -> tuple[int, int]:
        scheme, _, token = authorization.partition(b" ")
        if not authorization:
            raise _refusal("the access token is missing")
        if scheme.lower() != b"bearer":
            raise _refusal("the Authorization header is to be: Bearer, a space, the access token")
        claims = self._signer.verify(token.strip())
        if claims is None or claims.get("iss") != ISSUER or claims.get("user") != self._context.account:
            raise _refusal("the access token is not one of this server's")
        return int(claims["exp"]), int(claims["jti"])


def _refusal(message: str) -> ErrorResponse:
    return ErrorResponse(401, message, headers=((b"www-authenticate", b"Bearer"),))

"""Access tokens (RS384 JWTs) and refresh tokens."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import Any

from kinocraft_mock.context import Component, Context
from kinocraft_mock.http.messages import ErrorResponse
from kinocraft_mock.services.platformcraft.auth.signing import Signer

__all__ = ["Pair", "Tokens"]

ACCESS_LIFETIME = 24 * 3600
"""Seconds that an access token is valid (documented)."""
REFRESH_LIFETIME = 30 * 24 * 3600
"""Seconds that a refresh token is valid (documented)."""
ISSUER = "auth.platformcraft.ru"
REMEMBERED = 1024
"""How many verified tokens are cached, so that not every request verifies a signature."""

SCHEMA = """
CREATE TABLE IF NOT EXISTS refresh_tokens (token TEXT PRIMARY KEY, expires INTEGER NOT NULL) WITHOUT ROWID;
"""


@dataclass(frozen=True)
class Pair:
    """The tokens that login and refresh return; `expires_at` is when the refresh token expires."""

    access_token: str
    refresh_token: str
    expires_at: int


class Tokens(Component):
    """The account's tokens.

    The documentation does not say whether a refresh token can be used twice. Here it cannot, so that clients that reuse
    one fail. Access tokens are numbered; `expire` invalidates all up to the newest number.
    """

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._signer = Signer(context.file("signing-key.pem"))
        self._verified: dict[bytes, tuple[int, int]] = {}
        context.store.ensure(SCHEMA)
        self._issued: int = context.store.note("tokens issued", 0)
        self._ended: int = context.store.note("tokens ended", 0)

    def reset(self) -> None:
        """Invalidate all tokens. Numbering continues, so that tokens issued before stay invalid."""
        self._context.store.ensure(SCHEMA)
        self._context.store.set_note("tokens issued", self._issued)
        self.expire()

    def restored(self) -> None:
        """Take over the refresh tokens of an imported state, but not its signing key and so not its access tokens.

        Access tokens of this server stay valid, unless the imported state has invalidated their numbers.
        """
        store = self._context.store
        store.ensure(SCHEMA)
        self._verified.clear()
        self._issued = max(self._issued, store.note("tokens issued", 0))
        self._ended = store.note("tokens ended", 0)

    async def ready(self) -> None:
        """Prepare the signing key in a thread: creating one takes time."""
        await asyncio.to_thread(self._signer.prepare)

    def issue(self) -> Pair:
        """Issue a new pair; call `ready` first."""
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
        """Invalidate a refresh token. Raises a 403 if it is unknown, used or expired."""
        store = self._context.store
        row = store.one("SELECT expires FROM refresh_tokens WHERE token = ?", refresh_token)
        if row is None or row[0] <= self._context.clock.now():
            raise ErrorResponse(403, "access denied: the refresh token is unknown, used up or expired")
        store.run("DELETE FROM refresh_tokens WHERE token = ?", refresh_token)

    def expire(self) -> None:
        """Invalidate all access tokens issued so far."""
        self._ended = self._issued
        self._context.store.set_note("tokens ended", self._ended)

    def check(self, authorization: bytes) -> None:
        """Raise a 401 unless this Authorization header contains a valid access token."""
        verified = self._verified.get(authorization)
        if verified is None:
            verified = self._verify(authorization)
            if len(self._verified) >= REMEMBERED:
                self._verified.clear()
            self._verified[authorization] = verified
        expires, number = verified
        if number <= self._ended or expires <= self._context.clock.now():
            raise _unauthorized("the access token has expired")

    def _verify(self, authorization: bytes) -> tuple[int, int]:
        scheme, separator, token = authorization.partition(b" ")
        if not authorization:
            raise _unauthorized("the access token is missing")
        if not separator:
            # The vendor's own sample for the streamer sends the token without a scheme.
            token = scheme
        elif scheme.lower() != b"bearer":
            raise _unauthorized("the Authorization header must be Bearer, a space, and the access token")
        claims = self._signer.verify(token.strip())
        if claims is None or claims.get("iss") != ISSUER or claims.get("user") != self._context.account:
            raise _unauthorized("the access token is not one of this server's")
        return int(claims["exp"]), int(claims["jti"])


def _unauthorized(message: str) -> ErrorResponse:
    return ErrorResponse(401, message, headers=((b"www-authenticate", b"Bearer"),))

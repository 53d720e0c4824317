"""Section "Authorization": login and refresh."""

from __future__ import annotations

import hmac
from typing import Any

from kinocraft_mock.messages import Answer, Call, RefusalError
from kinocraft_mock.service import Handlers
from kinocraft_mock.services.platformcraft.auth.tokens import Tokens

handlers = Handlers()


@handlers.on("auth.login")
async def login(call: Call) -> Answer:
    """Tokens for login and password; a wrong one of the two is a 403 (seen) that does not say which."""
    settings = call.world.settings
    # Both are compared whatever the first says, and as bytes: `compare_digest` takes no other text than ASCII.
    matches = [
        hmac.compare_digest(call.body["login"].encode(), settings.login.encode()),
        hmac.compare_digest(call.body["password"].encode(), settings.password.encode()),
    ]
    if not all(matches):
        raise RefusalError(403, "access denied: wrong login or password")
    return await _pair(call)


@handlers.on("auth.refresh")
async def refresh(call: Call) -> Answer:
    """A new pair for a refresh token, which is used up by it."""
    tokens = call.world.part(Tokens)
    await tokens.ready()
    if call.body["user_id"] != call.world.account:
        raise RefusalError(403, "access denied: the refresh token belongs to another user")
    tokens.spend(call.body["refresh_token"])
    return await _pair(call)


async def _pair(call: Call) -> Answer:
    tokens = call.world.part(Tokens)
    await tokens.ready()
    pair = tokens.issue()
    answer: dict[str, Any] = {
        "user_id": call.world.account,
        "owner_id": call.world.account,
        "access_token": pair.access_token,
        "expires_at": pair.expires_at,
        "refresh_token": pair.refresh_token,
    }
    return Answer(answer)

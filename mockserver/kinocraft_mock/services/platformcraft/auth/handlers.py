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
    """Issue tokens for login and password. A 403 (seen) does not say which of the two is wrong."""
    settings = call.world.settings
    # Compare both, whatever the first result. As bytes, because `compare_digest` accepts only ASCII text.
    matches = [
        hmac.compare_digest(call.body["login"].encode(), settings.login.encode()),
        hmac.compare_digest(call.body["password"].encode(), settings.password.encode()),
    ]
    if not all(matches):
        raise RefusalError(403, "access denied: wrong login or password")
    return await _pair(call)


@handlers.on("auth.refresh")
async def refresh(call: Call) -> Answer:
    """Issue a new pair for a refresh token, which becomes invalid."""
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
    serialized: dict[str, Any] = {
        "user_id": call.world.account,
        "owner_id": call.world.account,
        "access_token": pair.access_token,
        "expires_at": pair.expires_at,
        "refresh_token": pair.refresh_token,
    }
    return Answer(serialized)

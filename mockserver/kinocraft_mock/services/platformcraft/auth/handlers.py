"""Section "Authorization": login and refresh."""

from __future__ import annotations

import hmac
from typing import Any

from kinocraft_mock.http.messages import ErrorResponse, Request, Response
from kinocraft_mock.service import Handlers
from kinocraft_mock.services.platformcraft.auth.tokens import Tokens

handlers = Handlers()


@handlers.on("auth.login")
async def login(request: Request) -> Response:
    """Issue tokens for login and password. A 403 (seen) does not say which of the two is wrong."""
    settings = request.context.settings
    # Compare both, whatever the first result. As bytes, because `compare_digest` accepts only ASCII text.
    matches = [
        hmac.compare_digest(request.body["login"].encode(), settings.login.encode()),
        hmac.compare_digest(request.body["password"].encode(), settings.password.encode()),
    ]
    if not all(matches):
        raise ErrorResponse(403, "access denied: wrong login or password")
    return await _pair(request)


@handlers.on("auth.refresh")
async def refresh(request: Request) -> Response:
    """Issue a new pair for a refresh token, which becomes invalid."""
    tokens = request.context.component(Tokens)
    await tokens.ready()
    if request.body["user_id"] != request.context.account:
        raise ErrorResponse(403, "access denied: the refresh token belongs to another user")
    tokens.spend(request.body["refresh_token"])
    return await _pair(request)


async def _pair(request: Request) -> Response:
    tokens = request.context.component(Tokens)
    await tokens.ready()
    pair = tokens.issue()
    serialized: dict[str, Any] = {
        "user_id": request.context.account,
        "owner_id": request.context.account,
        "access_token": pair.access_token,
        "expires_at": pair.expires_at,
        "refresh_token": pair.refresh_token,
    }
    return Response(serialized)

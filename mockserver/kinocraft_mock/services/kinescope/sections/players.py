"""Section "players"."""

from __future__ import annotations

from base64 import b64encode
from typing import Any

from kinocraft_mock.http.messages import Request, Response
from kinocraft_mock.service import Handlers
from kinocraft_mock.services.kinescope.counting import Uses
from kinocraft_mock.services.kinescope.default_player import ensure_default_player
from kinocraft_mock.services.kinescope.kinds import PLAYER
from kinocraft_mock.services.kinescope.lists import flat, listed
from kinocraft_mock.services.kinescope.objects import Objects, Thing
from kinocraft_mock.services.kinescope.raw_pictures import picture, remove_picture, set_picture
from kinocraft_mock.services.kinescope.user import user_name
from kinocraft_mock.services.kinescope.workspace import workspace_id

handlers = Handlers()

LOGO = "logo"


def _described(request: Request, player: Thing) -> dict[str, Any]:
    return {
        "id": player.id,
        "workspace_id": workspace_id(request.context),
        **player.body,
        "created_at": player.created_at,
        "updated_at": player.updated_at,
        "media_count": request.context.component(Uses).of_player(player.id),
    }


@handlers.on("players.list")
def list_(request: Request) -> Response:
    """A page of players, without their logos."""
    ensure_default_player(request.context)
    return listed(request, PLAYER, _described, order="created_at.asc", meta=flat)


@handlers.on("players.create")
def create(request: Request) -> Response:
    """A new player. What its settings leave out is left to the service."""
    fields: dict[str, Any] = {
        "name": request.body.get("name", ""),
        "settings": request.body.get("settings", {}),
        "ads": request.body.get("ads", []),
        "created_by_user_name": user_name(request.context),
    }
    return Response({"data": _described(request, request.context.component(Objects).make(PLAYER, fields))})


@handlers.on("players.get")
def get(request: Request) -> Response:
    """One player, with its logo."""
    player = _player(request)
    described = _described(request, player)
    found = picture(request.context, player, LOGO)
    if found is not None:
        logo, data = found
        described["logo"] = f"data:{logo.media};base64,{b64encode(data).decode()}"
    return Response({"data": described})


@handlers.on("players.update")
def update(request: Request) -> Response:
    """Put settings in place of the ones there are, and change what else is sent."""
    player = _player(request)
    sent = {name: request.body[name] for name in ("name", "settings", "ads") if name in request.body}
    request.context.component(Objects).change(player, **sent)
    return Response({"data": _described(request, player)})


@handlers.on("players.delete")
def delete(request: Request) -> Response:
    """Remove a player with its logo. What named it goes on naming it."""
    request.context.component(Objects).delete(_player(request))
    return Response()


@handlers.on("players.set_logo")
def set_logo(request: Request) -> Response:
    """Put a picture in place of the logo that may be there."""
    set_picture(request, _player(request), LOGO)
    return Response()


@handlers.on("players.delete_logo")
def delete_logo(request: Request) -> Response:
    """Take the logo off, as the page says; a player without one stays without."""
    remove_picture(request.context, _player(request), LOGO)
    return Response()


def _player(request: Request) -> Thing:
    ensure_default_player(request.context)
    return request.context.component(Objects).get(PLAYER, request.parameters["player_id"])

"""Section "players"."""

from __future__ import annotations

from base64 import b64encode
from dataclasses import replace
from typing import Any

from kinocraft_mock.http.messages import Request, Response
from kinocraft_mock.services.kinescope.people.owner import user_name
from kinocraft_mock.services.kinescope.players.default_player import ensure_default_player
from kinocraft_mock.services.kinescope.store.crud import Crud
from kinocraft_mock.services.kinescope.store.pagination import flat
from kinocraft_mock.services.kinescope.store.pictures import read_picture, remove_picture, set_picture
from kinocraft_mock.services.kinescope.store.records import Record
from kinocraft_mock.services.kinescope.store.resource_types import PLAYER
from kinocraft_mock.services.kinescope.videos.counts import VideoCounts
from kinocraft_mock.services.kinescope.workspace import workspace_id

LOGO = "logo"


def _serialize_listed(request: Request, player: Record) -> dict[str, Any]:
    return {
        "id": player.id,
        "workspace_id": workspace_id(request.context),
        **player.body,
        "created_at": player.created_at,
        "updated_at": player.updated_at,
        "media_count": request.context.component(VideoCounts).of_player(player.id),
    }


def _serialize(request: Request, player: Record) -> dict[str, Any]:
    """Serialize a single player, with its logo; empty for none."""
    found = read_picture(request.context, player, LOGO)
    logo = f"data:{found[0].media};base64,{b64encode(found[1]).decode()}" if found is not None else ""
    return {**_serialize_listed(request, player), "logo": logo}


def _defaults(request: Request) -> dict[str, Any]:
    return {"settings": {}, "ads": [], "created_by_user_name": user_name(request.context)}


# Settings are replaced as a whole. Projects that name a deleted player keep it.
PLAYERS = Crud(
    resource_type=PLAYER,
    operations="players",
    id_parameter="player_id",
    serialize=_serialize,
    fields=("name", "settings", "ads"),
    defaults=_defaults,
    order="created_at.asc",
    meta=flat,
    before_lookup=ensure_default_player,
    reports_deletion=False,
)
handlers = PLAYERS.handlers("create", "get", "update", "delete")
handlers.on("players.list")(replace(PLAYERS, serialize=_serialize_listed).list)


@handlers.on("players.set_logo")
def set_logo(request: Request) -> Response:
    """Set or replace the logo."""
    set_picture(request, PLAYERS.find(request), LOGO)
    return Response()


@handlers.on("players.delete_logo")
def delete_logo(request: Request) -> Response:
    """Remove the logo, if there is one."""
    remove_picture(request.context, PLAYERS.find(request), LOGO)
    return Response()

"""Section "players"."""

from __future__ import annotations

from base64 import b64encode
from typing import Any

from kinocraft_mock.messages import Answer, Call
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


def _described(call: Call, player: Thing) -> dict[str, Any]:
    return {
        "id": player.id,
        "workspace_id": workspace_id(call.world),
        **player.body,
        "created_at": player.created_at,
        "updated_at": player.updated_at,
        "media_count": call.world.part(Uses).of_player(player.id),
    }


@handlers.on("players.list")
def list_(call: Call) -> Answer:
    """A page of players, without their logos."""
    ensure_default_player(call.world)
    return listed(call, PLAYER, _described, order="created_at.asc", meta=flat)


@handlers.on("players.create")
def create(call: Call) -> Answer:
    """A new player. What its settings leave out is left to the service."""
    fields: dict[str, Any] = {
        "name": call.body.get("name", ""),
        "settings": call.body.get("settings", {}),
        "ads": call.body.get("ads", []),
        "created_by_user_name": user_name(call.world),
    }
    return Answer({"data": _described(call, call.world.part(Objects).make(PLAYER, fields))})


@handlers.on("players.get")
def get(call: Call) -> Answer:
    """One player, with its logo."""
    player = _player(call)
    described = _described(call, player)
    found = picture(call.world, player, LOGO)
    if found is not None:
        logo, data = found
        described["logo"] = f"data:{logo.media};base64,{b64encode(data).decode()}"
    return Answer({"data": described})


@handlers.on("players.update")
def update(call: Call) -> Answer:
    """Put settings in place of the ones there are, and change what else is sent."""
    player = _player(call)
    sent = {name: call.body[name] for name in ("name", "settings", "ads") if name in call.body}
    call.world.part(Objects).change(player, **sent)
    return Answer({"data": _described(call, player)})


@handlers.on("players.delete")
def delete(call: Call) -> Answer:
    """Remove a player with its logo. What named it goes on naming it."""
    call.world.part(Objects).delete(_player(call))
    return Answer()


@handlers.on("players.set_logo")
def set_logo(call: Call) -> Answer:
    """Put a picture in place of the logo that may be there."""
    set_picture(call, _player(call), LOGO)
    return Answer()


@handlers.on("players.delete_logo")
def delete_logo(call: Call) -> Answer:
    """Take the logo off, as the page says; a player without one stays without."""
    remove_picture(call.world, _player(call), LOGO)
    return Answer()


def _player(call: Call) -> Thing:
    ensure_default_player(call.world)
    return call.world.part(Objects).get(PLAYER, call.values["player_id"])

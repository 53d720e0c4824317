"""Section "speak/rooms/participants"."""

from __future__ import annotations

from typing import Any

from kinocraft_mock.messages import Answer, Call
from kinocraft_mock.service import Handlers
from kinocraft_mock.services.kinescope.errors import malformed_id
from kinocraft_mock.services.kinescope.ids import as_uuid
from kinocraft_mock.services.kinescope.kinds import SPEAK_PARTICIPANT, SPEAK_ROOM
from kinocraft_mock.services.kinescope.lists import filters, listed
from kinocraft_mock.services.kinescope.objects import Objects, Thing
from kinocraft_mock.services.kinescope.selection import contains
from kinocraft_mock.world import World

__all__ = ["described", "handlers", "new_participant"]

handlers = Handlers()


def described(_call: Call, participant: Thing) -> dict[str, Any]:
    """A participant as answers print it."""
    return {
        "id": participant.id,
        **participant.body,
        "created_at": participant.created_at,
        "updated_at": participant.updated_at,
    }


def new_participant(world: World, room: Thing, sent: dict[str, Any]) -> Thing:
    """Enter somebody. A role that is not sent is the lesser one, and a user who is not named a new one."""
    user = as_uuid(sent["user_id"]) if "user_id" in sent else world.ids.uuid()
    if user is None:
        raise malformed_id()
    body = {"user_id": user, "room_id": room.id, "name": sent.get("name", ""), "role": sent.get("role", "manager")}
    return world.part(Objects).make(SPEAK_PARTICIPANT, body, room)


@handlers.on("speak.rooms.participants.create")
def create(call: Call) -> Answer:
    """Somebody is entered."""
    return Answer({"data": described(call, new_participant(call.world, _room(call), call.body))})


@handlers.on("speak.rooms.participants.list")
def list_(call: Call) -> Answer:
    """A page of those entered in the room; a text is looked for in their names."""
    room = _room(call)
    where = filters(call, {"role[]": "role"})
    if call.values.get("q"):
        where.append(contains(("name",), call.values["q"]))
    order = "created_at.desc,name.asc"
    return listed(call, SPEAK_PARTICIPANT, described, where=where, parent=room, order=order)


@handlers.on("speak.rooms.participants.get")
def get(call: Call) -> Answer:
    """One participant."""
    return Answer({"data": described(call, _participant(call))})


@handlers.on("speak.rooms.participants.update")
def update(call: Call) -> Answer:
    """Change name or role, whichever is sent."""
    participant = _participant(call)
    sent = {name: call.body[name] for name in ("name", "role") if name in call.body}
    if sent:
        call.world.part(Objects).change(participant, **sent)
    return Answer({"data": described(call, participant)})


@handlers.on("speak.rooms.participants.delete")
def delete(call: Call) -> Answer:
    """Take somebody off the room."""
    call.world.part(Objects).delete(_participant(call))
    return Answer({"data": {"success": True}})


def _room(call: Call) -> Thing:
    return call.world.part(Objects).get(SPEAK_ROOM, call.values["room_id"])


def _participant(call: Call) -> Thing:
    return call.world.part(Objects).get(SPEAK_PARTICIPANT, call.values["participant_id"], _room(call))

"""Section "speak/rooms"."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from kinocraft_mock.messages import Answer, Call
from kinocraft_mock.service import Handlers
from kinocraft_mock.services.kinescope.errors import malformed_id
from kinocraft_mock.services.kinescope.ids import as_uuid
from kinocraft_mock.services.kinescope.kinds import SPEAK_PARTICIPANT, SPEAK_ROOM
from kinocraft_mock.services.kinescope.lists import filters, listed
from kinocraft_mock.services.kinescope.objects import Objects, Thing
from kinocraft_mock.services.kinescope.sections.speak_participants import described as described_participant
from kinocraft_mock.services.kinescope.sections.speak_participants import new_participant
from kinocraft_mock.services.kinescope.selection import contains
from kinocraft_mock.services.kinescope.user import owner_id
from kinocraft_mock.services.kinescope.workspace import workspace_id
from kinocraft_mock.world import World

handlers = Handlers()

LETTERS = "abcdefghijklmnopqrstuvwxyz"
CODE = (3, 4, 3)
"""How many letters each part of a room's code has."""


def _described(call: Call, room: Thing) -> dict[str, Any]:
    participants = call.world.part(Objects).children(room, SPEAK_PARTICIPANT)
    return {
        "id": room.id,
        "workspace_id": workspace_id(call.world),
        **room.body,
        "participants": [described_participant(call, each) for each in participants],
        "link": f"https://speak.kinescope.io/{room.body['code']}",
        "created_at": room.created_at,
        "updated_at": room.updated_at,
    }


@handlers.on("speak.rooms.create")
def create(call: Call) -> Answer:
    """A new room, with the participants that are sent."""
    objects, body = call.world.part(Objects), call.body
    owner = as_uuid(body["owner_id"]) if "owner_id" in body else owner_id(call.world)
    if owner is None:
        raise malformed_id()
    fields = {
        "owner_id": owner,
        "type": body.get("type", "instant_meeting"),
        "code": _code(call.world),
        "name": body.get("name", ""),
        "status": "scheduled",
    }
    with objects.transaction():
        room = objects.make(SPEAK_ROOM, fields)
        for each in body.get("participants", ()):
            new_participant(call.world, room, each)
    return Answer({"data": _described(call, room)})


@handlers.on("speak.rooms.list")
def list_(call: Call) -> Answer:
    """A page of the workspace's rooms; a text is looked for in names and codes."""
    where = filters(call, {"status[]": "status", "type[]": "type", "code[]": "code"})
    if call.values.get("q"):
        where.append(contains(("name", "code"), call.values["q"]))
    return listed(call, SPEAK_ROOM, _described, where=where, order="created_at.desc,name.asc")


@handlers.on("speak.rooms.get")
def get(call: Call) -> Answer:
    """One room with its participants, whatever has become of it."""
    return Answer({"data": _described(call, _room(call))})


@handlers.on("speak.rooms.update")
def update(call: Call) -> Answer:
    """Give a room another name."""
    room = _room(call)
    if "name" in call.body:
        call.world.part(Objects).change(room, name=call.body["name"])
    return Answer({"data": _described(call, room)})


@handlers.on("speak.rooms.delete")
def delete(call: Call) -> Answer:
    """Remove a room with its participants."""
    call.world.part(Objects).delete(_room(call))
    return Answer({"data": {"success": True}})


def _room(call: Call) -> Thing:
    return call.world.part(Objects).get(SPEAK_ROOM, call.values["room_id"])


def _code(world: World) -> str:
    number = UUID(world.ids.uuid()).int
    letters: list[str] = []
    for _ in range(sum(CODE)):
        number, place = divmod(number, len(LETTERS))
        letters.append(LETTERS[place])
    return "-".join("".join(letters.pop() for _ in range(length)) for length in CODE)

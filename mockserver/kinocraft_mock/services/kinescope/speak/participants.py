"""Section "speak/rooms/participants"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from kinocraft_mock.messages import Answer, Call
from kinocraft_mock.services.kinescope.errors import malformed_id
from kinocraft_mock.services.kinescope.ids import as_uuid
from kinocraft_mock.services.kinescope.store.crud import Crud
from kinocraft_mock.services.kinescope.store.pagination import filters
from kinocraft_mock.services.kinescope.store.queries import Condition, contains
from kinocraft_mock.services.kinescope.store.records import Record, Records
from kinocraft_mock.services.kinescope.store.resource_types import SPEAK_PARTICIPANT, SPEAK_ROOM
from kinocraft_mock.world import World

__all__ = ["add_participant", "handlers", "serialize"]


def serialize(_call: Call, participant: Record) -> dict[str, Any]:
    """Serialize a participant."""
    return {
        "id": participant.id,
        **participant.body,
        "created_at": participant.created_at,
        "updated_at": participant.updated_at,
    }


def add_participant(world: World, room: Record, sent: dict[str, Any]) -> Record:
    """Add a participant to a room. The default role is the lesser one, the default user a new one."""
    user = as_uuid(sent["user_id"]) if "user_id" in sent else world.ids.uuid()
    if user is None:
        raise malformed_id()
    body = {"user_id": user, "room_id": room.id, "name": sent.get("name", ""), "role": sent.get("role", "manager")}
    return world.part(Records).make(SPEAK_PARTICIPANT, body, room)


def _room(call: Call) -> Record:
    return call.world.part(Records).get(SPEAK_ROOM, call.values["room_id"])


def _filters(call: Call) -> Sequence[Condition]:
    where = filters(call, {"role[]": "role"})
    return [*where, contains(("name",), call.values["q"])] if call.values.get("q") else where


PARTICIPANTS = Crud(
    resource_type=SPEAK_PARTICIPANT,
    operations="speak.rooms.participants",
    id_parameter="participant_id",
    serialize=serialize,
    fields=("name", "role"),
    parent=_room,
    filters=_filters,
    order="created_at.desc,name.asc",
    empty_updates=False,
)
handlers = PARTICIPANTS.handlers("list", "get", "update", "delete")


@handlers.on("speak.rooms.participants.create")
def create(call: Call) -> Answer:
    """Add a participant to the room."""
    return PARTICIPANTS.respond(call, add_participant(call.world, _room(call), call.body))

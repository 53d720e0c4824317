"""Section "speak/rooms/participants"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from kinocraft_mock.context import Context
from kinocraft_mock.http.messages import Request, Response
from kinocraft_mock.services.kinescope.errors import malformed_id
from kinocraft_mock.services.kinescope.ids import as_uuid
from kinocraft_mock.services.kinescope.store.crud import Crud
from kinocraft_mock.services.kinescope.store.pagination import filters
from kinocraft_mock.services.kinescope.store.queries import Condition, contains
from kinocraft_mock.services.kinescope.store.records import Record, Records
from kinocraft_mock.services.kinescope.store.resource_types import SPEAK_PARTICIPANT, SPEAK_ROOM

__all__ = ["add_participant", "handlers", "serialize"]


def serialize(_call: Request, participant: Record) -> dict[str, Any]:
    """Serialize a participant."""
    return {
        "id": participant.id,
        **participant.body,
        "created_at": participant.created_at,
        "updated_at": participant.updated_at,
    }


def add_participant(context: Context, room: Record, sent: dict[str, Any]) -> Record:
    """Add a participant to a room. The default role is the lesser one, the default user a new one."""
    user = as_uuid(sent["user_id"]) if "user_id" in sent else context.ids.uuid()
    if user is None:
        raise malformed_id()
    body = {"user_id": user, "room_id": room.id, "name": sent.get("name", ""), "role": sent.get("role", "manager")}
    return context.component(Records).make(SPEAK_PARTICIPANT, body, room)


def _room(request: Request) -> Record:
    return request.context.component(Records).get(SPEAK_ROOM, request.parameters["room_id"])


def _filters(request: Request) -> Sequence[Condition]:
    where = filters(request, {"role[]": "role"})
    return [*where, contains(("name",), request.parameters["q"])] if request.parameters.get("q") else where


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
def create(request: Request) -> Response:
    """Add a participant to the room."""
    return PARTICIPANTS.respond(request, add_participant(request.context, _room(request), request.body))

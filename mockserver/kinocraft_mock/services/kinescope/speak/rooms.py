"""Section "speak/rooms"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from kinocraft_mock.context import Context
from kinocraft_mock.http.messages import Request, Response
from kinocraft_mock.services.kinescope.errors import malformed_id
from kinocraft_mock.services.kinescope.ids import as_uuid
from kinocraft_mock.services.kinescope.people.owner import owner_id
from kinocraft_mock.services.kinescope.speak.participants import add_participant
from kinocraft_mock.services.kinescope.speak.participants import serialize as serialize_participant
from kinocraft_mock.services.kinescope.store.crud import Crud
from kinocraft_mock.services.kinescope.store.pagination import filters
from kinocraft_mock.services.kinescope.store.queries import Condition, contains
from kinocraft_mock.services.kinescope.store.records import Record, Records
from kinocraft_mock.services.kinescope.store.resource_types import SPEAK_PARTICIPANT, SPEAK_ROOM
from kinocraft_mock.services.kinescope.workspace import workspace_id

LETTERS = "abcdefghijklmnopqrstuvwxyz"
CODE = (3, 4, 3)
"""How many letters each group of a room's code has."""


def _serialize(request: Request, room: Record) -> dict[str, Any]:
    participants = request.context.component(Records).children(room, SPEAK_PARTICIPANT)
    return {
        "id": room.id,
        "workspace_id": workspace_id(request.context),
        **room.body,
        "participants": [serialize_participant(request, each) for each in participants],
        "link": f"https://speak.kinescope.io/{room.body['code']}",
        "created_at": room.created_at,
        "updated_at": room.updated_at,
    }


def _filters(request: Request) -> Sequence[Condition]:
    where = filters(request, {"status[]": "status", "type[]": "type", "code[]": "code"})
    return [*where, contains(("name", "code"), request.parameters["q"])] if request.parameters.get("q") else where


ROOMS = Crud(
    resource_type=SPEAK_ROOM,
    operations="speak.rooms",
    id_parameter="room_id",
    serialize=_serialize,
    fields=("name",),
    filters=_filters,
    order="created_at.desc,name.asc",
    empty_updates=False,
)
handlers = ROOMS.handlers("list", "get", "update", "delete")


@handlers.on("speak.rooms.create")
def create(request: Request) -> Response:
    """Create a room, with the participants that were sent."""
    records, body = request.context.component(Records), request.body
    owner = as_uuid(body["owner_id"]) if "owner_id" in body else owner_id(request.context)
    if owner is None:
        raise malformed_id()
    fields = {
        "owner_id": owner,
        "type": body.get("type", "instant_meeting"),
        "code": _code(request.context),
        "name": body["name"],
        "status": "scheduled",
    }
    with records.transaction():
        room = records.make(SPEAK_ROOM, fields)
        for each in body.get("participants", ()):
            add_participant(request.context, room, each)
    return ROOMS.respond(request, room)


def _code(context: Context) -> str:
    number = UUID(context.ids.uuid()).int
    letters: list[str] = []
    for _ in range(sum(CODE)):
        number, place = divmod(number, len(LETTERS))
        letters.append(LETTERS[place])
    return "-".join("".join(letters.pop() for _ in range(length)) for length in CODE)

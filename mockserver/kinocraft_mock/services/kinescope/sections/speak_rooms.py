"""Section "speak/rooms"."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from kinocraft_mock.http.messages import Request, Response
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
from kinocraft_mock.state.context import Context

handlers = Handlers()

LETTERS = "abcdefghijklmnopqrstuvwxyz"
CODE = (3, 4, 3)
"""How many letters each part of a room's code has."""


def _described(request: Request, room: Thing) -> dict[str, Any]:
    participants = request.context.component(Objects).children(room, SPEAK_PARTICIPANT)
    return {
        "id": room.id,
        "workspace_id": workspace_id(request.context),
        **room.body,
        "participants": [described_participant(request, each) for each in participants],
        "link": f"https://speak.kinescope.io/{room.body['code']}",
        "created_at": room.created_at,
        "updated_at": room.updated_at,
    }


@handlers.on("speak.rooms.create")
def create(request: Request) -> Response:
    """A new room, with the participants that are sent."""
    objects, body = request.context.component(Objects), request.body
    owner = as_uuid(body["owner_id"]) if "owner_id" in body else owner_id(request.context)
    if owner is None:
        raise malformed_id()
    fields = {
        "owner_id": owner,
        "type": body.get("type", "instant_meeting"),
        "code": _code(request.context),
        "name": body.get("name", ""),
        "status": "scheduled",
    }
    with objects.transaction():
        room = objects.make(SPEAK_ROOM, fields)
        for each in body.get("participants", ()):
            new_participant(request.context, room, each)
    return Response({"data": _described(request, room)})


@handlers.on("speak.rooms.list")
def list_(request: Request) -> Response:
    """A page of the workspace's rooms; a text is looked for in names and codes."""
    where = filters(request, {"status[]": "status", "type[]": "type", "code[]": "code"})
    if request.parameters.get("q"):
        where.append(contains(("name", "code"), request.parameters["q"]))
    return listed(request, SPEAK_ROOM, _described, where=where, order="created_at.desc,name.asc")


@handlers.on("speak.rooms.get")
def get(request: Request) -> Response:
    """One room with its participants, whatever has become of it."""
    return Response({"data": _described(request, _room(request))})


@handlers.on("speak.rooms.update")
def update(request: Request) -> Response:
    """Give a room another name."""
    room = _room(request)
    if "name" in request.body:
        request.context.component(Objects).change(room, name=request.body["name"])
    return Response({"data": _described(request, room)})


@handlers.on("speak.rooms.delete")
def delete(request: Request) -> Response:
    """Remove a room with its participants."""
    request.context.component(Objects).delete(_room(request))
    return Response({"data": {"success": True}})


def _room(request: Request) -> Thing:
    return request.context.component(Objects).get(SPEAK_ROOM, request.parameters["room_id"])


def _code(context: Context) -> str:
    number = UUID(context.ids.uuid()).int
    letters: list[str] = []
    for _ in range(sum(CODE)):
        number, place = divmod(number, len(LETTERS))
        letters.append(LETTERS[place])
    return "-".join("".join(letters.pop() for _ in range(length)) for length in CODE)

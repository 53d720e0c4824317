"""Section "speak/rooms/participants"."""

from __future__ import annotations

from typing import Any

from kinocraft_mock.http.messages import Request, Response
from kinocraft_mock.service import Handlers
from kinocraft_mock.services.kinescope.errors import malformed_id
from kinocraft_mock.services.kinescope.ids import as_uuid
from kinocraft_mock.services.kinescope.kinds import SPEAK_PARTICIPANT, SPEAK_ROOM
from kinocraft_mock.services.kinescope.lists import filters, listed
from kinocraft_mock.services.kinescope.objects import Objects, Thing
from kinocraft_mock.services.kinescope.selection import contains
from kinocraft_mock.state.context import Context

__all__ = ["described", "handlers", "new_participant"]

handlers = Handlers()


def described(_call: Request, participant: Thing) -> dict[str, Any]:
    """A participant as answers print it."""
    return {
        "id": participant.id,
        **participant.body,
        "created_at": participant.created_at,
        "updated_at": participant.updated_at,
    }


def new_participant(context: Context, room: Thing, sent: dict[str, Any]) -> Thing:
    """Enter somebody. A role that is not sent is the lesser one, and a user who is not named a new one."""
    user = as_uuid(sent["user_id"]) if "user_id" in sent else context.ids.uuid()
    if user is None:
        raise malformed_id()
    body = {"user_id": user, "room_id": room.id, "name": sent.get("name", ""), "role": sent.get("role", "manager")}
    return context.component(Objects).make(SPEAK_PARTICIPANT, body, room)


@handlers.on("speak.rooms.participants.create")
def create(request: Request) -> Response:
    """Somebody is entered."""
    return Response({"data": described(request, new_participant(request.context, _room(request), request.body))})


@handlers.on("speak.rooms.participants.list")
def list_(request: Request) -> Response:
    """A page of those entered in the room; a text is looked for in their names."""
    room = _room(request)
    where = filters(request, {"role[]": "role"})
    if request.parameters.get("q"):
        where.append(contains(("name",), request.parameters["q"]))
    order = "created_at.desc,name.asc"
    return listed(request, SPEAK_PARTICIPANT, described, where=where, parent=room, order=order)


@handlers.on("speak.rooms.participants.get")
def get(request: Request) -> Response:
    """One participant."""
    return Response({"data": described(request, _participant(request))})


@handlers.on("speak.rooms.participants.update")
def update(request: Request) -> Response:
    """Change name or role, whichever is sent."""
    participant = _participant(request)
    sent = {name: request.body[name] for name in ("name", "role") if name in request.body}
    if sent:
        request.context.component(Objects).change(participant, **sent)
    return Response({"data": described(request, participant)})


@handlers.on("speak.rooms.participants.delete")
def delete(request: Request) -> Response:
    """Take somebody off the room."""
    request.context.component(Objects).delete(_participant(request))
    return Response({"data": {"success": True}})


def _room(request: Request) -> Thing:
    return request.context.component(Objects).get(SPEAK_ROOM, request.parameters["room_id"])


def _participant(request: Request) -> Thing:
    return request.context.component(Objects).get(
        SPEAK_PARTICIPANT, request.parameters["participant_id"], _room(request)
    )

"""Section "moderators"."""

from __future__ import annotations

import re
from typing import Any

from kinocraft_mock.http.messages import Request, Response
from kinocraft_mock.service import Handlers
from kinocraft_mock.services.kinescope.errors import invalid
from kinocraft_mock.services.kinescope.kinds import MODERATOR
from kinocraft_mock.services.kinescope.lists import listed
from kinocraft_mock.services.kinescope.objects import Objects, Thing
from kinocraft_mock.services.kinescope.workspace import workspace_id

handlers = Handlers()

ADDRESS = re.compile(r"[^@\s]+@[^@\s]+")
NO_ADDRESS = "moderator@example.com"
"""What a moderator has who was given no address: answers have to have one."""


def _described(request: Request, moderator: Thing) -> dict[str, Any]:
    return {
        "user_id": moderator.id,
        "workspace_id": workspace_id(request.context),
        "username": moderator.body["username"],
        "email": moderator.body["email"],
        "scope": {},
    }


@handlers.on("moderators.list")
def list_(request: Request) -> Response:
    """A page of moderators."""
    return listed(request, MODERATOR, _described, order="created_at.asc")


@handlers.on("moderators.create")
def create(request: Request) -> Response:
    """A new moderator. No answer shows the password."""
    fields: dict[str, Any] = {"username": "", "email": NO_ADDRESS, **_sent(request)}
    return Response({"data": _described(request, request.context.component(Objects).make(MODERATOR, fields))})


@handlers.on("moderators.get")
def get(request: Request) -> Response:
    """One moderator."""
    return Response({"data": _described(request, _moderator(request))})


@handlers.on("moderators.update")
def update(request: Request) -> Response:
    """Change what is sent."""
    moderator = _moderator(request)
    request.context.component(Objects).change(moderator, **_sent(request))
    return Response({"data": _described(request, moderator)})


@handlers.on("moderators.delete")
def delete(request: Request) -> Response:
    """Remove a moderator."""
    request.context.component(Objects).delete(_moderator(request))
    return Response({"data": {"success": True}})


def _sent(request: Request) -> dict[str, Any]:
    # Nothing here logs in as a moderator, so the password is taken and forgotten.
    sent = {name: request.body[name] for name in ("username", "email") if name in request.body}
    if not ADDRESS.fullmatch(sent.get("email", NO_ADDRESS)):
        raise invalid("email", "email")
    return sent


def _moderator(request: Request) -> Thing:
    return request.context.component(Objects).get(MODERATOR, request.parameters["moderator_id"])

"""Section "moderators"."""

from __future__ import annotations

import re
from typing import Any

from kinocraft_mock.messages import Answer, Call
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


def _described(call: Call, moderator: Thing) -> dict[str, Any]:
    return {
        "user_id": moderator.id,
        "workspace_id": workspace_id(call.world),
        "username": moderator.body["username"],
        "email": moderator.body["email"],
        "scope": {},
    }


@handlers.on("moderators.list")
def list_(call: Call) -> Answer:
    """A page of moderators."""
    return listed(call, MODERATOR, _described, order="created_at.asc")


@handlers.on("moderators.create")
def create(call: Call) -> Answer:
    """A new moderator. No answer shows the password."""
    fields: dict[str, Any] = {"username": "", "email": NO_ADDRESS, **_sent(call)}
    return Answer({"data": _described(call, call.world.part(Objects).make(MODERATOR, fields))})


@handlers.on("moderators.get")
def get(call: Call) -> Answer:
    """One moderator."""
    return Answer({"data": _described(call, _moderator(call))})


@handlers.on("moderators.update")
def update(call: Call) -> Answer:
    """Change what is sent."""
    moderator = _moderator(call)
    call.world.part(Objects).change(moderator, **_sent(call))
    return Answer({"data": _described(call, moderator)})


@handlers.on("moderators.delete")
def delete(call: Call) -> Answer:
    """Remove a moderator."""
    call.world.part(Objects).delete(_moderator(call))
    return Answer({"data": {"success": True}})


def _sent(call: Call) -> dict[str, Any]:
    # Nothing here logs in as a moderator, so the password is taken and forgotten.
    sent = {name: call.body[name] for name in ("username", "email") if name in call.body}
    if not ADDRESS.fullmatch(sent.get("email", NO_ADDRESS)):
        raise invalid("email", "email")
    return sent


def _moderator(call: Call) -> Thing:
    return call.world.part(Objects).get(MODERATOR, call.values["moderator_id"])

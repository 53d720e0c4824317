"""Section "webhooks"."""

from __future__ import annotations

from typing import Any

from kinocraft_mock.messages import Answer, Call
from kinocraft_mock.service import Handlers
from kinocraft_mock.services.kinescope.kinds import WEBHOOK
from kinocraft_mock.services.kinescope.lists import listed
from kinocraft_mock.services.kinescope.objects import Objects, Thing

handlers = Handlers()

UNSET: dict[str, Any] = {"name": "", "endpoint": "", "login": "", "password": "", "events": []}


def _described(_call: Call, webhook: Thing) -> dict[str, Any]:
    return {
        "id": webhook.id,
        **webhook.body,
        "created_at": webhook.created_at,
        "updated_at": webhook.updated_at,
        "deleted_at": None,
    }


@handlers.on("webhooks.list")
def list_(call: Call) -> Answer:
    """A page of webhooks."""
    return listed(call, WEBHOOK, _described, order="name.asc")


@handlers.on("webhooks.create")
def create(call: Call) -> Answer:
    """A new webhook, which is told of what happens from now on."""
    return Answer({"data": _described(call, call.world.part(Objects).make(WEBHOOK, {**UNSET, **_sent(call)}))})


@handlers.on("webhooks.update")
def update(call: Call) -> Answer:
    """Change what is sent; attempts that are still to come go by it."""
    webhook = _webhook(call)
    call.world.part(Objects).change(webhook, **_sent(call))
    return Answer({"data": _described(call, webhook)})


@handlers.on("webhooks.delete")
def delete(call: Call) -> Answer:
    """Remove a webhook with all that it was still to be told."""
    call.world.part(Objects).delete(_webhook(call))
    return Answer({"data": {"success": True}})


def _sent(call: Call) -> dict[str, Any]:
    return {name: call.body[name] for name in UNSET if name in call.body}


def _webhook(call: Call) -> Thing:
    return call.world.part(Objects).get(WEBHOOK, call.values["webhook_id"])

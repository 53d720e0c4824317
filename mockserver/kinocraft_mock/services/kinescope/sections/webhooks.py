"""Section "webhooks"."""

from __future__ import annotations

from typing import Any

from kinocraft_mock.http.messages import Request, Response
from kinocraft_mock.service import Handlers
from kinocraft_mock.services.kinescope.kinds import WEBHOOK
from kinocraft_mock.services.kinescope.lists import listed
from kinocraft_mock.services.kinescope.objects import Objects, Thing

handlers = Handlers()

UNSET: dict[str, Any] = {"name": "", "endpoint": "", "login": "", "password": "", "events": []}


def _described(_call: Request, webhook: Thing) -> dict[str, Any]:
    return {
        "id": webhook.id,
        **webhook.body,
        "created_at": webhook.created_at,
        "updated_at": webhook.updated_at,
        "deleted_at": None,
    }


@handlers.on("webhooks.list")
def list_(request: Request) -> Response:
    """A page of webhooks."""
    return listed(request, WEBHOOK, _described, order="name.asc")


@handlers.on("webhooks.create")
def create(request: Request) -> Response:
    """A new webhook, which is told of what happens from now on."""
    return Response(
        {"data": _described(request, request.context.component(Objects).make(WEBHOOK, {**UNSET, **_sent(request)}))}
    )


@handlers.on("webhooks.update")
def update(request: Request) -> Response:
    """Change what is sent; attempts that are still to come go by it."""
    webhook = _webhook(request)
    request.context.component(Objects).change(webhook, **_sent(request))
    return Response({"data": _described(request, webhook)})


@handlers.on("webhooks.delete")
def delete(request: Request) -> Response:
    """Remove a webhook with all that it was still to be told."""
    request.context.component(Objects).delete(_webhook(request))
    return Response({"data": {"success": True}})


def _sent(request: Request) -> dict[str, Any]:
    return {name: request.body[name] for name in UNSET if name in request.body}


def _webhook(request: Request) -> Thing:
    return request.context.component(Objects).get(WEBHOOK, request.parameters["webhook_id"])

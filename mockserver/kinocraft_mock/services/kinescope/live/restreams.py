"""Section "live/restreams"."""

from __future__ import annotations

from typing import Any

from kinocraft_mock.context import Context
from kinocraft_mock.http.messages import Request, Response
from kinocraft_mock.service import Handlers
from kinocraft_mock.services.kinescope.fields import sent_fields
from kinocraft_mock.services.kinescope.live.state import find_event, is_on_air
from kinocraft_mock.services.kinescope.store.crud import succeeded
from kinocraft_mock.services.kinescope.store.pagination import list_response
from kinocraft_mock.services.kinescope.store.records import Record, Records
from kinocraft_mock.services.kinescope.store.resource_types import RESTREAM

__all__ = ["add_restream", "handlers", "replace_restreams", "serialize"]

handlers = Handlers()

FIELDS = ("name", "url", "key", "description", "enabled")


def serialize(restream: Record, event: Record, *, on_air: bool) -> dict[str, Any]:
    """Serialize a restream. It is connected while the event is on air."""
    status = "connected" if on_air and restream.body["enabled"] else "disconnected"
    return {
        "id": restream.id,
        "event_id": event.id,
        **restream.body,
        "status": status,
        "created_at": restream.created_at,
        "updated_at": restream.updated_at,
    }


def add_restream(context: Context, event: Record, sent: dict[str, Any]) -> Record:
    """Add a restream to an event. It is enabled by default."""
    body = {"description": "", "enabled": True, **_sent(sent)}
    return context.component(Records).make(RESTREAM, body, event)


def replace_restreams(context: Context, event: Record, sent: list[dict[str, Any]]) -> None:
    """Replace the restreams of an event. Those with the same URL and key keep their ids."""
    records = context.component(Records)
    with records.transaction():
        kept = records.children(event, RESTREAM)
        for each in sent:
            same = next((old for old in kept if _target(old.body) == _target(each)), None)
            if same is None:
                add_restream(context, event, each)
            else:
                kept.remove(same)
                if any(same.body[name] != value for name, value in _sent(each).items()):
                    records.change(same, **_sent(each))
        for old in kept:
            records.delete(old)


@handlers.on("live.events.restreams.create")
def create(request: Request) -> Response:
    """Add a restream to the event."""
    event = _event(request)
    return _respond(request, event, add_restream(request.context, event, request.body))


@handlers.on("live.events.restreams.list")
def list_(request: Request) -> Response:
    """Return a page of the event's restreams, enabled or not."""
    event = _event(request)
    on_air = is_on_air(request.context, event)
    return list_response(request, RESTREAM, lambda _, restream: serialize(restream, event, on_air=on_air), parent=event)


@handlers.on("live.events.restreams.get")
def get(request: Request) -> Response:
    """Return one restream."""
    event = _event(request)
    return _respond(request, event, _restream(request, event))


@handlers.on("live.events.restreams.update")
def update(request: Request) -> Response:
    """Change the fields that were sent."""
    event = _event(request)
    restream = _restream(request, event)
    if _sent(request.body):
        request.context.component(Records).change(restream, **_sent(request.body))
    return _respond(request, event, restream)


@handlers.on("live.events.restreams.delete")
def delete(request: Request) -> Response:
    """Delete a restream."""
    request.context.component(Records).delete(_restream(request, _event(request)))
    return succeeded()


def _event(request: Request) -> Record:
    return find_event(request.context, request.parameters["event_id"])


def _restream(request: Request, event: Record) -> Record:
    return request.context.component(Records).get(RESTREAM, request.parameters["restream_id"], event)


def _respond(request: Request, event: Record, restream: Record) -> Response:
    return Response({"data": serialize(restream, event, on_air=is_on_air(request.context, event))})


def _sent(body: dict[str, Any]) -> dict[str, Any]:
    return sent_fields(body, FIELDS)


def _target(body: dict[str, Any]) -> tuple[str, str]:
    return body["url"], body["key"]

"""Section "live/restreams"."""

from __future__ import annotations

from typing import Any

from kinocraft_mock.http.messages import Request, Response
from kinocraft_mock.service import Handlers
from kinocraft_mock.services.kinescope.kinds import RESTREAM
from kinocraft_mock.services.kinescope.lists import listed
from kinocraft_mock.services.kinescope.live import find_event, is_on_air
from kinocraft_mock.services.kinescope.objects import Objects, Thing
from kinocraft_mock.state.context import Context

__all__ = ["add_restream", "described", "handlers", "replace_restreams"]

handlers = Handlers()

FIELDS = ("name", "url", "key", "description", "enabled")


def described(restream: Thing, event: Thing, *, on_air: bool) -> dict[str, Any]:
    """A restream as answers print it. It is connected as long as there is something to pass on."""
    status = "connected" if on_air and restream.body["enabled"] else "disconnected"
    return {
        "id": restream.id,
        "event_id": event.id,
        **restream.body,
        "status": status,
        "created_at": restream.created_at,
        "updated_at": restream.updated_at,
    }


def add_restream(context: Context, event: Thing, sent: dict[str, Any]) -> Thing:
    """Give an event another target. One that is not told otherwise is enabled."""
    body = {"description": "", "enabled": True, **_sent(sent)}
    return context.component(Objects).make(RESTREAM, body, event)


def replace_restreams(context: Context, event: Thing, sent: list[dict[str, Any]]) -> None:
    """Give an event these targets instead of those it has. What stays, by address and key, keeps its id."""
    objects = context.component(Objects)
    with objects.transaction():
        kept = objects.children(event, RESTREAM)
        for each in sent:
            same = next((old for old in kept if _target(old.body) == _target(each)), None)
            if same is None:
                add_restream(context, event, each)
            else:
                kept.remove(same)
                if any(same.body[name] != value for name, value in _sent(each).items()):
                    objects.change(same, **_sent(each))
        for old in kept:
            objects.delete(old)


@handlers.on("live.events.restreams.create")
def create(request: Request) -> Response:
    """Another place that the event's broadcasts are passed on to."""
    event = _event(request)
    return _answer(request, event, add_restream(request.context, event, request.body))


@handlers.on("live.events.restreams.list")
def list_(request: Request) -> Response:
    """A page of the event's restreams, enabled or not."""
    event = _event(request)
    on_air = is_on_air(request.context, event)
    return listed(request, RESTREAM, lambda _, restream: described(restream, event, on_air=on_air), parent=event)


@handlers.on("live.events.restreams.get")
def get(request: Request) -> Response:
    """One restream."""
    event = _event(request)
    return _answer(request, event, _restream(request, event))


@handlers.on("live.events.restreams.update")
def update(request: Request) -> Response:
    """Change what is sent; the rest stays."""
    event = _event(request)
    restream = _restream(request, event)
    if _sent(request.body):
        request.context.component(Objects).change(restream, **_sent(request.body))
    return _answer(request, event, restream)


@handlers.on("live.events.restreams.delete")
def delete(request: Request) -> Response:
    """Pass nothing on there any more."""
    request.context.component(Objects).delete(_restream(request, _event(request)))
    return Response({"data": {"success": True}})


def _event(request: Request) -> Thing:
    return find_event(request.context, request.parameters["event_id"])


def _restream(request: Request, event: Thing) -> Thing:
    return request.context.component(Objects).get(RESTREAM, request.parameters["restream_id"], event)


def _answer(request: Request, event: Thing, restream: Thing) -> Response:
    return Response({"data": described(restream, event, on_air=is_on_air(request.context, event))})


def _sent(body: dict[str, Any]) -> dict[str, Any]:
    return {name: body[name] for name in FIELDS if name in body}


def _target(body: dict[str, Any]) -> tuple[str, str]:
    return body["url"], body["key"]

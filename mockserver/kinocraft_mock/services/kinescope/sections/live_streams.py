"""The streams of section "live"."""

from __future__ import annotations

from typing import Any

from kinocraft_mock.http.messages import Request, Response
from kinocraft_mock.service import Handlers
from kinocraft_mock.services.kinescope import live
from kinocraft_mock.services.kinescope.objects import Thing
from kinocraft_mock.services.kinescope.written import read_time

__all__ = ["described", "handlers"]

handlers = Handlers()

PRINTED = ("event_id", "status", "started_at", "finished_at")


def described(stream: Thing) -> dict[str, Any]:
    """A stream as answers print it."""
    return {"id": stream.id, **{name: stream.body[name] for name in PRINTED}}


@handlers.on("live.events.streams.schedule")
def schedule(request: Request) -> Response:
    """The event's next stream; without a time it is for now."""
    event = live.find_event(request.context, request.parameters["event_id"])
    return Response({"data": described(live.schedule(request.context, event, _time(request)))})


@handlers.on("live.events.streams.update")
def update(request: Request) -> Response:
    """Another time for the stream that has not begun."""
    event = live.find_event(request.context, request.parameters["event_id"])
    return Response({"data": described(live.reschedule(request.context, event, _time(request)))})


def _time(request: Request) -> str | None:
    return read_time("started_at", request.body["started_at"]) if "started_at" in request.body else None

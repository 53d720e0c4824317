"""The streams of section "live"."""

from __future__ import annotations

from typing import Any

from kinocraft_mock.http.messages import Request, Response
from kinocraft_mock.service import Handlers
from kinocraft_mock.services.kinescope.fields import read_datetime
from kinocraft_mock.services.kinescope.live import state
from kinocraft_mock.services.kinescope.store.records import Record

__all__ = ["handlers", "serialize"]

handlers = Handlers()

PRINTED = ("event_id", "status", "started_at", "finished_at")


def serialize(stream: Record) -> dict[str, Any]:
    """Serialize a stream."""
    return {"id": stream.id, **{name: stream.body[name] for name in PRINTED}}


@handlers.on("live.events.streams.schedule")
def schedule(request: Request) -> Response:
    """Schedule the event's next stream; without a time, for now."""
    event = state.find_event(request.context, request.parameters["event_id"])
    return Response({"data": serialize(state.schedule(request.context, event, _time(request)))})


@handlers.on("live.events.streams.update")
def update(request: Request) -> Response:
    """Change the time of the pending stream."""
    event = state.find_event(request.context, request.parameters["event_id"])
    return Response({"data": serialize(state.reschedule(request.context, event, _time(request)))})


def _time(request: Request) -> str | None:
    return read_datetime("started_at", request.body["started_at"]) if "started_at" in request.body else None

"""The streams of section "live"."""

from __future__ import annotations

from typing import Any

from kinocraft_mock.messages import Answer, Call
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
def schedule(call: Call) -> Answer:
    """Schedule the event's next stream; without a time, for now."""
    event = state.find_event(call.world, call.values["event_id"])
    return Answer({"data": serialize(state.schedule(call.world, event, _time(call)))})


@handlers.on("live.events.streams.update")
def update(call: Call) -> Answer:
    """Change the time of the pending stream."""
    event = state.find_event(call.world, call.values["event_id"])
    return Answer({"data": serialize(state.reschedule(call.world, event, _time(call)))})


def _time(call: Call) -> str | None:
    return read_datetime("started_at", call.body["started_at"]) if "started_at" in call.body else None

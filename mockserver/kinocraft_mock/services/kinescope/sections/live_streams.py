"""The streams of section "live"."""

from __future__ import annotations

from typing import Any

from kinocraft_mock.messages import Answer, Call
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
def schedule(call: Call) -> Answer:
    """The event's next stream; without a time it is for now."""
    event = live.find_event(call.world, call.values["event_id"])
    return Answer({"data": described(live.schedule(call.world, event, _time(call)))})


@handlers.on("live.events.streams.update")
def update(call: Call) -> Answer:
    """Another time for the stream that has not begun."""
    event = live.find_event(call.world, call.values["event_id"])
    return Answer({"data": described(live.reschedule(call.world, event, _time(call)))})


def _time(call: Call) -> str | None:
    return read_time("started_at", call.body["started_at"]) if "started_at" in call.body else None

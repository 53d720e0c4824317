"""The state of live events, changed by the owner over the API and by the encoder over the control API.

An event is a draft until it is enabled, and then waits for its encoder. While the encoder is connected, a stream can be
on air. An encoder that reconnects within the event's window continues the same stream. A one-time event ends with its
stream or when it is completed; a recurring one can be scheduled or enabled again.
"""

from __future__ import annotations

from typing import Any

from kinocraft_mock.context import Context
from kinocraft_mock.http.messages import ErrorResponse
from kinocraft_mock.services.kinescope.datetimes import format_timestamp, parse_timestamp, timestamp
from kinocraft_mock.services.kinescope.live.recordings import make_recording
from kinocraft_mock.services.kinescope.store.records import Record, Records
from kinocraft_mock.services.kinescope.store.resource_types import LIVE_EVENT, LIVE_STREAM
from kinocraft_mock.services.kinescope.webhooks.delivery import LIVE_CONNECTED, LIVE_DISCONNECTED, announce

__all__ = [
    "COMPLETED",
    "CONNECTED",
    "DRAFT",
    "ENABLED",
    "add_stream",
    "complete",
    "connect",
    "current_stream",
    "disconnect",
    "enable",
    "find_event",
    "is_on_air",
    "pending_stream",
    "plan",
    "remove",
    "remove_all",
    "require_editable",
    "reschedule",
    "schedule",
    "settle",
    "start",
]

DRAFT, ENABLED, CONNECTED, COMPLETED = "draft", "enabled", "connected", "completed"
MAX_SECONDS = 10**9
"""The maximum of seconds in the store. Requests have no limit."""

PENDING, ACTIVE, FINISHED = "pending", "active", "finished"

# An event whose encoder was lost is `due` when its reconnect window ends. There is no background task: events
# are settled before they are read. The index makes this cheap, however many events there are.
DUE = "SELECT seq FROM kinescope_objects WHERE kind = 'live_event' AND json_extract(body, '$.due') <= ?"


def settle(context: Context) -> None:
    """Apply the changes that are due: end the streams whose encoder did not reconnect in time."""
    records = context.component(Records)
    records.prepare(LIVE_EVENT)
    due = [seq for (seq,) in context.store.all(DUE, timestamp(context.clock))]
    for event in records.read(due):
        with records.transaction():
            _finish(context, event, current_stream(context, event), event.body["due"])
            over = {"state": COMPLETED, "scheduled": {"time": None}} if _is_one_time(event) else {}
            _change(context, event, **over, due=None, stream_id=_next_id(context, event))


def find_event(context: Context, event_id: str) -> Record:
    """Return the event with this id, in its state at the present time. Raises a 404."""
    settle(context)
    return context.component(Records).get(LIVE_EVENT, event_id)


def current_stream(context: Context, event: Record) -> Record:
    """Return the stream that is on air, else the next one, else the last one."""
    return context.component(Records).get(LIVE_STREAM, event.body["stream_id"], event)


def is_on_air(context: Context, event: Record) -> bool:
    """Return whether a stream is on air and its encoder connected."""
    return bool(event.body["state"] == CONNECTED and current_stream(context, event).body["status"] == ACTIVE)


def pending_stream(context: Context, event: Record) -> Record | None:
    """Return the next stream that has not started."""
    pending = [each for each in _streams(context, event) if each.body["status"] == PENDING]
    return min(pending, key=_start_time, default=None)


def require_editable(event: Record) -> None:
    """Raise a 400 with code 400246 while an encoder is connected, or if a one-time event is completed."""
    if event.body["state"] == CONNECTED:
        raise _not_editable("an event cannot be changed while its encoder is connected")
    if event.body["state"] == COMPLETED and _is_one_time(event):
        raise _not_editable("a one-time event that is completed cannot be changed")


def add_stream(context: Context, event: Record, time: str | None) -> Record:
    """Add a stream to an event. Without a time, it starts when the encoder connects."""
    body = {
        "event_id": event.id,
        "status": PENDING,
        "started_at": time or format_timestamp(timestamp(context.clock)),
        "finished_at": None,
        "scheduled": time is not None,
        "aired": 0,
        "since": None,
    }
    stream = context.component(Records).make(LIVE_STREAM, body, event)
    _change(context, event, stream_id=_next_id(context, event))
    return stream


def enable(context: Context, event: Record) -> None:
    """Enable an event. A completed recurring event starts again, with a new stream if none is scheduled."""
    if event.body["state"] in (ENABLED, CONNECTED):
        return
    if event.body["state"] == COMPLETED and _is_one_time(event):
        raise _not_editable("a one-time event that is completed cannot be enabled again")
    with context.component(Records).transaction():
        if pending_stream(context, event) is None:
            add_stream(context, event, None)
        _change(context, event, state=ENABLED)


def schedule(context: Context, event: Record, time: str | None) -> Record:
    """Schedule the next stream: the pending one if it has no time, else a new one. None means now."""
    time = time or format_timestamp(timestamp(context.clock))
    with context.component(Records).transaction():
        stream = pending_stream(context, event)
        if stream is not None and not stream.body["scheduled"]:
            context.component(Records).change(stream, started_at=time, scheduled=True)
        elif _is_one_time(event):
            raise _not_editable("a one-time event is broadcast once, and its stream is scheduled")
        else:
            stream = add_stream(context, event, time)
        state = DRAFT if event.body["state"] == COMPLETED else event.body["state"]
        _change(context, event, state=state, **_upcoming(context, event))
    return stream


def reschedule(context: Context, event: Record, time: str | None) -> Record:
    """Change the time of the next pending stream. None does not change it."""
    stream = pending_stream(context, event)
    if stream is None:
        raise _not_editable("no stream of this event waits for its time")
    if time is not None:
        with context.component(Records).transaction():
            context.component(Records).change(stream, started_at=time, scheduled=True)
            _change(context, event, **_upcoming(context, event))
    return stream


def plan(context: Context, event: Record, time: str | None) -> None:
    """Set the start time of the event, which is that of its next stream. None removes it."""
    with context.component(Records).transaction():
        stream = pending_stream(context, event)
        if stream is not None:
            started_at = time or event.created_at
            context.component(Records).change(stream, started_at=started_at, scheduled=time is not None)
        elif time is not None:
            schedule(context, event, time)
        _change(context, event, scheduled={"time": time}, stream_id=_next_id(context, event))


def connect(context: Context, event: Record) -> None:
    """Connect the encoder. The stream goes on air at once with `auto_start`, or if it was on air before."""
    if event.body["state"] != ENABLED:
        raise _wrong_state(event, "takes in no stream")
    records = context.component(Records)
    with records.transaction():
        stream = current_stream(context, event)
        if stream.body["status"] == FINISHED:
            stream = add_stream(context, event, None)
        _change(context, event, state=CONNECTED, due=None)
        if stream.body["status"] == ACTIVE:
            records.change(stream, since=timestamp(context.clock))
        elif event.body["auto_start"]:
            start(context, event)
        announce(context, LIVE_CONNECTED, {"event_id": event.id}, subject=event)


def start(context: Context, event: Record) -> None:
    """Put the encoder's stream on air, for events without `auto_start`."""
    if event.body["state"] != CONNECTED:
        raise _wrong_state(event, "has no stream to start")
    stream = current_stream(context, event)
    if stream.body["status"] == ACTIVE:
        raise _wrong_state(event, "is on air already")
    now = timestamp(context.clock)
    context.component(Records).change(stream, status=ACTIVE, started_at=format_timestamp(now), since=now)


def disconnect(context: Context, event: Record) -> None:
    """Disconnect the encoder. A stream on air continues if the encoder reconnects within the window."""
    if event.body["state"] != CONNECTED:
        raise _wrong_state(event, "has no encoder connected")
    with context.component(Records).transaction():
        stream = current_stream(context, event)
        due: int | None = None
        if stream.body["status"] == ACTIVE:
            _stop_counting(context, stream)
            due = timestamp(context.clock) + int(min(event.body["reconnect_window"], MAX_SECONDS)) * 1_000_000
        _change(context, event, state=ENABLED, due=due)
        announce(context, LIVE_DISCONNECTED, {"event_id": event.id}, subject=event)
    settle(context)


def remove(context: Context, event: Record) -> None:
    """Delete an event. A stream on air ends, and becomes a recording as if the event were completed."""
    records = context.component(Records)
    with records.transaction():
        stream = current_stream(context, event)
        if stream.body["status"] == ACTIVE:
            _finish(context, event, stream, timestamp(context.clock))
        if event.body["state"] == CONNECTED:
            # Without a subject, or deleting the event would delete this announcement.
            announce(context, LIVE_DISCONNECTED, {"event_id": event.id})
        records.delete(event)


def remove_all(context: Context, container: Record) -> None:
    """Delete all events in a project or folder, as if each were deleted alone."""
    settle(context)
    for event in context.component(Records).below(container, LIVE_EVENT):
        remove(context, event)


def complete(context: Context, event: Record) -> None:
    """Complete an event: disconnect its encoder and record what was on air. Future streams stay scheduled."""
    if event.body["state"] == COMPLETED:
        return
    with context.component(Records).transaction():
        stream = current_stream(context, event)
        if event.body["state"] == CONNECTED:
            announce(context, LIVE_DISCONNECTED, {"event_id": event.id}, subject=event)
        if stream.body["status"] == ACTIVE or _is_one_time(event):
            _finish(context, event, stream, timestamp(context.clock))
        _change(context, event, state=COMPLETED, due=None, scheduled={"time": None}, stream_id=_next_id(context, event))


def _finish(context: Context, event: Record, stream: Record, at: int) -> None:
    if stream.body["since"] is not None:
        _stop_counting(context, stream)
    context.component(Records).change(stream, status=FINISHED, finished_at=format_timestamp(at))
    if stream.body["aired"]:
        make_recording(context, event, stream)


def _stop_counting(context: Context, stream: Record) -> None:
    aired = stream.body["aired"] + timestamp(context.clock) - stream.body["since"]
    context.component(Records).change(stream, aired=max(aired, 0), since=None)


def _next_id(context: Context, event: Record) -> str:
    streams = _streams(context, event)
    active = next((each for each in streams if each.body["status"] == ACTIVE), None)
    return (active or pending_stream(context, event) or streams[-1]).id


def _upcoming(context: Context, event: Record) -> dict[str, Any]:
    """Return the event's current stream. A scheduled event shows its next stream's start time."""
    next_id = _next_id(context, event)
    stream = context.component(Records).get(LIVE_STREAM, next_id, event)
    if event.body["scheduled"]["time"] is None or stream.body["status"] != PENDING:
        return {"stream_id": next_id}
    return {"stream_id": next_id, "scheduled": {"time": stream.body["started_at"]}}


def _streams(context: Context, event: Record) -> list[Record]:
    return context.component(Records).children(event, LIVE_STREAM)


def _start_time(stream: Record) -> int:
    return parse_timestamp(stream.body["started_at"]) or 0


def _is_one_time(event: Record) -> bool:
    return bool(event.body["type"] == "one-time")


def _change(context: Context, event: Record, **fields: Any) -> None:
    # These are no changes of settings, so `updated_at` stays.
    event.body.update(fields)
    context.component(Records).save(event, touch=False)


def _not_editable(why: str) -> ErrorResponse:
    return ErrorResponse(400, why, code=400246)


def _wrong_state(event: Record, why: str) -> ErrorResponse:
    return ErrorResponse(400, f"live event {event.id} is {event.body['state']} and {why}")

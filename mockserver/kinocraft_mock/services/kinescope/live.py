"""What a live event goes through, whoever makes it go: its owner over the API, or its encoder over the control API.

An event is a draft until it is enabled, and then waits for its encoder. While the encoder is connected a stream can be
on air. An encoder that is lost may come back within the event's window and goes on with the same stream. A one-time
event is over with its stream, or when it is completed; a recurring one can be scheduled or enabled anew.
"""

from __future__ import annotations

from typing import Any

from kinocraft_mock.http.messages import ErrorResponse
from kinocraft_mock.services.kinescope import hooks
from kinocraft_mock.services.kinescope.duties import DUTIES
from kinocraft_mock.services.kinescope.kinds import LIVE_EVENT, LIVE_STREAM
from kinocraft_mock.services.kinescope.objects import Objects, Thing
from kinocraft_mock.services.kinescope.recordings import record
from kinocraft_mock.services.kinescope.times import microseconds, moment, stamp
from kinocraft_mock.state.context import Context

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
LONGEST = 10**9
"""Seconds that count as for ever: numbers have no bound in requests, and one in the store."""

PENDING, ACTIVE, FINISHED = "pending", "active", "finished"

# An event whose encoder is lost is `due` when its window closes. Nothing happens by itself at that time: it is made up
# for before anybody looks. Read from the index, so that it costs the same however many events there are.
DUE = "SELECT seq FROM kinescope_objects WHERE kind = 'live_event' AND json_extract(body, '$.due') <= ?"


def settle(context: Context) -> None:
    """Do what has become due by the clock: end the streams whose encoder did not come back in time."""
    objects = context.component(Objects)
    objects.prepare(LIVE_EVENT)
    due = [seq for (seq,) in context.store.all(DUE, moment(context.clock))]
    for event in objects.read(due):
        with objects.transaction():
            _finish(context, event, current_stream(context, event), event.body["due"])
            over = {"state": COMPLETED, "scheduled": {"time": None}} if _once(event) else {}
            _change(context, event, **over, due=None, stream_id=_next_id(context, event))


# A stream that has ended may have become a video, which whoever looks at videos wants to see.
DUTIES.append(settle)


def find_event(context: Context, event_id: str) -> Thing:
    """The event of this id as it is at this time. Raises a 404."""
    settle(context)
    return context.component(Objects).get(LIVE_EVENT, event_id)


def current_stream(context: Context, event: Thing) -> Thing:
    """The stream that is on air, else the next one, else the last."""
    return context.component(Objects).get(LIVE_STREAM, event.body["stream_id"], event)


def is_on_air(context: Context, event: Thing) -> bool:
    """Whether a broadcast is under way and its encoder connected."""
    return bool(event.body["state"] == CONNECTED and current_stream(context, event).body["status"] == ACTIVE)


def pending_stream(context: Context, event: Thing) -> Thing | None:
    """The next stream that has not begun."""
    pending = [each for each in _streams(context, event) if each.body["status"] == PENDING]
    return min(pending, key=_begins, default=None)


def require_editable(event: Thing) -> None:
    """Raise a 400 with code 400246 while an encoder is connected, and when a one-time event is over."""
    if event.body["state"] == CONNECTED:
        raise _error_response("an event cannot be changed while its encoder is connected")
    if event.body["state"] == COMPLETED and _once(event):
        raise _error_response("a one-time event that is completed cannot be changed")


def add_stream(context: Context, event: Thing, time: str | None) -> Thing:
    """Give an event another stream; one without a time is due as soon as the encoder comes."""
    body = {
        "event_id": event.id,
        "status": PENDING,
        "started_at": time or stamp(moment(context.clock)),
        "finished_at": None,
        "scheduled": time is not None,
        "aired": 0,
        "since": None,
    }
    stream = context.component(Objects).make(LIVE_STREAM, body, event)
    _change(context, event, stream_id=_next_id(context, event))
    return stream


def enable(context: Context, event: Thing) -> None:
    """Let the encoder in. A recurring event that is over begins anew, with a stream if none is scheduled."""
    if event.body["state"] in (ENABLED, CONNECTED):
        return
    if event.body["state"] == COMPLETED and _once(event):
        raise _error_response("a one-time event that is completed cannot be enabled again")
    with context.component(Objects).transaction():
        if pending_stream(context, event) is None:
            add_stream(context, event, None)
        _change(context, event, state=ENABLED)


def schedule(context: Context, event: Thing, time: str | None) -> Thing:
    """The next stream: the one that has no time yet gets this one, else there is another. None means now."""
    time = time or stamp(moment(context.clock))
    with context.component(Objects).transaction():
        stream = pending_stream(context, event)
        if stream is not None and not stream.body["scheduled"]:
            context.component(Objects).change(stream, started_at=time, scheduled=True)
        elif _once(event):
            raise _error_response("a one-time event is broadcast once, and its stream is scheduled")
        else:
            stream = add_stream(context, event, time)
        state = DRAFT if event.body["state"] == COMPLETED else event.body["state"]
        _change(context, event, state=state, **_upcoming(context, event))
    return stream


def reschedule(context: Context, event: Thing, time: str | None) -> Thing:
    """Another time for the next stream that has not begun. None leaves it."""
    stream = pending_stream(context, event)
    if stream is None:
        raise _error_response("no stream of this event waits for its time")
    if time is not None:
        with context.component(Objects).transaction():
            context.component(Objects).change(stream, started_at=time, scheduled=True)
            _change(context, event, **_upcoming(context, event))
    return stream


def plan(context: Context, event: Thing, time: str | None) -> None:
    """The time that the event shall begin at, which is that of its next stream. None takes the time away."""
    with context.component(Objects).transaction():
        stream = pending_stream(context, event)
        if stream is not None:
            started_at = time or event.created_at
            context.component(Objects).change(stream, started_at=started_at, scheduled=time is not None)
        elif time is not None:
            schedule(context, event, time)
        _change(context, event, scheduled={"time": time}, stream_id=_next_id(context, event))


def connect(context: Context, event: Thing) -> None:
    """The encoder's stream arrives. With `auto_start` it is on air at once, and it is when it comes back in time."""
    if event.body["state"] != ENABLED:
        raise _misplaced(event, "takes in no stream")
    objects = context.component(Objects)
    with objects.transaction():
        stream = current_stream(context, event)
        if stream.body["status"] == FINISHED:
            stream = add_stream(context, event, None)
        _change(context, event, state=CONNECTED, due=None)
        if stream.body["status"] == ACTIVE:
            objects.change(stream, since=moment(context.clock))
        elif event.body["auto_start"]:
            start(context, event)
        hooks.announce(context, hooks.LIVE_CONNECTED, {"event_id": event.id}, subject=event)


def start(context: Context, event: Thing) -> None:
    """Put the encoder's stream on air, as the owner does who has not chosen `auto_start`."""
    if event.body["state"] != CONNECTED:
        raise _misplaced(event, "has no stream to start")
    stream = current_stream(context, event)
    if stream.body["status"] == ACTIVE:
        raise _misplaced(event, "is on air already")
    now = moment(context.clock)
    context.component(Objects).change(stream, status=ACTIVE, started_at=stamp(now), since=now)


def disconnect(context: Context, event: Thing) -> None:
    """The encoder's stream breaks off. One that was on air goes on if it comes back within the window."""
    if event.body["state"] != CONNECTED:
        raise _misplaced(event, "has no encoder connected")
    with context.component(Objects).transaction():
        stream = current_stream(context, event)
        due: int | None = None
        if stream.body["status"] == ACTIVE:
            _count(context, stream)
            due = moment(context.clock) + int(min(event.body["reconnect_window"], LONGEST)) * 1_000_000
        _change(context, event, state=ENABLED, due=due)
        hooks.announce(context, hooks.LIVE_DISCONNECTED, {"event_id": event.id}, subject=event)
    settle(context)


def remove(context: Context, event: Thing) -> None:
    """Delete an event. What is on air is cut off, and becomes a recording as if it had been completed."""
    objects = context.component(Objects)
    with objects.transaction():
        stream = current_stream(context, event)
        if stream.body["status"] == ACTIVE:
            _finish(context, event, stream, moment(context.clock))
        if event.body["state"] == CONNECTED:
            # Told all the same, and so not for the event, with which it would go.
            hooks.announce(context, hooks.LIVE_DISCONNECTED, {"event_id": event.id})
        objects.delete(event)


def remove_all(context: Context, container: Thing) -> None:
    """Delete the events in a project or folder, each as if it alone was."""
    settle(context)
    for event in context.component(Objects).below(container, LIVE_EVENT):
        remove(context, event)


def complete(context: Context, event: Thing) -> None:
    """End an event: its encoder is cut off and what was on air becomes a recording. Streams to come stay scheduled."""
    if event.body["state"] == COMPLETED:
        return
    with context.component(Objects).transaction():
        stream = current_stream(context, event)
        if event.body["state"] == CONNECTED:
            hooks.announce(context, hooks.LIVE_DISCONNECTED, {"event_id": event.id}, subject=event)
        if stream.body["status"] == ACTIVE or _once(event):
            _finish(context, event, stream, moment(context.clock))
        _change(context, event, state=COMPLETED, due=None, scheduled={"time": None}, stream_id=_next_id(context, event))


def _finish(context: Context, event: Thing, stream: Thing, at: int) -> None:
    if stream.body["since"] is not None:
        _count(context, stream)
    context.component(Objects).change(stream, status=FINISHED, finished_at=stamp(at))
    if stream.body["aired"]:
        record(context, event, stream)


def _count(context: Context, stream: Thing) -> None:
    aired = stream.body["aired"] + moment(context.clock) - stream.body["since"]
    context.component(Objects).change(stream, aired=max(aired, 0), since=None)


def _next_id(context: Context, event: Thing) -> str:
    streams = _streams(context, event)
    active = next((each for each in streams if each.body["status"] == ACTIVE), None)
    return (active or pending_stream(context, event) or streams[-1]).id


def _upcoming(context: Context, event: Thing) -> dict[str, Any]:
    """The stream that an event is about. The time of an event that has one is that of this stream until it begins."""
    next_id = _next_id(context, event)
    stream = context.component(Objects).get(LIVE_STREAM, next_id, event)
    if event.body["scheduled"]["time"] is None or stream.body["status"] != PENDING:
        return {"stream_id": next_id}
    return {"stream_id": next_id, "scheduled": {"time": stream.body["started_at"]}}


def _streams(context: Context, event: Thing) -> list[Thing]:
    return context.component(Objects).children(event, LIVE_STREAM)


def _begins(stream: Thing) -> int:
    return microseconds(stream.body["started_at"]) or 0


def _once(event: Thing) -> bool:
    return bool(event.body["type"] == "one-time")


def _change(context: Context, event: Thing, **fields: Any) -> None:
    # What happens to an event is no change of its settings, so that `updated_at` stays.
    event.body.update(fields)
    context.component(Objects).save(event, touch=False)


def _error_response(why: str) -> ErrorResponse:
    return ErrorResponse(400, why, code=400246)


def _misplaced(event: Thing, why: str) -> ErrorResponse:
    return ErrorResponse(400, f"live event {event.id} is {event.body['state']} and {why}")

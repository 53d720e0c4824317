"""Live events: what encoders, owners and people in the chat do."""

from __future__ import annotations

from typing import Any

from kinocraft_mock.context import Context
from kinocraft_mock.http.messages import ErrorResponse
from kinocraft_mock.services.kinescope.datetimes import format_timestamp, timestamp
from kinocraft_mock.services.kinescope.live import state
from kinocraft_mock.services.kinescope.simulation.fields import Route, read_fields, read_time
from kinocraft_mock.services.kinescope.store.records import Record, Records
from kinocraft_mock.services.kinescope.store.resource_types import CHAT_MESSAGE, LIVE_STREAM, QOS_POINT

__all__ = ["routes"]

ACTIONS = ("connect", "start", "disconnect", "say", "qos")
MESSAGE = {"message": str, "username": str, "external_id": str, "is_admin": bool, "stream_id": str}
MEASUREMENT = {"bitrate_video": int, "bitrate_audio": int, "frame_rate": float, "status": int, "time": str}


def routes(context: Context) -> dict[str, dict[str, Route]]:
    """Return what the control API has below `live`."""
    return {
        "live": {
            "GET": lambda _body, query: _read(context, query),
            "POST": lambda body, _query: _act(context, body),
        }
    }


def _read(context: Context, query: dict[str, str]) -> Any:
    """Return the state of an event, which the API does not expose, and its stream."""
    if set(query) != {"event_id"}:
        raise ErrorResponse(400, "live takes event_id")
    return _state(context, state.find_event(context, query["event_id"]))


def _act(context: Context, body: Any) -> Any:
    """Connect or disconnect the encoder of an event, start the event, write in its chat, or add a measurement."""
    fields = read_fields(body, {"event_id": str, "do": str, **MESSAGE, **MEASUREMENT})
    action, event = fields.pop("do", None), state.find_event(context, fields.pop("event_id", ""))
    if action not in ACTIONS:
        raise ErrorResponse(400, f"do is one of {', '.join(ACTIONS)}")
    allowed = {"say": MESSAGE, "qos": MEASUREMENT}.get(action, {})
    if set(fields) - set(allowed):
        raise ErrorResponse(400, f"{action} takes {', '.join(allowed) or 'nothing more'}")
    with context.component(Records).transaction():
        if action == "say":
            _say(context, event, fields)
        elif action == "qos":
            _measure(context, event, fields)
        else:
            {"connect": state.connect, "start": state.start, "disconnect": state.disconnect}[action](context, event)
    return _state(context, context.component(Records).reread(event))


def _state(context: Context, event: Record) -> Any:
    stream = state.current_stream(context, event)
    printed = {"id": stream.id, **{name: stream.body[name] for name in ("status", "started_at", "finished_at")}}
    return {"event_id": event.id, "state": event.body["state"], "stream": printed}


def _say(context: Context, event: Record, fields: dict[str, Any]) -> None:
    records = context.component(Records)
    stream = state.current_stream(context, event)
    if "stream_id" in fields:
        stream = records.get(LIVE_STREAM, fields["stream_id"], event)
    if not fields.get("message"):
        raise ErrorResponse(400, "message is what is written")
    if not _is_chat_open(event, stream):
        raise ErrorResponse(400, f"the chat is closed while the stream is {stream.body['status']}")
    admin = fields.get("is_admin", False)
    body = {
        "username": fields.get("username", "viewer"),
        "external_id": fields.get("external_id") or f"{'kinescope_admin_' if admin else ''}{context.ids.uuid()}",
        "is_admin": admin,
        "message": fields["message"],
    }
    records.make(CHAT_MESSAGE, body, stream)


def _is_chat_open(event: Record, stream: Record) -> bool:
    """Return whether the event's settings allow messages now: before the stream, on air, or afterwards."""
    status, settings = stream.body["status"], event.body
    if status == "pending":
        return bool(settings["chat_preview"])
    return status == "active" or bool(settings["chat_active"] and settings["chat_after_stream"])


def _measure(context: Context, event: Record, fields: dict[str, Any]) -> None:
    if event.body["state"] != state.CONNECTED:
        raise ErrorResponse(400, f"live event {event.id} is {event.body['state']} and has no stream to measure")
    required = {"bitrate_video", "bitrate_audio", "frame_rate"} - set(fields)
    if required:
        raise ErrorResponse(400, f"qos lacks {', '.join(sorted(required))}")
    at = read_time(fields.get("time"))
    at = timestamp(context.clock) if at is None else at
    point = {"status": 0, **fields, "time": format_timestamp(at)}
    context.component(Records).make(QOS_POINT, point, event, position=at)

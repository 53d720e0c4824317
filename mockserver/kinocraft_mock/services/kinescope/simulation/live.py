"""Live events: what encoders, owners and people in the chat do."""

from __future__ import annotations

from typing import Any

from kinocraft_mock.messages import RefusalError
from kinocraft_mock.services.kinescope.datetimes import format_timestamp, timestamp
from kinocraft_mock.services.kinescope.live import state
from kinocraft_mock.services.kinescope.simulation.fields import Route, read_fields, read_time
from kinocraft_mock.services.kinescope.store.records import Record, Records
from kinocraft_mock.services.kinescope.store.resource_types import CHAT_MESSAGE, LIVE_STREAM, QOS_POINT
from kinocraft_mock.world import World

__all__ = ["routes"]

ACTIONS = ("connect", "start", "disconnect", "say", "qos")
MESSAGE = {"message": str, "username": str, "external_id": str, "is_admin": bool, "stream_id": str}
MEASUREMENT = {"bitrate_video": int, "bitrate_audio": int, "frame_rate": float, "status": int, "time": str}


def routes(world: World) -> dict[str, dict[str, Route]]:
    """Return what the control API has below `live`."""
    return {
        "live": {
            "GET": lambda _body, query: _read(world, query),
            "POST": lambda body, _query: _act(world, body),
        }
    }


def _read(world: World, query: dict[str, str]) -> Any:
    """Return the state of an event, which the API does not expose, and its stream."""
    if set(query) != {"event_id"}:
        raise RefusalError(400, "live takes event_id")
    return _state(world, state.find_event(world, query["event_id"]))


def _act(world: World, body: Any) -> Any:
    """Connect or disconnect the encoder of an event, start the event, write in its chat, or add a measurement."""
    fields = read_fields(body, {"event_id": str, "do": str, **MESSAGE, **MEASUREMENT})
    action, event = fields.pop("do", None), state.find_event(world, fields.pop("event_id", ""))
    if action not in ACTIONS:
        raise RefusalError(400, f"do is one of {', '.join(ACTIONS)}")
    allowed = {"say": MESSAGE, "qos": MEASUREMENT}.get(action, {})
    if set(fields) - set(allowed):
        raise RefusalError(400, f"{action} takes {', '.join(allowed) or 'nothing more'}")
    with world.part(Records).transaction():
        if action == "say":
            _say(world, event, fields)
        elif action == "qos":
            _measure(world, event, fields)
        else:
            {"connect": state.connect, "start": state.start, "disconnect": state.disconnect}[action](world, event)
    return _state(world, world.part(Records).reread(event))


def _state(world: World, event: Record) -> Any:
    stream = state.current_stream(world, event)
    printed = {"id": stream.id, **{name: stream.body[name] for name in ("status", "started_at", "finished_at")}}
    return {"event_id": event.id, "state": event.body["state"], "stream": printed}


def _say(world: World, event: Record, fields: dict[str, Any]) -> None:
    records = world.part(Records)
    stream = state.current_stream(world, event)
    if "stream_id" in fields:
        stream = records.get(LIVE_STREAM, fields["stream_id"], event)
    if not fields.get("message"):
        raise RefusalError(400, "message is what is written")
    if not _is_chat_open(event, stream):
        raise RefusalError(400, f"the chat is closed while the stream is {stream.body['status']}")
    admin = fields.get("is_admin", False)
    body = {
        "username": fields.get("username", "viewer"),
        "external_id": fields.get("external_id") or f"{'kinescope_admin_' if admin else ''}{world.ids.uuid()}",
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


def _measure(world: World, event: Record, fields: dict[str, Any]) -> None:
    if event.body["state"] != state.CONNECTED:
        raise RefusalError(400, f"live event {event.id} is {event.body['state']} and has no stream to measure")
    required = {"bitrate_video", "bitrate_audio", "frame_rate"} - set(fields)
    if required:
        raise RefusalError(400, f"qos lacks {', '.join(sorted(required))}")
    at = read_time(fields.get("time"))
    at = timestamp(world.clock) if at is None else at
    point = {"status": 0, **fields, "time": format_timestamp(at)}
    world.part(Records).make(QOS_POINT, point, event, position=at)

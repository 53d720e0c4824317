"""Orders of the control API for what others do on Kinescope: encoders, people in chats and calls, viewers."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from typing import Any, cast

from kinocraft_mock.http.messages import ErrorResponse
from kinocraft_mock.services.kinescope import live
from kinocraft_mock.services.kinescope.errors import not_found
from kinocraft_mock.services.kinescope.kinds import (
    CHAT_MESSAGE,
    LIVE_EVENT,
    LIVE_STREAM,
    QOS_POINT,
    SPEAK_ROOM,
    VIDEO,
)
from kinocraft_mock.services.kinescope.objects import Objects, Thing
from kinocraft_mock.services.kinescope.times import microseconds, moment, stamp
from kinocraft_mock.services.kinescope.views import COUNTS, NAMES, NUMBERS, add_view
from kinocraft_mock.state.context import Context

__all__ = ["routes"]

Route = Callable[[Any, dict[str, str]], Any]

ACTS = ("connect", "start", "disconnect", "say", "qos")
CALLS = ("pending", "scheduled", "active", "cancelled", "finished")
SAID = {"message": str, "username": str, "external_id": str, "is_admin": bool, "stream_id": str}
MEASURED = {"bitrate_video": int, "bitrate_audio": int, "frame_rate": float, "status": int, "time": str}
VIEWED: dict[str, type] = {
    "video_id": str,
    "event_id": str,
    "time": str,
    "viewer": str,
    "external_id": str,
    **dict.fromkeys(COUNTS, int),
    **dict.fromkeys(NUMBERS, float),
    **dict.fromkeys(NAMES, str),
}
MOST = 2**53
"""What numbers are at most; all of them are exact in JSON up to there."""


def routes(context: Context) -> dict[str, dict[str, Route]]:
    """What the control API has below `live`, `views` and `speak`."""
    orders = Orders(context)
    return {
        "live": {"GET": orders.live, "POST": orders.act},
        "views": {"POST": orders.watch},
        "speak": {"POST": orders.request},
    }


class Orders:
    """Each order is carried out as a whole or refused."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def live(self, _body: Any, query: dict[str, str]) -> Any:
        """The state of an event, which the API does not tell, and its stream."""
        if set(query) != {"event_id"}:
            raise ErrorResponse(400, "live takes event_id")
        return self._state(live.find_event(self._context, query["event_id"]))

    def act(self, body: Any, _query: dict[str, str]) -> Any:
        """Let the encoder of an event connect or disconnect, or somebody start it, write in its chat, or measure."""
        order = _order(body, {"event_id": str, "do": str, **SAID, **MEASURED})
        act, event = order.pop("do", None), live.find_event(self._context, order.pop("event_id", ""))
        if act not in ACTS:
            raise ErrorResponse(400, f"do is one of {', '.join(ACTS)}")
        takes = {"say": SAID, "qos": MEASURED}.get(act, {})
        if set(order) - set(takes):
            raise ErrorResponse(400, f"{act} takes {', '.join(takes) or 'nothing more'}")
        with self._context.component(Objects).transaction():
            if act == "say":
                self._say(event, order)
            elif act == "qos":
                self._measure(event, order)
            else:
                {"connect": live.connect, "start": live.start, "disconnect": live.disconnect}[act](self._context, event)
        return self._state(self._context.component(Objects).reread(event))

    def _state(self, event: Thing) -> Any:
        stream = live.current_stream(self._context, event)
        printed = {"id": stream.id, **{name: stream.body[name] for name in ("status", "started_at", "finished_at")}}
        return {"event_id": event.id, "state": event.body["state"], "stream": printed}

    def _say(self, event: Thing, said: dict[str, Any]) -> None:
        objects, context = self._context.component(Objects), self._context
        stream = live.current_stream(context, event)
        if "stream_id" in said:
            stream = objects.get(LIVE_STREAM, said["stream_id"], event)
        if not said.get("message"):
            raise ErrorResponse(400, "message is what is written")
        if not _open(event, stream):
            raise ErrorResponse(400, f"the chat is closed while the stream is {stream.body['status']}")
        admin = said.get("is_admin", False)
        body = {
            "username": said.get("username", "viewer"),
            "external_id": said.get("external_id") or f"{'kinescope_admin_' if admin else ''}{context.ids.uuid()}",
            "is_admin": admin,
            "message": said["message"],
        }
        objects.make(CHAT_MESSAGE, body, stream)

    def _measure(self, event: Thing, measured: dict[str, Any]) -> None:
        if event.body["state"] != live.CONNECTED:
            raise ErrorResponse(400, f"live event {event.id} is {event.body['state']} and has no stream to measure")
        due = {"bitrate_video", "bitrate_audio", "frame_rate"} - set(measured)
        if due:
            raise ErrorResponse(400, f"qos lacks {', '.join(sorted(due))}")
        at = _time(measured.get("time"))
        at = moment(self._context.clock) if at is None else at
        point = {"status": 0, **measured, "time": stamp(at)}
        self._context.component(Objects).make(QOS_POINT, point, event, position=at)

    def watch(self, body: Any, _query: dict[str, str]) -> Any:
        """Note that a video or a live event was watched: one view, or several as `views`, all of them or none."""
        views = cast("dict[str, Any]", body).get("views") if isinstance(body, dict) else None
        if views is None:
            return {"views": [self._watch(_order(body, VIEWED))]}
        if not isinstance(views, list) or len(cast("dict[str, Any]", body)) > 1:
            raise ErrorResponse(400, "views is a list, and then all there is")
        with self._context.component(Objects).transaction():
            return {"views": [self._watch(_order(each, VIEWED)) for each in cast("Iterable[Any]", views)]}

    def _watch(self, said: dict[str, Any]) -> str:
        objects = self._context.component(Objects)
        wanted = said.keys() & {"video_id", "event_id"}
        if len(wanted) != 1:
            raise ErrorResponse(400, "a view is of a video_id or of an event_id")
        video_id, event_id = said.pop("video_id", ""), said.pop("event_id", "")
        watched = objects.find(VIDEO, video_id) or objects.find(LIVE_EVENT, event_id)
        if watched is None:
            raise not_found(f"{'video' if video_id else 'live event'}: {video_id or event_id}")
        if "time" in said:
            said["time"] = _time(said["time"])
        return add_view(self._context, watched, said).id

    def request(self, body: Any, _query: dict[str, str]) -> Any:
        """Say how far the call of a Speak room has come, which no operation of the API does."""
        order = _order(body, {"room_id": str, "status": str})
        objects = self._context.component(Objects)
        room = objects.get(SPEAK_ROOM, order.get("room_id", ""))
        if order.get("status") not in CALLS:
            raise ErrorResponse(400, f"status is one of {', '.join(CALLS)}")
        objects.change(room, status=order["status"])
        return {"room_id": room.id, "status": order["status"]}


def _open(event: Thing, stream: Thing) -> bool:
    """Whether somebody can write in the chat: in the preview, on air, or afterwards, by the event's settings."""
    status, settings = stream.body["status"], event.body
    if status == "pending":
        return bool(settings["chat_preview"])
    return status == "active" or bool(settings["chat_active"] and settings["chat_after_stream"])


def _order(body: Any, types: dict[str, type]) -> dict[str, Any]:
    order = dict(cast("dict[str, Any]", body)) if isinstance(body, dict) else {}
    if not order or set(order) - set(types):
        raise ErrorResponse(400, f"the body is a JSON object with {', '.join(types)}")
    for name, value in order.items():
        if not _fits(value, types[name]):
            raise ErrorResponse(400, f"{name} is {WORDS[types[name]]}")
    return order


WORDS: dict[type, str] = {
    str: "a text",
    bool: "true or false",
    int: "a whole number, 0 or more",
    float: "a number, 0 or more",
}


def _fits(value: Any, wanted: type) -> bool:
    if wanted in (str, bool):
        return isinstance(value, wanted)
    if isinstance(value, bool) or not isinstance(value, int if wanted is int else (int, float)):
        return False
    return math.isfinite(value) and 0 <= value <= MOST


def _time(text: str | None) -> int | None:
    if text is None:
        return None
    found = microseconds(text)
    if found is None or found < 0:
        raise ErrorResponse(400, "time is a moment by RFC 3339, from 1970 on")
    return found

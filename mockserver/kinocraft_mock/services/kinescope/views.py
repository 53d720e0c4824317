"""What viewers have watched. Nobody watches anything here: the control API says who did."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from kinocraft_mock.services.kinescope.kinds import FOLDER, PROJECT, QOS_POINT, VIDEO, VIEW, column
from kinocraft_mock.services.kinescope.objects import Objects, Thing
from kinocraft_mock.services.kinescope.selection import Condition, Selections
from kinocraft_mock.services.kinescope.times import moment
from kinocraft_mock.services.kinescope.video_progress import settle
from kinocraft_mock.state.context import Context

__all__ = ["COUNTS", "NAMES", "NUMBERS", "OF_VIDEOS", "add_view", "views"]

COUNTS = {
    **dict.fromkeys(("view", "play", "player_init", "player_load"), 1),
    **dict.fromkeys(("seek", "pause", "replay", "buffering_count"), 0),
}
"""What is counted of a view, and how often it is taken to have happened."""

NUMBERS = ("watch_time", "buffering_time", "bytes")
"""What is measured of a view: seconds, seconds, and bytes of traffic."""

NAMES = ("device", "os", "browser", "country_code", "city")
"""Where and on what somebody watched."""

OF_VIDEOS = Condition(f"{column('video_id')} IS NOT NULL")
"""Of the views noted, those of videos. Live events have none of the figures that videos have, but traffic."""

BY_TIME = (("time", False),)
CHUNK = 1000
"""How many views are in memory at a time."""


def add_view(context: Context, watched: Thing, said: dict[str, Any]) -> Thing:
    """Note that a video or a live event was watched.

    What is not said is likely: the whole of a video, once, by somebody new; the bytes that so much of the file has, or
    that the encoder of the event sends in that time. The view is kept with the names that project and folder have now,
    and stays when what was watched is deleted.
    """
    video = watched.kind == VIDEO.name
    if video:
        settle(context, watched)
    duration = watched.body["duration"] if video else 0
    watch_time = said.get("watch_time", duration)
    body: dict[str, Any] = {
        "video_id": watched.id if video else None,
        "event_id": None if video else watched.id,
        **_place(context, watched),
        "time": said.get("time", moment(context.clock)),
        "viewer": said.get("viewer") or context.ids.uuid(),
        "external_id": said.get("external_id"),
        "duration": duration,
        "watch_time": watch_time,
        "buffering_time": said.get("buffering_time", 0),
        **{name: said.get(name, usual) for name, usual in COUNTS.items()},
        **{name: said.get(name, "desktop" if name == "device" else "") for name in NAMES},
    }
    body["bytes"] = said["bytes"] if "bytes" in said else round(_rate(context, watched) * watch_time)
    return context.component(Objects).make(VIEW, body)


def views(context: Context, start: int, end: int, where: Sequence[Condition] = ()) -> Iterator[Thing]:
    """The views that began in a span of time, given in microseconds, its end left out; the oldest first."""
    selections, offset = context.component(Selections), 0
    span = Condition(f"{column('time')} >= ? AND {column('time')} < ?", (start, end))
    while True:
        total, found = selections.page(VIEW, BY_TIME, (span, *where), None, offset, CHUNK)
        yield from found
        offset += CHUNK
        if offset >= total:
            return


def _place(context: Context, watched: Thing) -> dict[str, Any]:
    objects, place = context.component(Objects), dict[str, Any]()
    for kind in (PROJECT, FOLDER):
        uuid = watched.body[f"{kind.name}_id"]
        found = objects.find(kind, uuid) if uuid else None
        place[f"{kind.name}_id"] = uuid
        place[f"{kind.name}_name"] = found.body["name"] if found else None
    return place


def _rate(context: Context, watched: Thing) -> float:
    """Bytes for a second."""
    if watched.kind == VIDEO.name:
        duration = watched.body["duration"]
        return watched.body["file"]["size"] / duration if watched.body["file"] and duration else 0
    points = context.component(Objects).children(watched, QOS_POINT)
    return (points[-1].body["bitrate_video"] + points[-1].body["bitrate_audio"]) * 125 if points else 0

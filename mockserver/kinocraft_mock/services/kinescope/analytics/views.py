"""Views by viewers. Nobody watches anything here: the control API adds views."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from kinocraft_mock.context import Context
from kinocraft_mock.services.kinescope.datetimes import timestamp
from kinocraft_mock.services.kinescope.store.queries import Condition, Queries
from kinocraft_mock.services.kinescope.store.records import Record, Records
from kinocraft_mock.services.kinescope.store.resource_types import FOLDER, PROJECT, QOS_POINT, VIDEO, VIEW, column
from kinocraft_mock.services.kinescope.videos.progress import settle

__all__ = ["COUNTS", "NAMES", "NUMBERS", "OF_VIDEOS", "add_view", "views"]

COUNTS = {
    **dict.fromkeys(("view", "play", "player_init", "player_load"), 1),
    **dict.fromkeys(("seek", "pause", "replay", "buffering_count"), 0),
}
"""What is counted per view, with defaults."""

NUMBERS = ("watch_time", "buffering_time", "bytes")
"""What is measured per view: seconds, seconds, and bytes of traffic."""

NAMES = ("device", "os", "browser", "country_code", "city")
"""Where and on what somebody watched."""

OF_VIDEOS = Condition(f"{column('video_id')} IS NOT NULL")
"""Matches views of videos. Views of live events count only as traffic."""

BY_TIME = (("time", False),)
CHUNK = 1000
"""How many views are in memory at a time."""


def add_view(context: Context, watched: Record, fields: dict[str, Any]) -> Record:
    """Add a view of a video or a live event.

    Defaults are plausible: the whole video, once, by a new viewer; as many bytes as that part of the file has, or as
    the encoder sends in that time. The view stores the present names of project and folder, and outlives what was
    watched.
    """
    video = watched.kind == VIDEO.name
    if video:
        settle(context, watched)
    duration = watched.body["duration"] if video else 0
    watch_time = fields.get("watch_time", duration)
    body: dict[str, Any] = {
        "video_id": watched.id if video else None,
        "event_id": None if video else watched.id,
        **_place(context, watched),
        "time": fields.get("time", timestamp(context.clock)),
        "viewer": fields.get("viewer") or context.ids.uuid(),
        "external_id": fields.get("external_id"),
        "duration": duration,
        "watch_time": watch_time,
        "buffering_time": fields.get("buffering_time", 0),
        **{name: fields.get(name, default) for name, default in COUNTS.items()},
        **{name: fields.get(name, "desktop" if name == "device" else "") for name in NAMES},
    }
    body["bytes"] = fields["bytes"] if "bytes" in fields else round(_rate(context, watched) * watch_time)
    return context.component(Records).make(VIEW, body)


def views(context: Context, start: int, end: int, where: Sequence[Condition] = ()) -> Iterator[Record]:
    """Return the views that started in a period, in microseconds and without its end; the oldest first."""
    queries, offset = context.component(Queries), 0
    span = Condition(f"{column('time')} >= ? AND {column('time')} < ?", (start, end))
    while True:
        total, found = queries.page(VIEW, BY_TIME, (span, *where), None, offset, CHUNK)
        yield from found
        offset += CHUNK
        if offset >= total:
            return


def _place(context: Context, watched: Record) -> dict[str, Any]:
    records, place = context.component(Records), dict[str, Any]()
    for kind in (PROJECT, FOLDER):
        uuid = watched.body[f"{kind.name}_id"]
        found = records.find(kind, uuid) if uuid else None
        place[f"{kind.name}_id"] = uuid
        place[f"{kind.name}_name"] = found.body["name"] if found else None
    return place


def _rate(context: Context, watched: Record) -> float:
    """Return bytes per second."""
    if watched.kind == VIDEO.name:
        duration = watched.body["duration"]
        return watched.body["file"]["size"] / duration if watched.body["file"] and duration else 0
    points = context.component(Records).children(watched, QOS_POINT)
    return (points[-1].body["bitrate_video"] + points[-1].body["bitrate_audio"]) * 125 if points else 0

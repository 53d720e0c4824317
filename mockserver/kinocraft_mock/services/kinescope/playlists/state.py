"""The videos of playlists and their order."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kinocraft_mock.context import Context
from kinocraft_mock.services.kinescope.errors import not_found
from kinocraft_mock.services.kinescope.ids import as_uuid
from kinocraft_mock.services.kinescope.store.records import Record, Records
from kinocraft_mock.services.kinescope.store.resource_types import PLAYLIST_ENTITY, VIDEO
from kinocraft_mock.services.kinescope.videos.progress import settle

__all__ = ["add", "append", "move", "remove", "videos"]

SORTED_BY = {"title": "title", "name": "title", "description": "description", "duration": "duration"}
MANUAL_ORDER = {"sort_field": "custom", "sort_order": "asc"}


def videos(context: Context, playlist: Record) -> list[Record]:
    """Return the videos of a playlist in its order: by a field, or in the manual order."""
    return [video for _, video in _in_order(context, playlist)]


def _in_order(context: Context, playlist: Record) -> list[tuple[Record, Record]]:
    """Return entities with their videos in the order of the playlist."""
    found = [(entity, settle(context, video)) for entity, video in _pairs(context, playlist)]
    field, down = playlist.body["settings"]["sort_field"], playlist.body["settings"]["sort_order"] == "desc"
    if field in SORTED_BY:
        found.sort(key=lambda pair: pair[1].body[SORTED_BY[field]], reverse=down)
    elif field == "created_at":
        found.sort(key=lambda pair: (pair[1].created, pair[1].seq), reverse=down)
    elif field == "updated_at":
        found.sort(key=lambda pair: (pair[1].updated or pair[1].created, pair[1].seq), reverse=down)
    elif down:
        found.reverse()
    return found


def add(context: Context, playlist: Record, ids: Iterable[str], *, replace: bool = False) -> None:
    """Append videos, or replace all. The order becomes a manual one, which begins as the present order.

    Raises a 404 if a video does not exist.
    """
    records = context.component(Records)
    with records.transaction():
        _arrange(context, playlist, [entity for entity, _ in _in_order(context, playlist)])
        for entity in records.children(playlist, PLAYLIST_ENTITY) if replace else ():
            records.delete(entity)
        append(context, playlist, ids)


def append(context: Context, playlist: Record, ids: Iterable[str]) -> None:
    """Append videos to the manual order. A video that is in the playlist keeps its position.

    Raises a 404 if a video does not exist.
    """
    records = context.component(Records)
    with records.transaction():
        present = {video.id for _, video in _pairs(context, playlist)}
        position = records.next_position(playlist, PLAYLIST_ENTITY)
        for text in ids:
            video = records.get(VIDEO, text)
            if video.id not in present:
                present.add(video.id)
                records.make(PLAYLIST_ENTITY, {"video_id": video.id}, playlist, position=position)
                position += 1


def remove(context: Context, playlist: Record, ids: Iterable[str]) -> None:
    """Remove videos; others are ignored."""
    records = context.component(Records)
    removed = {as_uuid(text) for text in ids}
    with records.transaction():
        for entity in records.children(playlist, PLAYLIST_ENTITY):
            if entity.body["video_id"] in removed:
                records.delete(entity)


def move(context: Context, playlist: Record, media_id: str, position: int) -> None:
    """Move a video to a position, counted from 1 and limited to the last one. The order becomes a manual one.

    Raises a 404 if the video is not in the playlist.
    """
    pairs = _in_order(context, playlist)
    uuid = as_uuid(media_id)
    moved = next((entity for entity, video in pairs if video.id == uuid), None)
    if moved is None:
        raise not_found("video in this playlist")
    others = [entity for entity, _ in pairs if entity.seq != moved.seq]
    # A number beyond 64 bits arrives as a float.
    before = int(min(position - 1, len(others)))
    _arrange(context, playlist, [*others[:before], moved, *others[before:]])


def _arrange(context: Context, playlist: Record, entities: Sequence[Record]) -> None:
    """Store an order of all entities as the playlist's manual order, which is the one it has from now on."""
    records = context.component(Records)
    with records.transaction():
        records.arrange(entities)
        records.change(playlist, settings={**playlist.body["settings"], **MANUAL_ORDER})


def _pairs(context: Context, playlist: Record) -> Sequence[tuple[Record, Record]]:
    """Return entities in the manual order with their videos, without deleted videos."""
    records = context.component(Records)
    found = ((each, records.find(VIDEO, each.body["video_id"])) for each in records.children(playlist, PLAYLIST_ENTITY))
    return [(entity, video) for entity, video in found if video is not None]

"""Which videos are in a playlist, and in what order."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kinocraft_mock.services.kinescope.errors import not_found
from kinocraft_mock.services.kinescope.ids import as_uuid
from kinocraft_mock.services.kinescope.kinds import PLAYLIST_ENTITY, VIDEO
from kinocraft_mock.services.kinescope.objects import Objects, Thing
from kinocraft_mock.services.kinescope.video_progress import settle
from kinocraft_mock.state.context import Context

__all__ = ["add", "move", "remove", "videos"]

SORTED_BY = {"title": "title", "name": "title", "description": "description", "duration": "duration"}


def videos(context: Context, playlist: Thing) -> list[Thing]:
    """The videos of a playlist as it shows them: by the field it is sorted by, or in the order given by hand."""
    found = [settle(context, video) for _, video in _pairs(context, playlist)]
    field, down = playlist.body["settings"]["sort_field"], playlist.body["settings"]["sort_order"] == "desc"
    if field in SORTED_BY:
        found.sort(key=lambda video: video.body[SORTED_BY[field]], reverse=down)
    elif field == "created_at":
        found.sort(key=lambda video: (video.created, video.seq), reverse=down)
    elif field == "updated_at":
        found.sort(key=lambda video: (video.updated or video.created, video.seq), reverse=down)
    elif down:
        found.reverse()
    return found


def add(context: Context, playlist: Thing, ids: Iterable[str], *, replace: bool = False) -> None:
    """Put videos behind those that are there, or in place of them. One that is there keeps its place.

    Raises a 404 where one does not exist.
    """
    objects = context.component(Objects)
    with objects.transaction():
        for entity in objects.children(playlist, PLAYLIST_ENTITY) if replace else ():
            objects.delete(entity)
        present = {video.id for _, video in _pairs(context, playlist)}
        position = objects.next_position(playlist, PLAYLIST_ENTITY)
        for text in ids:
            video = objects.get(VIDEO, text)
            if video.id not in present:
                present.add(video.id)
                objects.make(PLAYLIST_ENTITY, {"video_id": video.id}, playlist, position=position)
                position += 1


def remove(context: Context, playlist: Thing, ids: Iterable[str]) -> None:
    """Take videos out; those that are not in it change nothing."""
    objects = context.component(Objects)
    gone = {as_uuid(text) for text in ids}
    with objects.transaction():
        for entity in objects.children(playlist, PLAYLIST_ENTITY):
            if entity.body["video_id"] in gone:
                objects.delete(entity)


def move(context: Context, playlist: Thing, media_id: str, position: int) -> None:
    """Give a video another place, counted from 1; behind the last one is the last. Raises a 404 if it is not there."""
    pairs = _pairs(context, playlist)
    uuid = as_uuid(media_id)
    moved = next((entity for entity, video in pairs if video.id == uuid), None)
    if moved is None:
        raise not_found("video in this playlist")
    others = [entity for entity, _ in pairs if entity.seq != moved.seq]
    context.component(Objects).arrange([*others[: position - 1], moved, *others[position - 1 :]])


def _pairs(context: Context, playlist: Thing) -> Sequence[tuple[Thing, Thing]]:
    """Entities in the order given by hand, with their videos. A video that was deleted is in no playlist any more."""
    objects = context.component(Objects)
    found = ((each, objects.find(VIDEO, each.body["video_id"])) for each in objects.children(playlist, PLAYLIST_ENTITY))
    return [(entity, video) for entity, video in found if video is not None]

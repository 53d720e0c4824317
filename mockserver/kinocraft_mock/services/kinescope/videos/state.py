"""How videos come to be: a place for them, the video, and the file that makes it or takes the place of another."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from kinocraft_mock.blobs import Incoming
from kinocraft_mock.services.kinescope.projects.places import Place
from kinocraft_mock.services.kinescope.store.files import Files
from kinocraft_mock.services.kinescope.store.records import Record, Records
from kinocraft_mock.services.kinescope.store.resource_types import PROJECT, VIDEO
from kinocraft_mock.services.kinescope.videos.media import Media, container, invent_media, media_type, original
from kinocraft_mock.services.kinescope.videos.progress import begin, refresh, settle
from kinocraft_mock.world import World

__all__ = ["give_file", "make_video", "segments_of", "set_media"]


def make_video(
    world: World,
    place: Place,
    title: str,
    description: str = "",
    *,
    meta: Mapping[str, str] | None = None,
    fields: Mapping[str, Any] | None = None,
) -> Record:
    """A new video in state `pending`, without bytes; who may watch it is taken over from its project.

    `meta` says which live event it was recorded from; `fields` are further fields of the body.
    """
    records = world.part(Records)
    project = place.parent if place.folder_id is None else records.get(PROJECT, place.project_id)
    body: dict[str, Any] = {
        "project_id": place.project_id,
        "folder_id": place.folder_id,
        "version": 0,
        "title": title,
        "subtitle": "",
        "description": description,
        "status": "pending",
        "duration": 0,
        "assets": [],
        "has_audio": True,
        "chapters": {"items": [], "enabled": False, "show_on_load": False},
        "privacy_type": project.body["privacy_type"],
        "privacy_domains": project.body["privacy_domains"],
        "privacy_email_domains": [],
        "privacy_share": {},
        "tags": [],
        "additional_materials_enabled": False,
        "annotation_text_enabled": False,
        "annotation_video_enabled": False,
        "subtitles_enabled": False,
        "chat_preview": False,
        "chat_inside_player": "",
        "chat_expand_on_load": False,
        "meta": meta and dict(meta),
        "message": None,
        "due_at": None,
        "looks": None,
        "media": None,
        "file": None,
        **(fields or {}),
    }
    return records.make(VIDEO, body, place.parent, items=1)


def segments_of(world: World, incoming: Incoming) -> list[tuple[str, int]]:
    """A file that has just arrived, kept as what `give_file` takes."""
    return [(world.blobs.keep(incoming), incoming.size)]


def give_file(
    world: World,
    video: Record,
    name: str,
    segments: Sequence[tuple[str, int]],
    *,
    md5: str = "",
    media: Media | None = None,
    status: str = "uploading",
) -> Record:
    """Let a video consist of these blobs, laid end to end, and go its way to `done` from `status` on.

    A video that has a file already gets this one in its place: id and links stay, the old bytes go, `version` counts.
    `name` is what the file was called, and `md5` that of its bytes where it is known. What is in the file is made up
    unless `media` says it.
    """
    files, records = world.part(Files), world.part(Records)
    size = sum(length for _, length in segments)
    content = media or invent_media(world, name, size)
    body = video.body
    with records.transaction():
        before = files.of(video, "original")
        stored = files.add(video, "original", original(name), media_type(name), segments, md5)
        for file in before:
            files.remove(file)
        records.weigh(video, size - sum(file.size for file in before))
        body["version"] += 1 if before else 0
        body["media"] = content._asdict()
        body["has_audio"] = content.has_audio
        body["file"] = {"id": stored.id, "name": stored.name, "type": container(name), "size": size}
        body["assets"], body["duration"] = [], 0
        begin(world, video, status)
    return video


def set_media(world: World, video: Record, **fields: Any) -> Record:
    """Say what is in a video's file: `duration` in seconds, `width`, `height`, `has_audio`; its files follow."""
    settle(world, video)
    content = video.body["media"] or invent_media(world, "", 0)._asdict()
    video.body["media"] = {**content, **fields}
    video.body["has_audio"] = video.body["media"]["has_audio"]
    refresh(video)
    world.part(Records).save(video, touch=False)
    return video

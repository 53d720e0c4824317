"""Creating videos, and giving them files."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from kinocraft_mock.context import Context
from kinocraft_mock.http.media_types import media_type
from kinocraft_mock.services.kinescope.projects.places import Place
from kinocraft_mock.services.kinescope.store.files import Files
from kinocraft_mock.services.kinescope.store.records import Record, Records
from kinocraft_mock.services.kinescope.store.resource_types import PROJECT, VIDEO
from kinocraft_mock.services.kinescope.videos.media import Media, container, invent_media, original
from kinocraft_mock.services.kinescope.videos.progress import begin, refresh, settle
from kinocraft_mock.state.blobs import IncomingFile

__all__ = ["give_file", "make_video", "segments_of", "set_media"]


def make_video(
    context: Context,
    place: Place,
    title: str,
    description: str = "",
    *,
    meta: Mapping[str, str] | None = None,
    fields: Mapping[str, Any] | None = None,
) -> Record:
    """Create a video with status `pending` and without a file. It takes over its project's privacy.

    `meta` names the live event it was recorded from; `fields` are further fields of the body.
    """
    records = context.component(Records)
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


def segments_of(context: Context, incoming: IncomingFile) -> list[tuple[str, int]]:
    """Store a file that has just arrived, in the form that `give_file` takes."""
    return [(context.blobs.keep(incoming), incoming.size)]


def give_file(
    context: Context,
    video: Record,
    name: str,
    segments: Sequence[tuple[str, int]],
    *,
    md5: str = "",
    media: Media | None = None,
    status: str = "uploading",
) -> Record:
    """Make these blobs, in order, the file of a video, and start its progress to `done` at `status`.

    A previous file is replaced: id and links stay, its bytes are deleted, `version` increases. `name` is the name of
    the uploaded file, and `md5` the digest of its bytes if it is known. The content is invented unless `media`
    describes it.
    """
    files, records = context.component(Files), context.component(Records)
    size = sum(length for _, length in segments)
    content = media or invent_media(context, segments)
    body = video.body
    with records.transaction():
        before = files.of(video, "original")
        stored = files.add(video, "original", original(name), media_type(original(name)), segments, md5)
        for file in before:
            files.remove(file)
        records.weigh(video, size - sum(file.size for file in before))
        body["version"] += 1 if before else 0
        body["media"] = content._asdict()
        body["has_audio"] = content.has_audio
        body["file"] = {"id": stored.id, "name": stored.name, "type": container(name), "size": size}
        body["assets"], body["duration"] = [], 0
        begin(context, video, status)
    return video


def set_media(context: Context, video: Record, **fields: Any) -> Record:
    """Set the content of a video's file: seconds, pixels, and whether it has audio. Its encoded files follow."""
    settle(context, video)
    content = video.body["media"] or invent_media(context, ())._asdict()
    video.body["media"] = {**content, **fields}
    video.body["has_audio"] = video.body["media"]["has_audio"]
    refresh(video)
    context.component(Records).save(video, touch=False)
    return video

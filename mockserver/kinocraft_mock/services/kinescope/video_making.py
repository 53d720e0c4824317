"""How videos come to be: a place for them, the video, and the file that makes it or takes the place of another."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from kinocraft_mock.services.kinescope.errors import not_found
from kinocraft_mock.services.kinescope.files import Files
from kinocraft_mock.services.kinescope.kinds import FOLDER, PROJECT, VIDEO
from kinocraft_mock.services.kinescope.objects import Objects, Thing
from kinocraft_mock.services.kinescope.video_media import Media, container, imagined, media_type, original
from kinocraft_mock.services.kinescope.video_progress import begin, refresh, settle
from kinocraft_mock.state.blobs import IncomingFile
from kinocraft_mock.state.context import Context

__all__ = ["Place", "find_place", "give_file", "make_video", "place_in", "segments_of", "set_media"]


class Place(NamedTuple):
    """Where a video lies: what it belongs to, its project as a UUID, and its folder if it is in one."""

    parent: Thing
    project_id: str
    folder_id: str | None


def find_place(context: Context, parent_id: str) -> Place:
    """The project or folder with this id, in either form, as a place for videos. Raises a 404."""
    objects = context.component(Objects)
    folder = objects.find(FOLDER, parent_id)
    if folder is not None:
        return Place(folder, folder.body["project_id"], folder.id)
    project = objects.find(PROJECT, parent_id)
    if project is None:
        raise not_found("project or folder")
    return Place(project, project.id, None)


def place_in(context: Context, project_id: str, folder_id: str | None = None) -> Place:
    """A project, or a folder that is in it, as a place for videos. Raises a 404."""
    objects = context.component(Objects)
    project = objects.get(PROJECT, project_id)
    if folder_id is None:
        return Place(project, project.id, None)
    folder = objects.get(FOLDER, folder_id)
    if folder.body["project_id"] != project.id:
        raise not_found("folder in this project")
    return Place(folder, project.id, folder.id)


def make_video(
    context: Context,
    place: Place,
    title: str,
    description: str = "",
    *,
    meta: Mapping[str, str] | None = None,
    fields: Mapping[str, Any] | None = None,
) -> Thing:
    """A new video in state `pending`, without bytes; who may watch it is taken over from its project.

    `meta` says which live event it was recorded from; `fields` are further fields of the body.
    """
    objects = context.component(Objects)
    project = place.parent if place.folder_id is None else objects.get(PROJECT, place.project_id)
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
    return objects.make(VIDEO, body, place.parent, items=1)


def segments_of(context: Context, incoming: IncomingFile) -> list[tuple[str, int]]:
    """A file that has just arrived, kept as what `give_file` takes."""
    return [(context.blobs.keep(incoming), incoming.size)]


def give_file(
    context: Context,
    video: Thing,
    name: str,
    segments: Sequence[tuple[str, int]],
    *,
    md5: str = "",
    media: Media | None = None,
    status: str = "uploading",
) -> Thing:
    """Let a video consist of these blobs, laid end to end, and go its way to `done` from `status` on.

    A video that has a file already gets this one in its place: id and links stay, the old bytes go, `version` counts.
    `name` is what the file was called, and `md5` that of its bytes where it is known. What is in the file is made up
    unless `media` says it.
    """
    files, objects = context.component(Files), context.component(Objects)
    size = sum(length for _, length in segments)
    content = media or imagined(context, name, size)
    body = video.body
    with objects.transaction():
        before = files.of(video, "original")
        stored = files.add(video, "original", original(name), media_type(name), segments, md5)
        for file in before:
            files.remove(file)
        objects.weigh(video, size - sum(file.size for file in before))
        body["version"] += 1 if before else 0
        body["media"] = content._asdict()
        body["has_audio"] = content.has_audio
        body["file"] = {"id": stored.id, "name": stored.name, "type": container(name), "size": size}
        body["assets"], body["duration"] = [], 0
        begin(context, video, status)
    return video


def set_media(context: Context, video: Thing, **fields: Any) -> Thing:
    """Say what is in a video's file: `duration` in seconds, `width`, `height`, `has_audio`; its files follow."""
    settle(context, video)
    content = video.body["media"] or imagined(context, "", 0)._asdict()
    video.body["media"] = {**content, **fields}
    video.body["has_audio"] = video.body["media"]["has_audio"]
    refresh(video)
    context.component(Objects).save(video, touch=False)
    return video

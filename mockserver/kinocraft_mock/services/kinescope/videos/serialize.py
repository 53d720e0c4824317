"""Serialize videos: in a list, alone, and right after a change, each with other fields."""

from __future__ import annotations

from typing import Any

from kinocraft_mock.http.messages import Request
from kinocraft_mock.services.kinescope.additional_materials.state import serialize as serialize_material
from kinocraft_mock.services.kinescope.datetimes import format_timestamp
from kinocraft_mock.services.kinescope.links import video_links
from kinocraft_mock.services.kinescope.players.default_player import player_id_for
from kinocraft_mock.services.kinescope.posters.state import active_poster, picture_links
from kinocraft_mock.services.kinescope.store.files import Files, url
from kinocraft_mock.services.kinescope.store.records import Record, Records
from kinocraft_mock.services.kinescope.store.resource_types import ADDITIONAL_MATERIAL, PROJECT, SUBTITLE
from kinocraft_mock.services.kinescope.videos.progress import progress, settle
from kinocraft_mock.services.kinescope.workspace import storage_id, workspace_id

__all__ = [
    "FIRST_NUMBER",
    "serialize",
    "serialize_changed",
    "serialize_chapters",
    "serialize_listed",
    "serialize_poster",
    "serialize_subtitle",
]

FIRST_NUMBER = 199_511_000
"""The first of the numbers that identify videos, about where the vendor's samples are."""

CHANGED = (
    "version",
    "title",
    "description",
    "status",
    "duration",
    "privacy_type",
    "privacy_domains",
    "additional_materials_enabled",
)
LISTED = (*CHANGED, "subtitles_enabled")
ALONE = (
    "subtitle",
    "has_audio",
    "privacy_email_domains",
    "privacy_share",
    "tags",
    "annotation_text_enabled",
    "annotation_video_enabled",
    "chat_preview",
    "chat_inside_player",
    "chat_expand_on_load",
)
"""What only a single video has."""


def serialize_listed(request: Request, video: Record) -> dict[str, Any]:
    """Serialize a video in a list, with its poster, subtitles and materials."""
    settle(request.context, video)
    poster = active_poster(request.context, video)
    subtitles = request.context.component(Records).children(video, SUBTITLE)
    return {
        "id": video.id,
        "project_id": video.body["project_id"],
        "folder_id": video.body["folder_id"],
        **{name: video.body[name] for name in LISTED},
        "chapters": video.body["chapters"],
        "progress": progress(request.context, video),
        "assets": _assets(request, video),
        "poster": poster and {**serialize_poster(request, poster), "media_id": video.id},
        "additional_materials": _materials(request, video),
        "subtitles": [serialize_subtitle(request, video, subtitle) for subtitle in subtitles],
        **video_links(request.origin, video.id),
        "created_at": video.created_at,
        "updated_at": video.updated_at,
    }


def serialize(request: Request, video: Record) -> dict[str, Any]:
    """Serialize a single video, with the player of its project. A recording has its live event in `meta`."""
    project = request.context.component(Records).get(PROJECT, video.body["project_id"])
    meta = video.body.get("meta")
    return {
        **serialize_listed(request, video),
        **{name: video.body[name] for name in ALONE},
        "chapters": serialize_chapters(video),
        "player_id": player_id_for(request.context, project),
        **({} if meta is None else {"meta": meta}),
    }


def serialize_changed(request: Request, video: Record) -> dict[str, Any]:
    """Serialize a video right after a change: with its storage, without links."""
    settle(request.context, video)
    poster = active_poster(request.context, video)
    storage = storage_id(request.context)
    return {
        "id": video.id,
        "workspace_id": workspace_id(request.context),
        "project_id": video.body["project_id"],
        "folder_id": video.body["folder_id"],
        "storage_id": storage,
        "short_id": FIRST_NUMBER + video.seq,
        **{name: video.body[name] for name in CHANGED},
        "chapters": video.body["chapters"],
        "progress": progress(request.context, video),
        "assets": [{**_asset(video, asset), "updated_at": None, "deleted_at": None} for asset in video.body["assets"]],
        "poster": poster and {"id": poster.id, "video_id": video.id, "storage_id": storage},
        "additional_materials": _materials(request, video),
        "created_at": video.created_at,
        "updated_at": video.updated_at,
        "deleted_at": None,
    }


def serialize_poster(request: Request, poster: Record) -> dict[str, Any]:
    """Serialize a poster."""
    fields = ("type", "status", "active", "from_time", "to_time")
    return {
        "id": poster.id,
        **{name: poster.body[name] for name in fields},
        **picture_links(request.origin, poster),
    }


def serialize_subtitle(request: Request, video: Record, subtitle: Record) -> dict[str, Any]:
    """Serialize a subtitle track."""
    (file,) = request.context.component(Files).of(subtitle)
    body = subtitle.body
    return {
        "id": subtitle.id,
        "video_id": video.id,
        "description": body["description"],
        "language": body["language"],
        "file": "",
        "file_name": body["file_name"],
        "hls_file": "",
        "url": url(request, file),
    }


def serialize_chapters(video: Record) -> dict[str, Any]:
    """Serialize the chapters of a single video, without what only lists and updates show."""
    return {name: video.body["chapters"][name] for name in ("items", "enabled")}


def _asset(video: Record, asset: dict[str, Any]) -> dict[str, Any]:
    return {
        "id": asset["id"],
        "video_id": video.id,
        "original_name": asset["name"],
        "file_size": asset["size"],
        "filetype": asset["type"],
        "quality": asset["quality"],
        "resolution": f"{asset['width']}x{asset['height']}",
        "created_at": format_timestamp(asset["created"]),
    }


def _assets(request: Request, video: Record) -> list[dict[str, Any]]:
    """Serialize the uploaded file with links, and the encoded ones without, as in the vendor's sample."""
    found: list[dict[str, Any]] = []
    for asset in video.body["assets"]:
        printed = {**_asset(video, asset), "download_link": ""}
        if asset["quality"] == "original":
            (file,) = request.context.component(Files).of(video, "original")
            link = url(request, file)
            printed.update({"md5": file.digest} if file.digest else {}, url=link, download_link=link)
        found.append(printed)
    return found


def _materials(request: Request, video: Record) -> list[dict[str, Any]]:
    return [
        serialize_material(request, material)
        for material in request.context.component(Records).children(video, ADDITIONAL_MATERIAL)
    ]

"""Videos as answers print them: in lists and one by one, and, with other fields, right after a change."""

from __future__ import annotations

from typing import Any

from kinocraft_mock.http.messages import Request
from kinocraft_mock.services.kinescope.default_player import player_id_for
from kinocraft_mock.services.kinescope.files import Files, url
from kinocraft_mock.services.kinescope.ids import short
from kinocraft_mock.services.kinescope.kinds import ADDITIONAL_MATERIAL, PROJECT, SUBTITLE
from kinocraft_mock.services.kinescope.materials import described as described_material
from kinocraft_mock.services.kinescope.objects import Objects, Thing
from kinocraft_mock.services.kinescope.pictures import active_poster, picture_links
from kinocraft_mock.services.kinescope.times import stamp
from kinocraft_mock.services.kinescope.video_progress import progress, settle
from kinocraft_mock.services.kinescope.workspace import storage_id, workspace_id

__all__ = [
    "EMBED",
    "FIRST_NUMBER",
    "PLAY",
    "described",
    "described_changed",
    "described_poster",
    "described_subtitle",
    "described_with_player",
    "links",
]

PLAY = "/kinescope/play"
EMBED = "/kinescope/embed"

FIRST_NUMBER = 199_511_000
"""Where the numbers that stand for videos begin, about where the vendor's samples are."""

PLAIN = (
    "version",
    "title",
    "subtitle",
    "description",
    "status",
    "duration",
    "has_audio",
    "chapters",
    "privacy_type",
    "privacy_domains",
    "privacy_email_domains",
    "privacy_share",
    "tags",
    "additional_materials_enabled",
    "annotation_text_enabled",
    "annotation_video_enabled",
    "subtitles_enabled",
    "chat_preview",
    "chat_inside_player",
    "chat_expand_on_load",
)
CHANGED = (
    "version",
    "title",
    "description",
    "status",
    "duration",
    "chapters",
    "privacy_type",
    "privacy_domains",
    "tags",
    "additional_materials_enabled",
)


def links(origin: str, video: Thing) -> dict[str, str]:
    """Where a video is played, embedded and streamed: addresses that stay when its file is replaced."""
    name = short(video.id)
    return {
        "play_link": f"{origin}{PLAY}/{name}",
        "embed_link": f"{origin}{EMBED}/{name}",
        "hls_link": f"{origin}{PLAY}/{name}/master.m3u8",
    }


def described(request: Request, video: Thing) -> dict[str, Any]:
    """A video with everything that hangs on it."""
    settle(request.context, video)
    poster = active_poster(request.context, video)
    subtitles = request.context.component(Objects).children(video, SUBTITLE)
    meta = video.body.get("meta")
    return {
        "id": video.id,
        "project_id": video.body["project_id"],
        "folder_id": video.body["folder_id"],
        **{name: video.body[name] for name in PLAIN},
        "progress": progress(request.context, video),
        "assets": _assets(request, video),
        "poster": poster and {**described_poster(request, poster), "media_id": video.id},
        "additional_materials": _materials(request, video),
        "subtitles": [described_subtitle(request, video, subtitle) for subtitle in subtitles],
        **links(request.origin, video),
        "created_at": video.created_at,
        "updated_at": video.updated_at,
        **({} if meta is None else {"meta": meta}),
    }


def described_with_player(request: Request, video: Thing) -> dict[str, Any]:
    """The same for one video alone: it names the player of its project too."""
    project = request.context.component(Objects).get(PROJECT, video.body["project_id"])
    return {**described(request, video), "player_id": player_id_for(request.context, project)}


def described_changed(request: Request, video: Thing) -> dict[str, Any]:
    """A video right after a change: where it is stored, and no links to anything."""
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
        "progress": progress(request.context, video),
        "assets": [{**_asset(video, asset), "updated_at": None, "deleted_at": None} for asset in video.body["assets"]],
        "poster": poster and {"id": poster.id, "video_id": video.id, "storage_id": storage},
        "additional_materials": _materials(request, video),
        "created_at": video.created_at,
        "updated_at": video.updated_at,
        "deleted_at": None,
    }


def described_poster(request: Request, poster: Thing) -> dict[str, Any]:
    """A poster by itself."""
    fields = ("type", "status", "active", "from_time", "to_time")
    return {
        "id": poster.id,
        **{name: poster.body[name] for name in fields},
        **picture_links(request.origin, poster),
    }


def described_subtitle(request: Request, video: Thing, subtitle: Thing) -> dict[str, Any]:
    """A subtitle track."""
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


def _asset(video: Thing, asset: dict[str, Any]) -> dict[str, Any]:
    return {
        "id": asset["id"],
        "video_id": video.id,
        "original_name": asset["name"],
        "file_size": asset["size"],
        "filetype": asset["type"],
        "quality": asset["quality"],
        "resolution": f"{asset['width']}x{asset['height']}",
        "created_at": stamp(asset["created"]),
    }


def _assets(request: Request, video: Thing) -> list[dict[str, Any]]:
    """The uploaded file with its links, and the others as the vendor's sample has them: not offered for download."""
    found: list[dict[str, Any]] = []
    for asset in video.body["assets"]:
        printed = {**_asset(video, asset), "download_link": ""}
        if asset["quality"] == "original":
            (file,) = request.context.component(Files).of(video, "original")
            link = url(request, file)
            printed.update({"md5": file.digest} if file.digest else {}, url=link, download_link=link)
        found.append(printed)
    return found


def _materials(request: Request, video: Thing) -> list[dict[str, Any]]:
    return [
        described_material(request, material)
        for material in request.context.component(Objects).children(video, ADDITIONAL_MATERIAL)
    ]

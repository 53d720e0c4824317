"""Calls of Kinescope operations that are not derived from the description, and changes that make them rejected.

Ids in paths are omitted: they come from IDS by their names. All ids are samples, which the tests replace by the ids
of the seeded objects.
"""

from __future__ import annotations

from typing import Any

from tests.seed import PNG, VTT


def sample(number: int) -> str:
    """Return an id in the form of the description."""
    return f"5f0cf8c6-8d3f-4c0b-9d0a-1f6f5c8fc0{number:02x}"


NAMES = (
    *("video_id", "other_video_id", "project_id", "live_project_id", "folder_id", "inner_folder_id", "poster_id"),
    *("subtitle_id", "other_subtitle_id", "annotation_id", "material_id", "other_material_id", "token_id"),
    *("avatar_id", "workspace_id", "player_id", "file_request_id", "domain_id", "tag_id", "playlist_id", "media_id"),
    *("moderator_id", "webhook_id", "zone_id", "room_id", "participant_id", "event_id", "restream_id", "stream_id"),
    *("upload_id", "parent_id"),
)
IDS = {name: sample(number) for number, name in enumerate(NAMES)}
UPLOADS = "https://uploader.kinescope.io/tus"
UPLOAD_URL = f"{UPLOADS}/{IDS['upload_id']}"
"""The URL of an upload session."""
UPLOAD_SIZE = 6

DAY, NEXT_DAY = "2019-04-26", "2019-04-27"
LATER = "2030-01-01T00:00:00Z"
VIDEO, OTHER = IDS["video_id"], IDS["other_video_id"]
PROJECT, FOLDER, LIVE = IDS["project_id"], IDS["folder_id"], IDS["live_project_id"]

CALLS: dict[str, dict[str, Any]] = {
    "additional_materials.reorder": {"ids": [IDS["other_material_id"], IDS["material_id"]]},
    "additional_materials.upload": {"video_id": VIDEO, "file": b"%PDF", "file_name": "slides.pdf", "title": "Slides"},
    "analytics.custom": {"from_": DAY, "to": NEXT_DAY, "group": "day", "fields": ["view", "play"], "order": "-view"},
    "analytics.overview": {"from_": DAY, "to": NEXT_DAY, "group_time": "day", "video_id": VIDEO},
    "avatars.get_workspace_avatar": {"avatar_id": IDS["workspace_id"]},
    "billing.usage": {"from_": DAY, "to": NEXT_DAY, "group_by": "project_id", "project_id": PROJECT},
    "file_requests.create": {"title": "Send it", "uploading_location_id": FOLDER, "expired_at": LATER},
    "file_requests.list": {"archived": False, "order": "title"},
    "file_requests.update": {"title": "Send it soon", "expired_at": None, "archived": True},
    "live.events.list": {"project_id": LIVE, "order": "-created_at,name", "page": 1, "per_page": 5},
    "live.events.update": {"name": "Show 2", "subtitle": "s", "reconnect_window": 60},
    "playlists.create": {"name": "Best of", "entity_ids": [VIDEO, OTHER]},
    "playlists.entities.add": {"entity_ids": [OTHER], "replace": True},
    "posters.upload": {"file": PNG, "video_id": VIDEO},
    "projects.list": {"catalog_type": "live", "page": 1},
    "speak.rooms.list": {"status": ["pending"], "type": ["permanent_meeting"], "q": "o", "order": "name"},
    "speak.rooms.participants.list": {"role": ["admin"], "order": "-name"},
    "videos.annotations.create": {"type": "text", "title": "Slides", "start_time": 0, "end_time": 2},
    "videos.annotations.update": {"end_time": 3, "title": "More"},
    "videos.cut": {"trim": [{"start": 0, "length": 0.5}], "title": "Shorter"},
    "videos.list": {"status": ["done"], "project_id": PROJECT, "order": "-created_at", "q": "film", "per_page": 5},
    "videos.subtitles.create": {"language": "ru", "file": VTT, "description": "субтитры"},
    "videos.subtitles.reorder": {"ids": [IDS["other_subtitle_id"], IDS["subtitle_id"]]},
    "videos.uploads.append": {"url": UPLOAD_URL, "upload_offset": 0, "chunk": b"abc"},
    "videos.uploads.create": {"video_title": "Film", "file": b"film", "parent_id": PROJECT, "file_name": "a.mp4"},
    "videos.uploads.offset": {"url": UPLOAD_URL},
    "videos.uploads.send": {"url": UPLOAD_URL, "file": b"x" * UPLOAD_SIZE},
}

UNKNOWN = sample(0xFF)
"""An id that no object has."""

REJECTED: dict[str, tuple[dict[str, Any], int, int]] = {
    "access_tokens.create": ({"scope": {"api": {"permissions": ["admin"]}}}, 400, 400400),
    "access_tokens.list": ({"per_page": 101}, 400, 400400),
    "additional_materials.reorder": ({"ids": [UNKNOWN]}, 404, 400404),
    "analytics.custom": ({"order": "city"}, 400, 400216),
    "analytics.overview": ({"group_time": "year"}, 400, 400400),
    "billing.usage": ({"from_": NEXT_DAY, "to": DAY}, 400, 400400),
    "cdn.zones.create": ({"origins": "x"}, 400, 400102),
    "drm.auth.update_workspace": ({"url": 1}, 400, 400102),
    "drm.auth.update": ({"strict": "yes"}, 400, 400102),
    "file_requests.create": ({"uploading_location_id": UNKNOWN}, 404, 400404),
    "file_requests.list": ({"per_page": 0}, 400, 400400),
    "live.events.create": ({"type": "weekly"}, 400, 400400),
    "live.events.list": ({"project_id": "x"}, 400, 400301),
    "moderators.create": ({"email": "nobody"}, 400, 400400),
    "moderators.list": ({"page": 0}, 400, 400400),
    "players.create": ({"settings": 1}, 400, 400102),
    "players.list": ({"per_page": 1000}, 400, 400400),
    "playlists.create": ({"entity_ids": [UNKNOWN]}, 404, 400404),
    "playlists.entities.add": ({"entity_ids": [UNKNOWN]}, 404, 400404),
    "playlists.list": ({"page": -1}, 400, 400400),
    "privacy_domains.create": ({"domain": 1}, 400, 400102),
    "privacy_domains.list": ({"page": 0}, 400, 400400),
    "projects.create": ({"privacy_type": "nobody"}, 400, 400400),
    "projects.list": ({"catalog_type": "audio"}, 400, 400400),
    "speak.rooms.create": ({"type": "walk"}, 400, 400400),
    "speak.rooms.list": ({"status": ["gone"]}, 400, 400400),
    "tags.create": ({"tag": 1}, 400, 400102),
    "tags.list": ({"per_page": 0}, 400, 400400),
    "videos.list": ({"status": ["gone"]}, 400, 400400),
    "videos.cut": ({"trim": [{"start": 9999, "length": 1}]}, 400, 400400),
    "videos.posters.create": ({"from_time": 9999}, 400, 400400),
    "videos.subtitles.create": ({"language": ""}, 400, 400400),
    "videos.uploads.append": ({"upload_offset": 1}, 409, 0),
    "videos.uploads.create": ({"parent_id": UNKNOWN}, 404, 400404),
    "videos.uploads.init": ({"filesize": -1}, 400, 400400),
    "videos.uploads.offset": ({"url": f"{UPLOADS}/{UNKNOWN}"}, 404, 0),
    "videos.uploads.send": ({"file": b"short"}, 400, 0),
    "webhooks.create": ({"events": "all"}, 400, 400102),
    "webhooks.list": ({"page": 0}, 400, 400400),
}
"""Changed arguments of a call, and status and code of the error response; code 0 without a body.

Other operations are called with an unknown id or, without an id in their path, with an unknown token."""

"""Read and set the properties of stored media files for the control API. The server never decodes a file."""

from __future__ import annotations

import math
from typing import Any

from kinocraft_mock.context import Context
from kinocraft_mock.http.messages import ErrorResponse
from kinocraft_mock.services.kinescope.store.records import Records
from kinocraft_mock.services.kinescope.store.resource_types import VIDEO
from kinocraft_mock.services.kinescope.videos.media import media_of
from kinocraft_mock.services.kinescope.videos.state import set_media as set_video_media
from kinocraft_mock.services.platformcraft.files.media import Media
from kinocraft_mock.services.platformcraft.files.tree import Tree

__all__ = ["MEDIA_FIELDS", "read_media", "set_media"]

MEDIA_FIELDS = ("duration", "width", "height", "has_audio")
MAX_DURATION = 366 * 24 * 3600.0
MAX_PIXELS = 65_535


def read_media(context: Context, object_id: str) -> dict[str, Any]:
    """Return the properties of a Kinescope video or of a media file in Filespot. Raises a 404 for any other id.

    Changes take effect at once, even while the API does not show the video's duration yet.
    """
    video = context.component(Records).find(VIDEO, object_id)
    if video is not None:
        content = media_of(video.body)
        return {"id": video.id, **(content._asdict() if content else dict.fromkeys(MEDIA_FIELDS))}
    entry = context.component(Tree).by_id(object_id)
    media = None if entry is None else context.component(Media).of(entry)
    if entry is None or media is None:
        raise ErrorResponse(404, "no Kinescope video and no media file in Filespot has this id")
    return {"id": entry.id, **media._asdict()}


def set_media(context: Context, changes: dict[str, Any]) -> dict[str, Any]:
    """Change the given properties, and return all of them. Raises a 400 or 404, with nothing changed."""
    object_id = changes.get("id")
    if not isinstance(object_id, str):
        raise ErrorResponse(400, "id is missing: the id of a stored video or media file")
    values = {name: _validated(name, value) for name, value in changes.items() if name != "id"}
    if not values:
        raise ErrorResponse(400, f"nothing to set; possible: {', '.join(MEDIA_FIELDS)}")
    unknown = set(values) - set(read_media(context, object_id))
    if unknown:
        raise ErrorResponse(400, f"a file in Filespot has no {', '.join(sorted(unknown))}")
    video = context.component(Records).find(VIDEO, object_id)
    if video is not None:
        set_video_media(context, video, **values)
    else:
        entry = context.component(Tree).by_id(object_id)
        media = None if entry is None else context.component(Media).of(entry)
        assert entry is not None
        assert media is not None
        with context.store.transaction():
            context.component(Media).set(entry, media._replace(**values))
    return read_media(context, object_id)


def _validated(name: str, value: Any) -> Any:
    if name == "has_audio":
        if not isinstance(value, bool):
            raise ErrorResponse(400, "has_audio must be true or false")
    elif isinstance(value, bool) or not isinstance(value, (int, float)):
        raise ErrorResponse(400, f"{name} must be a number")
    elif name == "duration":
        if not (math.isfinite(value) and 0 < value <= MAX_DURATION):
            raise ErrorResponse(400, f"duration must be a number of seconds above 0, at most {MAX_DURATION:.0f}")
        return float(value)
    elif not isinstance(value, int) or not 0 < value <= MAX_PIXELS:
        raise ErrorResponse(400, f"{name} must be a whole number of pixels from 1 to {MAX_PIXELS}")
    return value

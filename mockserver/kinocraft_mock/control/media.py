"""What stored media files are said to contain, which the server never measures, as the control API sets it."""

from __future__ import annotations

import math
from typing import Any

from kinocraft_mock.http.messages import ErrorResponse
from kinocraft_mock.services.kinescope.kinds import VIDEO
from kinocraft_mock.services.kinescope.objects import Objects
from kinocraft_mock.services.kinescope.video_making import set_media as set_video_media
from kinocraft_mock.services.kinescope.video_media import media_of
from kinocraft_mock.services.platformcraft.media import Media
from kinocraft_mock.services.platformcraft.tree import Tree
from kinocraft_mock.state.context import Context

__all__ = ["MEDIA_FIELDS", "read_media", "set_media"]

MEDIA_FIELDS = ("duration", "width", "height", "has_audio")
LONGEST = 366 * 24 * 3600.0
LARGEST = 65_535


def read_media(context: Context, object_id: str) -> dict[str, Any]:
    """The details of a Kinescope video or of a media file in Filespot. Raises a 404 where the id is neither's.

    They are what the server goes by at once, also while a video's own answers do not tell its duration yet.
    """
    video = context.component(Objects).find(VIDEO, object_id)
    if video is not None:
        content = media_of(video.body)
        return {"id": video.id, **(content._asdict() if content else dict.fromkeys(MEDIA_FIELDS))}
    entry = context.component(Tree).by_id(object_id)
    details = None if entry is None else context.component(Media).of(entry)
    if entry is None or details is None:
        raise ErrorResponse(404, "no Kinescope video and no media file in Filespot has this id")
    return {"id": entry.id, **details._asdict()}


def set_media(context: Context, order: dict[str, Any]) -> dict[str, Any]:
    """Change the details that are named, and answer with all. Raises a 400 or 404 with nothing changed."""
    object_id = order.get("id")
    if not isinstance(object_id, str):
        raise ErrorResponse(400, "id is missing: that of a stored video or media file")
    changes = {name: _checked(name, value) for name, value in order.items() if name != "id"}
    if not changes:
        raise ErrorResponse(400, f"nothing to set: there is {', '.join(MEDIA_FIELDS)}")
    known = read_media(context, object_id)
    unknown = set(changes) - set(known)
    if unknown:
        raise ErrorResponse(400, f"a file in Filespot has no {', '.join(sorted(unknown))}")
    video = context.component(Objects).find(VIDEO, object_id)
    if video is not None:
        set_video_media(context, video, **changes)
    else:
        entry = context.component(Tree).by_id(object_id)
        details = None if entry is None else context.component(Media).of(entry)
        assert entry is not None
        assert details is not None
        with context.store.transaction():
            context.component(Media).set(entry, details._replace(**changes))
    return read_media(context, object_id)


def _checked(name: str, value: Any) -> Any:
    if name == "has_audio":
        if not isinstance(value, bool):
            raise ErrorResponse(400, "has_audio is true or false")
    elif isinstance(value, bool) or not isinstance(value, (int, float)):
        raise ErrorResponse(400, f"{name} is a number")
    elif name == "duration":
        if not (math.isfinite(value) and 0 < value <= LONGEST):
            raise ErrorResponse(400, f"duration is a number of seconds above 0, at most {LONGEST:.0f}")
        return float(value)
    elif not isinstance(value, int) or not 0 < value <= LARGEST:
        raise ErrorResponse(400, f"{name} is a whole number of pixels from 1 to {LARGEST}")
    return value

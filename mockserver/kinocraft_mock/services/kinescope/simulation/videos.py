"""Videos: how long the service works on them, and failures of that work."""

from __future__ import annotations

import math
from dataclasses import asdict, fields, replace
from typing import Any, cast

from kinocraft_mock.context import Context
from kinocraft_mock.http.messages import ErrorResponse
from kinocraft_mock.services.kinescope.simulation.fields import Route
from kinocraft_mock.services.kinescope.store.records import Records
from kinocraft_mock.services.kinescope.store.resource_types import VIDEO
from kinocraft_mock.services.kinescope.videos.progress import Pace, fail, pace, set_pace, settle

__all__ = ["routes"]

PACE = tuple(field.name for field in fields(Pace))
MAX_SECONDS = 366 * 24 * 3600.0
MAX_POLLS = 1_000_000
FAILURES = ("error", "aborted", "suspended")


def routes(context: Context) -> dict[str, dict[str, Route]]:
    """Return what the control API has below `pace` and `videos`."""
    return {
        "pace": {"GET": lambda _body, _query: asdict(pace(context)), "POST": lambda body, _query: _pace(context, body)},
        "videos": {"POST": lambda body, _query: _fail(context, body)},
    }


def _pace(context: Context, body: Any) -> Any:
    """Set how long videos that start from now on are in each state, in seconds or in polls."""
    changes = _object(body, PACE)
    for name, value in changes.items():
        number = isinstance(value, (int, float)) and not isinstance(value, bool)
        if name == "polls":
            if value is not None and not (isinstance(value, int) and number and 0 <= value <= MAX_POLLS):
                raise ErrorResponse(400, f"polls is a whole number from 0 to {MAX_POLLS}, or null to go by time")
        elif not number or not math.isfinite(value) or not 0 <= value <= MAX_SECONDS:
            raise ErrorResponse(400, f"{name} is a number of seconds from 0 to {MAX_SECONDS:.0f}")
    set_pace(context, replace(pace(context), **changes))
    return asdict(pace(context))


def _fail(context: Context, body: Any) -> Any:
    """Let the work on a video fail, as the service's own may."""
    failure = _object(body, ("id", "status", "message"))
    status, message = failure.get("status", "error"), failure.get("message", "the file could not be read")
    if status not in FAILURES:
        raise ErrorResponse(400, f"status is one of {', '.join(FAILURES)}")
    if not isinstance(message, str):
        raise ErrorResponse(400, "message is a text")
    video_id = failure.get("id")
    video = context.component(Records).find(VIDEO, video_id) if isinstance(video_id, str) else None
    if video is None:
        raise ErrorResponse(404, "id is that of a video")
    fail(context, settle(context, video), status, message)
    return {"id": video.id, "status": status, "message": message}


def _object(body: Any, names: tuple[str, ...]) -> dict[str, Any]:
    found = cast("dict[str, Any]", body if isinstance(body, dict) else {})
    if not found or set(found) - set(names):
        raise ErrorResponse(400, f"the body is a JSON object with {' or '.join(names)}")
    return found

"""Orders of the control API for videos: how fast they are worked on, and that one of them fails."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import asdict, fields, replace
from typing import Any, cast

from kinocraft_mock.http.messages import ErrorResponse
from kinocraft_mock.services.kinescope.kinds import VIDEO
from kinocraft_mock.services.kinescope.objects import Objects
from kinocraft_mock.services.kinescope.video_progress import Pace, fail, pace, set_pace, settle
from kinocraft_mock.state.context import Context

__all__ = ["routes"]

Route = Callable[[Any, dict[str, str]], Any]

PACE = tuple(field.name for field in fields(Pace))
LONGEST = 366 * 24 * 3600.0
MOST = 1_000_000
FAILURES = ("error", "aborted", "suspended")


def routes(context: Context) -> dict[str, dict[str, Route]]:
    """What the control API has below `pace` and `videos`."""
    return {
        "pace": {"GET": lambda _body, _query: asdict(pace(context)), "POST": lambda body, _query: _pace(context, body)},
        "videos": {"POST": lambda body, _query: _fail(context, body)},
    }


def _pace(context: Context, body: Any) -> Any:
    """Change how long videos that start from now on are in each state, in seconds or in polls."""
    order = _order(body, PACE)
    for name, value in order.items():
        number = isinstance(value, (int, float)) and not isinstance(value, bool)
        if name == "polls":
            if value is not None and not (isinstance(value, int) and number and 0 <= value <= MOST):
                raise ErrorResponse(400, f"polls is a whole number from 0 to {MOST}, or null to go by time")
        elif not number or not math.isfinite(value) or not 0 <= value <= LONGEST:
            raise ErrorResponse(400, f"{name} is a number of seconds from 0 to {LONGEST:.0f}")
    set_pace(context, replace(pace(context), **order))
    return asdict(pace(context))


def _fail(context: Context, body: Any) -> Any:
    """Let the work on a video end in a failure, as the service's own may."""
    order = _order(body, ("id", "status", "message"))
    status, message = order.get("status", "error"), order.get("message", "the file could not be read")
    if status not in FAILURES:
        raise ErrorResponse(400, f"status is one of {', '.join(FAILURES)}")
    if not isinstance(message, str):
        raise ErrorResponse(400, "message is a text")
    video_id = order.get("id")
    video = context.component(Objects).find(VIDEO, video_id) if isinstance(video_id, str) else None
    if video is None:
        raise ErrorResponse(404, "id is that of a video")
    fail(context, settle(context, video), status, message)
    return {"id": video.id, "status": status, "message": message}


def _order(body: Any, names: tuple[str, ...]) -> dict[str, Any]:
    order = cast("dict[str, Any]", body if isinstance(body, dict) else {})
    if not order or set(order) - set(names):
        raise ErrorResponse(400, f"the body is a JSON object with {' or '.join(names)}")
    return order

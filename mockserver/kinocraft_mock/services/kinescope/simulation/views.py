"""Views: who watched which video or live event."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, cast

from kinocraft_mock.context import Context
from kinocraft_mock.http.messages import ErrorResponse
from kinocraft_mock.services.kinescope.analytics.views import COUNTS, NAMES, NUMBERS, add_view
from kinocraft_mock.services.kinescope.errors import not_found
from kinocraft_mock.services.kinescope.simulation.fields import Route, read_fields, read_time
from kinocraft_mock.services.kinescope.store.records import Records
from kinocraft_mock.services.kinescope.store.resource_types import LIVE_EVENT, VIDEO

__all__ = ["routes"]

VIEW: dict[str, type] = {
    "video_id": str,
    "event_id": str,
    "time": str,
    "viewer": str,
    "external_id": str,
    **dict.fromkeys(COUNTS, int),
    **dict.fromkeys(NUMBERS, float),
    **dict.fromkeys(NAMES, str),
}


def routes(context: Context) -> dict[str, dict[str, Route]]:
    """Return what the control API has below `views`."""
    return {"views": {"POST": lambda body, _query: _add(context, body)}}


def _add(context: Context, body: Any) -> Any:
    """Add one view of a video or a live event, or several as `views`, all of them or none."""
    views = cast("dict[str, Any]", body).get("views") if isinstance(body, dict) else None
    if views is None:
        return {"views": [_add_one(context, read_fields(body, VIEW))]}
    if not isinstance(views, list) or len(cast("dict[str, Any]", body)) > 1:
        raise ErrorResponse(400, "views is a list, and then all there is")
    with context.component(Records).transaction():
        return {"views": [_add_one(context, read_fields(each, VIEW)) for each in cast("Iterable[Any]", views)]}


def _add_one(context: Context, fields: dict[str, Any]) -> str:
    records = context.component(Records)
    if len(fields.keys() & {"video_id", "event_id"}) != 1:
        raise ErrorResponse(400, "a view is of a video_id or of an event_id")
    video_id, event_id = fields.pop("video_id", ""), fields.pop("event_id", "")
    watched = records.find(VIDEO, video_id) or records.find(LIVE_EVENT, event_id)
    if watched is None:
        raise not_found(f"{'video' if video_id else 'live event'}: {video_id or event_id}")
    if "time" in fields:
        fields["time"] = read_time(fields["time"])
    return add_view(context, watched, fields).id

"""Section "analytics": sums over views."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from kinocraft_mock.http.messages import ErrorResponse, Request, Response
from kinocraft_mock.service import Handlers
from kinocraft_mock.services.kinescope.analytics.periods import period, step_start, steps
from kinocraft_mock.services.kinescope.analytics.views import COUNTS, OF_VIDEOS, views
from kinocraft_mock.services.kinescope.datetimes import format_timestamp, timestamp
from kinocraft_mock.services.kinescope.ids import as_uuid
from kinocraft_mock.services.kinescope.store.pagination import requested_order
from kinocraft_mock.services.kinescope.store.queries import Order, equal
from kinocraft_mock.services.kinescope.store.records import Record
from kinocraft_mock.services.kinescope.workspace import workspace_id

handlers = Handlers()

NEVER = "0001-01-01T00:00:00Z"
"""The date of totals, which have none."""

DEVICES = ("tv", "desktop", "tablet", "mobile")
"""Devices that are listed even without views."""

TOPS = {"oses": "os", "devices": "device", "browsers": "browser", "countries": "country_code", "cities": "city"}

SUMS = (*COUNTS, "watch_time", "buffering_time")
VALUES = (*SUMS, "unique_view")
"""Numeric fields of custom analytics. Rows are grouped by all other fields."""


class Figures:
    """Sums over some views."""

    def __init__(self) -> None:
        self._sums: dict[str, float] = dict.fromkeys((*SUMS, "duration"), 0)
        self._viewers: set[str] = set()
        self._online = 0

    def add(self, view: Record, now: int) -> None:
        """Add a view. A viewer counts as online until the watch time has passed since the start."""
        for name in SUMS:
            self._sums[name] += view.body[name]
        if view.body["view"]:
            self._sums["duration"] += view.body["duration"] * view.body["view"]
            self._viewers.add(view.body["viewer"])
        self._online += view.body["time"] <= now < view.body["time"] + view.body["watch_time"] * 1_000_000

    def sum(self, name: str) -> float:
        """Return the sum of a field; for `unique_view`, the number of viewers."""
        # Remove the rounding errors of floats.
        return len(self._viewers) if name == "unique_view" else round(self._sums[name], 6)

    def serialize(self, date: str) -> dict[str, Any]:
        """Serialize for an overview."""
        return {
            "views": self.sum("view"),
            "duration": self.sum("duration"),
            "watch_time": self.sum("watch_time"),
            "player_loads": self.sum("player_load"),
            "date": date,
            "unique_views": self.sum("unique_view"),
            "online": self._online,
        }

    def named(self, name: str) -> dict[str, Any]:
        """Serialize for the top lists of an overview."""
        return {
            "name": name,
            "views": self.sum("view"),
            "player_loads": self.sum("player_load"),
            "unique_views": self.sum("unique_view"),
        }


@handlers.on("analytics.overview")
def overview(request: Request) -> Response:
    """Return totals, a timeline and top lists of a period, for all videos or one."""
    asked, step = period(request), request.parameters["group_time"]
    timeline = {start: Figures() for start in steps(step, asked, "group_time")}
    total, tops = Figures(), {top: dict[str, Figures]() for top in TOPS}
    tops["devices"] = {device: Figures() for device in DEVICES}
    where = (
        [equal("video_id", as_uuid(request.parameters["video_id"]))]
        if "video_id" in request.parameters
        else [OF_VIDEOS]
    )
    now = timestamp(request.context.clock)
    for view in views(request.context, asked.start, asked.end, where):
        total.add(view, now)
        timeline[step_start(step, view.body["time"])].add(view, now)
        for top, field in TOPS.items():
            if view.body[field]:
                tops[top].setdefault(view.body[field], Figures()).add(view, now)
    data = {
        "total": total.serialize(NEVER),
        "timeline": [figures.serialize(format_timestamp(start)) for start, figures in timeline.items()],
        "top": {top: _ranked(found) for top, found in tops.items()},
    }
    return Response({"meta": {"time": asked.time}, "data": data})


def _ranked(found: dict[str, Figures]) -> list[dict[str, Any]] | None:
    # Sorting is stable: equal entries stay in order, devices in that of the vendor's sample.
    ranked = sorted(found.items(), key=lambda each: -each[1].sum("view"))
    return [figures.named(name) for name, figures in ranked] or None


@handlers.on("analytics.custom")
def custom(request: Request) -> Response:
    """Return the requested fields, for views grouped by time step and entities."""
    asked, step = period(request), request.parameters.get("group")
    entities = list(dict.fromkeys(request.parameters.get("group_entities", ())))
    fields = list(dict.fromkeys(request.parameters.get("fields", VALUES)))
    # Fields that are not numbers are only defined within groups that share them.
    keys = list(dict.fromkeys((*entities, *(field for field in fields if field not in VALUES))))
    order = _order(request, keys)
    now, workspace = timestamp(request.context.clock), workspace_id(request.context)
    groups: dict[tuple[Any, ...], Figures] = {}
    for view in views(request.context, asked.start, asked.end, (OF_VIDEOS,)):
        place = step_start(step, view.body["time"]) if step else 0
        body = {**view.body, "workspace_id": workspace}
        groups.setdefault((place, *(body[key] for key in keys)), Figures()).add(view, now)
    rows = [
        {**{name: figures.sum(name) for name in VALUES}, **dict(zip(keys, group[1:], strict=True))}
        for group, figures in groups.items()
    ]
    shown = set(fields) | set(keys)
    data = [{name: row[name] for name in row if name in shown} for row in _sorted(rows, order)]
    printed = {field: "desc" if down else "asc" for field, down in order}
    return Response({"meta": {"order": printed, "time": asked.time, "group_entities": entities}, "data": data})


def _order(request: Request, keys: list[str]) -> Order:
    if "order" not in request.parameters:
        return ()
    order = requested_order(request, "")
    for field, _ in order:
        if field not in VALUES and field not in keys:
            raise ErrorResponse(400, f"not sortable by {field}: rows do not have it", code=400216)
    return order


def _sorted(rows: list[dict[str, Any]], order: Order) -> Iterable[dict[str, Any]]:
    # Sort by the last key first, as sorting is stable. Null comes first.
    for field, down in reversed(order):
        rows.sort(key=lambda row: (row[field] is not None, row[field] if row[field] is not None else 0), reverse=down)
    return rows

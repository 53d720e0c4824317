"""Section "analytics": sums over the views that were noted."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from kinocraft_mock.http.messages import ErrorResponse, Request, Response
from kinocraft_mock.service import Handlers
from kinocraft_mock.services.kinescope.ids import as_uuid
from kinocraft_mock.services.kinescope.lists import requested_order
from kinocraft_mock.services.kinescope.objects import Thing
from kinocraft_mock.services.kinescope.selection import Order, equal
from kinocraft_mock.services.kinescope.spans import period, step_start, steps
from kinocraft_mock.services.kinescope.times import moment, stamp
from kinocraft_mock.services.kinescope.views import COUNTS, OF_VIDEOS, views
from kinocraft_mock.services.kinescope.workspace import workspace_id

handlers = Handlers()

NEVER = "0001-01-01T00:00:00Z"
"""The date of a total, which has none."""

DEVICES = ("tv", "desktop", "tablet", "mobile")
"""Kinds of devices that are listed whether there was a view on one or not."""

TOPS = {"oses": "os", "devices": "device", "browsers": "browser", "countries": "country_code", "cities": "city"}

SUMS = (*COUNTS, "watch_time", "buffering_time")
VALUES = (*SUMS, "unique_view")
"""Fields of custom figures that are numbers. All other fields are what rows are kept apart by."""


class Figures:
    """What some views come to."""

    def __init__(self) -> None:
        self._sums: dict[str, float] = dict.fromkeys((*SUMS, "duration"), 0)
        self._viewers: set[str] = set()
        self._online = 0

    def add(self, view: Thing, now: int) -> None:
        """Count one more. Who began less than the time watched ago is still watching."""
        for name in SUMS:
            self._sums[name] += view.body[name]
        if view.body["view"]:
            self._sums["duration"] += view.body["duration"] * view.body["view"]
            self._viewers.add(view.body["viewer"])
        self._online += view.body["time"] <= now < view.body["time"] + view.body["watch_time"] * 1_000_000

    def sum(self, name: str) -> float:
        """The sum of a field; that of `unique_view` is how many viewers there were."""
        # What floats add is no part of the figures.
        return len(self._viewers) if name == "unique_view" else round(self._sums[name], 6)

    def described(self, date: str) -> dict[str, Any]:
        """As an overview prints them."""
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
        """As the top lists of an overview print them."""
        return {
            "name": name,
            "views": self.sum("view"),
            "player_loads": self.sum("player_load"),
            "unique_views": self.sum("unique_view"),
        }


@handlers.on("analytics.overview")
def overview(request: Request) -> Response:
    """The totals of a period, their course, and what was watched on and where; only one video's if it is named."""
    asked, step = period(request), request.parameters["group_time"]
    timeline = {start: Figures() for start in steps(step, asked, "group_time")}
    total, tops = Figures(), {top: dict[str, Figures]() for top in TOPS}
    tops["devices"] = {device: Figures() for device in DEVICES}
    where = (
        [equal("video_id", as_uuid(request.parameters["video_id"]))]
        if "video_id" in request.parameters
        else [OF_VIDEOS]
    )
    now = moment(request.context.clock)
    for view in views(request.context, asked.start, asked.end, where):
        total.add(view, now)
        timeline[step_start(step, view.body["time"])].add(view, now)
        for top, field in TOPS.items():
            if view.body[field]:
                tops[top].setdefault(view.body[field], Figures()).add(view, now)
    data = {
        "total": total.described(NEVER),
        "timeline": [figures.described(stamp(start)) for start, figures in timeline.items()],
        "top": {top: _ranked(found) for top, found in tops.items()},
    }
    return Response({"meta": {"time": asked.time}, "data": data})


def _ranked(found: dict[str, Figures]) -> list[dict[str, Any]] | None:
    # The order is stable: what is equal stays as it came, devices in the order of the vendor's sample.
    ranked = sorted(found.items(), key=lambda each: -each[1].sum("view"))
    return [figures.named(name) for name, figures in ranked] or None


@handlers.on("analytics.custom")
def custom(request: Request) -> Response:
    """The fields that are asked for, of all views that agree in the step of time and in what they are grouped by."""
    asked, step = period(request), request.parameters.get("group")
    entities = list(dict.fromkeys(request.parameters.get("group_entities", ())))
    fields = list(dict.fromkeys(request.parameters.get("fields", VALUES)))
    # A field that is no number means something only if views are kept apart by it.
    keys = list(dict.fromkeys((*entities, *(field for field in fields if field not in VALUES))))
    order = _order(request, keys)
    now, workspace = moment(request.context.clock), workspace_id(request.context)
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
    return Response({"meta": {"order": printed, "time": asked.time, "group_entities": entities or None}, "data": data})


def _order(request: Request, keys: list[str]) -> Order:
    if "order" not in request.parameters:
        return ()
    order = requested_order(request, "")
    for field, _ in order:
        if field not in VALUES and field not in keys:
            raise ErrorResponse(400, f"not sortable by {field}: rows do not have it", code=400216)
    return order


def _sorted(rows: list[dict[str, Any]], order: Order) -> Iterable[dict[str, Any]]:
    # Last key first, as sorting keeps what is equal in place. What is null comes before everything.
    for field, down in reversed(order):
        rows.sort(key=lambda row: (row[field] is not None, row[field] if row[field] is not None else 0), reverse=down)
    return rows

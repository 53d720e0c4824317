"""Section "billing": daily usage from views, files and their encoding."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from math import ceil
from typing import Any

from kinocraft_mock.context import Context
from kinocraft_mock.http.messages import Request, Response
from kinocraft_mock.service import Handlers
from kinocraft_mock.services.kinescope.datetimes import format_timestamp, parse_timestamp, timestamp
from kinocraft_mock.services.kinescope.due import settle_due
from kinocraft_mock.services.kinescope.errors import invalid
from kinocraft_mock.services.kinescope.ids import as_uuid
from kinocraft_mock.services.kinescope.store.resource_types import column

handlers = Handlers()

DAY = 86_400_000_000
EPOCH = date(1970, 1, 1).toordinal()
LONGEST = 3660
"""The maximum number of days in a response."""

MADE_ON = f"created / {DAY}"
WATCHED_ON = f"{column('time')} / {DAY}"
OF_LIVE = f"{column('video_id')} IS NULL"

# Covering indexes: one query sums up everything without reading bodies.
INDEXES = (
    f"CREATE INDEX IF NOT EXISTS kinescope_videos_made ON kinescope_objects"
    f" ({column('project_id')}, {MADE_ON}, size, {column('duration')}) WHERE kind = 'video'",
    f"CREATE INDEX IF NOT EXISTS kinescope_views_noted ON kinescope_objects"
    f" ({WATCHED_ON}, {OF_LIVE}, {column('project_id')}, {column('bytes')}) WHERE kind = 'view'",
)

# The videos of each project by day of creation. Deleted videos do not count.
MADE = (
    f"SELECT {column('project_id')}, {MADE_ON}, sum(size), sum({column('duration')})"  # noqa: S608 - constants
    " FROM kinescope_objects INDEXED BY kinescope_videos_made"
    f" WHERE kind = 'video' AND {MADE_ON} <= ? GROUP BY {column('project_id')}, {MADE_ON}"
)

WATCHED = (
    f"SELECT {WATCHED_ON}, {OF_LIVE}, {column('project_id')}, sum({column('bytes')})"  # noqa: S608 - constants
    " FROM kinescope_objects INDEXED BY kinescope_views_noted"
    f" WHERE kind = 'view' AND {WATCHED_ON} BETWEEN ? AND ? GROUP BY 1, 2, 3 ORDER BY 3"
)

Usage = dict[int, dict[str | None, float]]
"""By day and project; None stands for usage without a project."""


@handlers.on("billing.usage")
def usage(request: Request) -> Response:
    """Return the daily usage of each project until today: CDN and live traffic, encoding, storage."""
    settle_due(request.context)
    first, last = _days(request)
    for statement in INDEXES:
        request.context.store.run(statement)
    products: dict[str, Usage] = {"cdn": {}, "encoding": {}, "live_traffic": {}, "storage": {}}
    _traffic(request.context, first, last, products)
    _videos(request.context, first, last, products)
    wanted = as_uuid(request.parameters["project_id"]) if "project_id" in request.parameters else None
    data: list[dict[str, Any]] = []
    for day in range(first, last + 1):
        for product, used in products.items():
            for project, amount in _shown(product, used.get(day, {})):
                # The usage of one project excludes usage without a project.
                if "project_id" not in request.parameters or (project is not None and project == wanted):
                    entry = {"date": format_timestamp(day * DAY), "usage": ceil(amount), "product": product}
                    data.append(entry if project is None else {**entry, "project_id": project})
    return Response({"data": data})


def _days(request: Request) -> tuple[int, int]:
    """Return the first and last day, by default the first of the month and today. Neither is after today."""
    today = timestamp(request.context.clock) // DAY
    last = _day(request, "to", today)
    first = _day(request, "from", last - date.fromordinal(EPOCH + last).day + 1)
    if last < first:
        raise invalid("to", "gtefield", "from")
    if last - first >= LONGEST:
        raise invalid("to", "max", f"{LONGEST} days")
    # There was no usage before 1970.
    return max(first, 0), min(last, today)


def _day(request: Request, name: str, default: int) -> int:
    if name not in request.parameters:
        return default
    text: str = request.parameters[name]
    found = parse_timestamp(text) if len(text) == len("YYYY-MM-DD") else None
    if found is None:
        raise invalid(name, "datetime", "YYYY-MM-DD")
    return found // DAY


def _traffic(context: Context, first: int, last: int, products: dict[str, Usage]) -> None:
    for day, live, project, size in context.store.all(WATCHED, first, last):
        if live:
            # As in the vendor's sample, live traffic belongs to the workspace and not to a project.
            _add(products["live_traffic"], day, None, size)
        else:
            _add(products["cdn"], day, project, size)


def _videos(context: Context, first: int, last: int, products: dict[str, Usage]) -> None:
    stored: dict[str | None, float] = {}
    made: dict[int, list[tuple[str, int]]] = {}
    for project, day, size, seconds in context.store.all(MADE, last):
        if day < first:
            stored[project] = stored.get(project, 0) + size
        else:
            made.setdefault(day, []).append((project, size))
            _add(products["encoding"], day, project, seconds / 60)
    for day in range(first, last + 1):
        for project, size in made.get(day, ()):
            stored[project] = stored.get(project, 0) + size
        products["storage"][day] = dict(stored)


def _add(used: Usage, day: int, project: str | None, amount: float) -> None:
    projects = used.setdefault(day, {})
    projects[project] = projects.get(project, 0) + amount


def _shown(product: str, used: dict[str | None, float]) -> Iterable[tuple[str | None, float]]:
    """Return the entries of a product on a day. Encoding and live traffic have an entry of 0 if there are none."""
    shown = [(project, amount) for project, amount in used.items() if amount]
    return shown or ([(None, 0)] if product in ("encoding", "live_traffic") else [])

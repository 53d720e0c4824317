"""Periods of time for analytics, divided into hours, days, weeks and months.

Days start at midnight in Moscow, the time zone of all the vendor's samples; it has been UTC+3 for as long as there can
be views. All times are microseconds.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, NamedTuple

from kinocraft_mock.http.messages import Request
from kinocraft_mock.services.kinescope.datetimes import parse_timestamp
from kinocraft_mock.services.kinescope.errors import invalid

__all__ = ["Period", "period", "step_start", "steps"]

TIMEZONE = "Europe/Moscow"
AHEAD = 3 * 3_600_000_000
HOUR = 3_600_000_000
DAY = 24 * HOUR
EPOCH = date(1970, 1, 1).toordinal()
MONDAY = 3
"""The weekday of 1 January 1970, counted from Monday."""

LATEST = 253_370_764_800_000_000
"""The end of the calendar, in year 9999."""

LONGEST = 10_000
"""The maximum number of steps in a period, more than a year of hours."""


class Period(NamedTuple):
    """A period that excludes its end, with its form in responses."""

    start: int
    end: int
    time: dict[str, str]


def period(request: Request) -> Period:
    """Return the period that a request asks for. Raises a 400 for invalid dates, or if the end is before the start."""
    start, end = _moment(request, "from"), _moment(request, "to")
    if end < start:
        raise invalid("to", "gtefield", "from")
    time = {
        "from": _printed(request.parameters["from"]),
        "to": _printed(request.parameters["to"]),
        "timezone": TIMEZONE,
    }
    return Period(min(max(start, 0), LATEST), min(max(end, 0), LATEST), time)


def _moment(request: Request, name: str) -> int:
    text: str = request.parameters[name]
    found = parse_timestamp(text)
    if found is None:
        raise invalid(name, "datetime", "YYYY-MM-DD or YYYY-MM-DDTHH:MM:SSZ")
    # A date is in the workspace's time zone; a time states UTC itself.
    return found if _is_moment(text) else found - AHEAD


def _is_moment(text: str) -> bool:
    return "T" in text


def _printed(text: str) -> str:
    return text if _is_moment(text) else f"{text}T00:00:00Z"


def step_start(step: str, at: int) -> int:
    """Return the start of the hour, day, week or month that contains a time."""
    local = at + AHEAD
    days = local // DAY
    if step == "hour":
        return at - local % HOUR
    if step == "week":
        days -= (days + MONDAY) % 7
    elif step == "month":
        days -= date.fromordinal(EPOCH + days).day - 1
    return days * DAY - AHEAD


def steps(step: str, asked: Period, field: str) -> Iterator[int]:
    """Return the start of each step that overlaps a period. Raises a 400 for the field if there are too many."""
    at, count = step_start(step, asked.start), 0
    while at < asked.end:
        count += 1
        if count > LONGEST:
            raise invalid(field, "max", f"{LONGEST} steps")
        yield at
        at = _next(step, at)


def _next(step: str, at: int) -> int:
    # Go far enough to reach the next month for certain, then back to its start.
    longest: dict[str, Any] = {"hour": HOUR, "day": DAY, "week": 7 * DAY, "month": 32 * DAY}
    return step_start(step, at + longest[step])

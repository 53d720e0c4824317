"""Spans of time as figures are asked for: a period, and the hours, days, weeks and months it consists of.

Days begin at midnight in Moscow, which is the time zone in every answer that the vendor shows; it has been three hours
ahead of UTC for all the years that there can be figures of. All moments are microseconds.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, NamedTuple

from kinocraft_mock.http.messages import Request
from kinocraft_mock.services.kinescope.errors import invalid
from kinocraft_mock.services.kinescope.times import microseconds

__all__ = ["Period", "period", "step_start", "steps"]

TIMEZONE = "Europe/Moscow"
AHEAD = 3 * 3_600_000_000
HOUR = 3_600_000_000
DAY = 24 * HOUR
EPOCH = date(1970, 1, 1).toordinal()
MONDAY = 3
"""How many days after a Monday the first of January 1970 was."""

LATEST = 253_370_764_800_000_000
"""The year 9999: nothing can be later, and calendars end there."""

LONGEST = 10_000
"""How many steps a period may have; more than a year of hours."""


class Period(NamedTuple):
    """From a moment to a moment, the latter left out; and how answers print it."""

    start: int
    end: int
    time: dict[str, str]


def period(request: Request) -> Period:
    """The period that a request asks for. Raises a 400 for dates that are in no calendar, and for an end before."""
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
    found = microseconds(text)
    if found is None:
        raise invalid(name, "datetime", "YYYY-MM-DD or YYYY-MM-DDTHH:MM:SSZ")
    # A day is one of the workspace's; a moment says itself that it is in UTC.
    return found if _is_moment(text) else found - AHEAD


def _is_moment(text: str) -> bool:
    return "T" in text


def _printed(text: str) -> str:
    return text if _is_moment(text) else f"{text}T00:00:00Z"


def step_start(step: str, at: int) -> int:
    """When the hour, day, week or month began that a moment is in."""
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
    """When each step begins that has any part in a period. Raises a 400 for the field if there are too many."""
    at, count = step_start(step, asked.start), 0
    while at < asked.end:
        count += 1
        if count > LONGEST:
            raise invalid(field, "max", f"{LONGEST} steps")
        yield at
        at = _next(step, at)


def _next(step: str, at: int) -> int:
    # Into the next month for certain, and from there back to its beginning.
    longest: dict[str, Any] = {"hour": HOUR, "day": DAY, "week": 7 * DAY, "month": 32 * DAY}
    return step_start(step, at + longest[step])

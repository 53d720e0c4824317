"""Reading the JSON objects that the control API receives."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from typing import Any, cast

from kinocraft_mock.http.messages import ErrorResponse
from kinocraft_mock.services.kinescope.datetimes import parse_timestamp

__all__ = ["Route", "read_fields", "read_time"]

Route = Callable[[Any, dict[str, str]], Any]
"""Returns the value of the response, from the decoded body and the query."""

MAXIMUM = 2**53
"""All numbers up to this one are exact in JSON."""

NAMES: dict[type, str] = {
    str: "a text",
    bool: "true or false",
    int: "a whole number, 0 or more",
    float: "a number, 0 or more",
}


def read_fields(body: Any, types: Mapping[str, type]) -> dict[str, Any]:
    """Return a copy of a JSON object. Raises a 400 if it is empty, or has other fields or types."""
    fields = dict(cast("dict[str, Any]", body)) if isinstance(body, dict) else {}
    if not fields or set(fields) - set(types):
        raise ErrorResponse(400, f"the body is a JSON object with {', '.join(types)}")
    for name, value in fields.items():
        if not _is_valid(value, types[name]):
            raise ErrorResponse(400, f"{name} is {NAMES[types[name]]}")
    return fields


def _is_valid(value: Any, wanted: type) -> bool:
    if wanted in (str, bool):
        return isinstance(value, wanted)
    if isinstance(value, bool) or not isinstance(value, int if wanted is int else (int, float)):
        return False
    return math.isfinite(value) and 0 <= value <= MAXIMUM


def read_time(text: str | None) -> int | None:
    """Parse the field `time`, in microseconds. Raises a 400."""
    if text is None:
        return None
    found = parse_timestamp(text)
    if found is None or found < 0:
        raise ErrorResponse(400, "time is a moment by RFC 3339, from 1970 on")
    return found

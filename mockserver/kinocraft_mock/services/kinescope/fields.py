"""Fields of request bodies that several topics read in the same way."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Any

from kinocraft_mock.http.messages import Request
from kinocraft_mock.services.kinescope.datetimes import format_timestamp, timestamp
from kinocraft_mock.services.kinescope.errors import invalid
from kinocraft_mock.services.kinescope.store.records import Record

__all__ = ["archived_at", "read_datetime", "sent_fields"]

# RFC 3339. Python's own parser accepts much more.
DATETIME = re.compile(r"\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d:\d\d(\.\d+)?([Zz]|[+-]\d\d:\d\d)")


def sent_fields(body: Mapping[str, Any], names: Iterable[str]) -> dict[str, Any]:
    """Return those of the named fields that a body contains."""
    return {name: body[name] for name in names if name in body}


def read_datetime(name: str, text: str) -> str:
    """Convert a time by RFC 3339 to UTC, in the form that responses print.

    Raises a 400 that names the field for other text: the description states the format, and nothing checks it before.
    """
    try:
        if not DATETIME.fullmatch(text):
            raise ValueError
        read = datetime.fromisoformat(text.upper()).astimezone(UTC)
    except (ValueError, OverflowError):
        raise invalid(name, "datetime", "a moment by RFC 3339") from None
    printed = read.replace(tzinfo=None).isoformat()
    return f"{printed.rstrip('0') if read.microsecond else printed}Z"


def archived_at(request: Request, record: Record) -> str | None:
    """Return when a record was archived, by `archived` in the body: now, as before, or not at all."""
    before: str | None = record.body["archived_at"]
    if not request.body.get("archived", before is not None):
        return None
    return before or format_timestamp(timestamp(request.context.clock))

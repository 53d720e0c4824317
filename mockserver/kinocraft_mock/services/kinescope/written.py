"""Moments in bodies, which a description lets through and which still may mean nothing."""

from __future__ import annotations

import re
from datetime import UTC, datetime

from kinocraft_mock.services.kinescope.errors import invalid

__all__ = ["read_time"]

# What RFC 3339 allows; Python reads much more.
TIME = re.compile(r"\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d:\d\d(\.\d+)?([Zz]|[+-]\d\d:\d\d)")


def read_time(name: str, text: str) -> str:
    """A moment as answers print it, in UTC. Raises a 400 that names the field for a text that is no moment."""
    try:
        if not TIME.fullmatch(text):
            raise ValueError
        read = datetime.fromisoformat(text.upper()).astimezone(UTC)
    except (ValueError, OverflowError):
        raise invalid(name, "datetime", "a moment by RFC 3339") from None
    printed = read.replace(tzinfo=None).isoformat()
    return f"{printed.rstrip('0') if read.microsecond else printed}Z"

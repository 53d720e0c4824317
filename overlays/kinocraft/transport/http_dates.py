"""Dates in headers."""

from __future__ import annotations

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

__all__ = ["http_date"]


def http_date(text: str) -> float | None:
    """Return a date in Unix seconds; None if the text is none of the three forms of HTTP dates, nor an ISO date.

    A date without a zone is in UTC.
    """
    for read in (parsedate_to_datetime, datetime.fromisoformat):
        try:
            moment = read(text.strip().strip('"'))
            return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp()
        except (ValueError, OverflowError, IndexError, TypeError):
            continue
    return None

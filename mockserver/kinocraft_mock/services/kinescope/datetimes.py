"""Times as Kinescope prints and reads them. Inside the server they are whole microseconds since 1970."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from functools import lru_cache

from kinocraft_mock.state.clock import Clock

__all__ = ["format_timestamp", "parse_timestamp", "timestamp"]


def timestamp(clock: Clock) -> int:
    """Return the current time."""
    return round(clock.now() * 1_000_000)


@lru_cache(maxsize=4096)
def format_timestamp(microseconds: int) -> str:
    """Format a time by RFC 3339 in UTC, without trailing zeros of the fraction, as in the vendor's samples."""
    seconds, fraction = divmod(microseconds, 1_000_000)
    text = time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(seconds))
    return f"{text}.{fraction:06d}".rstrip("0").rstrip(".") + "Z"


def parse_timestamp(text: str) -> int | None:
    """Parse a time by RFC 3339 or a date; return None for other text. Without an offset it is in UTC."""
    try:
        read = datetime.fromisoformat(text)
        return round((read if read.tzinfo else read.replace(tzinfo=UTC)).timestamp() * 1_000_000)
    except (ValueError, OverflowError):
        return None

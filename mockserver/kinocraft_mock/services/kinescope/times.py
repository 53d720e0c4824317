"""Moments as Kinescope prints them. Inside the server they are whole microseconds since 1970."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from functools import lru_cache

from kinocraft_mock.state.clock import Clock

__all__ = ["microseconds", "moment", "stamp"]


def moment(clock: Clock) -> int:
    """The time now."""
    return round(clock.now() * 1_000_000)


@lru_cache(maxsize=4096)
def stamp(moment: int) -> str:
    """A moment by RFC 3339 in UTC; zeros at the end of the fraction are left out, as in the vendor's samples."""
    seconds, fraction = divmod(moment, 1_000_000)
    text = time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(seconds))
    return f"{text}.{fraction:06d}".rstrip("0").rstrip(".") + "Z"


def microseconds(text: str) -> int | None:
    """What a moment by RFC 3339 or a date means; None for other text. Without an offset it is in UTC."""
    try:
        read = datetime.fromisoformat(text)
        return round((read if read.tzinfo else read.replace(tzinfo=UTC)).timestamp() * 1_000_000)
    except (ValueError, OverflowError):
        return None

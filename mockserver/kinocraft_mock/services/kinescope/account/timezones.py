"""The time zones that the service knows, with their Russian names.

Offsets and abbreviations come from the machine's time zone database at the server's time. That database has no Russian
names; those in `timezones.json` are our own. Zones that the machine does not know are left out.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from functools import lru_cache
from importlib.resources import files
from typing import NamedTuple
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import orjson

__all__ = ["Zone", "zones"]


class Zone(NamedTuple):
    """A time zone at one moment. `offset` is in seconds ahead of UTC."""

    name: str
    russian: str
    abbreviation: str
    offset: int


def zones(now: float) -> Iterator[Zone]:
    """Return every time zone at a moment, in Unix seconds."""
    at = datetime.fromtimestamp(now, UTC)
    for name, russian, zone in _known():
        local = at.astimezone(zone)
        offset = local.utcoffset()
        if offset is not None:
            yield Zone(name, russian, local.tzname() or "", int(offset.total_seconds()))


@lru_cache(maxsize=1)
def _known() -> list[tuple[str, str, ZoneInfo]]:
    names: dict[str, str] = orjson.loads(files(__package__).joinpath("timezones.json").read_bytes())
    found: list[tuple[str, str, ZoneInfo]] = []
    for name, russian in names.items():
        try:
            found.append((name, russian, ZoneInfo(name)))
        except ZoneInfoNotFoundError:
            continue
    return found

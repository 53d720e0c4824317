"""The blocks that content is read and written in, and a cap on the bytes per second of a transfer."""

from __future__ import annotations

import math
import threading
from collections.abc import Iterator, Mapping
from typing import Any, cast

from .clock import Clock
from .errors import InvalidArgumentError
from .type_guards import is_positive

__all__ = ["BLOCK", "RateCap", "cap_of"]

BLOCK = 1 << 20
"""Bytes per read and write: blocks of 1 MiB cost a third less CPU than blocks of 64 KiB."""
TURN = 0.25
"""Seconds that the bytes of one write take. A deadline or a failure is noticed within this time."""
LEAST = 1 << 10
"""The minimum number of bytes of one write."""


class RateCap:
    """Spreads the bytes of a transfer evenly over time, over all its threads or tasks.

    Unused time does not add up: no second has more bytes than the cap and one write. (pyrate-limiter would keep an
    entry for each byte.)

    Args:
        rate: Bytes per second.
        clock: The clock to wait with.

    Raises:
        InvalidArgumentError: The rate is not a number above 0.
    """

    def __init__(self, rate: float, clock: Clock) -> None:
        if not is_positive(rate):
            raise InvalidArgumentError(f"limit_rate is {rate!r}: give a number of bytes per second above 0")
        self.clock = clock
        self._rate = rate
        self._lock = threading.Lock()
        self._free = -math.inf
        """When the next byte may be sent."""

    def take(self, count: int) -> float:
        """Return the seconds to wait before a number of bytes is sent."""
        now = self.clock.monotonic()
        with self._lock:
            start = max(now, self._free)
            self._free = start + count / self._rate
        return start - now

    def pieces(self, block: bytes) -> Iterator[bytes]:
        """Split a block into the bytes of single writes."""
        size = min(BLOCK, max(LEAST, int(self._rate * TURN)))
        if len(block) <= size:
            yield block
            return
        for start in range(0, len(block), size):
            yield bytes(block[start : start + size])


def cap_of(options: object, clock: Clock) -> RateCap | None:
    """Return the cap that the option `limit_rate` of a transfer sets.

    Raises:
        InvalidArgumentError: It is not a number above 0.
    """
    rate = cast(Mapping[str, Any], options).get("limit_rate")
    return None if rate is None else RateCap(rate, clock)

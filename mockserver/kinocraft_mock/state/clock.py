"""The clock of a server: real time that can be advanced, set and frozen."""

from __future__ import annotations

import math
import time
from collections.abc import Callable

__all__ = ["LATEST", "Clock"]

LATEST = 253_370_764_799
"""The last second of the year 9998. Dates go to 9999, which leaves room for a clock that keeps running."""


class Clock:
    """Unix seconds that follow the machine's clock unless changed.

    All of the server's times come from here: token lifetimes, rate limits, dates of files, the `Date` header.
    """

    def __init__(self, source: Callable[[], float] = time.time) -> None:
        self._source = source
        self._offset = 0.0
        self._stopped: float | None = None
        self._watchers: list[Callable[[], object]] = []

    def watch(self, watcher: Callable[[], object]) -> None:
        """Call a function whenever the time is changed, frozen or unfrozen."""
        self._watchers.append(watcher)

    def _notify(self) -> None:
        for watcher in self._watchers:
            watcher()

    @property
    def frozen(self) -> bool:
        """Return whether the clock is frozen."""
        return self._stopped is not None

    def now(self) -> float:
        """Return the time in Unix seconds."""
        if self._stopped is not None:
            return self._stopped
        return self._source() + self._offset

    def advance(self, seconds: float) -> None:
        """Advance the time by so many seconds; a frozen clock stays frozen at the new time."""
        self.set(self.now() + seconds)

    def set(self, now: float) -> None:
        """Set the time in Unix seconds; a running clock continues from there."""
        if self._stopped is not None:
            self._stopped = now
        else:
            self._offset = now - self._source()
        self._notify()

    def freeze(self, frozen: bool = True) -> None:
        """Freeze the clock, or let it continue from its time."""
        now = self.now()
        self._stopped = now if frozen else None
        if frozen:
            self._notify()
        else:
            self.set(now)

    def export(self) -> dict[str, float | None]:
        """Return its offset from the machine's clock in seconds, and the time it is frozen at, if it is."""
        return {"offset": self._offset, "stopped": self._stopped}

    def can_restore(self, offset: object, stopped: object) -> bool:
        """Return whether `restore` with these arguments gives a time that is possible."""
        if not isinstance(offset, int | float) or not isinstance(stopped, int | float | None):
            return False
        return math.isfinite(offset) and 0 <= (self._source() + offset if stopped is None else stopped) <= LATEST

    def restore(self, offset: float, stopped: float | None) -> None:
        """Restore an exported clock; a running one continues at its offset from the machine's clock."""
        self._offset = offset
        self._stopped = stopped
        self._notify()

    def reset(self) -> None:
        """Follow the machine's clock again."""
        self._offset = 0.0
        self._stopped = None
        self._notify()

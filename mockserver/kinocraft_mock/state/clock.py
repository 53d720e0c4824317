"""The one clock of a server: real time that can be moved, set and stopped."""

from __future__ import annotations

import time
from collections.abc import Callable

__all__ = ["LATEST", "Clock"]

LATEST = 253_370_764_799
"""The last second of the year 9998: what dates can be printed for, and room for a clock that runs on from there."""


class Clock:
    """Unix seconds that follow the machine's clock until told otherwise.

    Everything the server decides by time, and every time it prints, comes from here: token lifetimes, the limit on
    requests, dates of files, the `Date` header.
    """

    def __init__(self, source: Callable[[], float] = time.time) -> None:
        self._source = source
        self._offset = 0.0
        self._stopped: float | None = None
        self._watchers: list[Callable[[], object]] = []

    def watch(self, watcher: Callable[[], object]) -> None:
        """Call this from now on, whenever the time is moved, stopped or let run."""
        self._watchers.append(watcher)

    def _tell(self) -> None:
        for watcher in self._watchers:
            watcher()

    @property
    def frozen(self) -> bool:
        """Whether the time moves only when it is moved."""
        return self._stopped is not None

    def now(self) -> float:
        """The time, in Unix seconds."""
        if self._stopped is not None:
            return self._stopped
        return self._source() + self._offset

    def advance(self, seconds: float) -> None:
        """Move the time on by so many seconds; a frozen clock stays frozen at the new time."""
        self.set(self.now() + seconds)

    def set(self, now: float) -> None:
        """Make it this time, in Unix seconds; a running clock runs on from there."""
        if self._stopped is not None:
            self._stopped = now
        else:
            self._offset = now - self._source()
        self._tell()

    def freeze(self, frozen: bool = True) -> None:
        """Stop the clock, or let it run on from where it stands."""
        now = self.now()
        self._stopped = now if frozen else None
        if frozen:
            self._tell()
        else:
            self.set(now)

    def export(self) -> dict[str, float | None]:
        """How it stands: by how many seconds it is ahead, and the time it has been stopped at."""
        return {"offset": self._offset, "stopped": self._stopped}

    def would_be(self, offset: float, stopped: float | None) -> float:
        """What `now` would be if these were restored."""
        return self._source() + offset if stopped is None else stopped

    def restore(self, offset: float, stopped: float | None) -> None:
        """Stand as that clock stood; one that was running goes on from the machine's time with the same offset."""
        self._offset = offset
        self._stopped = stopped
        self._tell()

    def reset(self) -> None:
        """Follow the machine's clock again."""
        self._offset = 0.0
        self._stopped = None
        self._tell()

"""The one clock of a server: real time that can be moved, set and stopped."""

from __future__ import annotations

import time
from collections.abc import Callable

__all__ = ["Clock"]


class Clock:
    """Unix seconds that follow the machine's clock until told otherwise.

    Everything the server decides by time, and every time it prints, comes from here: token lifetimes, the limit on
    requests, dates of files, the `Date` header.
    """

    def __init__(self, source: Callable[[], float] = time.time) -> None:
        self._source = source
        self._offset = 0.0
        self._stopped: float | None = None

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

    def freeze(self, frozen: bool = True) -> None:
        """Stop the clock, or let it run on from where it stands."""
        now = self.now()
        self._stopped = now if frozen else None
        if not frozen:
            self.set(now)

    def reset(self) -> None:
        """Follow the machine's clock again."""
        self._offset = 0.0
        self._stopped = None

"""The documented limits on how often a service may be asked."""

from __future__ import annotations

import math
from collections import deque
from dataclasses import dataclass

from kinocraft_mock.state.clock import Clock

__all__ = ["Limits", "Window"]


@dataclass(frozen=True)
class Window:
    """At most `count` requests within any `seconds`."""

    count: int
    seconds: float


class Limits:
    """Sliding windows, one set for each service. Refused requests do not count, so that waiting always helps."""

    def __init__(self, clock: Clock, enabled: bool) -> None:
        self.enabled = enabled
        self._clock = clock
        self._admitted: dict[str, deque[float]] = {}

    def admit(self, service: str, windows: tuple[Window, ...]) -> int | None:
        """None when the request may pass, else how many whole seconds to wait before the next."""
        if not self.enabled or not windows:
            return None
        now = self._clock.now()
        admitted = self._admitted.setdefault(service, deque())
        horizon = now - max(window.seconds for window in windows)
        # A clock that was set back leaves times of the future, which would shut the service until they come round.
        while admitted and (admitted[0] <= horizon or admitted[0] > now):
            admitted.popleft()
        waits = [self._wait(admitted, window, now) for window in windows]
        if any(wait > 0 for wait in waits):
            return max(1, math.ceil(max(waits)))
        admitted.append(now)
        return None

    @staticmethod
    def _wait(admitted: deque[float], window: Window, now: float) -> float:
        if len(admitted) < window.count:
            return 0.0
        return admitted[-window.count] + window.seconds - now

    def clear(self) -> None:
        """Forget what has been admitted."""
        self._admitted.clear()

"""The documented rate limits."""

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
    """Sliding windows per service. Rejected requests do not count, so waiting always helps."""

    def __init__(self, clock: Clock, enabled: bool) -> None:
        self.enabled = enabled
        self._clock = clock
        self._admitted: dict[str, deque[float]] = {}

    def admit(self, service: str, windows: tuple[Window, ...]) -> int | None:
        """Admit a request and return None, or return how many whole seconds to wait before a retry."""
        if not self.enabled or not windows:
            return None
        now = self._clock.now()
        admitted = self._admitted.setdefault(service, deque())
        horizon = now - max(window.seconds for window in windows)
        # Drop future times too: after the clock was set back they would block the service until they are reached.
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
        """Forget the admitted requests."""
        self._admitted.clear()

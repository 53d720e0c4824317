"""Time, waiting and chance, in one place that tests replace."""

from __future__ import annotations

import random
import time
from typing import Protocol

__all__ = ["Clock", "SystemClock"]


class Clock(Protocol):
    """Where the client gets time and chance from."""

    def time(self) -> float:
        """Unix seconds."""
        ...

    def monotonic(self) -> float:
        """Seconds that never go back."""
        ...

    def random(self) -> float:
        """A number from 0 up to 1."""
        ...

    def sleep(self, seconds: float) -> None:
        """Wait, in a thread."""
        ...

    async def asleep(self, seconds: float) -> None:
        """Wait, in an event loop."""
        ...


class SystemClock:
    """The machine's own clock."""

    def time(self) -> float:
        """Unix seconds."""
        return time.time()

    def monotonic(self) -> float:
        """Seconds that never go back."""
        return time.monotonic()

    def random(self) -> float:
        """A number from 0 up to 1."""
        return random.random()  # noqa: S311 — it spreads retries, it keeps no secret

    def sleep(self, seconds: float) -> None:
        """Wait, in a thread."""
        time.sleep(seconds)

    async def asleep(self, seconds: float) -> None:
        """Wait, in an event loop."""
        import anyio

        await anyio.sleep(seconds)

"""Time, waiting and chance, in one place that tests replace."""

from __future__ import annotations

import math
import random as chance
import time as unix
from typing import TYPE_CHECKING, Protocol, cast

if TYPE_CHECKING:
    from kinocraft_runtime.calls import CallOptions

from .errors import InvalidArgumentError

__all__ = ["Clock", "Countdown", "SystemClock"]

CONNECT = 10.0
"""Seconds to connect, at most."""


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

    time = staticmethod(unix.time)
    monotonic = staticmethod(unix.monotonic)
    random = staticmethod(chance.random)

    def sleep(self, seconds: float) -> None:
        """Wait, in a thread."""
        unix.sleep(seconds)

    async def asleep(self, seconds: float) -> None:
        """Wait, in an event loop."""
        import anyio

        await anyio.sleep(seconds)


class Countdown:
    """The time that a call has, counted from when this is made.

    Args:
        clock: Where the time comes from.
        timeout: Seconds for each wait of an attempt; None for no limit.
        deadline: Seconds for all of it; None for no limit.

    Raises:
        InvalidArgumentError: They are no such numbers.
    """

    def __init__(self, clock: Clock, timeout: float | None, deadline: float | None) -> None:
        for name, seconds in ("timeout", timeout), ("deadline", deadline):
            if seconds is not None and not (isinstance(cast(object, seconds), int | float) and 0 < seconds < math.inf):
                words = "give a number of seconds above 0, or None for no limit"
                raise InvalidArgumentError(f"{name} is {seconds!r}: {words}")
        self._clock = clock
        self._timeout = timeout
        self._started = clock.monotonic()
        self.deadline = deadline

    @property
    def elapsed(self) -> float:
        """Seconds so far."""
        return self._clock.monotonic() - self._started

    @property
    def left(self) -> float | None:
        """Seconds until the deadline, negative after it; None where there is none."""
        return None if self.deadline is None else self.deadline - self.elapsed

    @property
    def over(self) -> bool:
        """Whether the deadline has come."""
        left = self.left
        return left is not None and left <= 0

    def inner(self) -> CallOptions:
        """For a call that is made meanwhile: it ends with this."""
        return {} if self.left is None else {"deadline": max(0.001, self.left)}

    def timeouts(self) -> dict[str, float | None]:
        """For one attempt: never longer than what is left."""
        bounds = [bound for bound in (self._timeout, self.left) if bound is not None]
        seconds = max(0.001, min(bounds)) if bounds else None
        return {"connect": min(seconds or CONNECT, CONNECT), "read": seconds, "write": seconds, "pool": seconds}

"""Time, waiting and random numbers. Tests replace them."""

from __future__ import annotations

import random as random_numbers
import time as unix
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from kinocraft_runtime.calls import CallOptions

from .errors import InvalidArgumentError
from .type_guards import is_positive

__all__ = ["LONGEST", "Clock", "Countdown", "SystemClock"]

CONNECT = 10.0
"""The maximum number of seconds to wait for a connection."""
LONGEST = 2_000_000.0
"""The maximum number of seconds of one wait, 23 days: the system's sockets can wait no longer."""


class Clock(Protocol):
    """The client's source of time and random numbers."""

    def time(self) -> float:
        """Return the time in Unix seconds."""
        ...

    def monotonic(self) -> float:
        """Return a number of seconds that never decreases."""
        ...

    def random(self) -> float:
        """Return a random number from 0 up to 1."""
        ...

    def sleep(self, seconds: float) -> None:
        """Wait, in a thread."""
        ...

    async def asleep(self, seconds: float) -> None:
        """Wait, in an event loop."""
        ...


class SystemClock:
    """The clock of this machine."""

    time = staticmethod(unix.time)
    monotonic = staticmethod(unix.monotonic)
    random = staticmethod(random_numbers.random)

    def sleep(self, seconds: float) -> None:
        """Wait, in a thread."""
        unix.sleep(min(seconds, LONGEST))

    async def asleep(self, seconds: float) -> None:
        """Wait, in an event loop."""
        import anyio

        await anyio.sleep(seconds)


class Countdown:
    """The time limits of a call. The deadline counts from the creation of this object.

    Args:
        clock: The source of the time.
        timeout: Seconds for each wait of an attempt; None for no limit.
        deadline: Seconds for the whole call; None for no limit.
        within: The limits of the method that makes the call, whose deadline applies if it is earlier.

    Raises:
        InvalidArgumentError: A limit is not a number of seconds above 0.
    """

    def __init__(
        self, clock: Clock, timeout: float | None, deadline: float | None, within: Countdown | None = None
    ) -> None:
        for name, seconds in ("timeout", timeout), ("deadline", deadline):
            if seconds is not None and not is_positive(seconds):
                words = "give a number of seconds above 0, or None for no limit"
                raise InvalidArgumentError(f"{name} is {seconds!r}: {words}")
        self._clock = clock
        self._timeout = timeout
        self._started = clock.monotonic()
        outer = None if within is None else within.left
        self._within = within if outer is not None and (deadline is None or outer < deadline) else None
        self.deadline: float | None = self._within.deadline if self._within else deadline

    @property
    def elapsed(self) -> float:
        """Seconds since the start."""
        return self._clock.monotonic() - self._started

    @property
    def left(self) -> float | None:
        """Seconds until the deadline, negative after it; None if there is no deadline."""
        if self._within is not None:
            return self._within.left
        return None if self.deadline is None else self.deadline - self.elapsed

    @property
    def over(self) -> bool:
        """Whether the deadline has passed."""
        left = self.left
        return left is not None and left <= 0

    def inner(self) -> CallOptions:
        """Return options for a call made within this one, which share its deadline."""
        return {} if self.left is None else {"deadline": max(0.001, self.left)}

    def timeouts(self) -> dict[str, float | None]:
        """Return httpx2's timeouts for one attempt. They never exceed the deadline."""
        bounds = [min(bound, LONGEST) for bound in (self._timeout, self.left) if bound is not None]
        seconds = max(0.001, min(bounds)) if bounds else None
        return {"connect": min(seconds or CONNECT, CONNECT), "read": seconds, "write": seconds, "pool": seconds}

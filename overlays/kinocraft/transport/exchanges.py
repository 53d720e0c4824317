"""Bounds of what the runtimes wait for: the deadline of a call, and the size of a response's head."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from contextvars import ContextVar

from ..clock import LONGEST, Countdown

__all__ = ["MAX_HEAD", "Exchange", "current", "exchange"]

MAX_HEAD = 256 << 10
"""The maximum number of bytes before and in the head of a response, with all its 1xx responses: 256 KiB."""


class Exchange:
    """A request and its response, while the runtime waits for the head or for a part of the body."""

    def __init__(self, time: Countdown | None, head: bool) -> None:
        self._time = time
        self._head = head
        self._left = MAX_HEAD

    @property
    def limited(self) -> bool:
        """Whether there is a deadline."""
        return self._time is not None and self._time.left is not None

    def bound(self, timeout: float | None, error: type[Exception]) -> float | None:
        """Return the timeout, or what is left until the deadline if that is less."""
        left = self._time.left if self._time else None
        if left is None:
            return timeout
        if left <= 0:
            raise error("the deadline was exceeded")
        return min(left, LONGEST if timeout is None else timeout)

    def count(self, received: int) -> bool:
        """Count received bytes, and return whether they are not too many for a head."""
        self._left -= received
        return not self._head or self._left >= 0


_NONE = Exchange(None, head=False)
_current: ContextVar[Exchange] = ContextVar("kinocraft_exchange")


def current() -> Exchange:
    """Return the exchange that this thread or task waits for."""
    return _current.get(_NONE)


@contextmanager
def exchange(time: Countdown | None, *, head: bool) -> Generator[None]:
    """Bound what this thread or task reads and writes meanwhile."""
    token = _current.set(Exchange(time, head))
    try:
        yield
    finally:
        _current.reset(token)

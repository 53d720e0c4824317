"""Bounds of what the runtimes wait for: the deadline of a call, and the size of a response's head."""

from __future__ import annotations

from contextvars import ContextVar

from ..clock import LONGEST, Countdown

__all__ = ["MAX_HEAD", "Exchange", "current"]

MAX_HEAD = 256 << 10
"""The maximum number of bytes before and in the head of a response, with all its 1xx responses: 256 KiB."""


class Exchange:
    """A request and its response. It bounds what this thread or task reads and writes inside its `with` block.

    Args:
        time: The deadline of the call.
        head: Whether the block ends when the head of the response has arrived. Otherwise it reads a part of the body.
    """

    def __init__(self, time: Countdown | None, *, head: bool) -> None:
        self._time = time
        self._head = head
        self._left = MAX_HEAD

    def __enter__(self) -> None:
        self._token = _current.set(self)

    def __exit__(self, *_: object) -> None:
        _current.reset(self._token)

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

    def count(self, received: bytes) -> None:
        """Count received bytes.

        Raises:
            httpcore2.RemoteProtocolError: They are too many for a head.
        """
        self._left -= len(received)
        if self._head and self._left < 0:
            import httpcore2  # late, because importing it takes long

            raise httpcore2.RemoteProtocolError(f"the head of the response has more than {MAX_HEAD >> 10} KiB")


_NONE = Exchange(None, head=False)
_current: ContextVar[Exchange] = ContextVar("kinocraft_exchange")


def current() -> Exchange:
    """Return the exchange that this thread or task waits for."""
    return _current.get(_NONE)

"""The event loop of a client: its connections and locks work in one loop only."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from ..errors import ClientStateError
from ..forks import reset_after_fork

if TYPE_CHECKING:
    from anyio.lowlevel import RunVar

__all__ = ["EventLoop"]


class EventLoop:
    """The event loop in which a client was used first. A forked child may use another one."""

    def __init__(self) -> None:
        self._known: object = None
        reset_after_fork(self)

    def after_fork(self) -> None:
        """Forget the parent's event loop."""
        self._known = None

    def check(self) -> None:
        """Check that the running event loop is the one of the first check.

        Raises:
            ClientStateError: It is another one.
        """
        running = _running()
        if self._known is None:
            self._known = running
        elif self._known is not running:
            raise ClientStateError(
                "this client belongs to another event loop, in which it was used first: make one client in each event "
                "loop, for example with `async with` inside the function that asyncio.run runs, and close it there"
            )


@cache
def _variable() -> RunVar[object]:
    from anyio.lowlevel import RunVar

    return RunVar("kinocraft_loop")


def _running() -> object:
    """Return an object that stands for the running event loop, and for no later one at the same address."""
    variable = _variable()
    known = variable.get(None)
    if known is None:
        known = object()
        variable.set(known)
    return known

"""State that belongs to one process. A forked child starts with its own.

Parent and child must not share a connection, or each receives responses to the other's requests. A lock that another
thread holds at the moment of the fork stays locked for ever in the child, where that thread does not exist.
"""

from __future__ import annotations

import os
from typing import Protocol
from weakref import WeakSet

__all__ = ["reset_after_fork"]


class Resettable(Protocol):
    """An object that holds connections, locks or counters of the process that made it."""

    def after_fork(self) -> None:
        """Discard the parent's state in a child. It runs before the child starts threads, and must not block."""
        ...


_objects: WeakSet[Resettable] = WeakSet()


def reset_after_fork(instance: Resettable) -> None:
    """Call the object's `after_fork` in every child that this process forks, for as long as the object lives."""
    _objects.add(instance)


def _reset_all() -> None:
    for instance in list(_objects):
        instance.after_fork()


# Windows has no fork.
if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_reset_all)

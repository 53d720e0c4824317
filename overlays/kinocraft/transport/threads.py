"""Run a blocking function in a worker thread of an event loop."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any, TypeVar

__all__ = ["run_in_thread"]

T = TypeVar("T")


async def run_in_thread(do: Callable[[], T], undo: Callable[[T], object] | None = None, *, waits: bool = False) -> T:
    """Return what the function returns. `undo` receives it if the task was cancelled meanwhile.

    Args:
        do: The function.
        undo: What to do with a result that nobody receives.
        waits: Whether it may wait long, for others or for a pipe. Then a task that is cancelled ends at once.
    """
    import anyio.to_thread

    # The default limiter has 40 threads. If all of them waited, nobody could do what they wait for.
    own: dict[str, Any] = {"abandon_on_cancel": True, "limiter": anyio.CapacityLimiter(1)} if waits else {}

    async def run(function: Callable[[], T]) -> T:
        return await anyio.to_thread.run_sync(function, **own)

    if undo is None:
        return await run(do)
    lock, abandoned, results = threading.Lock(), False, list[T]()

    def guarded() -> T:
        result = do()
        with lock:
            results.append(result)
            if abandoned:
                undo(result)
        return result

    try:
        return await run(guarded)
    except BaseException:
        with lock:
            abandoned = True
            for result in results:
                undo(result)
        raise

"""Tasks side by side in threads, and which of several failures is raised."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextvars import ContextVar, copy_context
from queue import SimpleQueue
from typing import TYPE_CHECKING

from ..errors import UploadCancelledError

if TYPE_CHECKING:
    from ..clock import Clock

__all__ = ["Workers", "first_cause", "run_in_threads", "sleep"]

SLICE = 0.25
"""Seconds after which a sleeping task checks whether another one has failed."""
GRACE = 0.2
"""Seconds that an interrupted program waits for its threads. One that waits for the network cannot be interrupted."""

_stopped: ContextVar[tuple[threading.Event, ...]] = ContextVar("stopped", default=())
"""Events that are set when the parallel tasks of this one must end, also those of the tasks that started it."""


class Workers:
    """The number of workers of parallel tasks. It shrinks to `narrower()`. Threads call it with a lock held."""

    def __init__(self, width: int, narrower: Callable[[], int] | None) -> None:
        self._count = width
        self._narrower = narrower

    def retire(self) -> bool:
        """Return whether the calling worker must end instead of taking another task."""
        if self._narrower is None or self._count <= max(1, self._narrower()):
            return False
        self._count -= 1
        return True


def run_in_threads(
    tasks: Iterator[Callable[[], object]],
    width: int,
    abandon: Callable[[], None],
    narrower: Callable[[], int] | None = None,
    name: str = "kinocraft",
) -> None:
    """Run tasks in as many threads, and raise the first cause if one fails. The other tasks are abandoned then.

    A thread that has ended a task ends too if more than `narrower()` are running.

    After an interrupt (Ctrl-C) it does not wait for threads that the network keeps. They end by themselves, or with the
    program.
    """
    lock, stopped, outer = threading.Lock(), threading.Event(), _stopped.get()
    failures: list[BaseException] = []
    ended: SimpleQueue[None] = SimpleQueue()
    workers = Workers(width, narrower)

    def stop() -> None:
        stopped.set()
        abandon()

    def work() -> None:
        _stopped.set((*outer, stopped))
        try:
            while not stopped.is_set():
                with lock:
                    task = None if workers.retire() else next(tasks, None)
                if task is None:
                    break
                task()
        except BaseException as error:
            failures.append(error)
            stop()
        finally:
            ended.put(None)

    threads = [
        threading.Thread(target=copy_context().run, args=(work,), name=f"{name}_{index}", daemon=True)
        for index in range(width)
    ]
    try:
        for thread in threads:
            thread.start()
        for _ in threads:
            ended.get()
    except BaseException:
        stop()
        for thread in threads:
            if thread.ident is not None:
                thread.join(GRACE / width)
        raise
    for thread in threads:
        thread.join()
    if failures:
        raise first_cause(failures)


def sleep(clock: Clock, seconds: float) -> None:
    """Wait, but stop soon if a parallel task fails.

    Raises:
        UploadCancelledError: Another task has failed.
    """
    stopped = _stopped.get()
    while True:
        now = min(seconds, SLICE) if stopped else seconds
        clock.sleep(now)
        if any(each.is_set() for each in stopped):
            raise UploadCancelledError("another part of it failed meanwhile")
        seconds -= now
        if seconds <= 0:
            return


def first_cause(failures: list[BaseException]) -> BaseException:
    """Return the first failure that is not a consequence of another one, with the others as its notes.

    Tasks fail with UploadCancelledError because another one failed. An interrupt is always the cause.
    """
    causes = [error for error in failures if not isinstance(error, UploadCancelledError)] or failures
    cause = next((error for error in causes if not isinstance(error, Exception)), causes[0])
    for text in dict.fromkeys(f"{type(error).__name__}: {error}" for error in failures if error is not cause):
        cause.add_note(f"another task of it ended with {text}")
    return cause

"""Blocking functions in other threads, for an event loop or with a deadline; and a first-come, first-served lock."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from contextvars import copy_context
from queue import Empty, SimpleQueue
from typing import Generic, TypeVar

__all__ = ["FairLock", "run_in_thread", "wait_in_thread"]

T = TypeVar("T")


class FairLock:
    """A lock between threads that is acquired in the order in which they ask for it. (That of Python has no order.)"""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._held = False
        self._turns: deque[threading.Lock] = deque()

    def locked(self) -> bool:
        """Return whether it is held."""
        return self._held

    def acquire(self, blocking: bool = True, timeout: float = -1) -> bool:
        """Acquire it, and return whether that succeeded: within `timeout` seconds, or at once if not `blocking`."""
        with self._lock:
            if not self._held:
                self._held = True
                return True
            if not blocking:
                return False
            turn = threading.Lock()
            turn.acquire()
            self._turns.append(turn)
        acquired = False
        try:
            acquired = turn.acquire(timeout=timeout)
        finally:
            if not acquired:
                self._leave(turn)
        return acquired

    def release(self) -> None:
        """Pass it to the thread that has waited longest."""
        with self._lock:
            if self._turns:
                self._turns.popleft().release()
            else:
                self._held = False

    def _leave(self, turn: threading.Lock) -> None:
        with self._lock:
            if turn in self._turns:
                self._turns.remove(turn)
                return
        self.release()  # it was passed on to this thread at the last moment


class _Abandonable(Generic[T]):
    """A function whose result goes to `undo` if its caller no longer waits."""

    def __init__(self, do: Callable[[], T], undo: Callable[[T], object]) -> None:
        self._do, self._undo = do, undo
        self._lock = threading.Lock()
        self._abandoned = False
        self._results: list[T] = []

    def run(self) -> T:
        result = self._do()
        with self._lock:
            self._results.append(result)
            if self._abandoned:
                self._undo(result)
        return result

    def abandon(self) -> None:
        with self._lock:
            self._abandoned = True
            for result in self._results:
                self._undo(result)


async def run_in_thread(do: Callable[[], T], undo: Callable[[T], object] | None = None, *, waits: bool = False) -> T:
    """Return what the function returns. `undo` receives it if the task was cancelled meanwhile.

    Args:
        do: The function.
        undo: Receives a result that the caller no longer waits for.
        waits: Whether it may wait long, for others or for a pipe. Then a task that is cancelled ends at once.
    """
    import anyio.to_thread

    work = _Abandonable(do, undo or (lambda _: None))
    try:
        return await (_run_in_daemon(work.run) if waits else anyio.to_thread.run_sync(work.run))
    except BaseException:
        work.abandon()
        raise


async def _run_in_daemon(do: Callable[[], T]) -> T:
    """Return what the function returns, from a thread that is abandoned when the task is cancelled.

    It is none of the worker threads of the event loop. There are 40 of these, and if all of them waited, none would be
    left for what they wait for. And a program would not end before each of them has ended.
    """
    from anyio import Event, RunFinishedError, from_thread
    from anyio.lowlevel import current_token

    loop, ended = current_token(), Event()
    results: list[T] = []
    errors: list[BaseException] = []

    def run() -> None:
        try:
            results.append(do())
        except BaseException as error:
            errors.append(error)
        with suppress(RunFinishedError):  # the event loop has ended, and nobody waits
            from_thread.run_sync(ended.set, token=loop)

    _start(run)
    await ended.wait()
    if errors:
        raise errors[0]
    return results[0]


def wait_in_thread(do: Callable[[], T], undo: Callable[[T], object] | None, seconds: float) -> T:
    """Return what the function returns, or raise TimeoutError after some seconds. `undo` receives a later result.

    The function runs in a thread of its own, which ends with the function or with the program.
    """
    work = _Abandonable(do, undo or (lambda _: None))
    ended: SimpleQueue[tuple[list[T], BaseException | None]] = SimpleQueue()

    def run() -> None:
        try:
            ended.put(([work.run()], None))
        except BaseException as error:
            ended.put(([], error))

    _start(run)
    try:
        results, error = ended.get(timeout=min(max(0.0, seconds), threading.TIMEOUT_MAX))
    except BaseException as ending:
        work.abandon()
        if isinstance(ending, Empty):
            raise TimeoutError from None
        raise
    if error is not None:
        raise error
    return results[0]


def _start(run: Callable[[], None]) -> None:
    """Run a function in a daemon thread, for which a program does not wait at its end."""
    threading.Thread(target=copy_context().run, args=(run,), name="kinocraft_wait", daemon=True).start()

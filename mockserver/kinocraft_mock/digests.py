"""SHA-256 of files that come in parts, computed while the parts arrive."""

from __future__ import annotations

import asyncio
import hashlib
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any
from weakref import WeakKeyDictionary, WeakValueDictionary

from kinocraft_mock.blobs import Incoming

__all__ = ["RunningDigest"]

BLOCK = 1 << 20


class RunningDigest:
    """The hash of numbered files laid end to end, kept up with as they come in any order.

    Numbers go from 0, or from 1 where 0 is missing. The file whose turn it is is hashed by the thread that writes it, and
    files that came too early by another; the state after each is kept, so that a file that is replaced costs only what
    comes after it. Reading back what has just been written is served from the system's cache.
    """

    def __init__(self, pool: ThreadPoolExecutor) -> None:
        self._pool = pool
        self._files: dict[int, Path] = {}
        self._first = 1
        self._states: list[Any] = []
        self._generation = 0
        # Kept weakly: a file that breaks off is forgotten by itself.
        self._arriving: WeakValueDictionary[int, Incoming] = WeakValueDictionary()
        self._begun: WeakKeyDictionary[Incoming, int] = WeakKeyDictionary()
        self._task: asyncio.Task[None] | None = None

    def begin(self, number: int, incoming: Incoming) -> None:
        """Take note that the file of this number arrives, and hash it on the way once its turn has come."""
        self._begin_from(number)
        self._arriving[number] = incoming
        self._join()

    def put(self, number: int, file: Path, incoming: Incoming | None = None) -> None:
        """Add the file of this number, or put it in place of the one before, and go on hashing.

        `incoming` is the one it arrived by, where that was begun here.
        """
        fresh = incoming is not None and self._begun.get(incoming) == self._generation and number not in self._files
        self._files[number] = file
        self._begin_from(number)
        if number - self._first <= len(self._states):
            self._forget(number - self._first)
        if incoming is not None and incoming.digest is not None and fresh:
            self._states.append(incoming.digest)
        self._go()

    def _join(self) -> None:
        number = self._first + len(self._states)
        incoming = self._arriving.get(number)
        if incoming is not None and number not in self._files and self._begun.get(incoming) != self._generation:
            incoming.join(self._states[-1].copy() if self._states else hashlib.sha256())
            self._begun[incoming] = self._generation

    def _begin_from(self, number: int) -> None:
        """Count from 0 as soon as the file of that number is known of: what is hashed without it is hashed in vain."""
        if number < self._first:
            self._first = number
            self._forget(0)

    def _forget(self, place: int) -> None:
        # What a thread is hashing right now goes on from a state that may be among those dropped.
        self._generation += 1
        del self._states[place:]

    def _go(self) -> None:
        if self._task is None or self._task.done():
            self._task = asyncio.get_running_loop().create_task(self._run())

    async def _run(self) -> None:
        while (file := self._files.get(self._first + len(self._states))) is not None:
            generation = self._generation
            state = self._states[-1] if self._states else hashlib.sha256()
            try:
                state = await asyncio.get_running_loop().run_in_executor(self._pool, _extend, state, file)
            except OSError:
                if generation == self._generation:
                    raise
            if generation == self._generation:
                self._states.append(state)
        self._join()

    async def result(self) -> str:
        """The hash of all files from the first to the first gap, as lower-case hexadecimal."""
        if self._first not in self._files:
            # The file of number 0 was begun and has not come.
            self._first = 1
            self._forget(0)
        while self._first + len(self._states) in self._files:
            self._go()
            assert self._task is not None
            await asyncio.shield(self._task)
        return (self._states[-1] if self._states else hashlib.sha256()).hexdigest()

    def cancel(self) -> None:
        """Stop hashing; a result is not wanted any more."""
        self._files.clear()
        self._forget(0)


def _extend(state: Any, file: Path) -> Any:
    extended = state.copy()
    buffer = memoryview(bytearray(BLOCK))
    with file.open("rb", buffering=0) as stream:
        while count := stream.readinto(buffer):
            extended.update(buffer[:count])
    return extended

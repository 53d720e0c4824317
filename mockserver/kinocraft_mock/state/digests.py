"""SHA-256 of files that come in parts, computed while the parts arrive."""

from __future__ import annotations

import asyncio
import hashlib
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, NamedTuple

__all__ = ["Begun", "RunningDigest"]

BLOCK = 1 << 20


class Begun(NamedTuple):
    """A hash of all files before one, and of as much of that one as it was fed."""

    state: Any
    generation: int


class RunningDigest:
    """The hash of numbered files laid end to end, kept up with as they come in any order.

    Numbers go from 0, or from 1 where 0 is missing. A thread hashes whatever follows without a gap; the state after
    each file is kept, so that a file that is replaced costs only what comes after it. Reading back what has just been
    written is served from the system's cache.
    """

    def __init__(self, pool: ThreadPoolExecutor) -> None:
        self._pool = pool
        self._files: dict[int, Path] = {}
        self._first = 1
        self._states: list[Any] = []
        self._generation = 0
        self._task: asyncio.Task[None] | None = None

    def begin(self, number: int) -> Begun | None:
        """A hash to feed the file of this number to while it arrives; None where files before it are still missing."""
        self._begin_from(number)
        if number != self._first + len(self._states):
            return None
        return Begun(self._states[-1].copy() if self._states else hashlib.sha256(), self._generation)

    def put(self, number: int, file: Path, begun: Begun | None = None) -> None:
        """Add the file of this number, or put it in place of the one before, and go on hashing.

        `begun` is what `begin` gave, if the file was fed to it to the end.
        """
        fresh = begun is not None and begun.generation == self._generation and number not in self._files
        self._files[number] = file
        self._begin_from(number)
        if number - self._first <= len(self._states):
            self._forget(number - self._first)
        if begun is not None and fresh and number == self._first + len(self._states):
            self._states.append(begun.state)
        self._go()

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

"""Compute the SHA-256 of a file that is uploaded in parts, while the parts arrive."""

from __future__ import annotations

import asyncio
import hashlib
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, NamedTuple

__all__ = ["FileDigest", "RunningDigest"]

BLOCK = 1 << 20


class FileDigest(NamedTuple):
    """The hash of all files before one, and of the bytes of that one fed so far."""

    state: Any
    generation: int


class RunningDigest:
    """The running hash of concatenated numbered files, which may arrive in any order.

    Numbers start at 0, or at 1 if there is no 0. A thread hashes the files up to the first gap. The state after each
    file is kept, so replacing a file only rehashes the ones after it. Files that were just written are read back from
    the system's cache.
    """

    def __init__(self, pool: ThreadPoolExecutor) -> None:
        self._pool = pool
        self._files: dict[int, Path] = {}
        self._first = 1
        self._states: list[Any] = []
        self._generation = 0
        self._task: asyncio.Task[None] | None = None

    def begin(self, number: int) -> FileDigest | None:
        """Return a hash to feed this file to while it arrives; None if a file before it is missing."""
        self._start_at(number)
        if number != self._first + len(self._states):
            return None
        return FileDigest(self._states[-1].copy() if self._states else hashlib.sha256(), self._generation)

    def put(self, number: int, file: Path, digest: FileDigest | None = None) -> None:
        """Add or replace the file of this number, and continue hashing.

        `digest` is what `begin` returned, if the whole file was fed to it.
        """
        current = digest is not None and digest.generation == self._generation and number not in self._files
        self._files[number] = file
        self._start_at(number)
        if number - self._first <= len(self._states):
            self._drop_states(number - self._first)
        if digest is not None and current and number == self._first + len(self._states):
            self._states.append(digest.state)
        self._start_hashing()

    def _start_at(self, number: int) -> None:
        """Start at 0 as soon as file 0 is announced: hashes without it are useless."""
        if number < self._first:
            self._first = number
            self._drop_states(0)

    def _drop_states(self, index: int) -> None:
        # A running thread may continue from a dropped state: the new generation discards its result.
        self._generation += 1
        del self._states[index:]

    def _start_hashing(self) -> None:
        if self._task is None or self._task.done():
            self._task = asyncio.get_running_loop().create_task(self._hash_files())

    async def _hash_files(self) -> None:
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
        """Return the hash of all files up to the first gap, as lower-case hexadecimal."""
        if self._first not in self._files:
            # File 0 was announced but did not arrive.
            self._first = 1
            self._drop_states(0)
        while self._first + len(self._states) in self._files:
            self._start_hashing()
            assert self._task is not None
            await asyncio.shield(self._task)
        return (self._states[-1] if self._states else hashlib.sha256()).hexdigest()

    def cancel(self) -> None:
        """Stop hashing; the result is no longer needed."""
        self._files.clear()
        self._drop_states(0)


def _extend(state: Any, file: Path) -> Any:
    extended = state.copy()
    buffer = memoryview(bytearray(BLOCK))
    with file.open("rb", buffering=0) as stream:
        while count := stream.readinto(buffer):
            extended.update(buffer[:count])
    return extended

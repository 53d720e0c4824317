"""Uploaded bytes as files on disk."""

from __future__ import annotations

import asyncio
import os
import re
from collections.abc import Generator, Iterable
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from kinocraft_mock.state.data_folder import private_file, private_folder
from kinocraft_mock.state.temporary_folder import TemporaryFolder

__all__ = ["Blobs", "IncomingFile", "is_blob_name"]

NAME = re.compile(r"[0-9]{1,19}-[0-9]{1,19}")
BESIDE = re.compile(r"-(journal|wal|shm)$")
"""Suffixes of the files that SQLite writes beside a database, for example during an export."""

BLOCK = 1 << 20
"""Bytes that are collected before they are written: larger blocks need fewer switches between threads."""
INLINE = 1 << 16
"""Writes up to this size are done at once; passing them to a thread would cost more than the write."""


def is_blob_name(name: object) -> bool:
    """Return whether this server creates such names. No other name may become a path: it could leave the folder."""
    return isinstance(name, str) and NAME.fullmatch(name) is not None


class IncomingFile:
    """A file that is being received. It becomes a blob when it is kept, so a broken upload leaves nothing.

    Memory stays bounded: one block is written by a thread while the next is gathered.
    """

    def __init__(self, path: Path, pool: ThreadPoolExecutor, digest: Any) -> None:
        self.path = path
        self.size = 0
        self._pool = pool
        self._hash = digest
        self._file = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY | getattr(os, "O_BINARY", 0), 0o600)
        self._gathered: list[bytes] = []
        self._waiting = 0
        self._writing: asyncio.Future[None] | None = None
        self._closed = False
        self.kept = False

    @property
    def sha256(self) -> str:
        """The digest, if it is a SHA-256."""
        return self.digest

    @property
    def digest(self) -> str:
        """The digest of the finished file, in lower-case hexadecimal."""
        if self._hash is None:
            raise ValueError("this file is not hashed")
        return str(self._hash.hexdigest())

    async def write(self, data: bytes) -> None:
        """Write bytes. They may reach the disk later, but at most two blocks are held in memory."""
        self.feed(data)
        await self.settle()

    def feed(self, data: bytes) -> None:
        """Add bytes without writing them; call `settle` before the next ones."""
        self._gathered.append(data)
        self._waiting += len(data)
        self.size += len(data)

    async def settle(self) -> None:
        """Pass a full block to the writing thread."""
        if self._waiting < BLOCK:
            return
        await self._written()
        blocks, self._gathered, self._waiting = self._gathered, [], 0
        self._writing = asyncio.get_running_loop().run_in_executor(self._pool, self._write, blocks)

    async def finish(self) -> None:
        """Write the rest and close the file. From now on, `size` and `sha256` are those of the whole file."""
        await self._written()
        blocks, self._gathered = self._gathered, []
        if self._waiting <= INLINE:
            self._write(blocks)
        else:
            await asyncio.get_running_loop().run_in_executor(self._pool, self._write, blocks)
        self._close()

    async def discard(self) -> None:
        """Remove the file unless it has been kept."""
        try:
            await self._break_off()
        finally:
            if not self.kept:
                await self._remove()

    async def _break_off(self) -> None:
        """Record that no more bytes come. Whatever it raises, the file is removed."""

    async def _remove(self) -> None:
        try:
            await self._written()
        finally:
            self._close()
            self.path.unlink(missing_ok=True)

    async def _written(self) -> None:
        if self._writing is not None:
            # Shielded: a cancelled request must not close the file while the thread writes to it.
            await asyncio.shield(self._writing)
            self._writing = None

    def _write(self, blocks: Iterable[bytes]) -> None:
        for block in blocks:
            if self._hash is not None:
                self._hash.update(block)
            view = memoryview(block)
            while view:
                view = view[os.write(self._file, view) :]

    def _close(self) -> None:
        if not self._closed:
            self._closed = True
            os.close(self._file)


def _own_files(entries: Iterable[os.DirEntry[str]]) -> list[str]:
    return [entry.name for entry in entries if is_blob_name(entry.name) and entry.is_file(follow_symlinks=False)]


class Blobs:
    """A folder of files that are written once and never changed.

    `run` makes names unlike those of earlier runs on the same folder. Without `folder` it is a temporary one, which
    `close` removes.
    """

    def __init__(self, folder: Path | None, run: int) -> None:
        self._temporary: TemporaryFolder | None = None
        if folder is None:
            self._temporary = TemporaryFolder()
            folder = self._temporary.path
        self._root = folder
        self._stored = self._root / "blobs"
        self._arriving = self._root / "arriving"
        self._run = run
        self._count = 0
        self._holders = 0
        self._condemned: list[str] = []
        self.pool = ThreadPoolExecutor(4, thread_name_prefix="kinocraft-mock-files")
        for path in (self._stored, self._arriving):
            private_folder(path)
        with os.scandir(self._arriving) as entries:
            for entry in entries:
                if entry.is_file(follow_symlinks=False) and is_blob_name(BESIDE.sub("", entry.name)):
                    (self._arriving / entry.name).unlink()

    def open(self, digest: Any = None) -> IncomingFile:
        """Open a file to receive; the threads that write the bytes also feed them to `digest`."""
        return IncomingFile(self.arriving(), self.pool, digest)

    def arriving(self) -> Path:
        """Return an unused path for a file to receive."""
        while True:
            self._count += 1
            name = f"{self._run}-{self._count}"
            # The count restarts after a reset and continues after an import, so a name may be in use.
            if not self.path(name).exists():
                return self._in(self._arriving, name)

    def keep(self, incoming: IncomingFile) -> str:
        """Make a finished file a blob, atomically. Return its name."""
        incoming.path.rename(self._stored / incoming.path.name)
        incoming.kept = True
        return incoming.path.name

    def add(self, data: bytes) -> str:
        """Store a few bytes as a blob. Return its name."""
        arriving = self.arriving()
        private_file(arriving)
        arriving.write_bytes(data)
        arriving.rename(self._stored / arriving.name)
        return arriving.name

    def path(self, name: str) -> Path:
        """Return the path of a blob. Raises ValueError for a name that this server does not create."""
        return self._in(self._stored, name)

    @property
    def folder(self) -> Path:
        """The folder of the blobs."""
        return self._stored

    @staticmethod
    def _in(folder: Path, name: str) -> Path:
        if not is_blob_name(name):
            raise ValueError(f"{name!r} is not the name of a blob")
        return folder / name

    def remove(self, names: Iterable[str]) -> None:
        """Delete blobs; while blobs are held, delete them afterwards."""
        if self._holders:
            self._condemned.extend(names)
            return
        for name in names:
            self.path(name).unlink(missing_ok=True)

    def adopt(self, name: str) -> None:
        """Make a received file of this name a blob."""
        self._in(self._arriving, name).rename(self.path(name))

    def reject(self, name: str) -> None:
        """Delete a received file of this name, adopted or not."""
        self._in(self._arriving, name).unlink(missing_ok=True)
        self.path(name).unlink(missing_ok=True)

    @contextmanager
    def hold(self) -> Generator[None]:
        """Keep every present blob on disk until the block ends, even if it is deleted meanwhile."""
        self._holders += 1
        try:
            yield
        finally:
            self._holders -= 1
            if not self._holders:
                condemned, self._condemned = self._condemned, []
                self.remove(condemned)

    def sweep(self, wanted: set[str]) -> None:
        """Delete every blob except these: a killed server may have left files that nothing refers to."""
        with os.scandir(self._stored) as entries:
            self.remove([name for name in _own_files(entries) if name not in wanted])

    def clear(self) -> None:
        """Delete every blob."""
        self.sweep(set())

    def close(self) -> None:
        """Stop the threads and remove a temporary folder."""
        self.pool.shutdown(wait=True)
        if self._temporary:
            self._temporary.remove()

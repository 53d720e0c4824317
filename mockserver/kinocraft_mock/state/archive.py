"""Write and read tar archives as streams, a block at a time."""

from __future__ import annotations

import hashlib
import tarfile
from collections.abc import AsyncIterator

__all__ = ["END", "ArchiveError", "ArchiveReader", "header", "padding"]

UNIT = tarfile.BLOCKSIZE
END = bytes(2 * UNIT)
"""The end of an archive."""


class ArchiveError(Exception):
    """The input is not an archive, or it is incomplete; the message says which."""


def header(name: str, size: int) -> bytes:
    """Return the header of a file. All other fields are fixed, so equal contents make equal archives."""
    member = tarfile.TarInfo(name)
    member.size = size
    member.mode = 0o600
    return member.tobuf(tarfile.GNU_FORMAT, "ascii", "strict")


def padding(size: int) -> bytes:
    """Return the padding after the bytes of a file."""
    return bytes(-size % UNIT)


class ArchiveReader:
    """Read the files of an archive in order, from blocks of any size."""

    def __init__(self, blocks: AsyncIterator[bytes]) -> None:
        self._blocks = blocks
        self._buffer = b""
        self._remaining = 0
        self._padding = 0
        self._digest = hashlib.sha256()
        self.checksum = ""
        """The SHA-256, in hexadecimal, of all bytes before the header of the file that `next` returned."""

    async def next(self) -> tarfile.TarInfo | None:
        """Return the next file, skipping the rest of the one before; None at the end of the archive."""
        async for _ in self.content():
            pass
        await self._take(self._padding)
        self.checksum = self._digest.hexdigest()
        block = await self._take(UNIT)
        if block == bytes(UNIT):
            if await self._take(UNIT) != bytes(UNIT):
                raise ArchiveError("the end of the archive is malformed")
            return None
        try:
            member = tarfile.TarInfo.frombuf(block, "utf-8", "strict")
        except (tarfile.HeaderError, UnicodeDecodeError):
            raise ArchiveError("this is not a tar archive") from None
        if member.type not in (tarfile.REGTYPE, tarfile.AREGTYPE) or member.size < 0:
            raise ArchiveError(f"{member.name} is not a plain file")
        self._remaining, self._padding = member.size, len(padding(member.size))
        return member

    async def content(self) -> AsyncIterator[bytes]:
        """Yield the bytes of the file that `next` returned."""
        while self._remaining:
            block = self._buffer or await self._next_block()
            data, self._buffer = block[: self._remaining], block[self._remaining :]
            self._remaining -= len(data)
            self._digest.update(data)
            yield data

    async def all(self, limit: int) -> bytes:
        """Return the whole of a small file."""
        if self._remaining > limit:
            raise ArchiveError(f"the file has {self._remaining} bytes; at most {limit} are allowed")
        return b"".join([block async for block in self.content()])

    async def _take(self, count: int) -> bytes:
        while len(self._buffer) < count:
            self._buffer += await self._next_block()
        taken, self._buffer = self._buffer[:count], self._buffer[count:]
        self._digest.update(taken)
        return taken

    async def _next_block(self) -> bytes:
        async for block in self._blocks:
            return block
        raise ArchiveError("the archive is incomplete")

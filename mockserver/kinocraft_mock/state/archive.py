"""Tar archives as streams: written and read a block at a time, however large they are."""

from __future__ import annotations

import tarfile
from collections.abc import AsyncIterator

__all__ = ["END", "ArchiveError", "ArchiveReader", "header", "padding"]

UNIT = tarfile.BLOCKSIZE
END = bytes(2 * UNIT)
"""What an archive ends with."""


class ArchiveError(Exception):
    """This is no archive, or it breaks off; the message says which."""


def header(name: str, size: int) -> bytes:
    """What stands before the bytes of a file. All else is fixed, so that equal contents make equal archives."""
    member = tarfile.TarInfo(name)
    member.size = size
    member.mode = 0o600
    return member.tobuf(tarfile.GNU_FORMAT, "ascii", "strict")


def padding(size: int) -> bytes:
    """What stands after the bytes of a file."""
    return bytes(-size % UNIT)


class ArchiveReader:
    """The files of an archive, one after another, from bytes that arrive in blocks of any size."""

    def __init__(self, blocks: AsyncIterator[bytes]) -> None:
        self._blocks = blocks
        self._waiting = b""
        self._left = 0
        self._after = 0

    async def next(self) -> tarfile.TarInfo | None:
        """The next file; what is left of the one before is passed over. None at the end, which must be there."""
        async for _ in self.content():
            pass
        await self._take(self._after)
        block = await self._take(UNIT)
        if block == bytes(UNIT):
            if await self._take(UNIT) != bytes(UNIT):
                raise ArchiveError("the archive does not end as one does")
            return None
        try:
            member = tarfile.TarInfo.frombuf(block, "utf-8", "strict")
        except (tarfile.HeaderError, UnicodeDecodeError):
            raise ArchiveError("this is not a tar archive") from None
        if not member.isreg() or member.size < 0:
            raise ArchiveError(f"{member.name} is not a plain file")
        self._left, self._after = member.size, len(padding(member.size))
        return member

    async def content(self) -> AsyncIterator[bytes]:
        """The bytes of the file that `next` has answered, to its end."""
        while self._left:
            block = self._waiting or await self._more()
            part, self._waiting = block[: self._left], block[self._left :]
            self._left -= len(part)
            yield part

    async def all(self, most: int) -> bytes:
        """The whole of a small file."""
        if self._left > most:
            raise ArchiveError(f"it has {self._left} bytes where at most {most} are expected")
        return b"".join([block async for block in self.content()])

    async def _take(self, count: int) -> bytes:
        while len(self._waiting) < count:
            self._waiting += await self._more()
        taken, self._waiting = self._waiting[:count], self._waiting[count:]
        return taken

    async def _more(self) -> bytes:
        async for block in self._blocks:
            return block
        raise ArchiveError("the archive breaks off")

"""Stored files sent over HTTP, whole or in part."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from kinocraft_mock.http.messages import ErrorResponse, Headers

__all__ = ["requested_range", "stored_bytes"]

BLOCK = 1 << 18
SINGLE = re.compile(r"bytes=(?:([0-9]{1,18})-([0-9]{0,18})|-([0-9]{1,18}))")


def requested_range(headers: Headers, size: int, etag: bytes) -> range | None:
    """The bytes a request asks for; None means all.

    Several ranges at once, and units that are unknown, are answered with the whole, as HTTP allows. Raises a 416 for a
    range that starts behind the end.
    """
    match = SINGLE.fullmatch(headers.get(b"range", b"").decode("latin-1").replace(" ", ""))
    if match is None or headers.get(b"if-range", etag) != etag:
        return None
    first, last, suffix = match.groups()
    if suffix is not None:
        asked = range(max(0, size - int(suffix)), size)
    else:
        asked = range(int(first), min(int(last), size - 1) + 1 if last else size)
        if last and int(last) < int(first):
            return None
    if not asked:
        raise ErrorResponse(416, f"the file has {size} bytes", headers=((b"content-range", b"bytes */%d" % size),))
    return asked


async def stored_bytes(
    pieces: Sequence[tuple[Path, int]], wanted: range, pool: ThreadPoolExecutor
) -> AsyncIterator[bytes]:
    """Those bytes of files laid end to end, each given with its size, a block at a time."""
    loop = asyncio.get_running_loop()
    begin = 0
    for path, size in pieces:
        part = range(max(wanted.start, begin), min(wanted.stop, begin + size))
        if part:
            with await loop.run_in_executor(pool, path.open, "rb", 0) as stream:
                stream.seek(part.start - begin)
                left = len(part)
                while left:
                    block = await loop.run_in_executor(pool, stream.read, min(left, BLOCK))
                    if not block:
                        raise OSError(f"{path} is shorter than it was")
                    left -= len(block)
                    yield block
        begin += size

"""Send stored files over HTTP, whole or in part."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from kinocraft_mock.http.conditions import Version
from kinocraft_mock.http.messages import ErrorResponse, Headers

__all__ = ["requested_range", "stored_bytes"]

BLOCK = 1 << 18
SINGLE_RANGE = re.compile(r"bytes=,*(?:([0-9]{1,18})-([0-9]{0,18})|-([0-9]{1,18})),*", re.IGNORECASE)


def requested_range(headers: Headers, size: int, version: Version) -> range | None:
    """Return the bytes that a request asks for; None means all.

    Several ranges and unknown units are ignored, as HTTP allows. Raises a 416 for a range that starts beyond the end.
    """
    match = SINGLE_RANGE.fullmatch(headers.get(b"range", b"").decode("latin-1").replace(" ", "").replace("\t", ""))
    if match is None or not version.allows_range(headers):
        return None
    first, last, suffix = match.groups()
    if suffix is not None:
        requested = range(max(0, size - int(suffix)), size)
    else:
        requested = range(int(first), min(int(last), size - 1) + 1 if last else size)
        if last and int(last) < int(first):
            return None
    if not requested:
        raise ErrorResponse(416, f"the file has {size} bytes", headers=((b"content-range", b"bytes */%d" % size),))
    return requested


async def stored_bytes(
    files: Sequence[tuple[Path, int]], span: range, pool: ThreadPoolExecutor
) -> AsyncIterator[bytes]:
    """Yield these bytes of concatenated files, each given with its size, a block at a time."""
    loop = asyncio.get_running_loop()
    offset = 0
    for path, size in files:
        within = range(max(span.start, offset), min(span.stop, offset + size))
        if within:
            with await loop.run_in_executor(pool, path.open, "rb", 0) as stream:
                stream.seek(within.start - offset)
                remaining = len(within)
                while remaining:
                    block = await loop.run_in_executor(pool, stream.read, min(remaining, BLOCK))
                    if not block:
                        raise OSError(f"{path} is shorter than recorded")
                    remaining -= len(block)
                    yield block
        offset += size

"""How an upload is divided: the sizes of its parts and chunks, and how many parts are sent at a time.

Chunks of Kinescope follow each other, so the size of each can depend on the speed of those before it. Parts of Filespot
are numbered before the first is sent, and a resumed upload must know where each begins. So all have one size, which
depends on the speed of earlier uploads of the same client.
"""

from __future__ import annotations

import os

__all__ = [
    "CHUNK",
    "MAX_PARALLEL",
    "MIB",
    "first_chunk",
    "next_chunk",
    "parallel_parts",
    "part_size",
    "smaller_chunk",
]

MIB = 1 << 20
SECONDS = 4.0
"""Seconds that a part or chunk should take: much longer than the delay of a request, short enough to send again."""
CHUNK, MIN_CHUNK, MAX_CHUNK = 16 * MIB, MIB, 128 * MIB
"""The size of the first chunk, if no speed is known, and the bounds of all."""
MIN_PART, MAX_PART = 16 * MIB, 128 * MIB
"""The minimum of a part if no speed is known, and the maximum."""
SLOW_PART = 8 * MIB
"""The minimum of a part on a slow connection, or of a file that is small for the parts in flight. Whether the service
has a minimum is not documented; that of S3 is 5."""
AIM = 8
"""About how many parts a file has if no speed is known: each costs one of the 10 requests a second."""
MAX_PARTS = 10_000
"""Parts of a file at most. The service documents no maximum; that of S3 is the same."""
FAST = 100_000_000
"""Bytes per second at which one connection nearly fills a gigabit line. Then the processor is the limit, and more parts
at a time than cores only compete for it."""
MAX_PARALLEL = 24
"""Parts sent at a time at most, so that other calls find a free one among the connections of a client."""


def parallel_parts(count: int, speed: float | None = None) -> int:
    """Return how many of `count` parts to send at a time: 2 for each core, but at least 2 and at most 8.

    Args:
        count: The number of parts.
        speed: The bytes per second of one connection, if they are known. On a fast one it is 1 for each core.
    """
    for_each = 1 if speed is not None and speed >= FAST else 2
    return max(1, min(count, max(2, min(8, for_each * _cores()))))


def part_size(size: int, speed: float | None, parallel: int | None = None) -> int:
    """Return the number of bytes in each part of a file except the last, in whole MiB.

    Args:
        size: The bytes of the file.
        speed: The bytes per second of one connection, if they are known.
        parallel: How many parts are sent at a time, if that is set.
    """
    # Every connection should have a part to send.
    share = max(SLOW_PART, size / (parallel or parallel_parts(size // SLOW_PART)))
    wanted = max(MIN_PART, size / AIM) if speed is None else max(SLOW_PART, speed * SECONDS)
    return _whole(max(min(wanted, share, MAX_PART), -(-size // MAX_PARTS)))


def first_chunk(speed: float | None) -> int:
    """Return the number of bytes in the first chunk of an upload."""
    return CHUNK if speed is None else _bounded(speed * SECONDS)


def next_chunk(current: int, sent: int, seconds: float) -> int:
    """Return the number of bytes in the next chunk, after one of `sent` bytes took `seconds`.

    It is at most twice as large, because one fast chunk may be an exception.
    """
    if seconds <= 0 or sent < current:
        return current
    return _bounded(min(2 * current, sent / seconds * SECONDS))


def smaller_chunk(current: int) -> int:
    """Return the number of bytes in the next chunk after one that failed."""
    return max(min(current, MIN_CHUNK), current // 2)


def _bounded(size: float) -> int:
    return _whole(min(MAX_CHUNK, max(MIN_CHUNK, size)))


def _whole(size: float) -> int:
    """Round up to whole MiB."""
    return -(-int(size) // MIB) * MIB


def _cores() -> int:
    """Return the cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1

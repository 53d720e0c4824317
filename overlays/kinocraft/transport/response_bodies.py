"""Read the body of a response into memory, with an upper bound: a small response may decompress to any size."""

from __future__ import annotations

from collections.abc import Iterator

import httpx2

__all__ = ["MAX_BODY", "Body", "BodyTooLargeError", "decompress"]

MAX_BODY = 256 << 20
"""The maximum number of bytes that are kept of a body, compressed and decompressed: 256 MiB. Files have no maximum."""
SLICE = 1 << 14
"""Compressed bytes that are decompressed at a time. 16 KiB give at most 16 MiB."""


class BodyTooLargeError(Exception):
    """A body has more bytes than are kept. The message says so."""

    def __init__(self) -> None:
        super().__init__(f"its body has more than {MAX_BODY >> 20} MiB")


class Body:
    """The bytes of a body, added as they arrive.

    Raises:
        BodyTooLargeError: There are more than MAX_BODY.
    """

    def __init__(self) -> None:
        self._blocks: list[bytes] = []
        self._size = 0

    def add(self, block: bytes) -> None:
        """Add the next bytes."""
        self._size += len(block)
        if self._size > MAX_BODY:
            raise BodyTooLargeError
        self._blocks.append(block)

    def content(self) -> bytes:
        """Return all bytes."""
        return b"".join(self._blocks)


def decompress(headers: httpx2.Headers, raw: bytes) -> bytes:
    """Undo the encodings that Content-Encoding names, the last one first.

    Raises:
        BodyTooLargeError: The result, or what is between two encodings, has more than MAX_BODY bytes.
        httpx2.DecodingError: The body is damaged.
    """
    for encoding in reversed(headers.get_list("Content-Encoding", split_commas=True)):
        # One at a time, because a chain of decoders multiplies the size before anyone can count it.
        encoded = httpx2.Response(200, headers={"Content-Encoding": encoding}, content=_slices(raw))
        body = Body()
        for block in encoded.iter_bytes():
            body.add(block)
        raw = body.content()
    return raw


def _slices(raw: bytes) -> Iterator[bytes]:
    for start in range(0, len(raw), SLICE):
        yield raw[start : start + SLICE]

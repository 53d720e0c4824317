"""Read the body of a response into memory, with an upper bound: a small response may decompress to any size."""

from __future__ import annotations

import zlib
from collections.abc import Iterator

import httpx2

__all__ = ["MAX_BODY", "Body", "BodyTooLargeError", "decompress"]

MAX_BODY = 256 << 20
"""The maximum number of bytes that are kept of a body, compressed and decompressed: 256 MiB. Files have no maximum."""
SLICE = 1 << 14
"""Compressed bytes that are decompressed at a time. 16 KiB give at most 16 MiB."""
GZIP = 31
"""What zlib calls the format of gzip, by RFC 1952."""
DEFLATE = (15, -15)
"""The same for deflate: with the frame of zlib, which RFC 9110 prescribes, and without it, as some servers send it."""
MEMBER = b"\x1f\x8b"
"""How each member of a gzip body begins."""
MAX_MEMBERS = 10_000
"""The maximum number of members. A body of tiny ones would take long."""
CODINGS = frozenset({"br", "compress", "dcb", "dcz", "x-compress", "zstd"})
"""Other codings. httpx2 can undo some of them, if a package for it is installed."""


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
    """Undo the encodings that Content-Encoding names, the last one first. Names that are no coding are ignored.

    Raises:
        BodyTooLargeError: The result, or what is between two encodings, has more than MAX_BODY bytes.
        httpx2.DecodingError: The body is damaged or incomplete, or nothing here can undo its encoding.
    """
    for name in reversed(headers.get_list("Content-Encoding", split_commas=True)):
        # One at a time, because a chain of decoders multiplies the size before anyone can count it.
        encoding = name.strip().lower()
        if not raw:
            return raw
        if encoding in ("gzip", "x-gzip"):
            raw = _gunzip(raw)
        elif encoding == "deflate":
            raw = _inflate(raw)
        elif encoding in CODINGS:
            raw = _undo(encoding, raw)
    return raw


def _gunzip(raw: bytes) -> bytes:
    """Decompress every member of a gzip body. httpx2 reads only the first one, and accepts one that ends early."""
    body, start = Body(), 0
    for _ in range(MAX_MEMBERS):
        start = _read_stream(raw, start, GZIP, body)
        if not raw.startswith(MEMBER, start):
            return body.content()  # anything else that follows is padding
    raise httpx2.DecodingError(f"it has more than {MAX_MEMBERS} parts")


def _inflate(raw: bytes) -> bytes:
    zlib_frame, no_frame = DEFLATE
    try:
        body = Body()
        _read_stream(raw, 0, zlib_frame, body)
    except httpx2.DecodingError:
        body = Body()
        _read_stream(raw, 0, no_frame, body)
    return body.content()


def _read_stream(raw: bytes, start: int, form: int, body: Body) -> int:
    """Decompress a stream that begins at `start`, and return where it ends."""
    decoder = zlib.decompressobj(form)
    try:
        while not decoder.eof and start < len(raw):
            block = raw[start : start + SLICE]
            body.add(decoder.decompress(block))
            start += len(block)
    except zlib.error as error:
        raise httpx2.DecodingError(str(error)) from error
    if not decoder.eof:
        raise httpx2.DecodingError("it ends early")
    return start - len(decoder.unused_data)


def _undo(encoding: str, raw: bytes) -> bytes:
    encoded = httpx2.Response(200, headers={"Content-Encoding": encoding}, content=_slices(raw))
    body = Body()
    for block in encoded.iter_bytes():
        body.add(block)
    decoded = body.content()
    if decoded == raw:
        raise httpx2.DecodingError(f"it is encoded as {encoding}, which was not requested")
    return decoded


def _slices(raw: bytes) -> Iterator[bytes]:
    for start in range(0, len(raw), SLICE):
        yield raw[start : start + SLICE]

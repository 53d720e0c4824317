"""Read the bytes of a request's body as they arrive."""

from __future__ import annotations

import zlib
from collections.abc import AsyncIterator

from kinocraft_mock.http.messages import DisconnectedError, ErrorResponse, Receive
from kinocraft_mock.journal.exchanges import Exchange

__all__ = ["RequestBody"]

LARGEST_DOCUMENT = 10 << 20
"""Bytes of JSON or of a URL-encoded form that the server reads into memory."""
WINDOWS = {"gzip": zlib.MAX_WBITS | 16, "x-gzip": zlib.MAX_WBITS | 16, "deflate": zlib.MAX_WBITS}
"""The formats of compressed bodies that can be read, by content coding, as zlib calls them."""
LARGEST_BLOCK = 1 << 18
"""Bytes of one decompressed block."""


class RequestBody:
    """The body of one request, counted as it arrives. A body of more than `largest` bytes is rejected."""

    def __init__(self, receive: Receive, exchange: Exchange, largest: int | None = None) -> None:
        self._receive = receive
        self._exchange = exchange
        self._largest = largest
        self._window: int | None = None

    def decompress(self, encoding: str) -> bool:
        """Decompress the body from now on; return whether the server knows the encoding."""
        self._window = WINDOWS.get(encoding.strip().lower())
        return self._window is not None

    async def blocks(self) -> AsyncIterator[bytes]:
        """Yield the body as it arrives, to its end, decompressed if that was asked for.

        Raises `DisconnectedError` when the client disconnects before the end, and a 400 when the body is too large or
        not compressed as it says.
        """
        if self._window is None:
            async for block in self._sent():
                yield block
            return
        size = 0
        decoder = zlib.decompressobj(self._window)
        async for block in self._sent():
            while block:
                try:
                    decoded = decoder.decompress(block, LARGEST_BLOCK)
                except zlib.error as error:
                    raise ErrorResponse(400, f"the body is not compressed as Content-Encoding says: {error}") from None
                block = decoder.unconsumed_tail
                size += len(decoded)
                self._limit(size)
                if decoded:
                    yield decoded
        if not decoder.eof:
            raise ErrorResponse(400, "the compressed body is incomplete")

    def _limit(self, size: int) -> None:
        if self._largest is not None and size > self._largest:
            raise ErrorResponse(400, f"the body is larger than {self._largest} bytes")

    async def _sent(self) -> AsyncIterator[bytes]:
        more, size = True, 0
        while more:
            message = await self._receive()
            if message["type"] == "http.disconnect":
                raise DisconnectedError
            block: bytes = message.get("body", b"")
            more = message.get("more_body", False)
            size += len(block)
            self._limit(size)
            if block:
                self._exchange.receive(block)
                yield block

    async def all(self) -> bytes:
        """Return the whole body, for documents. Raises a 400 above 10 MiB."""
        blocks: list[bytes] = []
        size = 0
        async for block in self.blocks():
            size += len(block)
            if size > LARGEST_DOCUMENT:
                raise ErrorResponse(400, f"the body is larger than {LARGEST_DOCUMENT} bytes")
            blocks.append(block)
        return b"".join(blocks)

"""Read the bytes of a request's body as they arrive."""

from __future__ import annotations

from collections.abc import AsyncIterator

from kinocraft_mock.http.messages import DisconnectedError, ErrorResponse, Receive
from kinocraft_mock.journal.exchanges import Exchange

__all__ = ["RequestBody"]

LARGEST_DOCUMENT = 10 << 20
"""Bytes of JSON or of a URL-encoded form that the server reads into memory."""


class RequestBody:
    """The body of one request, counted as it arrives. A body of more than `largest` bytes is rejected."""

    def __init__(self, receive: Receive, exchange: Exchange, largest: int | None = None) -> None:
        self._receive = receive
        self._exchange = exchange
        self._largest = largest

    async def blocks(self) -> AsyncIterator[bytes]:
        """Yield the body as it arrives, to its end.

        Raises `DisconnectedError` when the client disconnects before the end, and a 400 when the body is too large.
        """
        more, size = True, 0
        while more:
            message = await self._receive()
            if message["type"] == "http.disconnect":
                raise DisconnectedError
            block: bytes = message.get("body", b"")
            more = message.get("more_body", False)
            size += len(block)
            if self._largest is not None and size > self._largest:
                raise ErrorResponse(400, f"the body is larger than {self._largest} bytes")
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

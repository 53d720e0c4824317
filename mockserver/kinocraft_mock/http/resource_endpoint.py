"""What is served beside the documented operations: the addresses that answers hand out."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from pathlib import Path
from typing import NamedTuple

import orjson

from kinocraft_mock.faults.injection import inject_into_request, inject_into_response, once
from kinocraft_mock.http.connection import Connection
from kinocraft_mock.http.messages import ErrorResponse, HeaderList, Headers, Scope
from kinocraft_mock.http.ranges import requested_range, stored_bytes
from kinocraft_mock.http.service_endpoint import request_headers, request_host
from kinocraft_mock.http.urls import decode, path_segments
from kinocraft_mock.journal.exchanges import Exchange
from kinocraft_mock.service import Vendor
from kinocraft_mock.state.context import Context

__all__ = ["Resource", "StreamedResponse", "document_response", "file_response"]

METHODS = "GET, HEAD"


class StreamedResponse(NamedTuple):
    """An answer whose body may be read from disk while it is sent."""

    status: int
    headers: HeaderList
    size: int
    blocks: AsyncIterator[bytes]


class Resource:
    """Something that is only read, under a mount of its own. Faults are ordered for it by `operation`."""

    mount: str
    operation: str
    vendor: Vendor

    def __init__(self, context: Context) -> None:
        self._context = context

    def _find(self, segments: list[str], headers: Headers, host: str) -> StreamedResponse:
        """What stands at a path below the mount, given as decoded segments. May refuse."""
        raise NotImplementedError

    async def __call__(self, scope: Scope, connection: Connection, exchange: Exchange) -> None:
        """Serve one request."""
        # Whoever has begun to read a file is sent all of it, whatever is deleted meanwhile.
        with self._context.blobs.hold():
            await self._serve(scope, connection, exchange)

    async def _serve(self, scope: Scope, connection: Connection, exchange: Exchange) -> None:
        exchange.operation = self.operation
        fault = self._context.faults.take(self.operation)
        found: StreamedResponse | None = None
        if fault is not None:
            exchange.fault = fault.kind
            ordered = await inject_into_request(
                fault, self.vendor, self._context, connection, exchange, takes_body=False
            )
            found = ordered and StreamedResponse(ordered[0], ordered[1], len(ordered[2]), once(ordered[2]))
        found = found or await self._answer(scope, exchange)
        self.vendor.complete(found.headers, self._context, exchange)
        if fault is not None:
            await inject_into_response(fault, connection, exchange, *found)
            return
        exchange.status = found.status
        await connection.start(found.status, [*found.headers, (b"content-length", b"%d" % found.size)])
        if exchange.method != "HEAD":
            async for block in found.blocks:
                await connection.body(block, more=True)
        await connection.body(b"")

    async def _answer(self, scope: Scope, exchange: Exchange) -> StreamedResponse:
        try:
            if exchange.method not in ("GET", "HEAD"):
                raise ErrorResponse(405, f"this takes {METHODS}", headers=((b"allow", METHODS.encode()),))
            segments = path_segments(scope["raw_path"])[self.mount.count("/") :]
            headers = request_headers(scope)
            names = [decode(segment, "the path") for segment in segments]
            self.vendor.apply_elapsed_time(self._context)
            return self._find(names, headers, request_host(scope, headers))
        except ErrorResponse as error:
            data = orjson.dumps(self.vendor.format_error(error, exchange))
            head = [(b"content-type", b"application/json"), *error.headers]
            return StreamedResponse(error.status, head, len(data), once(data))


def document_response(data: bytes, media: str) -> StreamedResponse:
    """A whole answer that is made on the spot."""
    return StreamedResponse(200, [(b"content-type", media.encode())], len(data), once(data))


def file_response(
    context: Context, headers: Headers, pieces: Sequence[tuple[Path, int]], etag: bytes, head: HeaderList
) -> StreamedResponse:
    """Stored files laid end to end, each given with its size: all their bytes, or the range that is asked for.

    Whoever has this version already, as `If-None-Match` says, is told so by a 304.
    """
    size = sum(length for _, length in pieces)
    if etag in (each.strip().removeprefix(b"W/") for each in headers.get(b"if-none-match", b"").split(b",")):
        return StreamedResponse(304, [*head, (b"etag", etag)], 0, once(b""))
    asked = requested_range(headers, size, etag)
    wanted = range(size) if asked is None else asked
    head = [*head, (b"accept-ranges", b"bytes"), (b"etag", etag)]
    if asked is not None:
        head.append((b"content-range", b"bytes %d-%d/%d" % (asked.start, asked.stop - 1, size)))
    blocks = stored_bytes(pieces, wanted, context.blobs.pool)
    return StreamedResponse(200 if asked is None else 206, head, len(wanted), blocks)

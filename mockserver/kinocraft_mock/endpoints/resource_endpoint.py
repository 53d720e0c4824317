"""Serve what is not a documented operation: the URLs that responses contain, such as downloads and pages."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import AsyncIterator, Sequence
from pathlib import Path
from typing import NamedTuple

import orjson

from kinocraft_mock.context import Context
from kinocraft_mock.endpoints.fault_injection import inject_into_request, inject_into_response, once
from kinocraft_mock.endpoints.service_endpoint import request_headers, request_host
from kinocraft_mock.faults import Fault
from kinocraft_mock.http.conditions import Version
from kinocraft_mock.http.connection import Connection
from kinocraft_mock.http.cors import options_headers
from kinocraft_mock.http.messages import ErrorResponse, HeaderList, Headers, Scope
from kinocraft_mock.http.ranges import requested_range, stored_bytes
from kinocraft_mock.http.urls import decode, path_segments
from kinocraft_mock.journal.exchanges import Exchange
from kinocraft_mock.service import Vendor

__all__ = ["ReadOnlyEndpoint", "ResourceEndpoint", "StreamedResponse", "document_response", "file_response"]

METHODS = "GET, HEAD, OPTIONS"


class StreamedResponse(NamedTuple):
    """A response whose body may be read from disk while it is sent."""

    status: int
    headers: HeaderList
    size: int
    blocks: AsyncIterator[bytes]


class ResourceEndpoint(ABC):
    """Serve the URLs below a mount. Fault injection addresses them as `operation`.

    The response is made (`_respond`, which calls `_serve`) and sent (`_send`). An injected fault acts before and after.
    """

    mount: str
    operation: str
    vendor: Vendor
    methods: str

    def __init__(self, context: Context) -> None:
        self._context = context

    async def __call__(self, scope: Scope, connection: Connection, exchange: Exchange) -> None:
        """Serve one request."""
        if exchange.method == "OPTIONS":
            headers = options_headers(connection.headers, self.methods.encode())
            headers.extend(self.vendor.headers(self._context, exchange))
            exchange.status = 204
            await connection.send_response(204, headers, b"")
            return
        exchange.operation = self.operation
        fault = self._context.faults.take(self.operation)
        # Hold deleted files until the response is sent: a download that has begun must be complete.
        with self._context.blobs.hold():
            if fault is None:
                response = await self._respond(scope, exchange)
                await self._send(response, connection, exchange)
            else:
                response = await self._respond_with_fault(fault, scope, connection, exchange)
                await self._send_with_fault(fault, response, connection, exchange)

    async def _respond_with_fault(
        self, fault: Fault, scope: Scope, connection: Connection, exchange: Exchange
    ) -> StreamedResponse:
        """Inject the fault into the request, and respond unless the fault replaces the response."""
        exchange.fault = fault.kind
        replacement = await inject_into_request(
            fault, self.vendor, self._context, connection, exchange, takes_body=False
        )
        if replacement is None:
            return await self._respond(scope, exchange)
        status, headers, data = replacement
        return StreamedResponse(status, headers, len(data), once(data))

    async def _respond(self, scope: Scope, exchange: Exchange) -> StreamedResponse:
        """Return the response; errors become error responses in the vendor's form."""
        try:
            if exchange.method not in self.methods.split(", "):
                raise ErrorResponse(
                    405, f"allowed methods: {self.methods}", headers=((b"allow", self.methods.encode()),)
                )
            return await self._serve(scope, exchange)
        except ErrorResponse as error:
            data = orjson.dumps(self.vendor.format_error(error, exchange))
            response_headers = [(b"content-type", b"application/json"), *error.headers]
            return StreamedResponse(error.status, response_headers, len(data), once(data))

    @abstractmethod
    async def _serve(self, scope: Scope, exchange: Exchange) -> StreamedResponse:
        """Return the response to a request with one of the methods. May raise `ErrorResponse`."""

    def _segments(self, scope: Scope) -> list[str]:
        """Return the segments of the path below the mount, still percent-encoded."""
        return path_segments(scope["raw_path"])[self.mount.count("/") :]

    async def _send(self, response: StreamedResponse, connection: Connection, exchange: Exchange) -> None:
        self.vendor.complete(response.headers, self._context, exchange)
        exchange.status = response.status
        await connection.start(response.status, [*response.headers, (b"content-length", b"%d" % response.size)])
        if exchange.method != "HEAD":
            async for block in response.blocks:
                await connection.body(block, more=True)
        await connection.body(b"")

    async def _send_with_fault(
        self, fault: Fault, response: StreamedResponse, connection: Connection, exchange: Exchange
    ) -> None:
        self.vendor.complete(response.headers, self._context, exchange)
        await inject_into_response(fault, connection, exchange, *response)


class ReadOnlyEndpoint(ResourceEndpoint):
    """Serve read-only resources below a mount."""

    methods = METHODS

    async def _serve(self, scope: Scope, exchange: Exchange) -> StreamedResponse:
        headers = request_headers(scope)
        names = [decode(segment, "the path") for segment in self._segments(scope)]
        self.vendor.apply_elapsed_time(self._context)
        return self._find(names, headers, request_host(scope, headers))

    @abstractmethod
    def _find(self, segments: list[str], headers: Headers, host: str) -> StreamedResponse:
        """Return the resource at a path below the mount, given as decoded segments. May raise `ErrorResponse`."""


def document_response(data: bytes, media: str, status: int = 200) -> StreamedResponse:
    """Return a response with a body that is already in memory."""
    return StreamedResponse(status, [(b"content-type", media.encode())], len(data), once(data))


def file_response(
    context: Context, headers: Headers, files: Sequence[tuple[Path, int]], version: Version, media: str
) -> StreamedResponse:
    """Return concatenated stored files, each given with its size: all their bytes, or the requested range.

    The status is 304 when the client already has this version, and 412 when it wants another one.
    """
    size = sum(length for _, length in files)
    response_headers = [(b"content-type", media.encode()), *version.headers]
    if version.is_known(headers):
        return StreamedResponse(304, response_headers, 0, once(b""))
    partial = requested_range(headers, size, version)
    span = range(size) if partial is None else partial
    response_headers.append((b"accept-ranges", b"bytes"))
    if partial is not None:
        response_headers.append((b"content-range", b"bytes %d-%d/%d" % (partial.start, partial.stop - 1, size)))
    blocks = stored_bytes(files, span, context.blobs.pool)
    return StreamedResponse(200 if partial is None else 206, response_headers, len(span), blocks)

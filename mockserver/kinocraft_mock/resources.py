"""What is served beside the documented operations: the addresses that answers hand out."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from pathlib import Path
from typing import NamedTuple

import orjson

from kinocraft_mock.journal import Exchange
from kinocraft_mock.messages import HeaderList, Headers, RefusalError, Scope
from kinocraft_mock.operations import request_headers, request_host
from kinocraft_mock.ranges import requested_range, stored_bytes
from kinocraft_mock.sabotage import deliver, once, spoil_request
from kinocraft_mock.service import Vendor
from kinocraft_mock.targets import decode, path_segments
from kinocraft_mock.wire import Wire
from kinocraft_mock.world import World

__all__ = ["Found", "Resource", "found_document", "found_file"]

METHODS = "GET, HEAD"


class Found(NamedTuple):
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

    def __init__(self, world: World) -> None:
        self._world = world

    def _find(self, segments: list[str], headers: Headers, host: str) -> Found:
        """What stands at a path below the mount, given as decoded segments. May refuse."""
        raise NotImplementedError

    async def __call__(self, scope: Scope, wire: Wire, exchange: Exchange) -> None:
        """Serve one request."""
        # Whoever has begun to read a file is sent all of it, whatever is deleted meanwhile.
        with self._world.blobs.hold():
            await self._serve(scope, wire, exchange)

    async def _serve(self, scope: Scope, wire: Wire, exchange: Exchange) -> None:
        exchange.operation = self.operation
        fault = self._world.faults.take(self.operation)
        found: Found | None = None
        if fault is not None:
            exchange.fault = fault.kind
            ordered = await spoil_request(fault, self.vendor, self._world, wire, exchange, takes_body=False)
            found = ordered and Found(ordered[0], ordered[1], len(ordered[2]), once(ordered[2]))
        found = found or await self._answer(scope, exchange)
        self.vendor.complete(found.headers, self._world, exchange)
        if fault is not None:
            await deliver(fault, wire, exchange, *found)
            return
        exchange.status = found.status
        await wire.start(found.status, [*found.headers, (b"content-length", b"%d" % found.size)])
        if exchange.method != "HEAD":
            async for block in found.blocks:
                await wire.body(block, more=True)
        await wire.body(b"")

    async def _answer(self, scope: Scope, exchange: Exchange) -> Found:
        try:
            if exchange.method not in ("GET", "HEAD"):
                raise RefusalError(405, f"this takes {METHODS}", headers=((b"allow", METHODS.encode()),))
            segments = path_segments(scope["raw_path"])[self.mount.count("/") :]
            headers = request_headers(scope)
            names = [decode(segment, "the path") for segment in segments]
            self.vendor.settle(self._world)
            return self._find(names, headers, request_host(scope, headers))
        except RefusalError as refusal:
            data = orjson.dumps(self.vendor.refuse(refusal, exchange))
            head = [(b"content-type", b"application/json"), *refusal.headers]
            return Found(refusal.status, head, len(data), once(data))


def found_document(data: bytes, media: str) -> Found:
    """A whole answer that is made on the spot."""
    return Found(200, [(b"content-type", media.encode())], len(data), once(data))


def found_file(
    world: World, headers: Headers, pieces: Sequence[tuple[Path, int]], etag: bytes, head: HeaderList
) -> Found:
    """Stored files laid end to end, each given with its size: all their bytes, or the range that is asked for.

    Whoever has this version already, as `If-None-Match` says, is told so by a 304.
    """
    size = sum(length for _, length in pieces)
    if etag in (each.strip().removeprefix(b"W/") for each in headers.get(b"if-none-match", b"").split(b",")):
        return Found(304, [*head, (b"etag", etag)], 0, once(b""))
    asked = requested_range(headers, size, etag)
    wanted = range(size) if asked is None else asked
    head = [*head, (b"accept-ranges", b"bytes"), (b"etag", etag)]
    if asked is not None:
        head.append((b"content-range", b"bytes %d-%d/%d" % (asked.start, asked.stop - 1, size)))
    blocks = stored_bytes(pieces, wanted, world.blobs.pool)
    return Found(200 if asked is None else 206, head, len(wanted), blocks)

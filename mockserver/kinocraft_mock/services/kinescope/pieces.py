"""Bytes of an announced upload while they arrive, and what stays of them when the connection is lost."""

from __future__ import annotations

import asyncio
import hashlib
from typing import Any

from kinocraft_mock.http.messages import ErrorResponse
from kinocraft_mock.services.kinescope.arrivals import Arrivals
from kinocraft_mock.state.blobs import IncomingFile
from kinocraft_mock.state.context import Context

__all__ = ["Piece", "Whole"]


class _Arriving(IncomingFile):
    """Bytes of an upload, of which no more than a number may come."""

    def __init__(self, context: Context, upload_id: str, digest: Any) -> None:
        super().__init__(context.blobs.arriving(), context.blobs.pool, digest)
        self._arrivals = context.component(Arrivals)
        self._upload_id = upload_id
        self._room = -1

    async def _take(self, data: bytes) -> None:
        if self.size + len(data) > self._room:
            self._leave()
            if self.size:
                self._arrivals.break_off(self._upload_id)
            raise ErrorResponse(413, "more bytes came than were announced; none are taken")
        if not self.size:
            self._arrivals.begin(self._upload_id)
        await super().write(data)

    def _leave(self) -> None:
        """Take no more."""
        raise NotImplementedError


class Piece(_Arriving):
    """The bytes of an upload from an offset on. However it ends, what has arrived until then is kept.

    There is one at a time. Another request for the upload ends this one first, as its client may long be gone without
    the server having heard of it.
    """

    def __init__(self, context: Context, upload_id: str, offset: int) -> None:
        super().__init__(context, upload_id, None)
        self._context = context
        self._offset = offset
        # The request that brings the bytes and the one that ends it must not write and close at once.
        self._lock = asyncio.Lock()
        self._begun = False
        self._over = False

    @property
    def end(self) -> int:
        """How many bytes the upload has with this piece."""
        return self._offset + self.size

    async def write(self, data: bytes) -> None:
        """Take the next bytes. Raises a 409 where they do not fit in, and a 413 where they are too many."""
        async with self._lock:
            await self._ready()
            await self._take(data)

    async def finish(self) -> None:
        """All has come. Raises a 409 where the upload has gone another way meanwhile."""
        async with self._lock:
            await self._ready()
            if not await self._land():
                raise self._conflict()

    async def stop(self) -> None:
        """Take no more than has come, for another request goes on."""
        async with self._lock:
            await self._break_off()

    async def discard(self) -> None:
        """Keep what has come of a piece that breaks off, and remove what is of no use."""
        async with self._lock:
            await self._break_off()
        await super().discard()

    async def _ready(self) -> None:
        if self._begun and not self._over:
            return
        if not self._begun:
            await self._arrivals.interrupt(self._upload_id)
            upload = self._arrivals.get(self._upload_id)
            if self._arrivals.offset(upload) == self._offset:
                self._room = upload.body["length"] - self._offset
                self._hash = self._arrivals.digest(self._upload_id, self._offset)
                self._arrivals.run(self._upload_id, self.stop)
                self._begun = True
                return
        raise self._conflict()

    def _conflict(self) -> ErrorResponse:
        self._arrivals.get(self._upload_id)
        return ErrorResponse(409, "the offset is not the one that the upload has")

    def _leave(self) -> None:
        self._over = True
        self._arrivals.release(self._upload_id, self.stop)

    async def _break_off(self) -> None:
        if self._begun and not self._over:
            await self._land()
            self._arrivals.break_off(self._upload_id)

    async def _land(self) -> bool:
        try:
            await super().finish()
        finally:
            self._leave()
        if not self.size:
            return True
        return self._arrivals.append(self._upload_id, self._offset, self._keep, self._hash)

    def _keep(self) -> tuple[str, int]:
        return self._context.blobs.keep(self), self.size


class Whole(_Arriving):
    """All bytes of an upload in one request. Until all are there, what had arrived before stays as it was."""

    def __init__(self, context: Context, upload_id: str) -> None:
        super().__init__(context, upload_id, hashlib.md5(usedforsecurity=False))
        self._over = False

    @property
    def hash(self) -> object:
        """What the bytes have been hashed with."""
        return self._hash

    async def write(self, data: bytes) -> None:
        """Take the next bytes. Raises a 413 where they are more than announced."""
        if self._room < 0:
            await self._begin()
        await self._take(data)

    def _leave(self) -> None:
        self._over = True

    async def _begin(self) -> None:
        await self._arrivals.interrupt(self._upload_id)
        upload = self._arrivals.get(self._upload_id)
        self._room = upload.body["length"]
        if self._arrivals.finished(upload):
            self._leave()
            raise ErrorResponse(403, "all bytes have arrived already; none are taken")

    async def finish(self) -> None:
        """All has come."""
        await super().finish()
        self._over = True

    async def discard(self) -> None:
        """Remove the bytes; if they broke off the video is suspended."""
        if self._room >= 0 and not self._over:
            self._leave()
            self._arrivals.break_off(self._upload_id)
        await super().discard()

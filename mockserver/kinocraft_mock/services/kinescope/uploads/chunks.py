"""The request bodies of resumable uploads, and what remains of them when a connection is lost."""

from __future__ import annotations

import asyncio
import hashlib
from abc import ABC, abstractmethod
from typing import Any

from kinocraft_mock.context import Context
from kinocraft_mock.http.messages import ErrorResponse
from kinocraft_mock.services.kinescope.uploads.sessions import LARGEST, UNKNOWN_LENGTH, UploadSessions
from kinocraft_mock.state.blobs import IncomingFile

__all__ = ["Chunk", "WholeUpload"]


class _LimitedBody(IncomingFile, ABC):
    """A body with a maximum number of bytes."""

    def __init__(self, context: Context, upload_id: str, digest: Any) -> None:
        super().__init__(context.blobs.arriving(), context.blobs.pool, digest)
        self._sessions = context.component(UploadSessions)
        self._upload_id = upload_id
        self._maximum = -1

    async def _take(self, data: bytes) -> None:
        if self.size + len(data) > self._maximum:
            self._stop_accepting()
            if self.size:
                self._sessions.connection_lost(self._upload_id)
            raise ErrorResponse(413, "more bytes came than were announced; none are taken")
        if not self.size:
            self._sessions.begin(self._upload_id)
        await super().write(data)

    @abstractmethod
    def _stop_accepting(self) -> None:
        """Accept no more bytes."""


class Chunk(_LimitedBody):
    """The bytes of an upload from an offset on. Whatever ends it, the bytes that arrived are kept.

    An upload has one open chunk at a time. Another request for the upload stops it first: its client may be gone
    without the server noticing.
    """

    def __init__(self, context: Context, upload_id: str, offset: int) -> None:
        super().__init__(context, upload_id, None)
        self._context = context
        self._offset = offset
        # The request that brings the bytes and the one that stops it must not write and close at once.
        self._lock = asyncio.Lock()
        self._started = False
        self._over = False

    @property
    def end(self) -> int:
        """Return how many bytes the upload has with this chunk."""
        return self._offset + self.size

    async def write(self, data: bytes) -> None:
        """Write the next bytes. Raises a 409 for a wrong offset, and a 413 for too many bytes."""
        async with self._lock:
            await self._prepare()
            await self._take(data)

    async def finish(self) -> None:
        """Store the complete chunk. Raises a 409 if the upload has changed meanwhile."""
        async with self._lock:
            await self._prepare()
            if not await self._store_chunk():
                raise self._conflict()

    async def stop(self) -> None:
        """Store what has arrived and accept no more, because another request continues the upload."""
        async with self._lock:
            await self._abort()

    async def _break_off(self) -> None:
        await self.stop()

    async def _prepare(self) -> None:
        if self._started and not self._over:
            return
        if not self._started:
            await self._sessions.interrupt(self._upload_id)
            upload = self._sessions.get(self._upload_id)
            if self._sessions.offset(upload) == self._offset:
                self._maximum = upload.body["length"] - self._offset
                self._hash = self._sessions.digest(self._upload_id, self._offset)
                self._sessions.run(self._upload_id, self.stop)
                self._started = True
                return
        raise self._conflict()

    def _conflict(self) -> ErrorResponse:
        self._sessions.get(self._upload_id)
        return ErrorResponse(409, "the offset is not the one that the upload has")

    def _stop_accepting(self) -> None:
        self._over = True
        self._sessions.release(self._upload_id, self.stop)

    async def _abort(self) -> None:
        if self._started and not self._over:
            await self._store_chunk()
            self._sessions.connection_lost(self._upload_id)

    async def _store_chunk(self) -> bool:
        try:
            await super().finish()
        finally:
            self._stop_accepting()
        if not self.size:
            return True
        return self._sessions.append(self._upload_id, self._offset, self._keep, self._hash)

    def _keep(self) -> tuple[str, int]:
        return self._context.blobs.keep(self), self.size


class WholeUpload(_LimitedBody):
    """All bytes of an upload in one request. Earlier chunks stay until the request is complete."""

    def __init__(self, context: Context, upload_id: str) -> None:
        super().__init__(context, upload_id, hashlib.md5(usedforsecurity=False))
        self._over = False

    @property
    def hash(self) -> object:
        """Return the running digest of the bytes."""
        return self._hash

    async def write(self, data: bytes) -> None:
        """Write the next bytes. Raises a 413 for more than were announced, unless the length was unknown."""
        if self._maximum < 0:
            await self._prepare()
        await self._take(data)

    def _stop_accepting(self) -> None:
        self._over = True

    async def _prepare(self) -> None:
        await self._sessions.interrupt(self._upload_id)
        upload = self._sessions.get(self._upload_id)
        length = upload.body["length"]
        self._maximum = LARGEST if length == UNKNOWN_LENGTH else length
        if self._sessions.finished(upload):
            self._stop_accepting()
            raise ErrorResponse(403, "all bytes have arrived already; none are taken")

    async def finish(self) -> None:
        """Complete the file."""
        await super().finish()
        self._over = True

    async def _break_off(self) -> None:
        """Make the video suspended if its bytes are incomplete."""
        if self._maximum >= 0 and not self._over:
            self._stop_accepting()
            self._sessions.connection_lost(self._upload_id)

"""Upload sessions: announced uploads, the bytes that have arrived, and what they become."""

from __future__ import annotations

import hashlib
from collections.abc import Awaitable, Callable, Sequence
from typing import Any

from kinocraft_mock.context import Component, Context
from kinocraft_mock.http.messages import ErrorResponse
from kinocraft_mock.services.kinescope.additional_materials.state import add_material
from kinocraft_mock.services.kinescope.datetimes import timestamp
from kinocraft_mock.services.kinescope.store.files import Files, StoredFile
from kinocraft_mock.services.kinescope.store.records import Record, Records
from kinocraft_mock.services.kinescope.store.resource_types import UPLOAD, column
from kinocraft_mock.services.kinescope.videos.progress import fail, settle, uploading
from kinocraft_mock.services.kinescope.videos.state import give_file

__all__ = ["LARGEST", "LIFETIME", "UNKNOWN_LENGTH", "UploadSessions"]

LARGEST = 1 << 50
"""The maximum size of an announced upload. The service's own limit is not published."""

UNKNOWN_LENGTH = 1
"""The size that programs announce for a file whose size they do not know."""

LIFETIME = 24 * 3600
"""Seconds without new bytes after which an upload expires. The service's own time is not published."""

OPEN, FINISHED, EXPIRED = "open", "finished", "expired"
ROLE = "arrived"

Stop = Callable[[], Awaitable[None]]


class UploadSessions(Component):
    """All upload sessions.

    A session is a record whose id is the secret in the upload's URL. It belongs to the video that it brings or attaches
    a material to. Its file grows with every chunk. The last chunk hands the blobs to the video or material in the same
    transaction: no upload can be complete without its result.
    """

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._records = context.component(Records)
        self._files = context.component(Files)
        self._running: dict[str, Stop] = {}
        self._digests: dict[str, tuple[int, Any]] = {}
        self.closed = False
        context.clock.watch(self.expire)

    def resume(self) -> None:
        """Expire the uploads whose time passed while no server ran."""
        self.expire()

    def reset(self) -> None:
        """Start without uploads."""
        self._running.clear()
        self._digests.clear()

    def close(self) -> None:
        """Accept no more chunks: requests that end with the server must not change the state."""
        self.closed = True

    def create(self, owner: Record, length: int, name: str, *, title: str = "", material: str | None = None) -> Record:
        """Create an upload of this length: of a video, or of its material that will have the id `material`."""
        fields = {
            "state": OPEN,
            "length": length,
            "name": name,
            "title": title,
            "material": material,
            "due": self._next_due(),
        }
        with self._records.transaction():
            upload = self._records.make(UPLOAD, fields, owner)
            file = self._files.add(upload, ROLE, name, "application/octet-stream", ())
            if not length:
                self._complete(upload, file, hashlib.md5(usedforsecurity=False))
            else:
                self._show_progress(upload, 0, "pending")
        return upload

    def get(self, text: str) -> Record:
        """Return the upload with this id. Raises a 404, or a 410 if it has expired."""
        self.expire()
        upload = self._records.find(UPLOAD, text)
        # The exact spelling counts: ids in other spellings belong to other URLs.
        if upload is None or upload.id != text or upload.body["state"] not in (OPEN, FINISHED, EXPIRED):
            raise ErrorResponse(404, "there is no such upload")
        if upload.body["state"] == EXPIRED:
            raise ErrorResponse(410, "the upload has expired")
        return upload

    def offset(self, upload: Record) -> int:
        """Return how many bytes have arrived."""
        if upload.body["state"] == FINISHED:
            length: int = upload.body["length"]
            return length
        return self._file(upload).size

    def finished(self, upload: Record) -> bool:
        """Return whether all bytes have arrived."""
        return bool(upload.body["state"] == FINISHED)

    def _file(self, upload: Record) -> StoredFile:
        (file,) = self._files.of(upload, ROLE)
        return file

    async def interrupt(self, upload_id: str) -> None:
        """Stop the open chunk, if there is one: the latest request continues the upload."""
        while (stop := self._running.get(upload_id)) is not None:
            await stop()

    def run(self, upload_id: str, stop: Stop) -> None:
        """Register how to stop a chunk that starts; call `interrupt` first."""
        self._running[upload_id] = stop

    def release(self, upload_id: str, stop: Stop) -> None:
        """Unregister a chunk that has ended."""
        if self._running.get(upload_id) == stop:
            del self._running[upload_id]

    def digest(self, upload_id: str, offset: int) -> Any:
        """Return the running digest at an offset; None if earlier bytes were not hashed, as by an earlier server."""
        if not offset:
            return hashlib.md5(usedforsecurity=False)
        known = self._digests.get(upload_id)
        return known[1].copy() if known is not None and known[0] == offset else None

    def begin(self, upload_id: str) -> None:
        """Mark the video as uploading: bytes are about to arrive."""
        upload = self._records.find(UPLOAD, upload_id)
        if upload is not None and upload.body["state"] == OPEN:
            self._show_progress(upload, self.offset(upload))

    def append(self, upload_id: str, offset: int, keep: Callable[[], tuple[str, int]], digest: Any) -> bool:
        """Append a chunk and apply what follows from it; return False if its offset is no longer right.

        `keep` stores it as a blob and returns that with its size. It is called only if the chunk fits.
        """
        upload = None if self.closed else self._records.find(UPLOAD, upload_id)
        if upload is None or upload.body["state"] == EXPIRED or self.offset(upload) != offset:
            return False
        if upload.body["state"] == FINISHED:
            return True
        blob, size = keep()
        with self._records.transaction():
            file = self._files.extend(self._file(upload), blob, size)
            if file.size == upload.body["length"]:
                self._complete(upload, file, digest)
            else:
                self._records.change(upload, due=self._next_due())
                self._show_progress(upload, file.size)
        if file.size < upload.body["length"] and digest is not None:
            self._digests[upload_id] = file.size, digest
        return True

    def put(self, upload: Record, segment: tuple[str, int], digest: Any) -> None:
        """Accept the whole file at once, replacing earlier chunks. Its length becomes the one that was announced."""
        with self._records.transaction():
            self._records.change(upload, length=segment[1])
            self._files.remove(self._file(upload))
            file = self._files.add(upload, ROLE, upload.body["name"], "application/octet-stream", [segment])
            self._complete(upload, file, digest)

    def connection_lost(self, upload_id: str) -> None:
        """Suspend the video after a lost connection, until more bytes arrive."""
        upload = None if self.closed else self._records.find(UPLOAD, upload_id)
        if upload is not None and upload.body["state"] == OPEN:
            self._suspend(upload, "the upload broke off")

    def expire(self) -> None:
        """Expire the uploads that are due. If there are none, this costs one look-up in an index."""
        self._records.prepare(UPLOAD)
        sql = f"SELECT seq FROM kinescope_objects WHERE kind = 'upload' AND {column('due')} <= ?"  # noqa: S608 - put together from constants
        rows = self._context.store.all(sql, timestamp(self._context.clock))
        for upload in self._records.read([seq for (seq,) in rows]):
            with self._records.transaction():
                self._files.remove(self._file(upload))
                self._suspend(upload, "the upload has expired")
                self._records.change(upload, state=EXPIRED, due=None)
            self._digests.pop(upload.id, None)

    def _next_due(self) -> int:
        return timestamp(self._context.clock) + LIFETIME * 1_000_000

    def _show_progress(self, upload: Record, arrived: int, status: str = "uploading") -> None:
        video = self._waiting(upload)
        if video is not None:
            percent = 100 * arrived // upload.body["length"]
            uploading(self._context, video, percent, status=status, expires=upload.body["due"])

    def _suspend(self, upload: Record, why: str) -> None:
        video = self._waiting(upload)
        # A video that is due suspends itself, and calls webhooks.
        if video is not None and settle(self._context, video).body["status"] != "suspended":
            fail(self._context, video, "suspended", why)

    def _waiting(self, upload: Record) -> Record | None:
        """Return the video still waiting for its first file; None for attachments and replacements."""
        video = None if upload.body["material"] is not None else self._records.parent(upload)
        return None if video is None or video.body["file"] is not None else video

    def _complete(self, upload: Record, file: StoredFile, digest: Any) -> None:
        owner = self._records.parent(upload)
        assert owner is not None
        segments: Sequence[tuple[str, int]] = self._files.segments(file)
        material = upload.body["material"]
        if material is None:
            md5 = digest.hexdigest() if digest is not None else ""
            give_file(self._context, owner, upload.body["name"], segments, md5=md5)
        else:
            add_material(self._context, owner, upload.body["name"], upload.body["title"], segments, id=material)
        # The bytes belong to the video or material now. The length stays, for clients that ask again.
        self._files.remove(file)
        self._records.change(upload, state=FINISHED, due=None)
        self._digests.pop(upload.id, None)

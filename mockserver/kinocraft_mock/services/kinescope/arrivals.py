"""Announced uploads: what of their bytes has arrived, and what becomes of them."""

from __future__ import annotations

import hashlib
from collections.abc import Awaitable, Callable, Sequence
from typing import Any

from kinocraft_mock.http.messages import ErrorResponse
from kinocraft_mock.services.kinescope.files import Files, StoredFile
from kinocraft_mock.services.kinescope.kinds import UPLOAD, column
from kinocraft_mock.services.kinescope.materials import add_material
from kinocraft_mock.services.kinescope.objects import Objects, Thing
from kinocraft_mock.services.kinescope.times import moment
from kinocraft_mock.services.kinescope.video_making import give_file
from kinocraft_mock.services.kinescope.video_progress import fail, settle, uploading
from kinocraft_mock.state.context import Component, Context

__all__ = ["LIFETIME", "Arrivals"]

LIFETIME = 24 * 3600
"""Seconds after which an upload that gets no more bytes is dropped. The service's own time is not published."""

OPEN, FINISHED, EXPIRED = "open", "finished", "expired"
ROLE = "arrived"

Stop = Callable[[], Awaitable[None]]


class Arrivals(Component):
    """The uploads that have been announced.

    One is an object of its own, whose id is the secret in the address of the upload. It belongs to the video that it
    brings, or that its attachment comes with. Its file grows with every piece that arrives; with the last one the
    blobs go over to the video or material in the same change, so that there is no moment at which all has arrived and
    nothing comes of it.
    """

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._objects = context.component(Objects)
        self._files = context.component(Files)
        self._running: dict[str, Stop] = {}
        self._digests: dict[str, tuple[int, Any]] = {}
        self.closed = False
        context.clock.watch(self.expire)

    def resume(self) -> None:
        """Drop what has expired while no server ran."""
        self.expire()

    def reset(self) -> None:
        """No uploads."""
        self._running.clear()
        self._digests.clear()

    def close(self) -> None:
        """Take nothing more: requests that end with the server find no state to change."""
        self.closed = True

    def announce(self, owner: Thing, length: int, name: str, *, title: str = "", material: str | None = None) -> Thing:
        """An upload of so many bytes: of a video, or of a material of one, which will have the id `material`."""
        fields = {
            "state": OPEN,
            "length": length,
            "name": name,
            "title": title,
            "material": material,
            "due": self._next_due(),
        }
        with self._objects.transaction():
            upload = self._objects.make(UPLOAD, fields, owner)
            file = self._files.add(upload, ROLE, name, "application/octet-stream", ())
            if not length:
                self._complete(upload, file, hashlib.md5(usedforsecurity=False))
            else:
                self._show_progress(upload, 0, "pending")
        return upload

    def get(self, text: str) -> Thing:
        """The upload of this address. Raises a 404, or a 410 for one that has expired."""
        self.expire()
        upload = self._objects.find(UPLOAD, text)
        # To the letter: an address in another spelling is another address.
        if upload is None or upload.id != text or upload.body["state"] not in (OPEN, FINISHED, EXPIRED):
            raise ErrorResponse(404, "there is no such upload")
        if upload.body["state"] == EXPIRED:
            raise ErrorResponse(410, "the upload has expired")
        return upload

    def offset(self, upload: Thing) -> int:
        """How many bytes have arrived."""
        if upload.body["state"] == FINISHED:
            length: int = upload.body["length"]
            return length
        return self._file(upload).size

    def finished(self, upload: Thing) -> bool:
        """Whether all has arrived."""
        return bool(upload.body["state"] == FINISHED)

    def _file(self, upload: Thing) -> StoredFile:
        (file,) = self._files.of(upload, ROLE)
        return file

    async def interrupt(self, upload_id: str) -> None:
        """Stop the piece that is arriving, if there is one: whoever asks now is the one who goes on."""
        while (stop := self._running.get(upload_id)) is not None:
            await stop()

    def run(self, upload_id: str, stop: Stop) -> None:
        """Note how to stop the piece that begins to arrive; `interrupt` must have come before."""
        self._running[upload_id] = stop

    def release(self, upload_id: str, stop: Stop) -> None:
        """Note that this piece has ended."""
        if self._running.get(upload_id) == stop:
            del self._running[upload_id]

    def digest(self, upload_id: str, offset: int) -> Any:
        """What the bytes from an offset on are hashed with; None where those before were not, as by an earlier run."""
        if not offset:
            return hashlib.md5(usedforsecurity=False)
        known = self._digests.get(upload_id)
        return known[1].copy() if known is not None and known[0] == offset else None

    def begin(self, upload_id: str) -> None:
        """Bytes are about to come: the video is being uploaded."""
        upload = self._objects.find(UPLOAD, upload_id)
        if upload is not None and upload.body["state"] == OPEN:
            self._show_progress(upload, self.offset(upload))

    def append(self, upload_id: str, offset: int, keep: Callable[[], tuple[str, int]], digest: Any) -> bool:
        """Put a piece behind what has arrived, with all that follows from it; False where it does not fit any more.

        `keep` makes it a blob, with its size, and is called only if it fits.
        """
        upload = None if self.closed else self._objects.find(UPLOAD, upload_id)
        if upload is None or upload.body["state"] == EXPIRED or self.offset(upload) != offset:
            return False
        if upload.body["state"] == FINISHED:
            return True
        blob, size = keep()
        with self._objects.transaction():
            file = self._files.extend(self._file(upload), blob, size)
            if file.size == upload.body["length"]:
                self._complete(upload, file, digest)
            else:
                self._objects.change(upload, due=self._next_due())
                self._show_progress(upload, file.size)
        if file.size < upload.body["length"] and digest is not None:
            self._digests[upload_id] = file.size, digest
        return True

    def put(self, upload: Thing, segment: tuple[str, int], digest: Any) -> None:
        """Take the whole file at once, in place of whatever had arrived of it."""
        with self._objects.transaction():
            self._files.remove(self._file(upload))
            file = self._files.add(upload, ROLE, upload.body["name"], "application/octet-stream", [segment])
            self._complete(upload, file, digest)

    def break_off(self, upload_id: str) -> None:
        """A connection was lost before all had arrived: the video is suspended until more comes."""
        upload = None if self.closed else self._objects.find(UPLOAD, upload_id)
        if upload is not None and upload.body["state"] == OPEN:
            self._suspend(upload, "the upload broke off")

    def expire(self) -> None:
        """Drop the uploads whose time has run out; costs a look into an index where there is none."""
        self._objects.prepare(UPLOAD)
        sql = f"SELECT seq FROM kinescope_objects WHERE kind = 'upload' AND {column('due')} <= ?"  # noqa: S608 - put together from constants
        rows = self._context.store.all(sql, moment(self._context.clock))
        for upload in self._objects.read([seq for (seq,) in rows]):
            with self._objects.transaction():
                self._files.remove(self._file(upload))
                self._suspend(upload, "the upload has expired")
                self._objects.change(upload, state=EXPIRED, due=None)
            self._digests.pop(upload.id, None)

    def _next_due(self) -> int:
        return moment(self._context.clock) + LIFETIME * 1_000_000

    def _show_progress(self, upload: Thing, arrived: int, status: str = "uploading") -> None:
        video = self._waiting(upload)
        if video is not None:
            percent = 100 * arrived // upload.body["length"]
            uploading(self._context, video, percent, status=status, expires=upload.body["due"])

    def _suspend(self, upload: Thing, why: str) -> None:
        video = self._waiting(upload)
        # By the clock a video suspends itself, and tells so.
        if video is not None and settle(self._context, video).body["status"] != "suspended":
            fail(self._context, video, "suspended", why)

    def _waiting(self, upload: Thing) -> Thing | None:
        """The video that has no file but the one that is arriving: an attachment's has, and one that was replaced."""
        video = None if upload.body["material"] is not None else self._objects.parent(upload)
        return None if video is None or video.body["file"] is not None else video

    def _complete(self, upload: Thing, file: StoredFile, digest: Any) -> None:
        owner = self._objects.parent(upload)
        assert owner is not None
        segments: Sequence[tuple[str, int]] = self._files.segments(file)
        material = upload.body["material"]
        if material is None:
            md5 = digest.hexdigest() if digest is not None else ""
            give_file(self._context, owner, upload.body["name"], segments, md5=md5)
        else:
            add_material(self._context, owner, upload.body["name"], upload.body["title"], segments, id=material)
        # The bytes are the owner's now; here only their number stays, for a client that asks once more.
        self._files.remove(file)
        self._objects.change(upload, state=FINISHED, due=None)
        self._digests.pop(upload.id, None)

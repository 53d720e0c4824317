"""The bytes that belong to objects, and the addresses they can be had from."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Sequence
from email.utils import formatdate
from typing import NamedTuple
from urllib.parse import quote

from kinocraft_mock.http.messages import ErrorResponse, Headers, Request
from kinocraft_mock.http.resource_endpoint import Resource, StreamedResponse, file_response
from kinocraft_mock.services.kinescope import KINESCOPE
from kinocraft_mock.services.kinescope.errors import not_found
from kinocraft_mock.services.kinescope.objects import Objects, Thing
from kinocraft_mock.services.kinescope.times import moment
from kinocraft_mock.services.kinescope.workspace import workspace_id
from kinocraft_mock.state.blobs import IncomingFile
from kinocraft_mock.state.context import Component, Context

__all__ = ["MOUNT", "PICTURE", "Downloads", "Files", "StoredFile", "lasting_path", "links_change", "signed_path", "url"]

MOUNT = "/kinescope/files"
PICTURE = "picture"
"""The role of posters' files. As in the vendor's samples their links carry no signature and never expire."""

DAY = 24 * 3600
SELECT = "SELECT id, role, name, media, size, digest, created FROM kinescope_files"


class StoredFile(NamedTuple):
    """A file of an object. `role` says what it is to the object, such as `original`; `created` is in microseconds."""

    id: str
    role: str
    name: str
    media: str
    size: int
    digest: str
    created: int


class Files(Component):
    """The files of all objects. They go with the object; bytes that several share go with the last of them."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._store = context.store
        self._objects = context.component(Objects)

    def reset(self) -> None:
        """Nothing: the objects hold all there is."""

    def add(
        self,
        thing: Thing,
        role: str,
        name: str,
        media: str,
        segments: Sequence[tuple[str, int]],
        digest: str = "",
    ) -> StoredFile:
        """Give an object a file that consists of these blobs, each with its size."""
        size = sum(length for _, length in segments)
        file = StoredFile(self._context.ids.uuid(), role, name, media, size, digest, moment(self._context.clock))
        with self._objects.transaction():
            self._store.run(
                "INSERT INTO kinescope_files (id, object, role, name, media, size, digest, created)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                file.id,
                thing.seq,
                *file[1:],
            )
            for place, (blob, length) in enumerate(segments):
                self._store.run("INSERT INTO kinescope_segments VALUES (?, ?, ?, ?)", file.id, place, blob, length)
        return file

    def keep(
        self, thing: Thing, role: str, name: str, media: str, incoming: IncomingFile, digest: str = ""
    ) -> StoredFile:
        """Give an object a file that has just arrived."""
        return self.add(thing, role, name, media, [(self._context.blobs.keep(incoming), incoming.size)], digest)

    def extend(self, file: StoredFile, blob: str, size: int) -> StoredFile:
        """Put a blob behind what a file has; other files that share its bytes stay as they are."""
        with self._objects.transaction():
            # Where it begins tells where it stands, so nothing has to be counted.
            self._store.run("INSERT INTO kinescope_segments VALUES (?, ?, ?, ?)", file.id, file.size, blob, size)
            self._store.run("UPDATE kinescope_files SET size = size + ? WHERE id = ?", size, file.id)
        return file._replace(size=file.size + size)

    def copy(self, file: StoredFile, thing: Thing) -> StoredFile:
        """Give another object the same bytes."""
        return self.add(thing, file.role, file.name, file.media, self.segments(file), file.digest)

    def of(self, thing: Thing, role: str | None = None) -> list[StoredFile]:
        """The files of an object, oldest first; only those with this role."""
        rows = self._store.all(
            f"{SELECT} WHERE object = ? AND coalesce(role = ?, 1) ORDER BY created, id", thing.seq, role
        )
        return [StoredFile._make(row) for row in rows]

    def find(self, file_id: str) -> StoredFile | None:
        """The file of this id."""
        row = self._store.one(f"{SELECT} WHERE id = ?", file_id)
        return StoredFile._make(row) if row else None

    def segments(self, file: StoredFile) -> list[tuple[str, int]]:
        """The blobs that a file consists of, in order, each with its size."""
        return self._store.all("SELECT blob, size FROM kinescope_segments WHERE file = ? ORDER BY place", file.id)

    def remove(self, file: StoredFile) -> None:
        """Take a file from its object."""
        with self._objects.transaction():
            self._store.run("DELETE FROM kinescope_files WHERE id = ?", file.id)


def url(request: Request, file: StoredFile) -> str:
    """Where the bytes of a file can be had by whoever has this link, for a day at least."""
    return f"{request.origin}{lasting_path(request.context, file)}"


def lasting_path(context: Context, file: StoredFile) -> str:
    """The path of such a link. It stays the same for a day; how long the vendor's last is not published."""
    return signed_path(context, file, links_change(context) + DAY)


def links_change(context: Context) -> int:
    """When links to files are other ones than now, in Unix seconds."""
    return (moment(context.clock) // 1_000_000 // DAY + 1) * DAY


def signed_path(context: Context, file: StoredFile, expires: int) -> str:
    """The path of a file that leads to it until a moment, in seconds since 1970, without a token."""
    return f"{MOUNT}/{file.id}/{expires}/{_signature(context, file.id, str(expires))}/{quote(file.name, safe='')}"


def _signature(context: Context, file_id: str, expires: str) -> str:
    """What nobody can put under an address but the server that hands it out."""
    return hmac.new(workspace_id(context).encode(), f"{file_id} {expires}".encode(), hashlib.sha256).hexdigest()


class Downloads(Resource):
    """The bytes of files, whole or by range."""

    mount = MOUNT
    operation = "kinescope.files"
    vendor = KINESCOPE

    def _find(self, segments: list[str], headers: Headers, host: str) -> StreamedResponse:
        files = self._context.component(Files)
        file = files.find(segments[0]) if len(segments) in (2, 4) else None
        if file is None or file.name != segments[-1] or (len(segments) == 2 and file.role != PICTURE):
            raise not_found("file")
        if len(segments) == 4:
            self._check(*segments[:3])
        head = [
            (b"content-type", file.media.encode()),
            (b"last-modified", formatdate(file.created // 1_000_000, usegmt=True).encode()),
        ]
        pieces = [(self._context.blobs.path(blob), size) for blob, size in files.segments(file)]
        return file_response(self._context, headers, pieces, b'"%s"' % file.id.encode(), head)

    def _check(self, file_id: str, expires: str, signature: str) -> None:
        if not hmac.compare_digest(_signature(self._context, file_id, expires).encode(), signature.encode()):
            raise ErrorResponse(403, "the link's signature is wrong")
        if self._context.clock.now() >= int(expires):
            raise ErrorResponse(403, "the link has expired")

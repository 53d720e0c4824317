"""The files of records, and the paths of their URLs."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Sequence
from typing import NamedTuple
from urllib.parse import quote

from kinocraft_mock.context import Component, Context
from kinocraft_mock.http.messages import Request
from kinocraft_mock.services.kinescope.datetimes import timestamp
from kinocraft_mock.services.kinescope.links import FILES
from kinocraft_mock.services.kinescope.store.records import Record, Records
from kinocraft_mock.services.kinescope.workspace import workspace_id
from kinocraft_mock.state.blobs import IncomingFile

__all__ = ["PICTURE", "Files", "StoredFile", "lasting_path", "links_change", "signed_path", "url"]

PICTURE = "picture"
"""The role of posters' files. As in the vendor's samples, their links are unsigned and never expire."""

DAY = 24 * 3600
SELECT = "SELECT id, role, name, media, size, digest, created FROM kinescope_files"


class StoredFile(NamedTuple):
    """A file of a record. `role` is its purpose, such as `original`; `created` is in microseconds."""

    id: str
    role: str
    name: str
    media: str
    size: int
    digest: str
    created: int


class Files(Component):
    """The files of all records. A file is deleted with its record; shared bytes are deleted with the last file."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._store = context.store
        self._records = context.component(Records)

    def reset(self) -> None:
        """Do nothing: `Records` holds the state."""

    def add(
        self,
        record: Record,
        role: str,
        name: str,
        media: str,
        segments: Sequence[tuple[str, int]],
        digest: str = "",
    ) -> StoredFile:
        """Add a file to a record. It consists of these blobs, each given with its size."""
        size = sum(length for _, length in segments)
        file = StoredFile(self._context.ids.uuid(), role, name, media, size, digest, timestamp(self._context.clock))
        with self._records.transaction():
            self._store.run(
                "INSERT INTO kinescope_files (id, object, role, name, media, size, digest, created)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                file.id,
                record.seq,
                *file[1:],
            )
            for place, (blob, length) in enumerate(segments):
                self._store.run("INSERT INTO kinescope_segments VALUES (?, ?, ?, ?)", file.id, place, blob, length)
        return file

    def keep(
        self, record: Record, role: str, name: str, media: str, incoming: IncomingFile, digest: str = ""
    ) -> StoredFile:
        """Add a file that has just arrived to a record."""
        return self.add(record, role, name, media, [(self._context.blobs.keep(incoming), incoming.size)], digest)

    def extend(self, file: StoredFile, blob: str, size: int) -> StoredFile:
        """Append a blob to a file. Other files that share its bytes do not change."""
        with self._records.transaction():
            # A segment's offset serves as its place, so that nothing has to be counted.
            self._store.run("INSERT INTO kinescope_segments VALUES (?, ?, ?, ?)", file.id, file.size, blob, size)
            self._store.run("UPDATE kinescope_files SET size = size + ? WHERE id = ?", size, file.id)
        return file._replace(size=file.size + size)

    def copy(self, file: StoredFile, record: Record) -> StoredFile:
        """Give another record the same file, sharing its bytes."""
        return self.add(record, file.role, file.name, file.media, self.segments(file), file.digest)

    def of(self, record: Record, role: str | None = None) -> list[StoredFile]:
        """Return the files of a record, oldest first; with `role`, only those."""
        rows = self._store.all(
            f"{SELECT} WHERE object = ? AND coalesce(role = ?, 1) ORDER BY created, id", record.seq, role
        )
        return [StoredFile._make(row) for row in rows]

    def find(self, file_id: str) -> StoredFile | None:
        """Return the file with this id."""
        row = self._store.one(f"{SELECT} WHERE id = ?", file_id)
        return StoredFile._make(row) if row else None

    def segments(self, file: StoredFile) -> list[tuple[str, int]]:
        """Return the blobs of a file in order, each with its size."""
        return self._store.all("SELECT blob, size FROM kinescope_segments WHERE file = ? ORDER BY place", file.id)

    def remove(self, file: StoredFile) -> None:
        """Remove a file from its record."""
        with self._records.transaction():
            self._store.run("DELETE FROM kinescope_files WHERE id = ?", file.id)


def url(request: Request, file: StoredFile) -> str:
    """Return the URL of a file. It needs no token and works for at least a day."""
    return f"{request.origin}{lasting_path(request.context, file)}"


def lasting_path(context: Context, file: StoredFile) -> str:
    """Return the path of such a URL. It changes once a day; how long the vendor's URLs work is not published."""
    return signed_path(context, file, links_change(context) + DAY)


def links_change(context: Context) -> int:
    """Return when the URLs of files change next, in Unix seconds."""
    return (timestamp(context.clock) // 1_000_000 // DAY + 1) * DAY


def signed_path(context: Context, file: StoredFile, expires: int) -> str:
    """Return the path of a file that works without a token until `expires`, in Unix seconds."""
    return f"{FILES}/{file.id}/{expires}/{signature(context, file.id, str(expires))}/{quote(file.name, safe='')}"


def signature(context: Context, file_id: str, expires: str) -> str:
    """Sign a file's id and expiry, so that only the server can make valid URLs."""
    return hmac.new(workspace_id(context).encode(), f"{file_id} {expires}".encode(), hashlib.sha256).hexdigest()

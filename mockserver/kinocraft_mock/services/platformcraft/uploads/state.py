"""Uploads in parts."""

from __future__ import annotations

from typing import Any, NamedTuple
from weakref import WeakKeyDictionary

from kinocraft_mock.context import Component, Context
from kinocraft_mock.http.messages import ErrorResponse
from kinocraft_mock.state.blobs import IncomingFile
from kinocraft_mock.state.digests import FileDigest, RunningDigest

__all__ = ["StoredPart", "Upload", "Uploads"]

SCHEMA = """
CREATE TABLE IF NOT EXISTS uploads (
    id TEXT PRIMARY KEY,
    source TEXT NOT NULL,
    path TEXT NOT NULL,
    created INTEGER NOT NULL
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS parts (
    upload TEXT NOT NULL REFERENCES uploads ON DELETE CASCADE,
    number INTEGER NOT NULL,
    blob TEXT NOT NULL,
    size INTEGER NOT NULL,
    PRIMARY KEY (upload, number)
) WITHOUT ROWID;
"""


class Upload(NamedTuple):
    """An upload in progress; `source` is the prefix of its parts' names."""

    id: str
    source: str
    path: str
    created: int


class StoredPart(NamedTuple):
    """A part that has arrived."""

    number: int
    blob: str
    size: int


class Uploads(Component):
    """The uploads of the account. Methods that change the state start no transaction of their own."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._digests: dict[str, RunningDigest] = {}
        # Weak keys: the digest of a part that is never completed is freed with it.
        self._begun: WeakKeyDictionary[IncomingFile, FileDigest] = WeakKeyDictionary()
        context.store.ensure(SCHEMA)

    def reset(self) -> None:
        """Start without uploads."""
        self.close()
        self._context.store.ensure(SCHEMA)

    def close(self) -> None:
        """Stop hashing."""
        for digest in self._digests.values():
            digest.cancel()
        self._digests.clear()

    def blobs(self) -> list[str]:
        """Return every blob that is a part of an upload."""
        return [blob for (blob,) in self._context.store.all("SELECT blob FROM parts")]

    def start(self, path: str) -> Upload:
        """Start an upload to a path."""
        ids = self._context.ids
        upload = Upload(ids.object_id(), ids.object_id(), path, int(self._context.clock.now()))
        self._context.store.run("INSERT INTO uploads VALUES (?, ?, ?, ?)", *upload)
        return upload

    def get(self, upload_id: str) -> Upload:
        """Return the upload with this id. Raises a 404."""
        row = self._context.store.one("SELECT id, source, path, created FROM uploads WHERE id = ?", upload_id)
        if row is None:
            raise ErrorResponse(404, "no such upload")
        return Upload._make(row)

    def parts(self, upload: Upload) -> list[StoredPart]:
        """Return the parts that have arrived, by number."""
        rows = self._context.store.all(
            "SELECT number, blob, size FROM parts WHERE upload = ? ORDER BY number", upload.id
        )
        return [StoredPart._make(row) for row in rows]

    def put(self, upload: Upload, part: StoredPart) -> str | None:
        """Add a part or replace the one with its number; return the blob that is no longer used."""
        store = self._context.store
        old = store.one("SELECT blob FROM parts WHERE upload = ? AND number = ?", upload.id, part.number)
        store.run("INSERT OR REPLACE INTO parts VALUES (?, ?, ?, ?)", upload.id, *part)
        return old[0] if old else None

    def open_file(self, upload: Upload, number: int) -> IncomingFile:
        """Open a file for a part. It is hashed on the way if all parts before it have been."""
        begun = self._digest(upload).begin(number)
        incoming = self._context.blobs.open(begun.state if begun else None)
        if begun:
            self._begun[incoming] = begun
        return incoming

    def hash_on(self, upload: Upload, part: StoredPart, incoming: IncomingFile) -> None:
        """Add a stored part to the digest of the whole."""
        begun = self._begun.get(incoming)
        self._digest(upload, known=part).put(part.number, self._context.blobs.path(part.blob), begun)

    def _digest(self, upload: Upload, known: StoredPart | None = None) -> RunningDigest:
        digest = self._digests.get(upload.id)
        if digest is None:
            digest = self._digests[upload.id] = RunningDigest(self._context.blobs.pool)
            # Parts from an earlier run of the server have not been hashed in this one.
            for part in self.parts(upload):
                if part != known:
                    digest.put(part.number, self._context.blobs.path(part.blob))
        return digest

    async def sha256(self, upload: Upload) -> str:
        """Return the digest of all parts in order, after waiting for those that are not hashed yet."""
        return await self._digest(upload).result()

    def finish(self, upload: Upload) -> None:
        """Delete an upload, but not its blobs."""
        self._context.store.run("DELETE FROM uploads WHERE id = ?", upload.id)

    def release(self, upload: Upload) -> None:
        """Stop hashing a finished upload."""
        digest = self._digests.pop(upload.id, None)
        if digest is not None:
            digest.cancel()

    def describe(self, upload: Upload) -> dict[str, Any]:
        """Serialize an upload. Without parts, `parts` is null."""
        parts = [
            {"id": part.number, "src": f"{upload.source}_{part.number}", "size": part.size}
            for part in self.parts(upload)
        ]
        return {
            "id": upload.id,
            "container_id": self._context.account,
            "object_path": upload.path,
            "created_at": upload.created,
            "parts": parts or None,
        }

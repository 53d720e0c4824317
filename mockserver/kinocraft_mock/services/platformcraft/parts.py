"""Uploads by parts: the tables, and what can be done to them."""

from __future__ import annotations

from typing import Any, NamedTuple
from weakref import WeakKeyDictionary

from kinocraft_mock.http.messages import ErrorResponse
from kinocraft_mock.state.blobs import IncomingFile
from kinocraft_mock.state.context import Component, Context
from kinocraft_mock.state.digests import Begun, RunningDigest

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
    """An upload that is under way; `source` is the stem of its parts' names."""

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
    """The uploads of the account. Methods that change something make no transaction of their own."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._digests: dict[str, RunningDigest] = {}
        # Keyed weakly: a part that is never finished takes its hash with it.
        self._begun: WeakKeyDictionary[IncomingFile, Begun] = WeakKeyDictionary()
        context.store.ensure(SCHEMA)

    def reset(self) -> None:
        """No uploads."""
        self.close()
        self._context.store.ensure(SCHEMA)

    def close(self) -> None:
        """Stop hashing."""
        for digest in self._digests.values():
            digest.cancel()
        self._digests.clear()

    def blobs(self) -> list[str]:
        """Every blob that is a part of an upload."""
        return [blob for (blob,) in self._context.store.all("SELECT blob FROM parts")]

    def start(self, path: str) -> Upload:
        """A new upload for a path."""
        ids = self._context.ids
        upload = Upload(ids.object_id(), ids.object_id(), path, int(self._context.clock.now()))
        self._context.store.run("INSERT INTO uploads VALUES (?, ?, ?, ?)", *upload)
        return upload

    def get(self, upload_id: str) -> Upload:
        """The upload of this id. Raises a 404."""
        row = self._context.store.one("SELECT id, source, path, created FROM uploads WHERE id = ?", upload_id)
        if row is None:
            raise ErrorResponse(404, "no such upload")
        return Upload._make(row)

    def parts(self, upload: Upload) -> list[StoredPart]:
        """What has arrived, by number."""
        rows = self._context.store.all(
            "SELECT number, blob, size FROM parts WHERE upload = ? ORDER BY number", upload.id
        )
        return [StoredPart._make(row) for row in rows]

    def put(self, upload: Upload, part: StoredPart) -> str | None:
        """Add a part, or replace the one of its number; answers with the blob that is not needed any more."""
        store = self._context.store
        old = store.one("SELECT blob FROM parts WHERE upload = ? AND number = ?", upload.id, part.number)
        store.run("INSERT OR REPLACE INTO parts VALUES (?, ?, ?, ?)", upload.id, *part)
        return old[0] if old else None

    def open_file(self, upload: Upload, number: int) -> IncomingFile:
        """A file for a part that is about to arrive, hashed on the way where all before it has been."""
        begun = self._digest(upload).begin(number)
        incoming = self._context.blobs.open(begun.state if begun else None)
        if begun:
            self._begun[incoming] = begun
        return incoming

    def hash_on(self, upload: Upload, part: StoredPart, incoming: IncomingFile) -> None:
        """Take a part that has just been stored into the hash of the whole."""
        begun = self._begun.get(incoming)
        self._digest(upload, known=part).put(part.number, self._context.blobs.path(part.blob), begun)

    def _digest(self, upload: Upload, known: StoredPart | None = None) -> RunningDigest:
        digest = self._digests.get(upload.id)
        if digest is None:
            digest = self._digests[upload.id] = RunningDigest(self._context.blobs.pool)
            # Parts of an earlier run of the server have not been hashed in this one.
            for part in self.parts(upload):
                if part != known:
                    digest.put(part.number, self._context.blobs.path(part.blob))
        return digest

    async def sha256(self, upload: Upload) -> str:
        """The hash of all parts laid end to end; waits for what has not been hashed yet."""
        return await self._digest(upload).result()

    def finish(self, upload: Upload) -> None:
        """Forget an upload. Its blobs stay."""
        self._context.store.run("DELETE FROM uploads WHERE id = ?", upload.id)

    def release(self, upload: Upload) -> None:
        """Stop hashing an upload that is finished."""
        digest = self._digests.pop(upload.id, None)
        if digest is not None:
            digest.cancel()

    def describe(self, upload: Upload) -> dict[str, Any]:
        """The upload as Filespot prints it; no parts are null."""
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

"""The bytes that belong to objects, and the addresses they can be had from."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Sequence
from typing import NamedTuple
from urllib.parse import quote

from kinocraft_mock.blobs import Incoming
from kinocraft_mock.messages import Call
from kinocraft_mock.services.kinescope.datetimes import timestamp
from kinocraft_mock.services.kinescope.links import FILES
from kinocraft_mock.services.kinescope.store.records import Record, Records
from kinocraft_mock.services.kinescope.workspace import workspace_id
from kinocraft_mock.world import Part, World

__all__ = ["PICTURE", "Files", "StoredFile", "lasting_path", "links_change", "signed_path", "url"]

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


class Files(Part):
    """The files of all objects. They go with the object; bytes that several share go with the last of them."""

    def __init__(self, world: World) -> None:
        super().__init__(world)
        self._store = world.store
        self._records = world.part(Records)

    def reset(self) -> None:
        """Nothing: the objects hold all there is."""

    def add(
        self,
        record: Record,
        role: str,
        name: str,
        media: str,
        segments: Sequence[tuple[str, int]],
        digest: str = "",
    ) -> StoredFile:
        """Give an object a file that consists of these blobs, each with its size."""
        size = sum(length for _, length in segments)
        file = StoredFile(self._world.ids.uuid(), role, name, media, size, digest, timestamp(self._world.clock))
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
        self, record: Record, role: str, name: str, media: str, incoming: Incoming, digest: str = ""
    ) -> StoredFile:
        """Give an object a file that has just arrived."""
        return self.add(record, role, name, media, [(self._world.blobs.keep(incoming), incoming.size)], digest)

    def extend(self, file: StoredFile, blob: str, size: int) -> StoredFile:
        """Put a blob behind what a file has; other files that share its bytes stay as they are."""
        with self._records.transaction():
            # Where it begins tells where it stands, so nothing has to be counted.
            self._store.run("INSERT INTO kinescope_segments VALUES (?, ?, ?, ?)", file.id, file.size, blob, size)
            self._store.run("UPDATE kinescope_files SET size = size + ? WHERE id = ?", size, file.id)
        return file._replace(size=file.size + size)

    def copy(self, file: StoredFile, record: Record) -> StoredFile:
        """Give another object the same bytes."""
        return self.add(record, file.role, file.name, file.media, self.segments(file), file.digest)

    def of(self, record: Record, role: str | None = None) -> list[StoredFile]:
        """The files of an object, oldest first; only those with this role."""
        rows = self._store.all(
            f"{SELECT} WHERE object = ? AND coalesce(role = ?, 1) ORDER BY created, id", record.seq, role
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
        with self._records.transaction():
            self._store.run("DELETE FROM kinescope_files WHERE id = ?", file.id)


def url(call: Call, file: StoredFile) -> str:
    """Where the bytes of a file can be had by whoever has this link, for a day at least."""
    return f"{call.origin}{lasting_path(call.world, file)}"


def lasting_path(world: World, file: StoredFile) -> str:
    """The path of such a link. It stays the same for a day; how long the vendor's last is not published."""
    return signed_path(world, file, links_change(world) + DAY)


def links_change(world: World) -> int:
    """When links to files are other ones than now, in Unix seconds."""
    return (timestamp(world.clock) // 1_000_000 // DAY + 1) * DAY


def signed_path(world: World, file: StoredFile, expires: int) -> str:
    """The path of a file that leads to it until a moment, in seconds since 1970, without a token."""
    return f"{FILES}/{file.id}/{expires}/{signature(world, file.id, str(expires))}/{quote(file.name, safe='')}"


def signature(world: World, file_id: str, expires: str) -> str:
    """What nobody can put under an address but the server that hands it out."""
    return hmac.new(workspace_id(world).encode(), f"{file_id} {expires}".encode(), hashlib.sha256).hexdigest()

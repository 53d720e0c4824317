"""The tree of folders and files."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from kinocraft_mock.context import Component, Context
from kinocraft_mock.http.messages import ErrorResponse

__all__ = ["SELECT", "Content", "Entry", "Tree"]

# `dirs` and `files` count a folder's children, so that a listing need not read them to print their number.
SCHEMA = """
CREATE TABLE IF NOT EXISTS objects (
    seq INTEGER PRIMARY KEY,
    parent INTEGER REFERENCES objects,
    id TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    is_dir INTEGER NOT NULL,
    size INTEGER NOT NULL DEFAULT 0,
    content_type TEXT NOT NULL DEFAULT '',
    etag TEXT NOT NULL DEFAULT '',
    description TEXT NOT NULL DEFAULT '',
    private INTEGER NOT NULL DEFAULT 0,
    max_height INTEGER,
    max_width INTEGER,
    created INTEGER NOT NULL,
    changed INTEGER NOT NULL,
    dirs INTEGER NOT NULL DEFAULT 0,
    files INTEGER NOT NULL DEFAULT 0
);
CREATE UNIQUE INDEX IF NOT EXISTS objects_path ON objects (parent, name);
CREATE INDEX IF NOT EXISTS objects_by_name ON objects (parent, is_dir, name);
CREATE INDEX IF NOT EXISTS objects_by_time ON objects (parent, is_dir, created, name);
CREATE INDEX IF NOT EXISTS objects_by_size ON objects (parent, is_dir, size, name);

CREATE TRIGGER IF NOT EXISTS objects_inserted AFTER INSERT ON objects BEGIN
    UPDATE objects SET dirs = dirs + new.is_dir, files = files + 1 - new.is_dir WHERE seq = new.parent;
END;
CREATE TRIGGER IF NOT EXISTS objects_deleted AFTER DELETE ON objects BEGIN
    UPDATE objects SET dirs = dirs - old.is_dir, files = files - 1 + old.is_dir WHERE seq = old.parent;
END;
CREATE TRIGGER IF NOT EXISTS objects_moved AFTER UPDATE OF parent ON objects BEGIN
    UPDATE objects SET dirs = dirs - old.is_dir, files = files - 1 + old.is_dir WHERE seq = old.parent;
    UPDATE objects SET dirs = dirs + new.is_dir, files = files + 1 - new.is_dir WHERE seq = new.parent;
END;

CREATE TABLE IF NOT EXISTS segments (
    object INTEGER NOT NULL REFERENCES objects ON DELETE CASCADE,
    place INTEGER NOT NULL,
    blob TEXT NOT NULL,
    size INTEGER NOT NULL,
    PRIMARY KEY (object, place)
) WITHOUT ROWID;
"""

COLUMNS = "seq, parent, id, name, is_dir, size, content_type, etag, description, private, created, changed, dirs, files"
SELECT = f"SELECT {COLUMNS} FROM objects"  # noqa: S608 - all SQL is put together from constants
BELOW = """WITH RECURSIVE below (seq) AS (
    VALUES (?) UNION ALL SELECT child.seq FROM objects child JOIN below ON child.parent = below.seq
)"""


class Entry(NamedTuple):
    """A file or folder."""

    seq: int
    parent: int | None
    id: str
    name: str
    is_dir: int
    size: int
    content_type: str
    etag: str
    description: str
    private: int
    created: int
    changed: int
    dirs: int
    files: int


class Content(NamedTuple):
    """The bytes of a new file: its blobs in order, each with its size.

    `id` is for a file whose bytes contain its id, and `made` for a time of creation other than now.
    """

    blobs: Sequence[tuple[str, int]]
    etag: str
    content_type: str
    id: str | None = None
    made: int | None = None


class Tree(Component):
    """The account's container. Methods that change the state start no transaction of their own."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._store = context.store
        self._start()

    def _start(self) -> None:
        self._store.ensure(SCHEMA)
        root = self._store.one("SELECT seq FROM objects WHERE parent IS NULL")
        self.root: int = root[0] if root else self._insert(None, "", is_dir=True)

    def reset(self) -> None:
        """Start with an empty container."""
        self._start()

    def find(self, names: Sequence[str]) -> Entry | None:
        """Return the entry at a path; the root for no names."""
        if not names:
            return self.entry(self.root)
        parent = self.root
        for name in names[:-1]:
            row = self._store.one("SELECT seq FROM objects WHERE parent = ? AND name = ?", parent, name)
            if row is None:
                return None
            parent = row[0]
        row = self._store.one(f"{SELECT} WHERE parent = ? AND name = ?", parent, names[-1])
        return Entry._make(row) if row else None

    def get(self, names: Sequence[str]) -> Entry:
        """Return the entry at a path. Raises a 404."""
        entry = self.find(names)
        if entry is None:
            raise ErrorResponse(404, "no such object")
        return entry

    def entry(self, seq: int) -> Entry:
        """Return an entry that exists, by `seq`."""
        row = self._store.one(f"{SELECT} WHERE seq = ?", seq)
        if row is None:
            raise LookupError(f"object {seq}")
        return Entry._make(row)

    def by_id(self, object_id: str) -> Entry | None:
        """Return the entry with this id."""
        row = self._store.one(f"{SELECT} WHERE id = ?", object_id)
        return Entry._make(row) if row else None

    def names(self, entry: Entry) -> list[str]:
        """Return the names along the path of an entry."""
        names: list[str] = []
        while entry.parent is not None:
            names.append(entry.name)
            entry = self.entry(entry.parent)
        return names[::-1]

    def require_free(self, names: Sequence[str]) -> None:
        """Raise a 409 if the path exists, or if a file is where it needs a folder."""
        for length in range(1, len(names)):
            above = self.find(names[:length])
            if above is None:
                return
            if not above.is_dir:
                raise ErrorResponse(409, f"duplication: /{'/'.join(names[:length])} exists already and is a file")
        if self.find(names) is not None:
            raise ErrorResponse(409, f"duplication: the object /{'/'.join(names)} exists already")

    def make(self, names: Sequence[str], content: Content | None) -> Entry:
        """Create a file, or a folder without `content`, and missing folders above it. Raises a 409."""
        self.require_free(names)
        parent = self.root
        for name in names[:-1]:
            row = self._store.one("SELECT seq FROM objects WHERE parent = ? AND name = ?", parent, name)
            parent = row[0] if row else self._insert(parent, name, is_dir=True)
        seq = self._insert(parent, names[-1], is_dir=content is None, content=content)
        return self.entry(seq)

    def _insert(self, parent: int | None, name: str, *, is_dir: bool, content: Content | None = None) -> int:
        now = int(self._context.clock.now()) if content is None or content.made is None else content.made
        blobs = content.blobs if content else ()
        seq = self._store.run(
            "INSERT INTO objects (parent, id, name, is_dir, size, content_type, etag, created, changed)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            parent,
            (content and content.id) or self._context.ids.object_id(),
            name,
            is_dir,
            sum(size for _, size in blobs),
            content.content_type if content else "",
            content.etag if content else "",
            now,
            now,
        )
        for place, (blob, size) in enumerate(blobs):
            self._store.run("INSERT INTO segments VALUES (?, ?, ?, ?)", seq, place, blob, size)
        return seq

    def move(self, entry: Entry, parent: Entry, name: str) -> None:
        """Rename or move an entry. Raises a 409 if the target exists, and a 400 if a folder would contain itself."""
        if (parent.seq, name) == (entry.parent, entry.name):
            return
        above: Entry | None = parent
        while above is not None:
            if above.seq == entry.seq:
                raise ErrorResponse(400, "a folder cannot be moved into itself")
            above = None if above.parent is None else self.entry(above.parent)
        if self._store.one("SELECT 1 FROM objects WHERE parent = ? AND name = ?", parent.seq, name):
            raise ErrorResponse(409, f"duplication: the object {name} exists already in that folder")
        self._store.run("UPDATE objects SET parent = ?, name = ? WHERE seq = ?", parent.seq, name, entry.seq)

    def change(self, entry: Entry, **columns: str | int | bool) -> None:
        """Set columns of an entry, and the time of its last change."""
        columns["changed"] = int(self._context.clock.now())
        assignments = ", ".join(f"{name} = ?" for name in columns)
        self._store.run(f"UPDATE objects SET {assignments} WHERE seq = ?", *columns.values(), entry.seq)  # noqa: S608

    def delete(self, entry: Entry) -> list[str]:
        """Delete a file, or a folder with its contents; return the blobs that are no longer used."""
        blobs = self._store.all(f"{BELOW} SELECT blob FROM segments JOIN below ON object = seq", entry.seq)  # noqa: S608
        self._store.run(f"{BELOW} DELETE FROM objects WHERE seq IN (SELECT seq FROM below)", entry.seq)  # noqa: S608
        return [blob for (blob,) in blobs]

    def segments(self, entry: Entry) -> list[tuple[str, int]]:
        """Return the blobs of a file in order, each with its size."""
        return self._store.all("SELECT blob, size FROM segments WHERE object = ? ORDER BY place", entry.seq)

    def blobs(self) -> list[str]:
        """Return every blob that is part of a file."""
        return [blob for (blob,) in self._store.all("SELECT blob FROM segments")]

"""The records of a workspace: each has an id, a resource type, a place in the tree, and a body of JSON."""

from __future__ import annotations

from collections.abc import Generator, Iterable, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import orjson

from kinocraft_mock.context import Component, Context
from kinocraft_mock.services.kinescope.datetimes import format_timestamp, timestamp
from kinocraft_mock.services.kinescope.errors import not_found
from kinocraft_mock.services.kinescope.ids import as_uuid
from kinocraft_mock.services.kinescope.store.resource_types import ResourceType
from kinocraft_mock.state.store import Row

__all__ = ["Record", "Records"]

# `size` and `items` are what a record adds to its ancestors; those of a container are the sums over its descendants, so
# that reading them costs nothing. `kinescope_counts` does the same for the lengths of lists. Deleting a segment notes
# its blob as an orphan; orphaned blobs are deleted after the transaction.
SCHEMA = (
    """CREATE TABLE IF NOT EXISTS kinescope_objects (
        seq INTEGER PRIMARY KEY,
        kind TEXT NOT NULL,
        id TEXT NOT NULL UNIQUE,
        parent INTEGER REFERENCES kinescope_objects ON DELETE CASCADE,
        position INTEGER,
        created INTEGER NOT NULL,
        updated INTEGER,
        size INTEGER NOT NULL DEFAULT 0,
        items INTEGER NOT NULL DEFAULT 0,
        body TEXT NOT NULL
    )""",
    "CREATE INDEX IF NOT EXISTS kinescope_children ON kinescope_objects (parent, kind, position)",
    """CREATE TABLE IF NOT EXISTS kinescope_counts (kind TEXT PRIMARY KEY, number INTEGER NOT NULL) WITHOUT ROWID""",
    """CREATE TRIGGER IF NOT EXISTS kinescope_inserted AFTER INSERT ON kinescope_objects BEGIN
        INSERT INTO kinescope_counts VALUES (new.kind, 1) ON CONFLICT (kind) DO UPDATE SET number = number + 1;
    END""",
    """CREATE TRIGGER IF NOT EXISTS kinescope_deleted AFTER DELETE ON kinescope_objects BEGIN
        UPDATE kinescope_counts SET number = number - 1 WHERE kind = old.kind;
    END""",
    """CREATE TABLE IF NOT EXISTS kinescope_files (
        id TEXT PRIMARY KEY,
        object INTEGER NOT NULL REFERENCES kinescope_objects ON DELETE CASCADE,
        role TEXT NOT NULL,
        name TEXT NOT NULL,
        media TEXT NOT NULL,
        size INTEGER NOT NULL,
        digest TEXT NOT NULL,
        created INTEGER NOT NULL
    ) WITHOUT ROWID""",
    "CREATE INDEX IF NOT EXISTS kinescope_files_of ON kinescope_files (object, role)",
    """CREATE TABLE IF NOT EXISTS kinescope_segments (
        file TEXT NOT NULL REFERENCES kinescope_files ON DELETE CASCADE,
        place INTEGER NOT NULL,
        blob TEXT NOT NULL,
        size INTEGER NOT NULL,
        PRIMARY KEY (file, place)
    ) WITHOUT ROWID""",
    "CREATE INDEX IF NOT EXISTS kinescope_segments_by_blob ON kinescope_segments (blob)",
    "CREATE TABLE IF NOT EXISTS kinescope_orphans (blob TEXT NOT NULL)",
    """CREATE TRIGGER IF NOT EXISTS kinescope_orphaned AFTER DELETE ON kinescope_segments BEGIN
        INSERT INTO kinescope_orphans VALUES (old.blob);
    END""",
)

SELECT = "SELECT seq, kind, id, parent, position, created, updated, size, items, body FROM kinescope_objects"
UPWARDS = """WITH RECURSIVE up (seq) AS (
    VALUES (?) UNION ALL
    SELECT child.parent FROM kinescope_objects child JOIN up ON child.seq = up.seq WHERE child.parent IS NOT NULL
)"""
BELOW = """WITH RECURSIVE below (seq) AS (
    SELECT seq FROM kinescope_objects WHERE parent = ? UNION ALL
    SELECT child.seq FROM kinescope_objects child JOIN below ON child.parent = below.seq
)"""
ADD = f"{UPWARDS} UPDATE kinescope_objects SET size = size + ?, items = items + ? WHERE seq IN (SELECT seq FROM up)"  # noqa: S608 - put together from constants


@dataclass(slots=True)
class Record:
    """One record as it was read. Change `body` freely; `Records.save` stores it.

    `parent` is the `seq` of the record that it belongs to and is deleted with. `created` and `updated` are
    microseconds.
    """

    seq: int
    kind: str
    id: str
    parent: int | None
    position: int | None
    created: int
    updated: int | None
    size: int
    items: int
    body: dict[str, Any]

    @property
    def created_at(self) -> str:
        """Return the time of creation, as responses print it."""
        return format_timestamp(self.created)

    @property
    def updated_at(self) -> str | None:
        """Return the time of the last change, as responses print it; None if there was none."""
        return None if self.updated is None else format_timestamp(self.updated)


class Records(Component):
    """All records of a workspace. Each method is atomic; use `transaction` to combine several."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._store = context.store
        self._start()

    def _start(self) -> None:
        self._indexed: set[str] = set()
        self._versions: dict[str, int] = {}
        self._deletions = 0
        with self._store.transaction():
            for statement in SCHEMA:
                self._store.run(statement)

    def reset(self) -> None:
        """Start with an empty workspace."""
        self._start()

    def blobs(self) -> list[str]:
        """Return every blob that is part of a file."""
        return [blob for (blob,) in self._store.all("SELECT blob FROM kinescope_segments")]

    @contextmanager
    def transaction(self) -> Generator[None]:
        """Apply all changes made inside, or none. The block must not await.

        A nested transaction is part of the outer one.
        """
        outermost = not self._store.in_transaction
        with self._store.transaction():
            yield
        if outermost:
            self._remove_orphans()

    def _remove_orphans(self) -> None:
        if self._store.one("SELECT 1 FROM kinescope_orphans LIMIT 1") is None:
            return
        unused = "SELECT blob FROM kinescope_orphans WHERE blob NOT IN (SELECT blob FROM kinescope_segments)"
        self._context.blobs.remove([blob for (blob,) in self._store.all(unused)])
        self._store.run("DELETE FROM kinescope_orphans")

    def prepare(self, kind: ResourceType) -> None:
        """Create the indexes of a resource type if they do not exist."""
        if kind.name in self._indexed:
            return
        for index, columns in kind.indexes.items():
            # Partial indexes: no type pays for another's. SQLite appends seq to every index by itself.
            self._store.run(
                f"CREATE INDEX IF NOT EXISTS {index} ON kinescope_objects ({columns}) WHERE kind = '{kind.name}'"
            )
        # A transaction that is rolled back takes its indexes with it.
        if not self._store.in_transaction:
            self._indexed.add(kind.name)

    def version(self, kind: ResourceType) -> tuple[int, int]:
        """Return a value that differs after every change to records of a type."""
        return self._versions.get(kind.name, 0), self._deletions

    def _changed(self, kind: str) -> None:
        self._versions[kind] = self._versions.get(kind, 0) + 1

    def find(self, kind: ResourceType, text: str, parent: Record | None = None) -> Record | None:
        """Return the record with this id, in either form; with `parent`, only if it belongs to that record."""
        uuid = as_uuid(text)
        row = uuid and self._store.one(f"{SELECT} WHERE id = ?", uuid)
        if not row or row[1] != kind.name or (parent is not None and row[3] != parent.seq):
            return None
        return _thing(row)

    def get(self, kind: ResourceType, text: str, parent: Record | None = None) -> Record:
        """Return the record of this type and id. Raises a 404."""
        record = self.find(kind, text, parent)
        if record is None:
            raise not_found(kind.title)
        return record

    def reread(self, record: Record) -> Record:
        """Return the current state of a record that exists."""
        row = self._store.one(f"{SELECT} WHERE seq = ?", record.seq)
        if row is None:
            raise LookupError(f"{record.kind} {record.id}")
        return _thing(row)

    def parent(self, record: Record) -> Record | None:
        """Return the record that a record belongs to."""
        row = self._store.one(f"{SELECT} WHERE seq = ?", record.parent)
        return _thing(row) if row else None

    def read(self, seqs: Sequence[int]) -> list[Record]:
        """Return records by `seq`, in this order."""
        found: dict[int, Row] = {}
        for start in range(0, len(seqs), 500):
            part = seqs[start : start + 500]
            marks = ", ".join("?" * len(part))
            found.update((row[0], row) for row in self._store.all(f"{SELECT} WHERE seq IN ({marks})", *part))
        return [_thing(found[seq]) for seq in seqs]

    def children(self, parent: Record, kind: ResourceType) -> list[Record]:
        """Return the records of a type that belong to a record, by position, then in order of creation."""
        rows = self._store.all(f"{SELECT} WHERE parent = ? AND kind = ? ORDER BY position, seq", parent.seq, kind.name)
        return [_thing(row) for row in rows]

    def below(self, record: Record, kind: ResourceType) -> list[Record]:
        """Return the descendants of a record that have this type, in order of creation."""
        sql = f"{BELOW} {SELECT} WHERE kind = ? AND seq IN (SELECT seq FROM below) ORDER BY seq"  # noqa: S608
        return [_thing(row) for row in self._store.all(sql, record.seq, kind.name)]

    def count(self, kind: ResourceType) -> int:
        """Return how many records of a type exist."""
        row = self._store.one("SELECT number FROM kinescope_counts WHERE kind = ?", kind.name)
        return row[0] if row else 0

    def next_position(self, parent: Record, kind: ResourceType) -> int:
        """Return the position after the last of a parent's records of a type; the first is 1."""
        sql = "SELECT max(position) FROM kinescope_objects WHERE parent = ? AND kind = ?"
        row = self._store.one(sql, parent.seq, kind.name)
        return ((row[0] if row else None) or 0) + 1

    def make(
        self,
        kind: ResourceType,
        body: dict[str, Any],
        parent: Record | None = None,
        *,
        position: int | None = None,
        size: int = 0,
        items: int = 0,
        id: str | None = None,
    ) -> Record:
        """Create a record, with a new id unless one is given. `size` and `items` are added to its ancestors."""
        self.prepare(kind)
        uuid = id or self._context.ids.uuid()
        seq = parent.seq if parent else None
        values = (kind.name, uuid, seq, position, timestamp(self._context.clock), size, items, _text(body))
        with self.transaction():
            made = self._store.run(
                "INSERT INTO kinescope_objects (kind, id, parent, position, created, size, items, body)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                *values,
            )
            self._add(seq, size, items)
        self._changed(kind.name)
        return Record(made, kind.name, uuid, seq, position, values[4], None, size, items, body)

    def save(self, record: Record, *, touch: bool = True) -> None:
        """Store the body. With `touch`, set the time of the last change."""
        if touch:
            record.updated = timestamp(self._context.clock)
        sql = "UPDATE kinescope_objects SET body = ?, updated = ? WHERE seq = ?"
        self._store.run(sql, _text(record.body), record.updated, record.seq)
        self._changed(record.kind)

    def change(self, record: Record, /, **fields: Any) -> Record:
        """Set fields of the body and store it."""
        record.body.update(fields)
        self.save(record)
        return record

    def move(self, record: Record, parent: Record | None) -> None:
        """Move a record to another parent, or to none. What it adds to its ancestors moves along."""
        current = self.reread(record)
        seq = parent.seq if parent else None
        with self.transaction():
            self._add(current.parent, -current.size, -current.items)
            self._store.run("UPDATE kinescope_objects SET parent = ? WHERE seq = ?", seq, record.seq)
            self._add(seq, current.size, current.items)
        record.parent = seq
        self._changed(record.kind)

    def weigh(self, record: Record, size: int = 0, items: int = 0) -> None:
        """Add to the size and number of items of a record and of its ancestors."""
        self._add(record.seq, size, items)
        record.size += size
        record.items += items

    def _add(self, seq: int | None, size: int, items: int) -> None:
        if seq is not None and (size or items):
            self._store.run(ADD, seq, size, items)

    def arrange(self, records: Iterable[Record]) -> None:
        """Give records the positions 1, 2, 3 … in this order."""
        with self.transaction():
            for position, record in enumerate(records, 1):
                self._store.run("UPDATE kinescope_objects SET position = ? WHERE seq = ?", position, record.seq)
                record.position = position
                self._changed(record.kind)

    def delete(self, record: Record) -> None:
        """Delete a record with its descendants and their files."""
        current = self.reread(record)
        with self.transaction():
            self._add(current.parent, -current.size, -current.items)
            self._store.run("DELETE FROM kinescope_objects WHERE seq = ?", record.seq)
        self._deletions += 1


def _thing(row: Row) -> Record:
    seq, kind, uuid, parent, position, created, updated, size, items, body = row
    return Record(seq, kind, uuid, parent, position, created, updated, size, items, orjson.loads(body))


def _text(body: dict[str, Any]) -> str:
    text: str = orjson.dumps(body).decode()
    return text

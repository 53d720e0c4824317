"""Everything that has an id, stored in one way: a kind, a place in the tree, and a body of JSON."""

from __future__ import annotations

from collections.abc import Generator, Iterable, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import orjson

from kinocraft_mock.services.kinescope.errors import not_found
from kinocraft_mock.services.kinescope.ids import as_uuid
from kinocraft_mock.services.kinescope.kinds import Kind
from kinocraft_mock.services.kinescope.times import moment, stamp
from kinocraft_mock.state.context import Component, Context
from kinocraft_mock.state.store import Row

__all__ = ["Objects", "Thing"]

# `size` and `items` are what an object adds to whatever contains it; those of a container are the sums over all that it
# contains, so that reading them costs nothing. `kinescope_counts` does the same for the lengths of lists.
# A blob that no segment needs any more is noted with the change that made it so, and deleted after it.
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
class Thing:
    """One object as it was when it was read. Change `body` at will; `Objects.save` stores it.

    `parent` is the `seq` of what it belongs to and goes with. `created` and `updated` are microseconds.
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
        """When it was made, as answers print it."""
        return stamp(self.created)

    @property
    def updated_at(self) -> str | None:
        """When it last changed, as answers print it; None where it never has."""
        return None if self.updated is None else stamp(self.updated)


class Objects(Component):
    """All objects of a workspace. Each method changes all that it says or nothing; several go into `transaction`."""

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
        """An empty workspace."""
        self._start()

    def blobs(self) -> list[str]:
        """Every blob that is part of a file."""
        return [blob for (blob,) in self._store.all("SELECT blob FROM kinescope_segments")]

    @contextmanager
    def transaction(self) -> Generator[None]:
        """All changes made inside, or none. Nothing inside may await; one within another is part of the outer one."""
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

    def prepare(self, kind: Kind) -> None:
        """See that the indexes of a kind are there."""
        if kind.name in self._indexed:
            return
        for index, columns in kind.indexes.items():
            # Partial, so that no kind pays for another's; an index ends in seq by itself.
            self._store.run(
                f"CREATE INDEX IF NOT EXISTS {index} ON kinescope_objects ({columns}) WHERE kind = '{kind.name}'"
            )
        # What a transaction has made may yet be taken back.
        if not self._store.in_transaction:
            self._indexed.add(kind.name)

    def version(self, kind: Kind) -> tuple[int, int]:
        """What is another value after every change to objects of a kind."""
        return self._versions.get(kind.name, 0), self._deletions

    def _changed(self, kind: str) -> None:
        self._versions[kind] = self._versions.get(kind, 0) + 1

    def find(self, kind: Kind, text: str, parent: Thing | None = None) -> Thing | None:
        """The object of this kind with this id, in either form; with `parent` only one that belongs to that."""
        uuid = as_uuid(text)
        row = uuid and self._store.one(f"{SELECT} WHERE id = ?", uuid)
        if not row or row[1] != kind.name or (parent is not None and row[3] != parent.seq):
            return None
        return _thing(row)

    def get(self, kind: Kind, text: str, parent: Thing | None = None) -> Thing:
        """The same. Raises a 404."""
        thing = self.find(kind, text, parent)
        if thing is None:
            raise not_found(kind.title)
        return thing

    def reread(self, thing: Thing) -> Thing:
        """An object that is known to be there, as it is now."""
        row = self._store.one(f"{SELECT} WHERE seq = ?", thing.seq)
        if row is None:
            raise LookupError(f"{thing.kind} {thing.id}")
        return _thing(row)

    def parent(self, thing: Thing) -> Thing | None:
        """What an object belongs to."""
        row = self._store.one(f"{SELECT} WHERE seq = ?", thing.parent)
        return _thing(row) if row else None

    def read(self, seqs: Sequence[int]) -> list[Thing]:
        """Objects by `seq`, in this order."""
        found: dict[int, Row] = {}
        for start in range(0, len(seqs), 500):
            part = seqs[start : start + 500]
            marks = ", ".join("?" * len(part))
            found.update((row[0], row) for row in self._store.all(f"{SELECT} WHERE seq IN ({marks})", *part))
        return [_thing(found[seq]) for seq in seqs]

    def children(self, parent: Thing, kind: Kind) -> list[Thing]:
        """What of a kind belongs to an object, by position and then in the order in which it was made."""
        rows = self._store.all(f"{SELECT} WHERE parent = ? AND kind = ? ORDER BY position, seq", parent.seq, kind.name)
        return [_thing(row) for row in rows]

    def below(self, thing: Thing, kind: Kind) -> list[Thing]:
        """What of a kind belongs to an object or to anything that belongs to it, in the order it was made."""
        sql = f"{BELOW} {SELECT} WHERE kind = ? AND seq IN (SELECT seq FROM below) ORDER BY seq"  # noqa: S608
        return [_thing(row) for row in self._store.all(sql, thing.seq, kind.name)]

    def count(self, kind: Kind) -> int:
        """How many objects of a kind there are."""
        row = self._store.one("SELECT number FROM kinescope_counts WHERE kind = ?", kind.name)
        return row[0] if row else 0

    def next_position(self, parent: Thing, kind: Kind) -> int:
        """The position behind the last of a parent's objects of a kind; the first is 1."""
        sql = "SELECT max(position) FROM kinescope_objects WHERE parent = ? AND kind = ?"
        row = self._store.one(sql, parent.seq, kind.name)
        return ((row[0] if row else None) or 0) + 1

    def make(
        self,
        kind: Kind,
        body: dict[str, Any],
        parent: Thing | None = None,
        *,
        position: int | None = None,
        size: int = 0,
        items: int = 0,
        id: str | None = None,
    ) -> Thing:
        """A new object, with a new id unless one is given; `size` and `items` are added to all that contains it."""
        self.prepare(kind)
        uuid = id or self._context.ids.uuid()
        seq = parent.seq if parent else None
        values = (kind.name, uuid, seq, position, moment(self._context.clock), size, items, _text(body))
        with self.transaction():
            made = self._store.run(
                "INSERT INTO kinescope_objects (kind, id, parent, position, created, size, items, body)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                *values,
            )
            self._add(seq, size, items)
        self._changed(kind.name)
        return Thing(made, kind.name, uuid, seq, position, values[4], None, size, items, body)

    def save(self, thing: Thing, *, touch: bool = True) -> None:
        """Store the body as it is now; with `touch` the object counts as changed at this time."""
        if touch:
            thing.updated = moment(self._context.clock)
        sql = "UPDATE kinescope_objects SET body = ?, updated = ? WHERE seq = ?"
        self._store.run(sql, _text(thing.body), thing.updated, thing.seq)
        self._changed(thing.kind)

    def change(self, thing: Thing, **fields: Any) -> Thing:
        """Set fields of the body and store it."""
        thing.body.update(fields)
        self.save(thing)
        return thing

    def move(self, thing: Thing, parent: Thing) -> None:
        """Let an object belong to another; what it adds to its containers moves along."""
        current = self.reread(thing)
        with self.transaction():
            self._add(current.parent, -current.size, -current.items)
            self._store.run("UPDATE kinescope_objects SET parent = ? WHERE seq = ?", parent.seq, thing.seq)
            self._add(parent.seq, current.size, current.items)
        thing.parent = parent.seq
        self._changed(thing.kind)

    def weigh(self, thing: Thing, size: int = 0, items: int = 0) -> None:
        """Add to what an object, and so all that contains it, is the size of."""
        self._add(thing.seq, size, items)
        thing.size += size
        thing.items += items

    def _add(self, seq: int | None, size: int, items: int) -> None:
        if seq is not None and (size or items):
            self._store.run(ADD, seq, size, items)

    def arrange(self, things: Iterable[Thing]) -> None:
        """Give objects the positions 1, 2, 3 … in this order."""
        with self.transaction():
            for position, thing in enumerate(things, 1):
                self._store.run("UPDATE kinescope_objects SET position = ? WHERE seq = ?", position, thing.seq)
                thing.position = position
                self._changed(thing.kind)

    def delete(self, thing: Thing) -> None:
        """Remove an object with all that belongs to it, files included."""
        current = self.reread(thing)
        with self.transaction():
            self._add(current.parent, -current.size, -current.items)
            self._store.run("DELETE FROM kinescope_objects WHERE seq = ?", thing.seq)
        self._deletions += 1


def _thing(row: Row) -> Thing:
    seq, kind, uuid, parent, position, created, updated, size, items, body = row
    return Thing(seq, kind, uuid, parent, position, created, updated, size, items, orjson.loads(body))


def _text(body: dict[str, Any]) -> str:
    text: str = orjson.dumps(body).decode()
    return text

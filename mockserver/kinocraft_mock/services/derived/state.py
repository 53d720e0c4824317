"""The objects that derived handlers create."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import orjson

from kinocraft_mock.context import Component, Context
from kinocraft_mock.state.store import Row

__all__ = ["DerivedObject", "DerivedObjects"]

SCHEMA = """CREATE TABLE IF NOT EXISTS derived_objects (
    seq INTEGER PRIMARY KEY,
    collection TEXT NOT NULL,
    id TEXT NOT NULL,
    created INTEGER NOT NULL,
    updated INTEGER,
    body TEXT NOT NULL,
    UNIQUE (collection, id)
)"""
SELECT = "SELECT seq, collection, id, created, updated, body FROM derived_objects"


@dataclass(slots=True)
class DerivedObject:
    """One object. `collection` is the path that it was created at; `created` and `updated` are microseconds."""

    seq: int
    collection: str
    id: str
    created: int
    updated: int | None
    body: dict[str, Any]

    @property
    def path(self) -> str:
        """Return the path of the object; what belongs to it is below."""
        return f"{self.collection}/{self.id}"


class DerivedObjects(Component):
    """All objects of derived handlers, in one table."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._store = context.store
        self.reset()

    def reset(self) -> None:
        """Start without objects."""
        self._store.run(SCHEMA)

    def _now(self) -> int:
        return round(self._context.clock.now() * 1_000_000)

    def add(self, collection: str, object_id: str, body: dict[str, Any]) -> DerivedObject:
        """Store a new object."""
        made = DerivedObject(0, collection, object_id, self._now(), None, body)
        made.seq = self._store.run(
            "INSERT INTO derived_objects (collection, id, created, body) VALUES (?, ?, ?, ?)",
            collection,
            object_id,
            made.created,
            orjson.dumps(body).decode(),
        )
        return made

    def find(self, collection: str, object_id: str) -> DerivedObject | None:
        """Return the object with this id in a collection."""
        row = self._store.one(f"{SELECT} WHERE collection = ? AND id = ?", collection, object_id)
        return _read(row) if row else None

    def all(self, collection: str) -> Iterator[DerivedObject]:
        """Yield the objects of a collection, in order of creation."""
        return map(_read, self._store.all(f"{SELECT} WHERE collection = ? ORDER BY seq", collection))

    def next_number(self, collection: str) -> int:
        """Return the id after the largest of a collection whose ids are numbers; the first is 1."""
        row = self._store.one("SELECT max(CAST(id AS INTEGER)) FROM derived_objects WHERE collection = ?", collection)
        return ((row[0] if row else None) or 0) + 1

    def change(self, changed: DerivedObject, fields: dict[str, Any]) -> None:
        """Set fields of an object."""
        changed.body.update(fields)
        changed.updated = self._now()
        self._store.run(
            "UPDATE derived_objects SET body = ?, updated = ? WHERE seq = ?",
            orjson.dumps(changed.body).decode(),
            changed.updated,
            changed.seq,
        )

    def delete(self, deleted: DerivedObject) -> None:
        """Delete an object with everything below its path."""
        below = f"{deleted.path}/"
        with self._store.transaction():
            self._store.run(
                "DELETE FROM derived_objects WHERE seq = ? OR collection = ? OR substr(collection, 1, ?) = ?",
                deleted.seq,
                deleted.path,
                len(below),
                below,
            )


def _read(row: Row) -> DerivedObject:
    seq, collection, object_id, created, updated, body = row
    return DerivedObject(seq, collection, object_id, created, updated, orjson.loads(body))

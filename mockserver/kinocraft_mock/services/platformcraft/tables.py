"""Tables whose rows are dataclasses."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import Field, astuple, fields
from typing import Any, ClassVar, Generic, Protocol, TypeVar, cast

import orjson

from kinocraft_mock.http.messages import ErrorResponse
from kinocraft_mock.state.store import Row, Store

__all__ = ["Table"]


class Numbered(Protocol):
    """A dataclass with the key of its row, which is 0 before it is stored."""

    __dataclass_fields__: ClassVar[dict[str, Field[Any]]]
    seq: int


T = TypeVar("T", bound=Numbered)


class Table(Generic[T]):
    """A table whose columns are the fields of a dataclass, `seq` first; `what` names its rows in error messages.

    `json` names the fields that are lists or dictionaries, stored as JSON, and `flags` the booleans. Conditions are
    SQL, with anything else that follows WHERE.
    """

    def __init__(
        self, store: Store, table: str, kind: type[T], what: str, json: Sequence[str] = (), flags: Sequence[str] = ()
    ) -> None:
        names = [each.name for each in fields(kind)]
        self._store, self._kind, self._what = store, kind, what
        self._json = [names.index(name) for name in json]
        self._flags = [names.index(name) for name in flags]
        # All SQL is built from constants.
        self._select = f"SELECT {', '.join(names)} FROM {table} WHERE"  # noqa: S608
        self._insert = f"INSERT INTO {table} ({', '.join(names)}) VALUES ({', '.join('?' * len(names))})"  # noqa: S608
        self._update = f"UPDATE {table} SET {', '.join(f'{name} = ?' for name in names)} WHERE seq = ?"  # noqa: S608
        self._delete = f"DELETE FROM {table} WHERE seq = ?"  # noqa: S608

    def find(self, where: str, *values: Any) -> T | None:
        """Return the first row that matches a condition."""
        row = self._store.one(f"{self._select} {where}", *values)
        return None if row is None else self._read(row)

    def get(self, where: str, *values: Any) -> T:
        """Return the first row that matches a condition. Raises a 404."""
        found = self.find(where, *values)
        if found is None:
            raise ErrorResponse(404, f"no such object: there is no {self._what} with this id")
        return found

    def all(self, where: str, *values: Any) -> list[T]:
        """Return all rows that match a condition."""
        return [self._read(row) for row in self._store.all(f"{self._select} {where}", *values)]

    def add(self, item: T) -> T:
        """Store a new row and set its key."""
        item.seq = self._store.run(self._insert, None, *self._values(item)[1:])
        return item

    def save(self, item: T) -> None:
        """Store a changed row."""
        self._store.run(self._update, *self._values(item), item.seq)

    def remove(self, item: T) -> None:
        """Delete a row, with what belongs to it."""
        self._store.run(self._delete, item.seq)

    def _values(self, item: T) -> list[Any]:
        values: list[Any] = list(astuple(item))
        for place in self._json:
            values[place] = None if values[place] is None else orjson.dumps(values[place]).decode()
        return values

    def _read(self, row: Row) -> T:
        values = list(row)
        for place in self._json:
            values[place] = None if values[place] is None else orjson.loads(values[place])
        for place in self._flags:
            values[place] = bool(values[place])
        made: T = cast("Any", self._kind)(*values)
        return made

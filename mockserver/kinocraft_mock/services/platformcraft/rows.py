"""Dataclasses that are rows of a table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import Field, astuple, fields
from typing import Any, ClassVar, Generic, Protocol, TypeVar, cast

import orjson

from kinocraft_mock.http.messages import ErrorResponse
from kinocraft_mock.state.store import Row, Store

__all__ = ["Rows"]


class Numbered(Protocol):
    """A dataclass with the key of its row, which is 0 while there is no row."""

    __dataclass_fields__: ClassVar[dict[str, Field[Any]]]
    seq: int


T = TypeVar("T", bound=Numbered)


class Rows(Generic[T]):
    """A table whose columns are the fields of a dataclass, `seq` first; `what` names one of its rows in refusals.

    `json` names the fields that are lists or dictionaries, which the table has as JSON, and `flags` the booleans.
    Conditions come in SQL, with whatever else follows a WHERE.
    """

    def __init__(
        self, store: Store, table: str, kind: type[T], what: str, json: Sequence[str] = (), flags: Sequence[str] = ()
    ) -> None:
        names = [each.name for each in fields(kind)]
        self._store, self._kind, self._what = store, kind, what
        self._json = [names.index(name) for name in json]
        self._flags = [names.index(name) for name in flags]
        # All SQL is put together from constants.
        self._select = f"SELECT {', '.join(names)} FROM {table} WHERE"  # noqa: S608
        self._insert = f"INSERT INTO {table} ({', '.join(names)}) VALUES ({', '.join('?' * len(names))})"  # noqa: S608
        self._update = f"UPDATE {table} SET {', '.join(f'{name} = ?' for name in names)} WHERE seq = ?"  # noqa: S608
        self._delete = f"DELETE FROM {table} WHERE seq = ?"  # noqa: S608

    def find(self, where: str, *values: Any) -> T | None:
        """The first of those that a condition is true of."""
        row = self._store.one(f"{self._select} {where}", *values)
        return None if row is None else self._read(row)

    def get(self, where: str, *values: Any) -> T:
        """The same. Raises a 404."""
        found = self.find(where, *values)
        if found is None:
            raise ErrorResponse(404, f"no such object: there is no {self._what} with this id")
        return found

    def all(self, where: str, *values: Any) -> list[T]:
        """Those that a condition is true of."""
        return [self._read(row) for row in self._store.all(f"{self._select} {where}", *values)]

    def add(self, thing: T) -> T:
        """Store a new one, which gets its key."""
        thing.seq = self._store.run(self._insert, None, *self._values(thing)[1:])
        return thing

    def save(self, thing: T) -> None:
        """Store what was changed."""
        self._store.run(self._update, *self._values(thing), thing.seq)

    def remove(self, thing: T) -> None:
        """Delete one, with what belongs to it."""
        self._store.run(self._delete, thing.seq)

    def _values(self, thing: T) -> list[Any]:
        values: list[Any] = list(astuple(thing))
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

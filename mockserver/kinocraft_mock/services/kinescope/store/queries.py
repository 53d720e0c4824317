"""Lists of records by conditions and order. A page costs the same however many records there are."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from typing import Any, NamedTuple

from kinocraft_mock.context import Component, Context
from kinocraft_mock.services.kinescope.ids import as_uuid
from kinocraft_mock.services.kinescope.store.records import Record, Records
from kinocraft_mock.services.kinescope.store.resource_types import Order, ResourceType, column, ordered

__all__ = ["Condition", "Order", "Queries", "contains", "equal", "holds", "missing", "one_of", "with_ids"]

NEAR = 1000
"""Pages this close to an end of an index are always read from the index, by skipping rows."""
KEPT = 16
"""How many query results are cached."""


class Condition(NamedTuple):
    """A condition on the records of a list, in SQL."""

    sql: str
    values: tuple[Any, ...] = ()


def equal(field: str, value: Any) -> Condition:
    """Match records whose field has this value."""
    return Condition(f"{column(field)} = ?", (value,))


def one_of(field: str, values: Sequence[Any]) -> Condition:
    """Match records whose field has one of these values."""
    return Condition(f"{column(field)} IN ({', '.join('?' * len(values))})", tuple(values))


def with_ids(texts: Sequence[str]) -> Condition:
    """Match records by id, in either form."""
    return one_of("id", [uuid for text in texts if (uuid := as_uuid(text)) is not None])


def missing(field: str) -> Condition:
    """Match records whose field is null or missing."""
    return Condition(f"{column(field)} IS NULL")


def contains(fields: Sequence[str], text: str) -> Condition:
    """Match records with this text in one of the fields, ignoring case."""
    tests = " OR ".join(f"instr(folded({column(field)}), folded(?))" for field in fields)
    return Condition(f"({tests})", (text,) * len(fields))


def holds(field: str, value: str) -> Condition:
    """Match records whose field is a list that contains this value."""
    return Condition(f"EXISTS (SELECT 1 FROM json_each(body, '$.{field}') WHERE value = ?)", (value,))  # noqa: S608


class Queries(Component):
    """Pages of records.

    The ends of an unfiltered list, and its first page after a change, are read from an index where one has the
    requested order. Any other result is computed once, as a list of `seq`, and cached until a record of that type
    changes, so that further pages and the total are looked up.
    """

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._response_cache: dict[Any, tuple[Any, array[int]]] = {}
        self._walked: dict[tuple[str, Order], tuple[int, int]] = {}

    def reset(self) -> None:
        """Clear the cache."""
        self._response_cache.clear()
        self._walked.clear()

    def page(
        self,
        kind: ResourceType,
        order: Order,
        where: Sequence[Condition] = (),
        parent: Record | None = None,
        offset: int = 0,
        limit: int | None = None,
    ) -> tuple[int, list[Record]]:
        """Return the total and one page of records. Records that are equal in the order come in order of creation."""
        records = self._context.component(Records)
        records.prepare(kind)
        index = None if where or parent is not None or limit is None else kind.sorted_by(order)
        if index is not None and limit is not None:
            total = records.count(kind)
            places = range(total)[offset : offset + limit]
            if self._walks(records, kind, order, min(places.start, total - places.stop)):
                return total, records.read(self._indexed(kind, order, index, places, total))
        seqs = self._all(records, kind, order, tuple(where), parent)
        return len(seqs), records.read(seqs[offset:] if limit is None else seqs[offset : offset + limit])

    def _walks(self, records: Records, kind: ResourceType, order: Order, steps: int) -> bool:
        """Return whether to read a page from the index: near an end, and once after each change."""
        if steps <= NEAR:
            return True
        version, before = records.version(kind), self._walked.get((kind.name, order))
        self._walked[kind.name, order] = version
        return version != before

    def _indexed(self, kind: ResourceType, order: Order, index: str, places: range, total: int) -> list[int]:
        """Read these places from an index, from the nearer end: skipping rows takes time too."""
        backwards = total - places.stop < places.start
        if backwards:
            order = tuple((field, not down) for field, down in order)
        sql = f"{_sql(kind, order, (), None, index)} LIMIT ? OFFSET ?"
        skipped = total - places.stop if backwards else places.start
        seqs = [seq for (seq,) in self._context.store.all(sql, len(places), skipped)]
        return seqs[::-1] if backwards else seqs

    def _all(
        self, records: Records, kind: ResourceType, order: Order, where: tuple[Condition, ...], parent: Record | None
    ) -> array[int]:
        question = kind.name, order, where, parent and parent.seq
        version = records.version(kind)
        known = self._response_cache.get(question)
        if known is not None and known[0] == version:
            return known[1]
        values = [value for condition in where for value in condition.values]
        index = None if where or parent is not None else kind.sorted_by(order)
        rows = self._context.store.all(_sql(kind, order, where, parent, index), *values)
        seqs = array("q", (seq for (seq,) in rows))
        # A transaction that is rolled back does not change the version, so nothing is cached inside one.
        if not self._context.store.in_transaction:
            self._response_cache.pop(question, None)
            while len(self._response_cache) >= KEPT:
                del self._response_cache[next(iter(self._response_cache))]
            self._response_cache[question] = version, seqs
        return seqs


def _sql(kind: ResourceType, order: Order, where: Sequence[Condition], parent: Record | None, by: str | None) -> str:
    # A literal instead of a parameter: otherwise SQLite does not use partial indexes.
    tests = [f"kind = '{kind.name}'", *(condition.sql for condition in where)]
    if parent is not None:
        tests.insert(1, f"parent = {parent.seq}")
    keys = [ordered(order)] if order else []
    keys.append(f"seq {'DESC' if order and order[-1][1] else 'ASC'}")
    source = f"kinescope_objects INDEXED BY {by}" if by else "kinescope_objects"
    return f"SELECT seq FROM {source} WHERE {' AND '.join(tests)} ORDER BY {', '.join(keys)}"  # noqa: S608

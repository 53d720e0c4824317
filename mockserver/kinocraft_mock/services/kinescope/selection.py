"""Which objects a list holds, and in what order: pages that cost the same however many objects there are."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from typing import Any, NamedTuple

from kinocraft_mock.services.kinescope.ids import as_uuid
from kinocraft_mock.services.kinescope.kinds import Kind, Order, column, ordered
from kinocraft_mock.services.kinescope.objects import Objects, Thing
from kinocraft_mock.state.context import Component, Context

__all__ = ["Condition", "Order", "Selections", "contains", "equal", "holds", "missing", "one_of", "with_ids"]

NEAR = 1000
"""How far from an end of an index a page is looked for step by step whenever it is asked for."""
KEPT = 16
"""How many selections are remembered."""


class Condition(NamedTuple):
    """What objects of a list have in common, in SQL."""

    sql: str
    values: tuple[Any, ...] = ()


def equal(field: str, value: Any) -> Condition:
    """A field has this value."""
    return Condition(f"{column(field)} = ?", (value,))


def one_of(field: str, values: Sequence[Any]) -> Condition:
    """A field has one of these values."""
    return Condition(f"{column(field)} IN ({', '.join('?' * len(values))})", tuple(values))


def with_ids(texts: Sequence[str]) -> Condition:
    """The object is one of these; ids in either form."""
    return one_of("id", [uuid for text in texts if (uuid := as_uuid(text)) is not None])


def missing(field: str) -> Condition:
    """A field is null or not there."""
    return Condition(f"{column(field)} IS NULL")


def contains(fields: Sequence[str], text: str) -> Condition:
    """One of these fields has a text in it, in upper or lower case."""
    tests = " OR ".join(f"instr(folded({column(field)}), folded(?))" for field in fields)
    return Condition(f"({tests})", (text,) * len(fields))


def holds(field: str, value: str) -> Condition:
    """A field is a list with this value in it."""
    return Condition(f"EXISTS (SELECT 1 FROM json_each(body, '$.{field}') WHERE value = ?)", (value,))  # noqa: S608


class Selections(Component):
    """Pages of objects.

    The ends of an unfiltered list, and after a change its first page of all, are read from an index where one has its
    order. Everything else is put in order once, as numbers, and remembered until an object of that kind changes: later
    pages, and the total, are looked up.
    """

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._response_cache: dict[Any, tuple[Any, array[int]]] = {}
        self._walked: dict[tuple[str, Order], tuple[int, int]] = {}

    def reset(self) -> None:
        """Forget everything."""
        self._response_cache.clear()
        self._walked.clear()

    def page(
        self,
        kind: Kind,
        order: Order,
        where: Sequence[Condition] = (),
        parent: Thing | None = None,
        offset: int = 0,
        limit: int | None = None,
    ) -> tuple[int, list[Thing]]:
        """How many objects there are, and some of them. Objects that are equal in the order come as they were made."""
        objects = self._context.component(Objects)
        objects.prepare(kind)
        index = None if where or parent is not None or limit is None else kind.sorted_by(order)
        if index is not None and limit is not None:
            total = objects.count(kind)
            places = range(total)[offset : offset + limit]
            if self._walks(objects, kind, order, min(places.start, total - places.stop)):
                return total, objects.read(self._indexed(kind, order, index, places, total))
        seqs = self._all(objects, kind, order, tuple(where), parent)
        return len(seqs), objects.read(seqs[offset:] if limit is None else seqs[offset : offset + limit])

    def _walks(self, objects: Objects, kind: Kind, order: Order, steps: int) -> bool:
        """Whether a page is looked for in an index step by step: near an end, and once after any change elsewhere."""
        if steps <= NEAR:
            return True
        version, before = objects.version(kind), self._walked.get((kind.name, order))
        self._walked[kind.name, order] = version
        return version != before

    def _indexed(self, kind: Kind, order: Order, index: str, places: range, total: int) -> list[int]:
        """What an index has at these places, counted from the nearer end: what is skipped costs time too."""
        backwards = total - places.stop < places.start
        if backwards:
            order = tuple((field, not down) for field, down in order)
        sql = f"{_sql(kind, order, (), None, index)} LIMIT ? OFFSET ?"
        skipped = total - places.stop if backwards else places.start
        seqs = [seq for (seq,) in self._context.store.all(sql, len(places), skipped)]
        return seqs[::-1] if backwards else seqs

    def _all(
        self, objects: Objects, kind: Kind, order: Order, where: tuple[Condition, ...], parent: Thing | None
    ) -> array[int]:
        question = kind.name, order, where, parent and parent.seq
        version = objects.version(kind)
        known = self._response_cache.get(question)
        if known is not None and known[0] == version:
            return known[1]
        values = [value for condition in where for value in condition.values]
        index = None if where or parent is not None else kind.sorted_by(order)
        rows = self._context.store.all(_sql(kind, order, where, parent, index), *values)
        seqs = array("q", (seq for (seq,) in rows))
        # What a transaction has changed may yet be taken back, without a new version.
        if not self._context.store.in_transaction:
            self._response_cache.pop(question, None)
            while len(self._response_cache) >= KEPT:
                del self._response_cache[next(iter(self._response_cache))]
            self._response_cache[question] = version, seqs
        return seqs


def _sql(kind: Kind, order: Order, where: Sequence[Condition], parent: Thing | None, by: str | None) -> str:
    # The kind is spelt out, or SQLite would not know that its partial indexes apply.
    tests = [f"kind = '{kind.name}'", *(condition.sql for condition in where)]
    if parent is not None:
        tests.insert(1, f"parent = {parent.seq}")
    keys = [ordered(order)] if order else []
    keys.append(f"seq {'DESC' if order and order[-1][1] else 'ASC'}")
    source = f"kinescope_objects INDEXED BY {by}" if by else "kinescope_objects"
    return f"SELECT seq FROM {source} WHERE {' AND '.join(tests)} ORDER BY {', '.join(keys)}"  # noqa: S608

"""Lists of derived objects: filters, order and pages of a request, and the data about the page in the response."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple, cast

from kinocraft_mock.http.messages import ErrorResponse
from kinocraft_mock.openapi.descriptions import Operation
from kinocraft_mock.services.derived.schemas import Schemas

__all__ = ["Listing", "PagedList", "enveloped"]

ORDERS = ("order", "sort", "order_by", "sort_by", "ordering")
SEARCHES = ("q", "search", "query")
OFFSETS = ("offset", "start", "skip")
SIZES = ("per_page", "limit", "page_size", "count")
Item = dict[str, Any]


class PagedList(NamedTuple):
    """A page of items, and what a response says about the page, by the usual names."""

    items: list[Item]
    facts: Mapping[str, Any]


class Listing:
    """What a request wants of a list."""

    def __init__(self, operation: Operation, parameters: Mapping[str, Any], newest_first: bool) -> None:
        self._query = {p.name: parameters[p.name] for p in operation.parameters if p.name in parameters}
        self._locations = {p.name: p.location for p in operation.parameters}
        self._sortable = {p.name: p.schema.get("x-sortable") for p in operation.parameters if p.name in ORDERS}
        self._newest_first = newest_first

    def page(self, items: Sequence[Item]) -> PagedList:
        """Return the page of these items, which are in order of creation."""
        order = self._order()
        found = [item for item in items if self._matches(item)]
        if order is None:
            order = {"created_at": self._newest_first}
            found = found[::-1] if self._newest_first else found
        else:
            for field, down in reversed(order.items()):
                found.sort(key=lambda item: _sort_key(item.get(field)), reverse=down)
        size = self._number(SIZES)
        start = self._number(OFFSETS)
        page = self._query.get("page", 1)
        if start is None:
            start = (page - 1) * (size or 0)
        shown = found[start:] if size is None else found[start : start + size]
        printed = {field: "desc" if down else "asc" for field, down in order.items()}
        facts: dict[str, Any] = {"page": page, "offset": start, "order": printed, "total_pages": 1}
        if size:
            facts["total_pages"] = facts["pages"] = -(-len(found) // size)
        facts |= dict.fromkeys(("total", "total_items", "count"), len(found))
        facts |= dict.fromkeys(("per_page", "limit", "page_size"), len(found) if size is None else size)
        facts["count_on_page"] = len(shown)
        facts["has_more"] = start + len(shown) < len(found)
        return PagedList(shown, facts)

    def _number(self, names: Sequence[str]) -> int | None:
        return next((self._query[name] for name in names if isinstance(self._query.get(name), int)), None)

    def _order(self) -> dict[str, bool] | None:
        for name in ORDERS:
            if self._query.get(name):
                given = self._query[name]
                parts = cast("Iterable[Any]", given) if isinstance(given, list) else str(given).split(",")
                return dict(self._direction(str(part), self._sortable.get(name)) for part in parts)
        return None

    @staticmethod
    def _direction(part: str, sortable: Sequence[str] | None) -> tuple[str, bool]:
        field, _, direction = part.strip().removeprefix("-").removeprefix("+").replace(":", ".").partition(".")
        if direction not in ("", "asc", "desc") or (sortable is not None and field not in sortable):
            raise ErrorResponse(400, f"not sortable by {part}")
        return field, direction == "desc" or part.strip().startswith("-")

    def _matches(self, item: Item) -> bool:
        for name, value in self._query.items():
            if self._locations[name] != "query":
                continue
            if name in SEARCHES:
                texts = (text.casefold() for text in item.values() if isinstance(text, str))
                if not any(str(value).casefold() in text for text in texts):
                    return False
                continue
            field = re.sub(r"\[\]$", "", name)
            if field in item and name not in (*ORDERS, *OFFSETS, *SIZES, "page"):
                wanted = cast("Sequence[Any]", value) if isinstance(value, list) else [value]
                if item[field] not in wanted:
                    return False
        return True


def _sort_key(value: Any) -> tuple[int, Any]:
    """Return a key by which values of several types can be sorted: numbers, then text, then everything else."""
    if isinstance(value, int | float):
        return 1, value
    return (2, value) if isinstance(value, str) else (0 if value is None else 3, str(value))


def enveloped(
    schemas: Schemas, schema: Mapping[str, Any], place: tuple[str, ...], value: Any, facts: Mapping[str, Any]
) -> Any:
    """Return a response with the value at its place, and what is known of the page around it."""
    if not place:
        return value
    fields = schemas.properties(schema)
    required = schemas.resolve(schema).get("required", ())
    made: dict[str, Any] = {}
    for name, field in fields.items():
        if name == place[0]:
            made[name] = enveloped(schemas, field, place[1:], value, facts)
        elif name in facts and schemas.allows(field, facts[name]):
            made[name] = facts[name]
        elif schemas.is_object(field):
            made[name] = _described(schemas, field, facts)
        elif name in required:
            made[name] = schemas.sample(field)
    return made


def _described(schemas: Schemas, schema: Mapping[str, Any], facts: Mapping[str, Any]) -> Any:
    """Return an object about a page, such as `meta` or `pagination`."""
    fields = schemas.properties(schema)
    required = schemas.resolve(schema).get("required", ())
    made: dict[str, Any] = {}
    for name, field in fields.items():
        if name in facts and schemas.allows(field, facts[name]):
            made[name] = facts[name]
        elif schemas.properties(field):
            made[name] = _described(schemas, field, facts)
        elif name in required:
            made[name] = schemas.sample(field)
    return made

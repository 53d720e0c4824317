"""Find the fields of a request that its description does not have, such as misspelled ones.

The services ignore such fields. The server does too, but it reports them in the journal.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from difflib import get_close_matches
from functools import cache, cached_property
from itertools import chain, islice
from typing import Any, cast

from kinocraft_mock.http.messages import Headers
from kinocraft_mock.openapi.descriptions import Document, Operation, Schema

__all__ = ["unknown_fields"]

MAX_REPORTED = 5
"""How many unknown fields of one request are reported."""
DEPTH = 6
"""How deep the fields of responses are looked at: deeper than any response nests."""
MAX_NAME = 100
"""Characters of a field's name that are reported."""
SIMILAR = 0.65
"""The similarity from which a known name is suggested."""
MISSPELLED = 0.8
"""The similarity from which an undocumented header counts as a misspelled one: clients send many others."""


def unknown_fields(operation: Operation, query: Collection[str], headers: Headers, body: Any) -> tuple[str, ...]:
    """Return a message for each query parameter, header and field of the body that the operation does not have.

    Headers are reported only if they resemble a documented one.
    """
    known = _known(operation)
    if body is None and not query and not known.headers:
        return ()
    found = chain(
        (_message("query parameter", name, known.query) for name in query if name not in known.query),
        (_message("header", name, known.headers) for name in known.misspelled(headers)),
        (_message("field", place, names) for place, names in known.sorted_unknown(body)),
    )
    return tuple(islice(found, MAX_REPORTED))


def _message(kind: str, place: str, known: Iterable[str]) -> str:
    start, _, name = place.rpartition("/")
    shown = place if len(place) <= MAX_NAME else f"{place[:MAX_NAME]}…"
    similar = get_close_matches(name[:MAX_NAME], known, 1, SIMILAR)
    suggestion = f"; did you mean {start and start + '/'}{similar[0]}?" if similar else ""
    return f"unknown {kind}: {shown} is not documented{suggestion}"


class _KnownFields:
    """The query parameters, headers and fields of the body that an operation has."""

    def __init__(self, operation: Operation) -> None:
        parameters = operation.parameters
        schemas = list(operation.bodies.values())
        self.body = _Shape(operation.document, schemas)
        self.query = frozenset(p.name for p in parameters if p.location == "query")
        self.headers = {p.name.lower() for p in parameters if p.location == "header"}
        if not operation.secured:
            # Some programs send the fields of a login in the query.
            self.query |= self.body.properties.keys()

        self._shown = frozenset(_Shape(operation.document, operation.shown).names(DEPTH))

    def sorted_unknown(self, body: Any) -> Iterable[tuple[str, Iterable[str]]]:
        """Return the unknown fields of a body. Those that responses have come last: they are no misspellings."""
        return sorted(self.body.unknown(body), key=lambda found: found[0].rpartition("/")[2] in self._shown)

    def misspelled(self, headers: Headers) -> Iterator[str]:
        """Yield the names of undocumented headers that resemble a documented one."""
        for raw in headers if self.headers else ():
            name = raw.decode("latin-1")
            undocumented = name.startswith("x-") and name not in self.headers
            if undocumented and get_close_matches(name[:MAX_NAME], self.headers, 1, MISSPELLED):
                yield name


@cache
def _known(operation: Operation) -> _KnownFields:
    return _KnownFields(operation)


class _Shape:
    """The fields that several alternative schemas have together."""

    def __init__(self, document: Document, schemas: Sequence[Schema]) -> None:
        self._document = document
        self._parts = list(self._resolve(schemas))

    def _resolve(self, schemas: Iterable[Schema]) -> Iterator[Schema]:
        for schema in schemas:
            resolved = self._document.resolve(schema)
            yield resolved
            for keyword in ("allOf", "anyOf", "oneOf"):
                yield from self._resolve(resolved.get(keyword, ()))

    @cached_property
    def properties(self) -> Mapping[str, _Shape]:
        """Return the named fields with what they contain."""
        schemas: dict[str, list[Schema]] = {}
        for part in self._parts:
            for name, schema in part.get("properties", {}).items():
                schemas.setdefault(name, []).append(schema)
        return {name: _Shape(self._document, found) for name, found in schemas.items()}

    @cached_property
    def items(self) -> _Shape:
        """Return the items of a list."""
        return _Shape(self._document, [part["items"] for part in self._parts if "items" in part])

    @cached_property
    def others(self) -> _Shape | None:
        """Return what fields of any other name contain; None if there are no others."""
        schemas = [part["additionalProperties"] for part in self._parts if part.get("additionalProperties")]
        if not schemas and self.properties:
            return None
        return _Shape(self._document, [schema for schema in schemas if schema is not True])

    def names(self, depth: int) -> Iterator[str]:
        """Yield the names of all fields, to a depth."""
        if depth and self._parts:
            for name, shape in self.properties.items():
                yield name
                yield from shape.names(depth - 1)
            yield from self.items.names(depth - 1)

    def unknown(self, value: Any, place: str = "") -> Iterator[tuple[str, Iterable[str]]]:
        """Yield the places of unknown fields in a value, each with the names that are known there."""
        if isinstance(value, dict):
            for name, item in cast("dict[str, Any]", value).items():
                here = f"{place}/{name}" if place else name
                shape = self.properties.get(name, self.others)
                if shape is None:
                    yield here, self.properties
                else:
                    yield from shape.unknown(item, here)
        elif isinstance(value, list):
            for number, item in enumerate(cast("Sequence[Any]", value)):
                yield from self.items.unknown(item, f"{place}/{number}" if place else str(number))

"""The side of specs/ in a comparison: operations by entry, and schema properties by key path."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, cast
from urllib.parse import urlsplit

from .changes import Entry
from .spec_files import Place, SpecFiles

METHODS = ("get", "put", "post", "delete", "patch", "head", "options")
_DEPTH = 12  # the depth limit for nested schemas, because some contain themselves


@dataclass(frozen=True, slots=True)
class Property:
    """A property of a schema. `holder` is the schema that declares it. `place` is None if any name is allowed."""

    place: Place | None
    holder: Place
    required: bool


@dataclass(frozen=True)
class SpecOperation:
    """An operation of a description. `heading` is set if the page has only a heading for it."""

    files: SpecFiles
    place: Place
    item: Place
    method: str
    url: str  # host and path
    entries: tuple[Entry, ...]
    heading: str | None
    shared: Place | None  # `x-errors`: the responses that it shares with other operations

    @property
    def id(self) -> str:
        return str(self.place.value.get("operationId", "?"))

    @cached_property
    def parameters(self) -> list[Place]:
        """The parameters, those of the path item first."""
        return [
            self.files.follow(holder.down("parameters", at))
            for holder in (self.item, self.place)
            for at in range(len(holder.get("parameters") or []))
        ]

    @cached_property
    def requests(self) -> list[Place]:
        """The schemas of request bodies."""
        if not self.place.get("requestBody"):
            return []
        return list(self._schemas(self.place.down("requestBody")))

    @cached_property
    def bodies(self) -> list[Place]:
        """The schemas of request bodies, with references followed."""
        return self.files.distinct(self.requests)

    @cached_property
    def responses(self) -> list[Place]:
        """The schemas of successful responses."""
        return [schema for status in self.statuses if status[0] == "2" for schema in self._response(status)]

    @cached_property
    def errors(self) -> list[Place]:
        """The schemas of error responses."""
        found = [schema for status in self.statuses if status[0] != "2" for schema in self._response(status)]
        return self.files.distinct(found)

    def schemas(self, kind: str) -> list[Place]:
        """Return the schemas of the requests, the responses or the errors."""
        return {"request": self.requests, "response": self.responses, "error": self.errors}[kind]

    @cached_property
    def statuses(self) -> list[str]:
        """The documented status codes."""
        own: dict[str | int, Any] = self.place.value["responses"]
        shared: dict[str | int, Any] = self.shared.value if self.shared else {}
        return sorted({str(status) for status in [*own, *shared]})

    def holder(self, status: str) -> Place:
        """Return the place of the responses that have a status: the operation's own, or the shared ones."""
        own = self.place.down("responses")
        return self.shared if self.shared and status not in own.value else own

    def media(self, kind: str) -> list[Place]:
        """Return the media types, with schema and examples, of the requests, the responses or the errors."""
        if kind == "request":
            return list(self._media(self.place.down("requestBody"))) if self.place.get("requestBody") else []
        statuses = [status for status in self.statuses if (status[0] == "2") == (kind == "response")]
        return [media for status in statuses for media in self._media(self.holder(status).down(status))]

    def _response(self, status: str) -> Iterator[Place]:
        yield from self._schemas(self.holder(status).down(status))

    def _schemas(self, body: Place) -> Iterator[Place]:
        return (media.down("schema") for media in self._media(body))

    def _media(self, body: Place) -> Iterator[Place]:
        body = self.files.follow(body)
        content: dict[str, Any] = body.get("content") or {}
        return (body.down("content", media) for media in content)


class Specs:
    """What specs/ describe of one vendor's page."""

    def __init__(self, root: Path, page: str, files: SpecFiles | None = None) -> None:
        self.files = files or SpecFiles(root)
        self.page = page
        self.operations = [one for document in self.files.services() for one in self._service(document)]

    def _service(self, document: Place) -> Iterator[SpecOperation]:
        server: str = document.value["servers"][0]["url"]
        paths: dict[str, Any] = document.value.get("paths") or {}
        for key in paths:
            item = self.files.follow(document.down("paths", key))
            for method in METHODS:
                if method not in item.value:
                    continue
                place = item.down(method)
                docs: dict[str, Any] = place.get("x-docs") or {}
                if docs.get("page") != self.page:
                    continue
                base: str = (place.get("servers") or item.get("servers") or [{"url": server}])[0]["url"]
                address = urlsplit(base)
                shared = next((one.down("x-errors") for one in (item, document) if "x-errors" in one.value), None)
                url = f"{address.netloc}{address.path.rstrip('/')}{key.partition('#')[0]}"
                yield SpecOperation(
                    self.files, place, item, method.upper(), url, _entries(docs), _heading(docs), shared
                )

    # --- schemas

    def variants(self, schema: Place, depth: int = 0) -> Iterator[Place]:
        """Yield a schema and the schemas that it combines, with references resolved."""
        schema = self.files.follow(schema)
        yield schema
        if depth < _DEPTH:
            for combined in ("allOf", "anyOf", "oneOf"):
                for at in range(len(schema.get(combined) or [])):
                    yield from self.variants(schema.down(combined, at), depth + 1)

    def items(self, schema: Place) -> list[Place]:
        """Return the schemas of the items of a list."""
        return [one.down("items") for one in self.variants(schema) if isinstance(one.get("items"), dict)]

    def property(self, schema: Place, path: str) -> Property | None:
        """Return the property at a key path. `[]`, for the items of a list, is optional."""
        found: Property | None = None
        here = [schema]
        for step in re.split(r"\.|(?=\[\])", path):
            if not step:
                continue
            if step == "[]":
                here = [item for one in here for item in self.items(one)]
                if not here:
                    return None
                continue
            found = self._child(here, step, 0)
            if found is None or found.place is None:
                return found
            here = [found.place]
        return found

    def _child(self, here: list[Place], name: str, depth: int) -> Property | None:
        flat = [variant for one in here for variant in self.variants(one)]
        for one in flat:
            if name in (one.get("properties") or {}):
                return Property(one.down("properties", name), one, name in (one.get("required") or []))
        for one in flat:
            more = one.get("additionalProperties")
            if isinstance(more, dict):
                return Property(one.down("additionalProperties"), one, False)
            if more is not False and "object" in _listed(one.get("type")) and not one.get("properties"):
                return Property(None, one, False)  # an object that declares no fields
        inner = [item for one in here for item in self.items(one)]
        return self._child(inner, name, depth + 1) if inner and depth < _DEPTH else None

    def types(self, schema: Place) -> set[str]:
        """Return the JSON types that a schema allows; empty if it names none."""
        return {name for one in self.variants(schema) for name in _listed(one.get("type"))}

    def enum(self, schema: Place) -> Place | None:
        """Return the schema with the enum of a value, or of the items of a list."""
        for one in self.variants(schema):
            if "enum" in one.value:
                return one
        return next((found for item in self.items(schema) if (found := self.enum(item))), None)

    # --- parameters and error codes

    @cached_property
    def codes(self) -> Place | None:
        """The table of the vendor's error codes."""
        for schema in self.errors:
            code = self.property(schema, "error.code")
            if code and code.place and "x-codes" in code.place.value:
                return code.place.down("x-codes")
        return None

    def body_schemas(self, kind: str, operations: Iterable[SpecOperation]) -> list[Place]:
        """Return the schemas of the requests, the responses or the errors of some operations."""
        return self.files.distinct([schema for operation in operations for schema in operation.schemas(kind)])

    @cached_property
    def errors(self) -> list[Place]:
        """The schemas of all error responses."""
        return self.body_schemas("error", self.operations)

    def parameter(self, name: str, operations: Sequence[SpecOperation]) -> Place | None:
        """Return the parameter with this name on a page, whose spelling of headers and path parameters varies."""
        for operation in operations:
            for place in operation.parameters:
                ours = str(place.get("name"))
                exact = place.get("in") in {"query", "cookie"}
                if ours == name or (not exact and _plain(ours) == _plain(name)):
                    return place
        return None


def _plain(name: str) -> str:
    return name.lower().replace("_", "").replace("-", "")


def _listed(types: Any) -> list[str]:
    return [types] if isinstance(types, str) else cast(list[str], types or [])


def _heading(docs: dict[str, Any]) -> str | None:
    """Return the heading of an operation that has no entry: the last part of its section, or a named one."""
    section, entry = docs.get("section"), docs.get("entry")
    if section is None:
        return str(entry)
    return str(section) if entry == section.rpartition("/")[2] else None


def _entries(docs: dict[str, Any]) -> tuple[Entry, ...]:
    """Return the entries of the page that describe an operation; several are listed in `entries`."""
    if _heading(docs):
        return ()
    found: list[Entry] = []
    for one in docs.get("entries") or [docs]:
        named: dict[str, Any] = {"entry": one} if isinstance(one, str) else one
        found.append(Entry(named.get("section", docs["section"]), named["entry"], int(named.get("occurrence", 1))))
    return tuple(found)

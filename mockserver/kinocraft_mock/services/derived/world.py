"""Whether the objects that a path names exist, and those that handlers written by hand have."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import quote

from kinocraft_mock.http.messages import ErrorResponse, Handler, Request, Response
from kinocraft_mock.openapi.descriptions import Operation
from kinocraft_mock.services.derived.shapes import Paths, parameter
from kinocraft_mock.services.derived.state import DerivedObject, DerivedObjects
from kinocraft_mock.services.derived.vendor_forms import VendorForms

__all__ = ["World", "at_place"]

MAX_PAGES = 1000
"""How many pages of a list are searched for an object."""


def at_place(value: Any, place: tuple[str, ...]) -> Any:
    """Return what a response has at a place; None if it has nothing there."""
    for name in place:
        value = value.get(name) if isinstance(value, dict) else None  # pyright: ignore[reportUnknownVariableType, reportUnknownMemberType]
    return value  # pyright: ignore[reportUnknownVariableType]


@dataclass(frozen=True)
class World:
    """A service as derived handlers see it: its paths, and the handlers that are written by hand."""

    mount: str
    paths: Paths
    written: Mapping[str, Handler]
    forms: VendorForms

    def foreign(self, collection: str) -> bool:
        """Return whether the objects of a collection are kept by handlers that are written by hand."""
        operations = (*self.paths.at(collection).values(), *self.paths.below(collection).values())
        return any(operation.id in self.written for operation in operations)

    def filled(self, template: str, parameters: Mapping[str, Any]) -> str:
        """Return a path with the values of its parameters, the same for every form of an id."""
        segments: list[str] = []
        for segment in template.split("/"):
            name = parameter(segment)
            value = segment if name is None else self.forms.canonical_id(str(parameters[name]))
            segments.append(quote(value, safe=""))
        return self.mount + "/".join(segments)

    async def require_parents(self, request: Request, path: str) -> None:
        """Check each object that a path names before its last segment. Raises a 404 if one is known not to exist."""
        segments = path.split("/")
        for end in range(2, len(segments)):
            prefix = "/".join(segments[:end])
            if parameter(segments[end - 1]) is not None and not self.paths.is_collection(prefix):
                await self.find(request, prefix)

    async def find(self, request: Request, path: str) -> Any:
        """Return the object at a path: as a handler responds with it, or as it is stored; None if it is not known.

        Raises a 404 if it is known not to exist.
        """
        at = self.paths.at(path)
        if "GET" in at and at["GET"].id in self.written:
            made = await self._call(request, at["GET"], {})
            result = self.paths.result(at["GET"])
            return at_place(made.value, result.place) if result is not None else None
        collection, _, last = path.rpartition("/")
        name = parameter(last) or ""
        if self.foreign(collection):
            listing = self.paths.at(collection).get("GET")
            if listing is not None and listing.id in self.written:
                return await self._find_in_list(request, collection, listing, str(request.parameters[name]))
            return None
        return self.stored(request, path)

    def keeps(self, collection: str) -> bool:
        """Return whether derived handlers keep the objects of a collection: one of them creates or changes objects."""
        at, below = self.paths.at(collection), self.paths.below(collection)
        changed = "GET" in below and ("PUT" in below or "PATCH" in below)
        created = "POST" in at and self.paths.is_collection(collection)
        return (created or changed) and not self.foreign(collection)

    def stored(self, request: Request, path: str) -> DerivedObject | None:
        """Return the object that a derived handler stored at a path. Raises a 404 if there is none.

        Where no operation creates objects, it returns None for one that was never changed.
        """
        collection, _, last = path.rpartition("/")
        object_id = self.forms.canonical_id(str(request.parameters[parameter(last) or ""]))
        objects = request.context.component(DerivedObjects)
        found = objects.find(self.filled(collection, request.parameters), object_id)
        if found is None and "POST" in self.paths.at(collection) and self.keeps(collection):
            raise self.missing(collection)
        return found

    def missing(self, collection: str) -> ErrorResponse:
        """Return a 404 for an object of a collection."""
        named = [segment for segment in collection.split("/") if segment and parameter(segment) is None]
        what = named[-1].replace("-", " ").removesuffix("s") if named else "object"
        return ErrorResponse(404, self.forms.not_found.format(what=what))

    async def _find_in_list(self, request: Request, collection: str, listing: Operation, text: str) -> Any:
        result = self.paths.result(listing)
        if result is None or not result.many:
            return None
        field = self.paths.id_field(collection, result.schema, listing.document)
        wanted = self.forms.canonical_id(text)
        seen: list[Any] = []
        for page in range(1, MAX_PAGES + 1):
            found: list[Any] = at_place((await self._call(request, listing, {"page": page})).value, result.place) or []
            for each in found:
                if self.forms.canonical_id(str(each.get(field))) == wanted:
                    return each
            if not found or found == seen:
                break
            seen = found
        raise self.missing(collection)

    async def _call(self, request: Request, operation: Operation, extra: Mapping[str, Any]) -> Response:
        """Return the response of a handler that is written by hand to a request with the same parameters."""
        defaults = {
            each.name: schema["default"]
            for each in operation.parameters
            if "default" in (schema := operation.document.resolve(each.schema))
        }
        names = {each.name for each in operation.parameters}
        given = {name: value for name, value in {**request.parameters, **extra}.items() if name in names}
        path = operation.path.split("/")
        ours = [each for each in map(parameter, request.operation.path.split("/")) if each]
        theirs = [each for each in map(parameter, path) if each]
        # The same object may be named differently in another path.
        given |= {name: request.parameters[own] for name, own in zip(theirs, ours, strict=False)}
        called = replace(request, operation=operation, parameters={**defaults, **given}, body=None)
        made = self.written[operation.id](called)
        return made if isinstance(made, Response) else await made

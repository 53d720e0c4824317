"""Handlers made from the descriptions, for the operations that have none of their own.

Objects that are created are kept, listed, changed and deleted, as the shapes of paths and schemas say (`shapes.py`).
Everything else responds by the description's example, or by a sample of its schema.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast

from kinocraft_mock.http.messages import Handler, Request, Response
from kinocraft_mock.openapi.descriptions import Operation
from kinocraft_mock.openapi.validation import check_formats
from kinocraft_mock.services.derived.drafts import completing, has_drafts
from kinocraft_mock.services.derived.listing import Listing, enveloped
from kinocraft_mock.services.derived.schemas import types
from kinocraft_mock.services.derived.shapes import JSON, Paths, parameter, success
from kinocraft_mock.services.derived.state import DerivedObject, DerivedObjects
from kinocraft_mock.services.derived.vendor_forms import VendorForms
from kinocraft_mock.services.derived.world import World, at_place

__all__ = ["make_handlers"]

CREATED = re.compile(r"(created|create|creation|date_created)(_?(at|on|date|time))?")
UPDATED = re.compile(r"(updated|update|modified|changed|latest_update|last_update)(_?(at|on|date|time))?")
SINGLE = "-"
"""The id of settings, which have none."""
MIN_EXAMPLE_ID = 8
"""An id of an example of at least this length is replaced wherever the example has it."""
JSON_OBJECT = dict[str, Any]


def make_handlers(
    mount: str, operations: Sequence[Operation], written: Mapping[str, Handler], forms: VendorForms
) -> dict[str, Handler]:
    """Return the handlers of a service that are not written by hand or only in part, by operationId.

    Those written by hand are completed, if their responses have fields that are drafts.
    """
    missing = [operation for operation in operations if operation.id not in written]
    drafted = [operation for operation in operations if operation.id in written and has_drafts(operation)]
    world = World(mount, Paths(operations), written, forms)
    completed = {operation.id: completing(world, operation, written[operation.id]) for operation in drafted}
    return completed | {operation.id: _Derived(world, operation).handler() for operation in missing}


@dataclass(frozen=True)
class _Derived:
    """One operation without a handler."""

    world: World
    operation: Operation

    def handler(self) -> Handler:
        role = self.world.paths.role(self.operation)
        if self._files():
            role = "other"
        handle: Callable[[Request], Any] = getattr(self, f"_{role}")

        async def derived(request: Request) -> Response:
            if JSON in self.operation.bodies and request.body is not None:
                check_formats(self.operation, JSON, request.body)
            await self.world.require_parents(request, self.path)
            made = handle(request)
            return made if isinstance(made, Response) else cast("Response", await made)

        return derived

    def _files(self) -> bool:
        return any(media != JSON and media != "application/x-www-form-urlencoded" for media in self.operation.bodies)

    @property
    def path(self) -> str:
        return self.world.paths.path(self.operation)

    @property
    def collection(self) -> str:
        """Return the collection of the objects that the operation is about."""
        return self.path if self.world.paths.is_collection(self.path) else self.path.rpartition("/")[0]

    @property
    def _kept_at(self) -> str:
        """Return the collection that the responses' object is in, for an operation below this object too."""
        target = self.path.rpartition("/")[0]
        return target.rpartition("/")[0] if self._returns(target) else self.collection

    # What operations do.

    def _list(self, request: Request) -> Response:
        if not self.world.keeps(self.path):
            return self._other(request)
        result = self.world.paths.result(self.operation)
        assert result is not None  # a list has one
        objects = request.context.component(DerivedObjects).all(self.world.filled(self.path, request.parameters))
        items = [self._composed(result.schema, self._known(request, each), None) for each in objects]
        page = Listing(self.operation, request.parameters, self.world.forms.newest_first).page(items)
        schema = self.operation.responses[success(self.operation)][JSON]
        schemas = self.world.paths.schemas(self.operation.document)
        value = enveloped(schemas, schema, result.place, page.items, page.facts)
        return Response(value, success(self.operation))

    def _create(self, request: Request) -> Response:
        fields = {**self._defaults(), **self._sent(request)}
        if not self.world.keeps(self.path):
            return self._respond(request, fields)
        objects = request.context.component(DerivedObjects)
        collection = self.world.filled(self.path, request.parameters)
        made = objects.add(collection, self._new_id(request, collection), fields)
        return self._respond(request, self._known(request, made))

    def _new_id(self, request: Request, collection: str) -> str:
        for operation in self.world.paths.below(self.path).values():
            name = parameter(self.world.paths.path(operation).rpartition("/")[2])
            for each in operation.parameters:
                if each.name == name and "integer" in types(operation.document.resolve(each.schema)):
                    return str(request.context.component(DerivedObjects).next_number(collection))
        return self.world.forms.new_id(request.context)

    async def _get(self, request: Request) -> Response:
        return self._respond(request, await self._found(request))

    async def _update(self, request: Request) -> Response:
        fields = self._sent(request)
        if not self.world.keeps(self.collection):
            return self._respond(request, {**await self._found(request), **fields})
        objects = request.context.component(DerivedObjects)
        changed = self.world.stored(request, self.path)
        if changed is not None:
            objects.change(changed, fields)
        else:
            # Where nothing creates objects, a change does.
            name = parameter(self.path.rpartition("/")[2]) or ""
            object_id = self.world.forms.canonical_id(str(request.parameters[name]))
            changed = objects.add(self.world.filled(self.collection, request.parameters), object_id, fields)
        return self._respond(request, self._known(request, changed))

    async def _delete(self, request: Request) -> Response:
        known = await self._found(request)
        if self.world.keeps(self.collection) and (deleted := self.world.stored(request, self.path)) is not None:
            request.context.component(DerivedObjects).delete(deleted)
        return self._respond(request, {**known, "success": True})

    def _get_settings(self, request: Request) -> Response:
        found = self._settings(request)
        return self._respond(request, self._known(request, found)) if found else self._other(request)

    def _set_settings(self, request: Request) -> Response:
        objects, fields = request.context.component(DerivedObjects), self._sent(request)
        found = self._settings(request)
        if found is None:
            found = objects.add(self.world.filled(self.path, request.parameters), SINGLE, fields)
        else:
            objects.change(found, fields)
        return self._respond(request, self._known(request, found))

    def _delete_settings(self, request: Request) -> Response:
        found = self._settings(request)
        if found is not None:
            request.context.component(DerivedObjects).delete(found)
        return self._respond(request, {"success": True})

    def _settings(self, request: Request) -> DerivedObject | None:
        path = self.world.filled(self.path, request.parameters)
        return request.context.component(DerivedObjects).find(path, SINGLE)

    def _other(self, request: Request) -> Response:
        """Respond by example; an operation below an object that returns this object has it as it is."""
        target = self.path.rpartition("/")[0]
        known: JSON_OBJECT = {}
        if self._returns(target) and (stored := self.world.stored(request, target)) is not None:
            known = self._known(request, stored)
        return self._respond(request, {"success": True, **known, **self._sent(request)})

    def _returns(self, target: str) -> bool:
        """Return whether the operation responds with the object at a path, which a derived handler keeps."""
        collection, _, last = target.rpartition("/")
        if parameter(last) is None or not self.world.keeps(collection):
            return False
        ours = self.world.paths.result(self.operation)
        others = (*self.world.paths.at(target).values(), *self.world.paths.at(collection).values())
        found = [self.world.paths.result(each) for each in others]
        return ours is not None and any(each is not None and each.schema == ours.schema for each in found)

    # What they respond with.

    async def _found(self, request: Request) -> JSON_OBJECT:
        """Return the object that the path names. Raises a 404."""
        found = await self.world.find(request, self.path)
        if isinstance(found, DerivedObject):
            return self._known(request, found)
        return cast("JSON_OBJECT", found) if isinstance(found, dict) else {}

    def _sent(self, request: Request) -> JSON_OBJECT:
        """Return the fields that a request sets."""
        sent: Any = request.body
        body = cast("JSON_OBJECT", sent) if isinstance(sent, dict) and not self._files() else {}
        query = {p.name for p in self.operation.parameters if p.location == "query"} - {"page", "per_page"}
        named = {name: value for name, value in request.parameters.items() if name in query}
        return {**named, **body}

    def _defaults(self) -> JSON_OBJECT:
        """Return the defaults of the fields that a request sets."""
        schemas = self.world.paths.schemas(self.operation.document)
        fields = (pair for schema in self.operation.bodies.values() for pair in schemas.properties(schema).items())
        return {name: plain["default"] for name, field in fields if "default" in (plain := schemas.resolve(field))}

    def _known(self, request: Request, stored: DerivedObject) -> JSON_OBJECT:
        """Return all that is known of an object: what was sent, what its path says, its id and its times."""
        known: JSON_OBJECT = {**self._of_path(request), **stored.body}
        if stored.id != SINGLE:
            known[ID] = stored.id
        known[CREATED_AT], known[UPDATED_AT] = stored.created, stored.updated
        return known

    def _of_path(self, request: Request) -> JSON_OBJECT:
        names = (parameter(segment) for segment in self.path.split("/"))
        return {name: request.parameters[name] for name in names if name is not None}

    def _example(self) -> Any:
        return self.operation.document.examples.get(self.operation.id)

    def _respond(self, request: Request, known: JSON_OBJECT) -> Response:
        """Return a successful response with what is known, completed from the example."""
        status = success(self.operation)
        documented = self.operation.responses[status]
        if not documented:
            return Response(status=status)
        example = self._example()
        if JSON not in documented:
            media = next(iter(documented)).replace("image/*", "image/png").replace("*/*", "application/octet-stream")
            return Response(status=status, data=str(example or "").encode(), media=media)
        schemas, result = self.world.paths.schemas(self.operation.document), self.world.paths.result(self.operation)
        if result is None or result.many or not schemas.is_object(result.schema):
            value = schemas.first(documented[JSON], [] if example is None else [example])
            return Response(value, status)
        value = self._composed(result.schema, {**self._of_path(request), **known}, at_place(example, result.place))
        return Response(enveloped(schemas, documented[JSON], result.place, value, {}), status)

    def _composed(self, schema: Mapping[str, Any], known: JSON_OBJECT, example: Any) -> JSON_OBJECT:
        """Return an object by the schema of a response."""
        schemas = self.world.paths.schemas(self.operation.document)
        fields = schemas.properties(schema)
        known = dict(known)
        shown = self._shared_example if ID in known else {}
        shown = {**(cast("JSON_OBJECT", example) if isinstance(example, dict) else {}), **shown}
        object_id, created, updated = known.pop(ID, None), known.pop(CREATED_AT, None), known.pop(UPDATED_AT, None)
        if object_id is not None:
            name = self.world.paths.id_field(self._kept_at, schema, self.operation.document)
            known[name] = int(object_id) if "integer" in types(schemas.resolve(fields.get(name, {}))) else object_id
            shown = cast("JSON_OBJECT", _renamed(shown, shown.get(name), object_id))
        if created is not None:
            for name, field in fields.items():
                if CREATED.fullmatch(name):
                    known[name] = schemas.first(field, self.world.forms.times(created))
                elif UPDATED.fullmatch(name):
                    moments = [None] if updated is None else [*self.world.forms.times(updated)]
                    known[name] = schemas.first(field, [*moments, *self.world.forms.times(created)])
        return schemas.compose(schema, known, shown, self._settable())

    @property
    def _shared_example(self) -> JSON_OBJECT:
        """Return one example of the objects of the collection, for all operations: the server shows one world."""
        shown: JSON_OBJECT = {}
        at, below = self.world.paths.at(self._kept_at), self.world.paths.below(self._kept_at)
        for operation in (at.get("GET"), *below.values(), at.get("POST"), below.get("GET")):
            if operation is None or (result := self.world.paths.result(operation)) is None:
                continue
            found: Any = at_place(operation.document.examples.get(operation.id), result.place)
            for example in cast("Iterable[Any]", found[:1]) if isinstance(found, list) else (found,):
                shown |= cast("JSON_OBJECT", example) if isinstance(example, dict) else {}
        return shown

    def _settable(self) -> set[str]:
        """Return the fields that requests to create or change an object set."""
        names: set[str] = set()
        at = (*self.world.paths.at(self.collection).values(), *self.world.paths.below(self.collection).values())
        for operation in at:
            for schema in operation.bodies.values():
                names.update(self.world.paths.schemas(operation.document).properties(schema))
        return names


ID, CREATED_AT, UPDATED_AT = " id", " created", " updated"
"""What is known of every object, under names that no field has."""


def _renamed(value: Any, before: Any, after: str) -> Any:
    """Return an example in which an object has another id."""
    if not isinstance(before, str) or len(before) < MIN_EXAMPLE_ID:
        return value
    if isinstance(value, dict):
        return {name: _renamed(item, before, after) for name, item in cast("JSON_OBJECT", value).items()}
    if isinstance(value, list):
        return [_renamed(item, before, after) for item in cast("Iterable[Any]", value)]
    return value.replace(before, after) if isinstance(value, str) else value

"""Fields that are drafts: a release proposes them before anybody has taught the handlers about them.

A property with an `x-draft` is one: its description begins with "Draft:". The responses of hand-written handlers get
the fields that they lack: as a request has set them, or as the example shows them. Once the mark is removed, the
handler must return the field itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, cast

import orjson

from kinocraft_mock.http.messages import Handler, Request, Response
from kinocraft_mock.openapi.descriptions import DRAFT, DRAFT_MARK, Operation
from kinocraft_mock.services.derived.schemas import Schemas
from kinocraft_mock.services.derived.shapes import JSON, Paths, success
from kinocraft_mock.services.derived.state import DerivedObjects
from kinocraft_mock.services.derived.world import World, at_place

__all__ = ["completing", "has_drafts"]

COLLECTION = "drafts"
MAX_DEPTH = 12
Object = dict[str, Any]


def is_draft(field: Mapping[str, Any]) -> bool:
    """Return whether a property is a draft."""
    return field.get(DRAFT_MARK) is True


def has_drafts(operation: Operation) -> bool:
    """Return whether a request or a response of an operation has fields that are drafts."""
    if not operation.document.has_drafts:
        return False
    described = [*operation.bodies.values(), *operation.responses[success(operation)].values()]
    return any(DRAFT in orjson.dumps(operation.document.standalone(schema)) for schema in described)


def completing(world: World, operation: Operation, handler: Handler) -> Handler:
    """Return a handler that completes the responses of another one."""
    schemas = world.paths.schemas(operation.document)

    async def completed(request: Request) -> Response:
        made = handler(request)
        response = made if isinstance(made, Response) else await made
        documented = operation.responses.get(response.status, {}).get(JSON)
        if documented is None or response.value is None or response.status >= 300:
            return response
        sent = _sent(schemas, operation, request)
        result = world.paths.result(operation)
        if result is not None and not result.many and sent:
            _keep(world.paths, request, operation, at_place(response.value, result.place), sent)
        example = operation.document.examples.get(operation.id)
        if _complete(schemas, request, documented, response.value, example, sent):
            request.exchange.inferred = True
        return response

    return completed


def _sent(schemas: Schemas, operation: Operation, request: Request) -> Object:
    """Return the fields of a request that are drafts."""
    body: Any = request.body
    if not isinstance(body, dict) or JSON not in operation.bodies:
        return {}
    fields = schemas.properties(operation.bodies[JSON])
    sent = cast("Object", body)
    return {name: sent[name] for name, field in fields.items() if name in sent and is_draft(field)}


def _keep(paths: Paths, request: Request, operation: Operation, value: Any, sent: Object) -> None:
    """Keep what a request has set of the object in its response."""
    object_id = value.get("id") if isinstance(value, dict) else None  # pyright: ignore[reportUnknownVariableType, reportUnknownMemberType]
    if not isinstance(object_id, str):
        return
    objects = request.context.component(DerivedObjects)
    known = objects.find(COLLECTION, object_id)
    if known is None:
        objects.add(COLLECTION, object_id, sent)
    else:
        objects.change(known, sent)


def _complete(
    schemas: Schemas,
    request: Request,
    schema: Mapping[str, Any],
    value: Any,
    example: Any,
    sent: Object,
    depth: int = 0,
) -> bool:
    """Add the missing drafts to a value in place; return whether there were any."""
    if depth > MAX_DEPTH:
        return False
    if isinstance(value, list):
        items = schemas.items(schema)
        shown: Any = example[0] if isinstance(example, list) and example else None  # pyright: ignore[reportUnknownVariableType]
        completed = False
        for item in cast("Iterable[Any]", value) if items is not None else ():
            completed = _complete(schemas, request, items or {}, item, shown, sent, depth + 1) or completed
        return completed
    if not isinstance(value, dict):
        return False
    fields, given = schemas.properties(schema), cast("Object", value)
    example = cast("Object", example) if isinstance(example, dict) else {}
    stored = request.context.component(DerivedObjects).find(COLLECTION, str(given.get("id", "")))
    known = {**(stored.body if stored else {}), **sent}
    completed = False
    for name, field in fields.items():
        if name in given:
            below = _complete(schemas, request, field, given[name], example.get(name), {}, depth + 1)
            completed = below or completed
        elif is_draft(field) and (
            name in known or name in example or name in schemas.resolve(schema).get("required", ())
        ):
            candidates = [source[name] for source in (known, example) if name in source]
            given[name] = schemas.first(field, candidates)
            completed = True
    return completed

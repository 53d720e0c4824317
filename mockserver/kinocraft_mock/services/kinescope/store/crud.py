"""The plain operations on records of one resource type, from a table of what differs between the types."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kinocraft_mock.context import Context
from kinocraft_mock.http.messages import Request, Response
from kinocraft_mock.service import Handlers
from kinocraft_mock.services.kinescope.fields import sent_fields
from kinocraft_mock.services.kinescope.store.pagination import Meta, list_response, paged
from kinocraft_mock.services.kinescope.store.queries import Condition
from kinocraft_mock.services.kinescope.store.records import Record, Records
from kinocraft_mock.services.kinescope.store.resource_types import ResourceType

__all__ = ["Crud", "succeeded"]

Body = dict[str, Any]


def succeeded() -> Response:
    """Return the response that only reports success, as to most deletions."""
    return Response({"data": {"success": True}})


def _no_conditions(_call: Request) -> Sequence[Condition]:
    return ()


@dataclass(frozen=True, kw_only=True)
class Crud:
    """List, create, get, update and delete records of one type.

    `operations` is the prefix of the operationIds, and `id_parameter` the path parameter that names a record.
    Bodies may set `fields`; `defaults` returns what a new record has where they are left out, and `read_fields`
    validates or converts what was sent, for a new record (None) or one to update. `parent` returns the record that the
    others belong to. `filters` returns the conditions of a list; `order`, `aliases` and `meta` are those of
    `list_response`. `before_lookup` runs before any record is looked up. With `empty_updates`, an update without fields
    changes `updated_at`. `reports_deletion` says whether the response to a deletion has a body.
    """

    resource_type: ResourceType
    operations: str
    id_parameter: str
    serialize: Callable[[Request, Record], Body]
    fields: Sequence[str] = ()
    defaults: Callable[[Request], Mapping[str, Any]] = lambda _call: {}
    read_fields: Callable[[Request, Body, Record | None], Body] = lambda _call, sent, _record: sent
    parent: Callable[[Request], Record | None] = lambda _call: None
    filters: Callable[[Request], Sequence[Condition]] = _no_conditions
    order: str = "created_at.desc"
    aliases: Mapping[str, str] | None = None
    meta: Meta = paged
    before_lookup: Callable[[Context], object] = lambda _context: None
    empty_updates: bool = True
    reports_deletion: bool = True

    def handlers(self, *names: str) -> Handlers:
        """Return handlers for these operations: `list`, `create`, `get`, `update` or `delete`."""
        handlers = Handlers()
        for name in names:
            handlers.on(f"{self.operations}.{name}")(getattr(self, name))
        return handlers

    def find(self, request: Request) -> Record:
        """Return the record that the path names. Raises a 404."""
        self.before_lookup(request.context)
        parent = self.parent(request)
        return request.context.component(Records).get(self.resource_type, request.parameters[self.id_parameter], parent)

    def list(self, request: Request) -> Response:
        """Return a page of records."""
        self.before_lookup(request.context)
        parent = self.parent(request)
        where = self.filters(request)
        return list_response(
            request,
            self.resource_type,
            self.serialize,
            where=where,
            parent=parent,
            order=self.order,
            aliases=self.aliases,
            meta=self.meta,
        )

    def create(self, request: Request) -> Response:
        """Create a record."""
        parent = self.parent(request)
        sent = self.read_fields(request, sent_fields(request.body, self.fields), None)
        record = request.context.component(Records).make(self.resource_type, {**self.defaults(request), **sent}, parent)
        return self.respond(request, record)

    def get(self, request: Request) -> Response:
        """Return one record."""
        return self.respond(request, self.find(request))

    def update(self, request: Request) -> Response:
        """Change the fields that were sent."""
        record = self.find(request)
        sent = self.read_fields(request, sent_fields(request.body, self.fields), record)
        if sent or self.empty_updates:
            request.context.component(Records).change(record, **sent)
        return self.respond(request, record)

    def delete(self, request: Request) -> Response:
        """Delete a record, with all that belongs to it."""
        request.context.component(Records).delete(self.find(request))
        return succeeded() if self.reports_deletion else Response()

    def respond(self, request: Request, record: Record) -> Response:
        """Return a response with one record."""
        return Response({"data": self.serialize(request, record)})

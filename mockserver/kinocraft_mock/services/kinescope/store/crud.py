"""The plain operations on records of one resource type, from a table of what differs between the types."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kinocraft_mock.messages import Answer, Call
from kinocraft_mock.service import Handlers
from kinocraft_mock.services.kinescope.fields import sent_fields
from kinocraft_mock.services.kinescope.store.pagination import Meta, list_response, paged
from kinocraft_mock.services.kinescope.store.queries import Condition
from kinocraft_mock.services.kinescope.store.records import Record, Records
from kinocraft_mock.services.kinescope.store.resource_types import ResourceType
from kinocraft_mock.world import World

__all__ = ["Crud", "succeeded"]

Body = dict[str, Any]


def succeeded() -> Answer:
    """Return the response that only reports success, as to most deletions."""
    return Answer({"data": {"success": True}})


def _no_conditions(_call: Call) -> Sequence[Condition]:
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
    serialize: Callable[[Call, Record], Body]
    fields: Sequence[str] = ()
    defaults: Callable[[Call], Mapping[str, Any]] = lambda _call: {}
    read_fields: Callable[[Call, Body, Record | None], Body] = lambda _call, sent, _record: sent
    parent: Callable[[Call], Record | None] = lambda _call: None
    filters: Callable[[Call], Sequence[Condition]] = _no_conditions
    order: str = "created_at.desc"
    aliases: Mapping[str, str] | None = None
    meta: Meta = paged
    before_lookup: Callable[[World], object] = lambda _world: None
    empty_updates: bool = True
    reports_deletion: bool = True

    def handlers(self, *names: str) -> Handlers:
        """Return handlers for these operations: `list`, `create`, `get`, `update` or `delete`."""
        handlers = Handlers()
        for name in names:
            handlers.on(f"{self.operations}.{name}")(getattr(self, name))
        return handlers

    def find(self, call: Call) -> Record:
        """Return the record that the path names. Raises a 404."""
        self.before_lookup(call.world)
        parent = self.parent(call)
        return call.world.part(Records).get(self.resource_type, call.values[self.id_parameter], parent)

    def list(self, call: Call) -> Answer:
        """Return a page of records."""
        self.before_lookup(call.world)
        parent = self.parent(call)
        where = self.filters(call)
        return list_response(
            call,
            self.resource_type,
            self.serialize,
            where=where,
            parent=parent,
            order=self.order,
            aliases=self.aliases,
            meta=self.meta,
        )

    def create(self, call: Call) -> Answer:
        """Create a record."""
        parent = self.parent(call)
        sent = self.read_fields(call, sent_fields(call.body, self.fields), None)
        record = call.world.part(Records).make(self.resource_type, {**self.defaults(call), **sent}, parent)
        return self.respond(call, record)

    def get(self, call: Call) -> Answer:
        """Return one record."""
        return self.respond(call, self.find(call))

    def update(self, call: Call) -> Answer:
        """Change the fields that were sent."""
        record = self.find(call)
        sent = self.read_fields(call, sent_fields(call.body, self.fields), record)
        if sent or self.empty_updates:
            call.world.part(Records).change(record, **sent)
        return self.respond(call, record)

    def delete(self, call: Call) -> Answer:
        """Delete a record, with all that belongs to it."""
        call.world.part(Records).delete(self.find(call))
        return succeeded() if self.reports_deletion else Answer()

    def respond(self, call: Call, record: Record) -> Answer:
        """Return a response with one record."""
        return Answer({"data": self.serialize(call, record)})

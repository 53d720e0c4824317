"""Section "live/restreams"."""

from __future__ import annotations

from typing import Any

from kinocraft_mock.messages import Answer, Call
from kinocraft_mock.service import Handlers
from kinocraft_mock.services.kinescope.fields import sent_fields
from kinocraft_mock.services.kinescope.live.state import find_event, is_on_air
from kinocraft_mock.services.kinescope.store.crud import succeeded
from kinocraft_mock.services.kinescope.store.pagination import list_response
from kinocraft_mock.services.kinescope.store.records import Record, Records
from kinocraft_mock.services.kinescope.store.resource_types import RESTREAM
from kinocraft_mock.world import World

__all__ = ["add_restream", "handlers", "replace_restreams", "serialize"]

handlers = Handlers()

FIELDS = ("name", "url", "key", "description", "enabled")


def serialize(restream: Record, event: Record, *, on_air: bool) -> dict[str, Any]:
    """Serialize a restream. It is connected while the event is on air."""
    status = "connected" if on_air and restream.body["enabled"] else "disconnected"
    return {
        "id": restream.id,
        "event_id": event.id,
        **restream.body,
        "status": status,
        "created_at": restream.created_at,
        "updated_at": restream.updated_at,
    }


def add_restream(world: World, event: Record, sent: dict[str, Any]) -> Record:
    """Add a restream to an event. It is enabled by default."""
    body = {"description": "", "enabled": True, **_sent(sent)}
    return world.part(Records).make(RESTREAM, body, event)


def replace_restreams(world: World, event: Record, sent: list[dict[str, Any]]) -> None:
    """Replace the restreams of an event. Those with the same URL and key keep their ids."""
    records = world.part(Records)
    with records.transaction():
        kept = records.children(event, RESTREAM)
        for each in sent:
            same = next((old for old in kept if _target(old.body) == _target(each)), None)
            if same is None:
                add_restream(world, event, each)
            else:
                kept.remove(same)
                if any(same.body[name] != value for name, value in _sent(each).items()):
                    records.change(same, **_sent(each))
        for old in kept:
            records.delete(old)


@handlers.on("live.events.restreams.create")
def create(call: Call) -> Answer:
    """Add a restream to the event."""
    event = _event(call)
    return _answer(call, event, add_restream(call.world, event, call.body))


@handlers.on("live.events.restreams.list")
def list_(call: Call) -> Answer:
    """Return a page of the event's restreams, enabled or not."""
    event = _event(call)
    on_air = is_on_air(call.world, event)
    return list_response(call, RESTREAM, lambda _, restream: serialize(restream, event, on_air=on_air), parent=event)


@handlers.on("live.events.restreams.get")
def get(call: Call) -> Answer:
    """Return one restream."""
    event = _event(call)
    return _answer(call, event, _restream(call, event))


@handlers.on("live.events.restreams.update")
def update(call: Call) -> Answer:
    """Change the fields that were sent."""
    event = _event(call)
    restream = _restream(call, event)
    if _sent(call.body):
        call.world.part(Records).change(restream, **_sent(call.body))
    return _answer(call, event, restream)


@handlers.on("live.events.restreams.delete")
def delete(call: Call) -> Answer:
    """Delete a restream."""
    call.world.part(Records).delete(_restream(call, _event(call)))
    return succeeded()


def _event(call: Call) -> Record:
    return find_event(call.world, call.values["event_id"])


def _restream(call: Call, event: Record) -> Record:
    return call.world.part(Records).get(RESTREAM, call.values["restream_id"], event)


def _answer(call: Call, event: Record, restream: Record) -> Answer:
    return Answer({"data": serialize(restream, event, on_air=is_on_air(call.world, event))})


def _sent(body: dict[str, Any]) -> dict[str, Any]:
    return sent_fields(body, FIELDS)


def _target(body: dict[str, Any]) -> tuple[str, str]:
    return body["url"], body["key"]

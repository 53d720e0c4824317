"""Section "Recorder": instant and scheduled records."""

from __future__ import annotations

from typing import Any

from kinocraft_mock.messages import Answer, Call, RefusalError
from kinocraft_mock.service import Handlers
from kinocraft_mock.services.platformcraft.files.paths import split
from kinocraft_mock.services.platformcraft.files.tree import Tree
from kinocraft_mock.services.platformcraft.recorder.lifecycle import Record
from kinocraft_mock.services.platformcraft.recorder.state import Recorder, Stream
from kinocraft_mock.services.platformcraft.recorder.streams import serialize as serialize_stream
from kinocraft_mock.world import World

__all__ = ["handlers", "serialize"]

handlers = Handlers()

MAX_DUR = 30 * 24 * 3600
"""The default maximum of seconds in a file (documented)."""
STOP_TIMEOUT = 1800
"""The default of seconds without input (documented)."""


def serialize(record: Record) -> dict[str, Any]:
    """Serialize a record. Without files, `files` is null."""
    return {
        "id": record.id,
        "src": record.src,
        "files": record.files or None,
        "start": record.start,
        "stop": record.stop,
        "max_dur": record.max_dur,
        "status": record.status,
        "msg": record.msg,
        "email": record.email,
        "is_instant": record.is_instant,
        "stop_timeout": record.stop_timeout,
        "motion_record": record.motion_record,
        "events_record": record.events_record,
    }


def _options(world: World, body: dict[str, Any]) -> dict[str, Any]:
    """Return the options that both kinds of records have, with defaults."""
    return {
        "path": _inside(world, body["path"]),
        "email": body.get("email", ""),
        "max_dur": int(body.get("max_dur", MAX_DUR)),
        "stop_timeout": int(body.get("stop_timeout", STOP_TIMEOUT)),
        "motion_record": body.get("motion_record", False),
        "events_record": body.get("events_record", False),
    }


def _inside(world: World, path: str) -> str:
    """Return the path within the container, from one with the container's id. Raises a 403 for another container."""
    container, _, inside = path.removeprefix("/container/").partition("/object/")
    if container != world.account:
        raise RefusalError(403, "access denied: the container of the path belongs to somebody else")
    return f"/{'/'.join(split(f'/{inside}'))}"


def _check_times(world: World, start: int, stop: int) -> None:
    if stop <= start:
        raise RefusalError(400, "stop: a record stops after it starts")
    if stop <= world.clock.now():
        raise RefusalError(400, "stop: that moment has passed")


def _at(call: Call) -> tuple[Recorder, Stream]:
    recorder = call.world.part(Recorder)
    return recorder, recorder.stream(call.values["stream_id"])


@handlers.on("recorder.records.start")
def start(call: Call) -> Answer:
    """Start an instant record. A stream has at most one, and the path must be free."""
    recorder, stream = _at(call)
    options = _options(call.world, call.body)
    if recorder.instant(stream) is not None:
        raise RefusalError(409, "not possible in this state: an instant record of this stream is running")
    call.world.part(Tree).require_free(split(options["path"]))
    recorder.add_record(stream, {**options, "is_instant": True, "start": int(call.world.clock.now()), "stop": 0})
    return Answer(serialize_stream(recorder, stream))


@handlers.on("recorder.records.stop_instant")
def stop_instant(call: Call) -> Answer:
    """Stop the instant record, and return it, as in the vendor's sample."""
    recorder, stream = _at(call)
    record = recorder.instant(stream)
    if record is None:
        raise RefusalError(409, "not possible in this state: no instant record of this stream is running")
    return Answer(serialize(recorder.stop(record)))


@handlers.on("recorder.records.create")
def create(call: Call) -> Answer:
    """Create a scheduled record. It starts at once if its start time has passed."""
    recorder, stream = _at(call)
    options = _options(call.world, call.body)
    times = {"start": int(call.body["start"]), "stop": int(call.body["stop"])}
    _check_times(call.world, **times)
    return Answer(serialize(recorder.add_record(stream, {**options, **times, "is_instant": False})))


@handlers.on("recorder.records.list")
def every(call: Call) -> Answer:
    """Return all records of a stream, including instant ones, always as an array."""
    recorder, stream = _at(call)
    return Answer([serialize(record) for record in recorder.records(stream)])


@handlers.on("recorder.records.get")
def get(call: Call) -> Answer:
    """Return one record."""
    recorder, stream = _at(call)
    return Answer(serialize(recorder.record(stream, call.values["record_id"])))


@handlers.on("recorder.records.update")
def update(call: Call) -> Answer:
    """Change the fields that were sent, while the record waits for its start."""
    recorder, stream = _at(call)
    record = recorder.record(stream, call.values["record_id"])
    if record.status != "wait":
        raise RefusalError(409, f"not possible in this state: the record's status is {record.status}, not wait")
    changes: dict[str, Any] = dict(call.body)
    for name in set(changes) - {"path", "start", "stop", "email", "max_dur", "stop_timeout", "events_record"}:
        del changes[name]
    for name in changes.keys() & {"start", "stop", "max_dur", "stop_timeout"}:
        changes[name] = int(changes[name])
    if "path" in changes:
        changes["path"] = _inside(call.world, changes["path"])
    _check_times(call.world, changes.get("start", record.start), changes.get("stop", record.stop))
    return Answer(serialize(recorder.change(stream, record, **changes)))


@handlers.on("recorder.records.delete")
def delete(call: Call) -> Answer:
    """Delete a record; its files stay."""
    recorder, stream = _at(call)
    recorder.delete(recorder.record(stream, call.values["record_id"]))
    return Answer()


@handlers.on("recorder.records.stop")
def stop(call: Call) -> Answer:
    """Stop a running record, instant or scheduled."""
    recorder, stream = _at(call)
    record = recorder.record(stream, call.values["record_id"])
    if record.status != "progress":
        raise RefusalError(409, f"not possible in this state: the record's status is {record.status}, not progress")
    return Answer(serialize(recorder.stop(record)))

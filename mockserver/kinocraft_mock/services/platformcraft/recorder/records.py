"""Section "Recorder": instant and scheduled records."""

from __future__ import annotations

from typing import Any

from kinocraft_mock.http.messages import ErrorResponse, Request, Response
from kinocraft_mock.service import Handlers
from kinocraft_mock.services.platformcraft.paths import split
from kinocraft_mock.services.platformcraft.recorder.course import Record
from kinocraft_mock.services.platformcraft.recorder.state import Recorder, Stream
from kinocraft_mock.services.platformcraft.recorder.streams import described as described_stream
from kinocraft_mock.services.platformcraft.tree import Tree
from kinocraft_mock.state.context import Context

__all__ = ["described", "handlers"]

handlers = Handlers()

MAX_DUR = 30 * 24 * 3600
"""Seconds a file holds at most, where nothing else is said (documented)."""
STOP_TIMEOUT = 1800
"""Seconds that a lack of input may last, where nothing else is said (documented)."""


def described(record: Record) -> dict[str, Any]:
    """The record as the Recorder prints it; no files are null."""
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


def _options(context: Context, body: dict[str, Any]) -> dict[str, Any]:
    """The options of a body that apply to both kinds of records, with their defaults."""
    return {
        "path": _inside(context, body["path"]),
        "email": body.get("email", ""),
        "max_dur": int(body.get("max_dur", MAX_DUR)),
        "stop_timeout": int(body.get("stop_timeout", STOP_TIMEOUT)),
        "motion_record": body.get("motion_record", False),
        "events_record": body.get("events_record", False),
    }


def _inside(context: Context, path: str) -> str:
    """The path inside the container, of one that names the container too. Raises a 403 for somebody else's."""
    container, _, inside = path.removeprefix("/container/").partition("/object/")
    if container != context.account:
        raise ErrorResponse(403, "access denied: the container of the path belongs to somebody else")
    return f"/{'/'.join(split(f'/{inside}'))}"


def _check_times(context: Context, start: int, stop: int) -> None:
    if stop <= start:
        raise ErrorResponse(400, "stop: a record stops after it starts")
    if stop <= context.clock.now():
        raise ErrorResponse(400, "stop: that moment has passed")


def _at(request: Request) -> tuple[Recorder, Stream]:
    recorder = request.context.component(Recorder)
    return recorder, recorder.stream(request.parameters["stream_id"])


@handlers.on("recorder.records.start")
def start(request: Request) -> Response:
    """Record from now on. A stream has one such record at a time, and its path must be free."""
    recorder, stream = _at(request)
    options = _options(request.context, request.body)
    if recorder.instant(stream) is not None:
        raise ErrorResponse(409, "not possible in this state: an instant record of this stream is running")
    request.context.component(Tree).require_free(split(options["path"]))
    recorder.add_record(stream, {**options, "is_instant": True, "start": int(request.context.clock.now()), "stop": 0})
    return Response(described_stream(recorder, stream))


@handlers.on("recorder.records.stop_instant")
def stop_instant(request: Request) -> Response:
    """End the instant record; the record is answered, as in the page's sample."""
    recorder, stream = _at(request)
    record = recorder.instant(stream)
    if record is None:
        raise ErrorResponse(409, "not possible in this state: no instant record of this stream is running")
    return Response(described(recorder.stop(record)))


@handlers.on("recorder.records.create")
def create(request: Request) -> Response:
    """A record for a time to come; where its start has passed it begins at once."""
    recorder, stream = _at(request)
    options = _options(request.context, request.body)
    times = {"start": int(request.body["start"]), "stop": int(request.body["stop"])}
    _check_times(request.context, **times)
    return Response(described(recorder.add_record(stream, {**options, **times, "is_instant": False})))


@handlers.on("recorder.records.list")
def every(request: Request) -> Response:
    """All records of a stream, instant ones too, always as an array."""
    recorder, stream = _at(request)
    return Response([described(record) for record in recorder.records(stream)])


@handlers.on("recorder.records.get")
def get(request: Request) -> Response:
    """One record."""
    recorder, stream = _at(request)
    return Response(described(recorder.record(stream, request.parameters["record_id"])))


@handlers.on("recorder.records.update")
def update(request: Request) -> Response:
    """Change what was sent, while the record waits."""
    recorder, stream = _at(request)
    record = recorder.record(stream, request.parameters["record_id"])
    if record.status != "wait":
        raise ErrorResponse(409, f"not possible in this state: the record's status is {record.status}, not wait")
    changes: dict[str, Any] = dict(request.body)
    for name in set(changes) - {"path", "start", "stop", "email", "max_dur", "stop_timeout", "events_record"}:
        del changes[name]
    for name in changes.keys() & {"start", "stop", "max_dur", "stop_timeout"}:
        changes[name] = int(changes[name])
    if "path" in changes:
        changes["path"] = _inside(request.context, changes["path"])
    _check_times(request.context, changes.get("start", record.start), changes.get("stop", record.stop))
    return Response(described(recorder.change(stream, record, **changes)))


@handlers.on("recorder.records.delete")
def delete(request: Request) -> Response:
    """Remove a record; the files that it made stay."""
    recorder, stream = _at(request)
    recorder.delete(recorder.record(stream, request.parameters["record_id"]))
    return Response()


@handlers.on("recorder.records.stop")
def stop(request: Request) -> Response:
    """End a running record, instant or scheduled."""
    recorder, stream = _at(request)
    record = recorder.record(stream, request.parameters["record_id"])
    if record.status != "progress":
        raise ErrorResponse(409, f"not possible in this state: the record's status is {record.status}, not progress")
    return Response(described(recorder.stop(record)))

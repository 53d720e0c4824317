"""Section "Recorder": instant and scheduled records."""

from __future__ import annotations

import re
from typing import Any, cast

from kinocraft_mock.context import Context
from kinocraft_mock.http.messages import ErrorResponse, Request, Response
from kinocraft_mock.service import Handlers
from kinocraft_mock.services.email_addresses import is_email_address
from kinocraft_mock.services.platformcraft.files.paths import split
from kinocraft_mock.services.platformcraft.files.tree import Tree
from kinocraft_mock.services.platformcraft.recorder.lifecycle import Record
from kinocraft_mock.services.platformcraft.recorder.state import Recorder, Stream
from kinocraft_mock.services.platformcraft.recorder.streams import serialize as serialize_stream

__all__ = ["handlers", "serialize"]

handlers = Handlers()

MAX_DUR = 30 * 24 * 3600
"""The default maximum of seconds in a file (documented)."""
STOP_TIMEOUT = 1800
"""Seconds without input after which a record stops, by default (documented)."""


PLAIN_PATH = re.compile(r"/container/([^/]+)/(?!object/|object[^/]*$)(.+)")
"""A path without `/object/`, as in samples of the vendor's page. In `/objecta.m3u8` only a slash is missing."""


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


def _options(context: Context, body: dict[str, Any]) -> dict[str, Any]:
    """Return the options that both kinds of records have, with defaults."""
    return {
        "path": _inside(context, body["path"]),
        "email": _email(body),
        "max_dur": int(body.get("max_dur", MAX_DUR)),
        "stop_timeout": int(body.get("stop_timeout", STOP_TIMEOUT)),
        "motion_record": body.get("motion_record", False),
        "events_record": body.get("events_record", False),
    }


def _email(body: dict[str, Any]) -> str:
    """Return the address for messages; an empty one means none. Raises a 400 for what is not an address."""
    email: str = body.get("email", "")
    if email and not is_email_address(email):
        raise ErrorResponse(400, f"email: {email!r} is not an e-mail address")
    return email


def _inside(context: Context, path: str) -> str:
    """Return the path within the container, from one with the container's id. Raises a 403 for another container."""
    container, _, inside = path.removeprefix("/container/").partition("/object/")
    if container != context.account:
        raise ErrorResponse(403, "access denied: the container of the path belongs to somebody else")
    return f"/{'/'.join(split(f'/{inside}'))}"


def _check_times(context: Context, start: int, stop: int) -> None:
    if stop <= start:
        raise ErrorResponse(400, "stop: a record stops after it starts")
    if stop <= context.clock.now():
        raise ErrorResponse(400, "stop: that moment has passed")


@handlers.interprets("recorder.records.start")
@handlers.interprets("recorder.records.create")
@handlers.interprets("recorder.records.update")
def complete_path(body: Any) -> str:
    """Add the missing `/object/` to the path of a file."""
    path = cast("dict[str, Any]", body).get("path") if isinstance(body, dict) else None
    plain = PLAIN_PATH.fullmatch(path) if isinstance(path, str) else None
    if plain is None:
        return ""
    body["path"] = f"/container/{plain[1]}/object/{plain[2]}"
    return "the path has no /object/, and is read as if it had"


def _at(request: Request) -> tuple[Recorder, Stream]:
    recorder = request.context.component(Recorder)
    return recorder, recorder.stream(request.parameters["stream_id"])


@handlers.on("recorder.records.start")
def start(request: Request) -> Response:
    """Start an instant record. A stream has at most one, and the path must be free."""
    recorder, stream = _at(request)
    options = _options(request.context, request.body)
    if recorder.instant(stream) is not None:
        raise ErrorResponse(409, "not possible in this state: an instant record of this stream is running")
    request.context.component(Tree).require_free(split(options["path"]))
    recorder.add_record(stream, {**options, "is_instant": True, "start": int(request.context.clock.now()), "stop": 0})
    return Response(serialize_stream(recorder, stream))


@handlers.on("recorder.records.stop_instant")
def stop_instant(request: Request) -> Response:
    """Stop the instant record, and return it, as in the vendor's sample."""
    recorder, stream = _at(request)
    record = recorder.instant(stream)
    if record is None:
        raise ErrorResponse(409, "not possible in this state: no instant record of this stream is running")
    stopped = serialize(recorder.stop(record))
    del stopped["motion_record"]
    return Response(stopped)


@handlers.on("recorder.records.create")
def create(request: Request) -> Response:
    """Create a scheduled record. It starts at once if its start time has passed."""
    recorder, stream = _at(request)
    options = _options(request.context, request.body)
    times = {"start": int(request.body["start"]), "stop": int(request.body["stop"])}
    _check_times(request.context, **times)
    return Response(serialize(recorder.add_record(stream, {**options, **times, "is_instant": False})))


@handlers.on("recorder.records.list")
def every(request: Request) -> Response:
    """Return all records of a stream, including instant ones, always as an array."""
    recorder, stream = _at(request)
    return Response([serialize(record) for record in recorder.records(stream)])


@handlers.on("recorder.records.get")
def get(request: Request) -> Response:
    """Return one record."""
    recorder, stream = _at(request)
    return Response(serialize(recorder.record(stream, request.parameters["record_id"])))


@handlers.on("recorder.records.update")
def update(request: Request) -> Response:
    """Change the fields that were sent, while the record waits for its start."""
    recorder, stream = _at(request)
    record = recorder.record(stream, request.parameters["record_id"])
    _require_status(record, "wait")
    changes: dict[str, Any] = dict(request.body)
    for name in set(changes) - {"path", "start", "stop", "email", "max_dur", "stop_timeout", "events_record"}:
        del changes[name]
    for name in changes.keys() & {"start", "stop", "max_dur", "stop_timeout"}:
        changes[name] = int(changes[name])
    if "email" in changes:
        changes["email"] = _email(changes)
    if "path" in changes:
        changes["path"] = _inside(request.context, changes["path"])
    _check_times(request.context, changes.get("start", record.start), changes.get("stop", record.stop))
    return Response(serialize(recorder.change(stream, record, **changes)))


@handlers.on("recorder.records.delete")
def delete(request: Request) -> Response:
    """Delete a record; its files stay."""
    recorder, stream = _at(request)
    recorder.delete(recorder.record(stream, request.parameters["record_id"]))
    return Response()


@handlers.on("recorder.records.stop")
def stop(request: Request) -> Response:
    """Stop a running record, instant or scheduled."""
    recorder, stream = _at(request)
    record = recorder.record(stream, request.parameters["record_id"])
    _require_status(record, "progress")
    return Response(serialize(recorder.stop(record)))


def _require_status(record: Record, status: str) -> None:
    """Raise a 409 unless the record has this status."""
    if record.status != status:
        raise ErrorResponse(409, f"not possible in this state: the record's status is {record.status}, not {status}")

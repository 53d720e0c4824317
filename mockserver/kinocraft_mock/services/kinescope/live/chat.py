"""The chat of section "live", in three formats."""

from __future__ import annotations

import csv
import io

from kinocraft_mock.http.messages import Request, Response
from kinocraft_mock.service import Handlers
from kinocraft_mock.services.kinescope.live.state import find_event
from kinocraft_mock.services.kinescope.store.records import Record, Records
from kinocraft_mock.services.kinescope.store.resource_types import CHAT_MESSAGE, LIVE_STREAM

handlers = Handlers()

COLUMNS = ("created_at", "username", "external_id", "is_admin", "message")


@handlers.on("live.events.chat.json")
def json(request: Request) -> Response:
    """Return all messages of a stream as JSON."""
    return Response({"data": [_serialize(message) for message in _messages(request)]})


@handlers.on("live.events.chat.csv")
def table(request: Request) -> Response:
    """Return all messages of a stream as CSV, with a header row."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    for message in map(_serialize, _messages(request)):
        writer.writerow([message[column] for column in COLUMNS])
    return Response(data=text.getvalue().encode(), media="text/csv; charset=utf-8")


@handlers.on("live.events.chat.txt")
def text(request: Request) -> Response:
    """Return all messages of a stream as text, one line each: line breaks within a message become spaces."""
    lines = [
        f"{message.created_at} {message.body['username']}: {' '.join(message.body['message'].splitlines())}\n"
        for message in _messages(request)
    ]
    return Response(data="".join(lines).encode(), media="text/plain; charset=utf-8")


def _messages(request: Request) -> list[Record]:
    records = request.context.component(Records)
    event = find_event(request.context, request.parameters["event_id"])
    stream = records.get(LIVE_STREAM, request.parameters["stream_id"], event)
    return records.children(stream, CHAT_MESSAGE)


def _serialize(message: Record) -> dict[str, str]:
    body = message.body
    return {
        "id": message.id,
        "username": body["username"],
        "external_id": body["external_id"],
        "is_admin": "true" if body["is_admin"] else "false",
        "message": body["message"],
        "created_at": message.created_at,
        # The service misspells the name and sends the same time.
        "cteated_at_local": message.created_at,
    }

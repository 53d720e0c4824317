"""The chat of section "live", in three forms."""

from __future__ import annotations

import csv
import io

from kinocraft_mock.http.messages import Request, Response
from kinocraft_mock.service import Handlers
from kinocraft_mock.services.kinescope.kinds import CHAT_MESSAGE, LIVE_STREAM
from kinocraft_mock.services.kinescope.live import find_event
from kinocraft_mock.services.kinescope.objects import Objects, Thing

handlers = Handlers()

COLUMNS = ("created_at", "username", "external_id", "is_admin", "message")


@handlers.on("live.events.chat.json")
def json(request: Request) -> Response:
    """Everything that was written during a stream, as data."""
    return Response({"data": [_described(message) for message in _messages(request)]})


@handlers.on("live.events.chat.csv")
def table(request: Request) -> Response:
    """The same as a table, with a line of headings."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    for message in map(_described, _messages(request)):
        writer.writerow([message[column] for column in COLUMNS])
    return Response(data=text.getvalue().encode(), media="text/csv; charset=utf-8")


@handlers.on("live.events.chat.txt")
def text(request: Request) -> Response:
    """The same to be read, a line each: a message of several lines is put on one."""
    lines = [
        f"{message.created_at} {message.body['username']}: {' '.join(message.body['message'].splitlines())}\n"
        for message in _messages(request)
    ]
    return Response(data="".join(lines).encode(), media="text/plain; charset=utf-8")


def _messages(request: Request) -> list[Thing]:
    objects = request.context.component(Objects)
    event = find_event(request.context, request.parameters["event_id"])
    stream = objects.get(LIVE_STREAM, request.parameters["stream_id"], event)
    return objects.children(stream, CHAT_MESSAGE)


def _described(message: Thing) -> dict[str, str]:
    body = message.body
    return {
        "id": message.id,
        "username": body["username"],
        "external_id": body["external_id"],
        "is_admin": "true" if body["is_admin"] else "false",
        "message": body["message"],
        "created_at": message.created_at,
        # The misspelling is the service's; so is that it is the same time.
        "cteated_at_local": message.created_at,
    }

"""The addresses that announced uploads are sent to: tus 1.0.0, and all bytes at once."""

from __future__ import annotations

from collections.abc import Mapping
from email.utils import formatdate
from typing import Any

from kinocraft_mock.http.messages import ErrorResponse, HeaderList, Headers, Request, Response
from kinocraft_mock.service import Handlers
from kinocraft_mock.services.kinescope.arrivals import Arrivals
from kinocraft_mock.services.kinescope.objects import Thing
from kinocraft_mock.services.kinescope.pieces import Piece, Whole
from kinocraft_mock.state.blobs import IncomingFile
from kinocraft_mock.state.context import Context

handlers = Handlers()

VERSION = b"1.0.0"
TYPE = b"application/offset+octet-stream"


@handlers.guards_first("videos.uploads.offset")
def speaks_version(headers: Headers) -> None:
    """Refuse a client of another version of tus; one that names none is refused by the description."""
    version = headers.get(b"tus-resumable")
    if version is not None and version != VERSION:
        told = ((b"tus-version", VERSION),)
        raise ErrorResponse(412, f"tus {VERSION.decode()} alone is spoken here", headers=told)


@handlers.guards_first("videos.uploads.append")
def sends_piece(headers: Headers) -> None:
    """Refuse another version, and bytes that are not marked as the protocol wants it."""
    speaks_version(headers)
    if headers.get(b"content-type", b"").partition(b";")[0].strip().lower() != TYPE:
        raise ErrorResponse(415, f"the body is to be sent as {TYPE.decode()}")


@handlers.on("videos.uploads.offset")
async def offset(request: Request) -> Response:
    """How much has arrived. A piece that is still on its way ends here, or the number would not hold."""
    arrivals = request.context.component(Arrivals)
    await arrivals.interrupt(arrivals.get(request.parameters["upload_id"]).id)
    upload = arrivals.get(request.parameters["upload_id"])
    return Response(headers=_headers(upload, arrivals.offset(upload)))


@handlers.receives("videos.uploads.append")
def open_piece(context: Context, values: Mapping[str, Any]) -> IncomingFile:
    """Open a file for the next bytes of an upload that is there."""
    upload = context.component(Arrivals).get(values["upload_id"])
    return Piece(context, upload.id, values["Upload-Offset"])


@handlers.on("videos.uploads.append")
def append(request: Request) -> Response:
    """Say where to go on: the piece itself has seen to the rest when its last byte came."""
    piece = request.body
    assert isinstance(piece, Piece)
    upload = request.context.component(Arrivals).get(request.parameters["upload_id"])
    return Response(status=204, headers=_headers(upload, piece.end))


@handlers.receives("videos.uploads.send")
def open_whole(context: Context, values: Mapping[str, Any]) -> IncomingFile:
    """Open a file for all bytes of an upload that is there."""
    return Whole(context, context.component(Arrivals).get(values["upload_id"]).id)


@handlers.on("videos.uploads.send")
def send(request: Request) -> Response:
    """Take the file if it is as long as it was announced."""
    arrivals, whole = request.context.component(Arrivals), request.body
    assert isinstance(whole, Whole)
    upload = arrivals.get(request.parameters["upload_id"])
    length = upload.body["length"]
    if whole.size != length:
        arrivals.break_off(upload.id)
        raise ErrorResponse(400, f"{whole.size} bytes came and {length} were announced; none are taken")
    if not arrivals.finished(upload):
        arrivals.put(upload, (request.context.blobs.keep(whole), whole.size), whole.hash)
    elif length:
        raise ErrorResponse(403, "all bytes have arrived already; none are taken")
    return Response()


def _headers(upload: Thing, arrived: int) -> tuple[tuple[bytes, bytes], ...]:
    found: HeaderList = [(b"upload-offset", b"%d" % arrived), (b"upload-length", b"%d" % upload.body["length"])]
    if upload.body["due"] is not None:
        expires = formatdate(upload.body["due"] // 1_000_000, usegmt=True)
        found.append((b"upload-expires", expires.encode()))
    return tuple(found)

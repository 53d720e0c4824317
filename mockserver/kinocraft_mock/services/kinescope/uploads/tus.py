"""The URLs of upload sessions: tus 1.0.0, and all bytes at once."""

from __future__ import annotations

from collections.abc import Mapping
from email.utils import formatdate
from typing import Any

from kinocraft_mock.context import Context
from kinocraft_mock.http.messages import ErrorResponse, HeaderList, Headers, Request, Response
from kinocraft_mock.service import Handlers
from kinocraft_mock.services.kinescope.store.records import Record
from kinocraft_mock.services.kinescope.uploads.chunks import Chunk, WholeUpload
from kinocraft_mock.services.kinescope.uploads.sessions import UNKNOWN_LENGTH, UploadSessions
from kinocraft_mock.state.blobs import IncomingFile

handlers = Handlers()

VERSION = b"1.0.0"
TYPE = b"application/offset+octet-stream"


@handlers.guards_first("videos.uploads.offset")
def check_version(headers: Headers) -> None:
    """Reject clients of another version of tus, and those that name none."""
    if headers.get(b"tus-resumable") != VERSION:
        supported = ((b"tus-version", VERSION),)
        raise ErrorResponse(412, f"tus {VERSION.decode()} alone is spoken here", headers=supported)


@handlers.guards_first("videos.uploads.append")
def check_chunk_headers(headers: Headers) -> None:
    """Reject another version, and a body without the protocol's media type."""
    check_version(headers)
    if headers.get(b"content-type", b"").partition(b";")[0].strip().lower() != TYPE:
        raise ErrorResponse(415, f"send the body as {TYPE.decode()}")


@handlers.on("videos.uploads.offset")
async def offset(request: Request) -> Response:
    """Return the offset. A chunk that is still arriving is stopped first, or the offset would change."""
    sessions = request.context.component(UploadSessions)
    await sessions.interrupt(sessions.get(request.parameters["upload_id"]).id)
    upload = sessions.get(request.parameters["upload_id"])
    return Response(headers=_headers(upload, sessions.offset(upload)))


@handlers.receives("videos.uploads.append")
def open_chunk(context: Context, values: Mapping[str, Any]) -> IncomingFile:
    """Open a file for the next bytes of an existing upload."""
    upload = context.component(UploadSessions).get(values["upload_id"])
    return Chunk(context, upload.id, values["Upload-Offset"])


@handlers.on("videos.uploads.append")
def append(request: Request) -> Response:
    """Return the new offset. The chunk was stored when its last byte arrived."""
    chunk = request.body
    assert isinstance(chunk, Chunk)
    upload = request.context.component(UploadSessions).get(request.parameters["upload_id"])
    return Response(status=204, headers=_headers(upload, chunk.end))


@handlers.receives("videos.uploads.send")
def open_whole(context: Context, values: Mapping[str, Any]) -> IncomingFile:
    """Open a file for all bytes of an existing upload."""
    return WholeUpload(context, context.component(UploadSessions).get(values["upload_id"]).id)


@handlers.on("videos.uploads.send")
def send(request: Request) -> Response:
    """Store the file if it has the announced length. A client that did not know the length has announced 1."""
    sessions, whole = request.context.component(UploadSessions), request.body
    assert isinstance(whole, WholeUpload)
    upload = sessions.get(request.parameters["upload_id"])
    length = upload.body["length"]
    if length == UNKNOWN_LENGTH and whole.size > length:
        request.exchange.understand(f"the announced length of {length} stands for one that was not known")
    elif whole.size != length:
        if whole.size:
            sessions.connection_lost(upload.id)
        raise ErrorResponse(400, f"{whole.size} bytes came and {length} were announced; none are taken")
    if not sessions.finished(upload):
        sessions.put(upload, (request.context.blobs.keep(whole), whole.size), whole.hash)
    elif length:
        raise ErrorResponse(403, "all bytes have arrived already; none are taken")
    return Response()


def _headers(upload: Record, arrived: int) -> tuple[tuple[bytes, bytes], ...]:
    found: HeaderList = [(b"upload-offset", b"%d" % arrived), (b"upload-length", b"%d" % upload.body["length"])]
    if upload.body["due"] is not None:
        expires = formatdate(upload.body["due"] // 1_000_000, usegmt=True)
        found.append((b"upload-expires", expires.encode()))
    return tuple(found)

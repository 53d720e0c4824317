"""The URLs of upload sessions: tus 1.0.0, and all bytes at once."""

from __future__ import annotations

from collections.abc import Mapping
from email.utils import formatdate
from typing import Any

from kinocraft_mock.blobs import Incoming
from kinocraft_mock.messages import Answer, Call, HeaderList, Headers, RefusalError
from kinocraft_mock.service import Handlers
from kinocraft_mock.services.kinescope.store.records import Record
from kinocraft_mock.services.kinescope.uploads.chunks import Chunk, WholeUpload
from kinocraft_mock.services.kinescope.uploads.sessions import UploadSessions
from kinocraft_mock.world import World

handlers = Handlers()

VERSION = b"1.0.0"
TYPE = b"application/offset+octet-stream"


@handlers.guards_first("videos.uploads.offset")
def check_version(headers: Headers) -> None:
    """Reject clients of another version of tus. The description rejects those that send none."""
    version = headers.get(b"tus-resumable")
    if version is not None and version != VERSION:
        supported = ((b"tus-version", VERSION),)
        raise RefusalError(412, f"tus {VERSION.decode()} alone is spoken here", headers=supported)


@handlers.guards_first("videos.uploads.append")
def check_chunk_headers(headers: Headers) -> None:
    """Reject another version, and a body without the protocol's media type."""
    check_version(headers)
    if headers.get(b"content-type", b"").partition(b";")[0].strip().lower() != TYPE:
        raise RefusalError(415, f"the body is to be sent as {TYPE.decode()}")


@handlers.on("videos.uploads.offset")
async def offset(call: Call) -> Answer:
    """Return the offset. A chunk that is still arriving is stopped first, or the offset would change."""
    sessions = call.world.part(UploadSessions)
    await sessions.interrupt(sessions.get(call.values["upload_id"]).id)
    upload = sessions.get(call.values["upload_id"])
    return Answer(headers=_headers(upload, sessions.offset(upload)))


@handlers.receives("videos.uploads.append")
def open_chunk(world: World, values: Mapping[str, Any]) -> Incoming:
    """Open a file for the next bytes of an existing upload."""
    upload = world.part(UploadSessions).get(values["upload_id"])
    return Chunk(world, upload.id, values["Upload-Offset"])


@handlers.on("videos.uploads.append")
def append(call: Call) -> Answer:
    """Return the new offset. The chunk was stored when its last byte arrived."""
    chunk = call.body
    assert isinstance(chunk, Chunk)
    upload = call.world.part(UploadSessions).get(call.values["upload_id"])
    return Answer(status=204, headers=_headers(upload, chunk.end))


@handlers.receives("videos.uploads.send")
def open_whole(world: World, values: Mapping[str, Any]) -> Incoming:
    """Open a file for all bytes of an existing upload."""
    return WholeUpload(world, world.part(UploadSessions).get(values["upload_id"]).id)


@handlers.on("videos.uploads.send")
def send(call: Call) -> Answer:
    """Store the file if it has the announced length."""
    sessions, whole = call.world.part(UploadSessions), call.body
    assert isinstance(whole, WholeUpload)
    upload = sessions.get(call.values["upload_id"])
    length = upload.body["length"]
    if whole.size != length:
        sessions.connection_lost(upload.id)
        raise RefusalError(400, f"{whole.size} bytes came and {length} were announced; none are taken")
    if not sessions.finished(upload):
        sessions.put(upload, (call.world.blobs.keep(whole), whole.size), whole.hash)
    elif length:
        raise RefusalError(403, "all bytes have arrived already; none are taken")
    return Answer()


def _headers(upload: Record, arrived: int) -> tuple[tuple[bytes, bytes], ...]:
    found: HeaderList = [(b"upload-offset", b"%d" % arrived), (b"upload-length", b"%d" % upload.body["length"])]
    if upload.body["due"] is not None:
        expires = formatdate(upload.body["due"] // 1_000_000, usegmt=True)
        found.append((b"upload-expires", expires.encode()))
    return tuple(found)

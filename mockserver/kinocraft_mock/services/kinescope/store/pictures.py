"""Pictures whose bytes are the whole request body: logos and avatars."""

from __future__ import annotations

from pathlib import Path

from kinocraft_mock.context import Context
from kinocraft_mock.http.messages import Request
from kinocraft_mock.services.kinescope.errors import no_body
from kinocraft_mock.services.kinescope.store.files import Files, StoredFile
from kinocraft_mock.services.kinescope.store.records import Record, Records
from kinocraft_mock.state.blobs import IncomingFile

__all__ = ["image_type", "read_picture", "remove_picture", "set_picture"]

FORMATS = {
    b"\x89PNG": "image/png",
    b"\xff\xd8\xff": "image/jpeg",
    b"GIF8": "image/gif",
    b"RIFF": "image/webp",
    b"BM": "image/bmp",
    b"<svg": "image/svg+xml",
    b"<?xm": "image/svg+xml",
}
"""Media types by first bytes. Which of them the service accepts is not published; here all are accepted."""
UNKNOWN = "image/x-unknown"


def set_picture(request: Request, record: Record, role: str) -> None:
    """Set or replace a picture of a record from the request's body. Raises a 400 if it is empty."""
    incoming: IncomingFile = request.body
    if not incoming.size:
        raise no_body()
    media = image_type(incoming.path) or UNKNOWN
    records, files = request.context.component(Records), request.context.component(Files)
    with records.transaction():
        for old in files.of(record, role):
            files.remove(old)
        files.keep(record, role, role, media, incoming)
        records.save(record)


def remove_picture(context: Context, record: Record, role: str) -> None:
    """Remove a picture from a record. A record without it does not change."""
    records, files = context.component(Records), context.component(Files)
    with records.transaction():
        for file in files.of(record, role):
            files.remove(file)
            records.save(record)


def read_picture(context: Context, record: Record, role: str) -> tuple[StoredFile, bytes] | None:
    """Return the picture of a record and its bytes. Pictures are small enough to be held in memory."""
    files = context.component(Files)
    for file in files.of(record, role):
        return file, b"".join(context.blobs.path(blob).read_bytes() for blob, _ in files.segments(file))
    return None


def image_type(path: Path) -> str | None:
    """Return the media type of a picture by its first bytes; None if it is unknown."""
    with path.open("rb") as file:
        head = file.read(4)
    return next((media for start, media in FORMATS.items() if head.startswith(start)), None)

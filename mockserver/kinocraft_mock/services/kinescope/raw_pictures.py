"""Pictures that come as the bare bytes of a request: logos and avatars."""

from __future__ import annotations

from pathlib import Path

from kinocraft_mock.http.messages import Request
from kinocraft_mock.services.kinescope.errors import no_body
from kinocraft_mock.services.kinescope.files import Files, StoredFile
from kinocraft_mock.services.kinescope.objects import Objects, Thing
from kinocraft_mock.state.blobs import IncomingFile
from kinocraft_mock.state.context import Context

__all__ = ["image_type", "picture", "remove_picture", "set_picture"]

FORMATS = {
    b"\x89PNG": "image/png",
    b"\xff\xd8\xff": "image/jpeg",
    b"GIF8": "image/gif",
    b"RIFF": "image/webp",
    b"BM": "image/bmp",
    b"<svg": "image/svg+xml",
    b"<?xm": "image/svg+xml",
}
"""Media types by first bytes. Which of them the service takes is not published, so that all are taken here."""
UNKNOWN = "image/x-unknown"


def set_picture(request: Request, thing: Thing, role: str) -> None:
    """Put the request's bytes in place of the picture that an object may have. Raises a 400 for none."""
    incoming: IncomingFile = request.body
    if not incoming.size:
        raise no_body()
    media = image_type(incoming.path) or UNKNOWN
    objects, files = request.context.component(Objects), request.context.component(Files)
    with objects.transaction():
        for old in files.of(thing, role):
            files.remove(old)
        files.keep(thing, role, role, media, incoming)
        objects.save(thing)


def remove_picture(context: Context, thing: Thing, role: str) -> None:
    """Take the picture from an object; one that has none does not change."""
    objects, files = context.component(Objects), context.component(Files)
    with objects.transaction():
        for file in files.of(thing, role):
            files.remove(file)
            objects.save(thing)


def picture(context: Context, thing: Thing, role: str) -> tuple[StoredFile, bytes] | None:
    """The picture of an object and its bytes, which are few enough to be held."""
    files = context.component(Files)
    for file in files.of(thing, role):
        return file, b"".join(context.blobs.path(blob).read_bytes() for blob, _ in files.segments(file))
    return None


def image_type(path: Path) -> str | None:
    """The media type of a picture, by its first bytes; None for none that is known."""
    with path.open("rb") as file:
        head = file.read(4)
    return next((media for start, media in FORMATS.items() if head.startswith(start)), None)

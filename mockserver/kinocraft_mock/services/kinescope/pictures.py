"""Posters: pictures that were sent, and those of frames, which are plain because nothing here decodes video."""

from __future__ import annotations

import struct
import zlib
from hashlib import sha256
from typing import Any

from kinocraft_mock.http.messages import Headers
from kinocraft_mock.http.resource_endpoint import Resource, StreamedResponse, document_response
from kinocraft_mock.services.kinescope import KINESCOPE
from kinocraft_mock.services.kinescope.errors import not_found
from kinocraft_mock.services.kinescope.files import MOUNT as FILES
from kinocraft_mock.services.kinescope.files import PICTURE, Files
from kinocraft_mock.services.kinescope.kinds import POSTER
from kinocraft_mock.services.kinescope.objects import Objects, Thing
from kinocraft_mock.services.kinescope.raw_pictures import image_type
from kinocraft_mock.state.blobs import IncomingFile
from kinocraft_mock.state.context import Context

__all__ = ["Frames", "activate", "active_poster", "add_poster", "picture_links"]

MOUNT = "/kinescope/frames"
WIDTHS = {"original": 1280, "md": 640, "sm": 320, "xs": 160}
"""Pixels across; the vendor names the sizes and does not say how large they are."""

NOTE = b"Comment\0a plain picture by kinocraft-mock, not a frame of any video"


def add_poster(
    context: Context, owner: Thing, incoming: IncomingFile | None = None, *, from_time: float = 0, active: bool = False
) -> Thing:
    """A new poster of a video or a live event: the picture that has arrived, or else a frame at `from_time` seconds."""
    objects, files = context.component(Objects), context.component(Files)
    fields: dict[str, Any] = {
        "type": "image",
        "status": "done",
        "active": False,
        "from_time": from_time,
        "to_time": 0,
        "file": None,
    }
    with objects.transaction():
        poster = objects.make(POSTER, fields, owner)
        if incoming is not None:
            # What no format is known of counts as what the vendor's posters are.
            media = image_type(incoming.path) or "image/jpeg"
            ending = media.removeprefix("image/").partition("+")[0].replace("jpeg", "jpg")
            stored = files.keep(poster, PICTURE, f"{poster.id}.{ending}", media, incoming)
            poster.body["file"] = f"{stored.id}/{stored.name}"
            objects.save(poster, touch=False)
        if active:
            activate(context, owner, poster)
    return poster


def activate(context: Context, owner: Thing, poster: Thing) -> None:
    """Make a poster the one that viewers see, in place of whichever was."""
    objects = context.component(Objects)
    with objects.transaction():
        for each in objects.children(owner, POSTER):
            if each.body["active"] != (each.id == poster.id):
                objects.change(each, active=each.id == poster.id)
    poster.body["active"] = True


def active_poster(context: Context, owner: Thing) -> Thing | None:
    """The poster that viewers see."""
    posters = context.component(Objects).children(owner, POSTER)
    return next((each for each in posters if each.body["active"]), None)


def picture_links(origin: str, poster: Thing) -> dict[str, str]:
    """Where a poster's picture can be had in its four sizes. One that was sent is served as it is in each of them."""
    kept = poster.body.get("file")
    if kept is not None:
        return dict.fromkeys(WIDTHS, f"{origin}{FILES}/{kept}")
    return {size: f"{origin}{MOUNT}/{poster.id}/{size}.png" for size in WIDTHS}


class Frames(Resource):
    """The pictures of posters that were made by time."""

    mount = MOUNT
    operation = "kinescope.frames"
    vendor = KINESCOPE

    def _find(self, segments: list[str], headers: Headers, host: str) -> StreamedResponse:
        size, _, ending = segments[-1].partition(".") if len(segments) == 2 else ("", "", "")
        poster = (
            self._context.component(Objects).find(POSTER, segments[0]) if size in WIDTHS and ending == "png" else None
        )
        if poster is None:
            raise not_found("picture")
        return document_response(_plain(f"{poster.id} {poster.body['from_time']}", WIDTHS[size]), "image/png")


def _plain(word: str, width: int) -> bytes:
    """A picture of 16 by 9 in one colour, which the word decides."""
    height = width * 9 // 16
    # One byte a pixel, that points at the only colour of the palette.
    lines = (b"\0" + bytes(width)) * height
    return b"".join(
        (
            b"\x89PNG\r\n\x1a\n",
            _chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0)),
            _chunk(b"PLTE", sha256(word.encode()).digest()[:3]),
            _chunk(b"tEXt", NOTE),
            _chunk(b"IDAT", zlib.compress(lines, 9)),
            _chunk(b"IEND", b""),
        )
    )


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

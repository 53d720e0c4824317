"""Pictures of posters that were made from a moment of a video. They are plain: nothing here decodes video."""

from __future__ import annotations

import struct
import zlib
from hashlib import sha256

from kinocraft_mock.endpoints.resource_endpoint import ReadOnlyEndpoint, StreamedResponse, document_response
from kinocraft_mock.http.messages import Headers
from kinocraft_mock.services.kinescope.errors import not_found
from kinocraft_mock.services.kinescope.links import FRAMES
from kinocraft_mock.services.kinescope.posters.state import WIDTHS
from kinocraft_mock.services.kinescope.store.records import Records
from kinocraft_mock.services.kinescope.store.resource_types import POSTER
from kinocraft_mock.services.kinescope.vendor import VENDOR

__all__ = ["Frames"]

NOTE = b"Comment\0a plain picture by kinocraft-mock, not a frame of any video"


class Frames(ReadOnlyEndpoint):
    """The pictures of posters that were created from a time."""

    mount = FRAMES
    operation = "kinescope.frames"
    vendor = VENDOR

    def _find(self, segments: list[str], headers: Headers, host: str) -> StreamedResponse:
        size, _, ending = segments[-1].partition(".") if len(segments) == 2 else ("", "", "")
        poster = (
            self._context.component(Records).find(POSTER, segments[0]) if size in WIDTHS and ending == "png" else None
        )
        if poster is None:
            raise not_found("picture")
        return document_response(_plain(f"{poster.id} {poster.body['from_time']}", WIDTHS[size]), "image/png")


def _plain(word: str, width: int) -> bytes:
    """Return a picture of 16:9 in one colour, which depends on the word."""
    height = width * 9 // 16
    # One byte per pixel: the index of the palette's only colour.
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

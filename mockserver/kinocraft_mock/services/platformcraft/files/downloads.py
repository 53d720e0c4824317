"""The URLs in file objects: the bytes of files, and playlists of videos."""

from __future__ import annotations

from math import ceil

from kinocraft_mock.context import Context
from kinocraft_mock.endpoints.resource_endpoint import (
    ReadOnlyEndpoint,
    StreamedResponse,
    document_response,
    file_response,
)
from kinocraft_mock.http.conditions import Version
from kinocraft_mock.http.messages import ErrorResponse, Headers
from kinocraft_mock.services.platformcraft.auth.tokens import Tokens
from kinocraft_mock.services.platformcraft.files.media import PLAYLIST_TYPE, Media
from kinocraft_mock.services.platformcraft.files.serialize import DOWNLOADS, PLAYLISTS, encoded
from kinocraft_mock.services.platformcraft.files.tree import Entry, Tree
from kinocraft_mock.services.platformcraft.recorder.playlist import LONGEST_PLAYLIST, SEGMENTS, segment
from kinocraft_mock.services.platformcraft.vendor import VENDOR

__all__ = ["Downloads", "Playlists"]


def _admit(context: Context, entry: Entry, headers: Headers) -> None:
    if entry.private:
        try:
            context.component(Tokens).check(headers.get(b"authorization", b""))
        except ErrorResponse:
            raise ErrorResponse(403, "access denied: the file is private") from None


class Downloads(ReadOnlyEndpoint):
    """The bytes of files, by account and path, whole or by range."""

    mount = DOWNLOADS
    operation = "cdn.download"
    vendor = VENDOR

    def _find(self, segments: list[str], headers: Headers, host: str) -> StreamedResponse:
        context, tree = self._context, self._context.component(Tree)
        account, *names = segments or [""]
        entry = tree.find(names) if account == context.settings.login else None
        if entry is None or entry.is_dir:
            raise ErrorResponse(404, "no such file")
        _admit(self._context, entry, headers)
        blobs = [(context.blobs.path(blob), size) for blob, size in tree.segments(entry)]
        version = Version(b'"%s"' % entry.etag.encode(), int(entry.created))
        return file_response(context, headers, blobs, version, entry.content_type)


class Playlists(ReadOnlyEndpoint):
    """Playlists of videos, whose one segment is the file itself, and the segments of recordings."""

    mount = PLAYLISTS
    operation = "cdn.playlist"
    vendor = VENDOR

    def _find(self, segments: list[str], headers: Headers, host: str) -> StreamedResponse:
        tree = self._context.component(Tree)
        match segments:
            case ["video", object_id, "playlist.m3u8"]:
                entry = tree.by_id(object_id)
            case ["record", object_id, _]:
                return self._segment(tree.by_id(object_id), f"{SEGMENTS}/{'/'.join(segments[1:])}", headers)
            case _:
                entry = None
        details = (
            self._context.component(Media).of(entry) if entry and entry.content_type.startswith("video/") else None
        )
        if entry is None or details is None:
            raise ErrorResponse(404, "no such video")
        _admit(self._context, entry, headers)
        path = "".join(f"/{encoded(name)}" for name in [self._context.settings.login, *tree.names(entry)])
        lines = (
            "#EXTM3U",
            "#EXT-X-VERSION:3",
            f"#EXT-X-TARGETDURATION:{ceil(details.duration)}",
            f"#EXTINF:{details.duration:.3f},",
            f"http://{host}{DOWNLOADS}{path}",
            "#EXT-X-ENDLIST",
        )
        return document_response("\n".join([*lines, ""]).encode(), PLAYLIST_TYPE)

    def _segment(self, entry: Entry | None, address: str, headers: Headers) -> StreamedResponse:
        """Return a segment that the playlist of a recording contains."""
        lines: set[bytes] = set()
        if entry is not None and entry.content_type == PLAYLIST_TYPE and entry.size <= LONGEST_PLAYLIST:
            blobs = self._context.component(Tree).segments(entry)
            lines = {line for blob, _ in blobs for line in self._context.blobs.path(blob).read_bytes().split(b"\n")}
        if entry is None or address.encode() not in lines:
            raise ErrorResponse(404, "no such segment")
        _admit(self._context, entry, headers)
        return document_response(segment(), "video/mp2t")

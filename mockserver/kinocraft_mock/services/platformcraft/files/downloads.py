"""The URLs in file objects: the bytes of files, and playlists of videos."""

from __future__ import annotations

from email.utils import formatdate
from math import ceil

from kinocraft_mock.messages import Headers, RefusalError
from kinocraft_mock.resources import Found, Resource, found_document, found_file
from kinocraft_mock.services.platformcraft.auth.tokens import Tokens
from kinocraft_mock.services.platformcraft.files.media import PLAYLIST_TYPE, Media
from kinocraft_mock.services.platformcraft.files.serialize import DOWNLOADS, PLAYLISTS, encoded
from kinocraft_mock.services.platformcraft.files.tree import Entry, Tree
from kinocraft_mock.services.platformcraft.recorder.playlist import LONGEST_PLAYLIST, SEGMENTS, segment
from kinocraft_mock.services.platformcraft.vendor import PLATFORMCRAFT
from kinocraft_mock.world import World

__all__ = ["Downloads", "Playlists"]


def _admit(world: World, entry: Entry, headers: Headers) -> None:
    if entry.private:
        try:
            world.part(Tokens).check(headers.get(b"authorization", b""))
        except RefusalError:
            raise RefusalError(403, "access denied: the file is private") from None


class Downloads(Resource):
    """The bytes of files, by account and path, whole or by range."""

    mount = DOWNLOADS
    operation = "cdn.download"
    vendor = PLATFORMCRAFT

    def _find(self, segments: list[str], headers: Headers, host: str) -> Found:
        world, tree = self._world, self._world.part(Tree)
        account, *names = segments or [""]
        entry = tree.find(names) if account == world.settings.login else None
        if entry is None or entry.is_dir:
            raise RefusalError(404, "no such file")
        _admit(self._world, entry, headers)
        head = [
            (b"content-type", entry.content_type.encode()),
            (b"last-modified", formatdate(entry.created, usegmt=True).encode()),
        ]
        blobs = [(world.blobs.path(blob), size) for blob, size in tree.segments(entry)]
        return found_file(world, headers, blobs, b'"%s"' % entry.etag.encode(), head)


class Playlists(Resource):
    """Playlists of videos, whose one segment is the file itself, and the segments of recordings."""

    mount = PLAYLISTS
    operation = "cdn.playlist"
    vendor = PLATFORMCRAFT

    def _find(self, segments: list[str], headers: Headers, host: str) -> Found:
        tree = self._world.part(Tree)
        match segments:
            case ["video", object_id, "playlist.m3u8"]:
                entry = tree.by_id(object_id)
            case ["record", object_id, _]:
                return self._segment(tree.by_id(object_id), f"{SEGMENTS}/{'/'.join(segments[1:])}", headers)
            case _:
                entry = None
        details = self._world.part(Media).of(entry) if entry and entry.content_type.startswith("video/") else None
        if entry is None or details is None:
            raise RefusalError(404, "no such video")
        _admit(self._world, entry, headers)
        path = "".join(f"/{encoded(name)}" for name in [self._world.settings.login, *tree.names(entry)])
        lines = (
            "#EXTM3U",
            "#EXT-X-VERSION:3",
            f"#EXT-X-TARGETDURATION:{ceil(details.duration)}",
            f"#EXTINF:{details.duration:.3f},",
            f"http://{host}{DOWNLOADS}{path}",
            "#EXT-X-ENDLIST",
        )
        return found_document("\n".join([*lines, ""]).encode(), PLAYLIST_TYPE)

    def _segment(self, entry: Entry | None, address: str, headers: Headers) -> Found:
        """Return a segment that the playlist of a recording contains."""
        lines: set[bytes] = set()
        if entry is not None and entry.content_type == PLAYLIST_TYPE and entry.size <= LONGEST_PLAYLIST:
            blobs = self._world.part(Tree).segments(entry)
            lines = {line for blob, _ in blobs for line in self._world.blobs.path(blob).read_bytes().split(b"\n")}
        if entry is None or address.encode() not in lines:
            raise RefusalError(404, "no such segment")
        _admit(self._world, entry, headers)
        return found_document(segment(), "video/mp2t")

"""What the addresses in file objects lead to: the bytes, and a playlist for videos."""

from __future__ import annotations

from collections.abc import AsyncIterator
from email.utils import formatdate
from typing import NamedTuple

import orjson

from kinocraft_mock.journal import Exchange
from kinocraft_mock.messages import HeaderList, Headers, RefusalError, Scope
from kinocraft_mock.operations import request_headers, request_host
from kinocraft_mock.ranges import requested_range, stored_bytes
from kinocraft_mock.sabotage import deliver, once, spoil_request
from kinocraft_mock.services.platformcraft import PLATFORMCRAFT
from kinocraft_mock.services.platformcraft.objects import DOWNLOADS, PLAYLISTS, encoded
from kinocraft_mock.services.platformcraft.tokens import Tokens
from kinocraft_mock.services.platformcraft.tree import Entry, Tree
from kinocraft_mock.targets import decode, path_segments
from kinocraft_mock.wire import Wire
from kinocraft_mock.world import World

__all__ = ["Downloads", "Playlists"]

METHODS = "GET, HEAD"


class Found(NamedTuple):
    """An answer whose body may be read from disk while it is sent."""

    status: int
    headers: HeaderList
    size: int
    blocks: AsyncIterator[bytes]


class _Resource:
    """Something that is only read, under a mount of its own. Faults are ordered for it by `operation`."""

    mount: str
    operation: str

    def __init__(self, world: World) -> None:
        self._world = world

    def _find(self, segments: list[str], headers: Headers, host: str) -> Found:
        raise NotImplementedError

    async def __call__(self, scope: Scope, wire: Wire, exchange: Exchange) -> None:
        exchange.operation = self.operation
        fault = self._world.faults.take(self.operation)
        found: Found | None = None
        if fault is not None:
            exchange.fault = fault.kind
            ordered = await spoil_request(fault, PLATFORMCRAFT, self._world, wire, takes_body=False)
            found = ordered and Found(ordered[0], ordered[1], len(ordered[2]), once(ordered[2]))
        found = found or self._answer(scope, exchange)
        if fault is not None:
            await deliver(fault, wire, exchange, *found)
            return
        exchange.status = found.status
        await wire.start(found.status, [*found.headers, (b"content-length", b"%d" % found.size)])
        if exchange.method != "HEAD":
            async for block in found.blocks:
                await wire.body(block, more=True)
        await wire.body(b"")

    def _answer(self, scope: Scope, exchange: Exchange) -> Found:
        try:
            if exchange.method not in ("GET", "HEAD"):
                raise RefusalError(405, f"this takes {METHODS}", headers=((b"allow", METHODS.encode()),))
            segments = path_segments(scope["raw_path"])[self.mount.count("/") :]
            headers = request_headers(scope)
            names = [decode(segment, "the path") for segment in segments]
            return self._find(names, headers, request_host(scope, headers))
        except RefusalError as refusal:
            data = orjson.dumps(PLATFORMCRAFT.refuse(refusal.status, refusal.code, refusal.message))
            head = [(b"content-type", b"application/json"), *refusal.headers]
            return Found(refusal.status, head, len(data), once(data))

    def _admit(self, entry: Entry, headers: Headers) -> None:
        if entry.private:
            try:
                self._world.part(Tokens).check(headers.get(b"authorization", b""))
            except RefusalError:
                raise RefusalError(403, "access denied: the file is private") from None


class Downloads(_Resource):
    """The bytes of files, by account and path, whole or by range."""

    mount = DOWNLOADS
    operation = "cdn.download"

    def _find(self, segments: list[str], headers: Headers, host: str) -> Found:
        world, tree = self._world, self._world.part(Tree)
        account, *names = segments or [""]
        entry = tree.find(names) if account == world.settings.login else None
        if entry is None or entry.is_dir:
            raise RefusalError(404, "no such file")
        self._admit(entry, headers)
        etag = b'"%s"' % entry.etag.encode()
        asked = requested_range(headers, entry.size, etag)
        head = [
            (b"content-type", entry.content_type.encode()),
            (b"accept-ranges", b"bytes"),
            (b"etag", etag),
            (b"last-modified", formatdate(entry.created, usegmt=True).encode()),
        ]
        wanted = range(entry.size) if asked is None else asked
        if asked is not None:
            head.append((b"content-range", b"bytes %d-%d/%d" % (asked.start, asked.stop - 1, entry.size)))
        pieces = [(world.blobs.path(blob), size) for blob, size in tree.segments(entry)]
        blocks = stored_bytes(pieces, wanted, world.blobs.pool)
        return Found(200 if asked is None else 206, head, len(wanted), blocks)


class Playlists(_Resource):
    """A playlist for each video, whose one segment is the file itself; its length, which nobody measured, is 0."""

    mount = PLAYLISTS
    operation = "cdn.playlist"

    def _find(self, segments: list[str], headers: Headers, host: str) -> Found:
        tree = self._world.part(Tree)
        match segments:
            case ["video", object_id, "playlist.m3u8"]:
                entry = tree.by_id(object_id)
            case _:
                entry = None
        if entry is None or not entry.content_type.startswith("video/"):
            raise RefusalError(404, "no such video")
        self._admit(entry, headers)
        path = "".join(f"/{encoded(name)}" for name in [self._world.settings.login, *tree.names(entry)])
        lines = (
            "#EXTM3U",
            "#EXT-X-VERSION:3",
            "#EXT-X-TARGETDURATION:0",
            "#EXTINF:0,",
            f"http://{host}{DOWNLOADS}{path}",
            "#EXT-X-ENDLIST",
        )
        data = "\n".join([*lines, ""]).encode()
        return Found(200, [(b"content-type", b"application/vnd.apple.mpegurl")], len(data), once(data))

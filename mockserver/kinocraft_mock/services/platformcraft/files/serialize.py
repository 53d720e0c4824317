"""Serialize files and folders."""

from __future__ import annotations

import re
import time
from functools import lru_cache
from typing import Any
from urllib.parse import quote

from kinocraft_mock.services.platformcraft.files.media import Details
from kinocraft_mock.services.platformcraft.files.probe import probe
from kinocraft_mock.services.platformcraft.files.tree import Entry

__all__ = ["DOWNLOADS", "PLAYLISTS", "describe", "encoded"]

DOWNLOADS = "/platformcraft/cdn"
PLAYLISTS = "/platformcraft/vod"

PLAIN = re.compile(r"[A-Za-z0-9_.~-]*")


def encoded(name: str) -> str:
    """Percent-encode a name for one path segment."""
    return name if PLAIN.fullmatch(name) else quote(name, safe="")


@lru_cache(maxsize=4096)
def _date(second: int) -> str:
    return time.strftime("%d.%m.%YT%H:%M:%S", time.gmtime(second))


def describe(entry: Entry, path: str, address: str, details: Details | None) -> dict[str, Any]:
    """Serialize the file or folder at `path`.

    `address` is its URL without a scheme, as in the vendor's samples. `details` are those of a media file.
    """
    folder = bool(entry.is_dir)
    serialize: dict[str, Any] = {
        "id": entry.id,
        "is_dir": folder,
        "type": "dir" if folder else "file",
        "status": "" if folder else "ok",
        "name": entry.name,
        "path": path,
        "size": entry.size,
        "content_type": entry.content_type,
        "description": entry.description,
        "create_date": "" if folder else _date(entry.created),
        "latest_update": "" if folder else _date(entry.changed),
        "create_time": entry.created,
        "change_time": entry.changed,
        "private": bool(entry.private),
        "download_url": "" if folder else address,
        "hls": "",
    }
    if not folder:
        serialize["etag"] = entry.etag
        if details is not None:
            serialize["advanced"] = probe(entry, details)
        if entry.content_type.startswith("video/"):
            host = address.partition("/")[0]
            serialize["hls"] = f"{host}{PLAYLISTS}/video/{entry.id}/playlist.m3u8"
    return serialize

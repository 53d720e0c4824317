"""The details of media files: duration and picture size.

Nothing is measured. A new file gets the duration of a stored file with the same bytes. Without one, its duration
depends on its bytes, or on its name if that names a quality: `talk_360p.mp4` and `talk_720p.mp4` have the same
duration. The control API can set other values.
"""

from __future__ import annotations

import re
from hashlib import sha256
from typing import NamedTuple

from kinocraft_mock.context import Component, Context
from kinocraft_mock.services.platformcraft.files.tree import Entry

__all__ = ["PLAYLIST_TYPE", "Details", "Media", "is_video"]

PLAYLIST_TYPE = "application/vnd.apple.mpegurl"
WIDTHS = {360: 640, 480: 854, 720: 1280, 1080: 1920, 2160: 3840}
USUAL_HEIGHT = 720
NAMED_HEIGHT = re.compile(r"[-_. ]?(?<![0-9])(360|480|720|1080|2160)p?(?![0-9])", re.IGNORECASE)
SHORTEST, LONGEST = 10, 600
"""Minimum and maximum of an invented duration, in seconds."""

SCHEMA = """
CREATE TABLE IF NOT EXISTS media (
    object INTEGER PRIMARY KEY REFERENCES objects ON DELETE CASCADE,
    duration REAL NOT NULL,
    width INTEGER NOT NULL,
    height INTEGER NOT NULL
);
"""


class Details(NamedTuple):
    """Duration in seconds, and the size of the picture in pixels: 0 by 0 for audio."""

    duration: float
    width: int
    height: int


def is_video(entry: Entry) -> bool:
    """Return whether a channel can play a file: a video, or a playlist as the Recorder creates them."""
    return entry.content_type.startswith("video/") or entry.content_type == PLAYLIST_TYPE


class Media(Component):
    """The details of all media files. Methods that change the state start no transaction of their own."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.reset()

    def reset(self) -> None:
        """Start without details."""
        self._context.store.ensure(SCHEMA)

    def of(self, entry: Entry) -> Details | None:
        """Return the details of a media file; None for other files."""
        if not is_video(entry) and not entry.content_type.startswith("audio/"):
            return None
        row = self._context.store.one("SELECT duration, width, height FROM media WHERE object = ?", entry.seq)
        return Details._make(row) if row else self._guess(entry)

    def learn(self, entry: Entry) -> None:
        """Store the details of a new file. They stay when it is renamed."""
        details = self.of(entry)
        if details is not None:
            self.set(entry, details)

    def set(self, entry: Entry, details: Details) -> None:
        """Set the details of a file."""
        self._context.store.run("INSERT OR REPLACE INTO media VALUES (?, ?, ?, ?)", entry.seq, *details)

    def _guess(self, entry: Entry) -> Details:
        named = NAMED_HEIGHT.search(entry.name)
        duration = self._duration_of_same_bytes(entry)
        if duration is None:
            source = NAMED_HEIGHT.sub("", entry.name).rpartition(".")[0] if named else entry.etag
            number = int.from_bytes(sha256(f"{self._context.settings.seed} {source}".encode()).digest()[:4])
            duration = SHORTEST + number % ((LONGEST - SHORTEST) * 100) / 100
        if not is_video(entry):
            return Details(duration, 0, 0)
        height = int(named[1]) if named else USUAL_HEIGHT
        return Details(duration, WIDTHS[height], height)

    def _duration_of_same_bytes(self, entry: Entry) -> float | None:
        # CROSS JOIN reads the few media files first: objects have no index by etag.
        sql = """SELECT media.duration FROM media CROSS JOIN objects ON objects.seq = media.object
            WHERE objects.etag = ? AND objects.size = ? LIMIT 1"""
        row = self._context.store.one(sql, entry.etag, entry.size)
        return None if row is None else row[0]

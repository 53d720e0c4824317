"""What is known of media files: how long they last and how large their picture is.

Nothing is measured. A new file gets plausible values by its name, so that the same file in two qualities, such as
`talk_360p.mp4` and `talk_720p.mp4`, lasts equally long; the control API can set others.
"""

from __future__ import annotations

import re
from hashlib import sha256
from typing import Any, NamedTuple

from kinocraft_mock.services.platformcraft.tree import Entry
from kinocraft_mock.state.context import Component, Context

__all__ = ["PLAYLIST_TYPE", "Details", "Media", "advanced", "is_video"]

PLAYLIST_TYPE = "application/vnd.apple.mpegurl"
WIDTHS = {360: 640, 480: 854, 720: 1280, 1080: 1920, 2160: 3840}
USUAL_HEIGHT = 720
NAMED_HEIGHT = re.compile(r"[-_. ]?(?<![0-9])(360|480|720|1080|2160)p?(?![0-9])", re.IGNORECASE)
SHORTEST, LONGEST = 10, 600
"""Seconds that a file of which only the name is known may last."""

SCHEMA = """
CREATE TABLE IF NOT EXISTS media (
    object INTEGER PRIMARY KEY REFERENCES objects ON DELETE CASCADE,
    duration REAL NOT NULL,
    width INTEGER NOT NULL,
    height INTEGER NOT NULL
);
"""


class Details(NamedTuple):
    """Duration in seconds, and the picture's size in pixels, which is 0 by 0 for sound alone."""

    duration: float
    width: int
    height: int


def is_video(entry: Entry) -> bool:
    """Whether a channel can play it: a video file, or a playlist as the Recorder makes them."""
    return entry.content_type.startswith("video/") or entry.content_type == PLAYLIST_TYPE


class Media(Component):
    """The details of the account's media files. Methods that change something make no transaction of their own."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.reset()

    def reset(self) -> None:
        """Nothing is known."""
        self._context.store.ensure(SCHEMA)

    def of(self, entry: Entry) -> Details | None:
        """The details of a media file; None for anything else."""
        if not is_video(entry) and not entry.content_type.startswith("audio/"):
            return None
        row = self._context.store.one("SELECT duration, width, height FROM media WHERE object = ?", entry.seq)
        return Details._make(row) if row else self._guess(entry)

    def learn(self, entry: Entry) -> None:
        """Give a new file its details, which stay when it is renamed."""
        details = self.of(entry)
        if details is not None:
            self.set(entry, details)

    def set(self, entry: Entry, details: Details) -> None:
        """Make these the details of a file."""
        self._context.store.run("INSERT OR REPLACE INTO media VALUES (?, ?, ?, ?)", entry.seq, *details)

    def _guess(self, entry: Entry) -> Details:
        named = NAMED_HEIGHT.search(entry.name)
        height = int(named[1]) if named else USUAL_HEIGHT
        common = NAMED_HEIGHT.sub("", entry.name).rpartition(".")[0]
        number = int.from_bytes(sha256(f"{self._context.settings.seed} {common}".encode()).digest()[:4])
        duration = SHORTEST + number % ((LONGEST - SHORTEST) * 100) / 100
        if not is_video(entry):
            return Details(duration, 0, 0)
        return Details(duration, WIDTHS[height], height)


def advanced(entry: Entry, details: Details) -> dict[str, Any]:
    """The details in the form in which Filespot prints what it knows of a media file."""
    duration = round(details.duration, 3)
    streams: dict[str, list[dict[str, Any]]] = {"video_streams": [], "audio_streams": []}
    if details.height:
        picture = {"width": details.width, "height": details.height, "fps": 25.0, "display_aspect_ratio": "16:9"}
        streams["video_streams"].append({"codec_type": "video", "codec_name": "h264", "duration": duration, **picture})
    sound = {"channels": 2, "channel_layout": "stereo", "sample_rate": 48000}
    streams["audio_streams"].append({"codec_type": "audio", "codec_name": "aac", "duration": duration, **sound})
    for index, stream in enumerate([*streams["video_streams"], *streams["audio_streams"]]):
        stream["index"] = index
    rate = round(entry.size * 8 / duration) if duration else 0
    whole = {"nb_streams": sum(map(len, streams.values())), "duration": duration, "bit_rate": rate}
    return {"format": whole, **streams}

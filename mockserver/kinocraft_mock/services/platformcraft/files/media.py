"""The details of media files: duration and picture size.

Nothing is measured. A new file gets plausible values by its name. The same file in two qualities, such as
`talk_360p.mp4` and `talk_720p.mp4`, gets the same duration. The control API can set other values.
"""

from __future__ import annotations

import re
from hashlib import sha256
from typing import Any, NamedTuple

from kinocraft_mock.context import Component, Context
from kinocraft_mock.services.platformcraft.files.tree import Entry

__all__ = ["PLAYLIST_TYPE", "Details", "Media", "advanced", "is_video"]

PLAYLIST_TYPE = "application/vnd.apple.mpegurl"
WIDTHS = {360: 640, 480: 854, 720: 1280, 1080: 1920, 2160: 3840}
USUAL_HEIGHT = 720
AUDIO_BIT_RATE = 128_000
FORMATS = {
    "video/mp4": ("mov,mp4,m4a,3gp,3g2,mj2", "QuickTime / MOV"),
    PLAYLIST_TYPE: ("hls", "Apple HTTP Live Streaming"),
}
"""Short and long names of container formats. Others are named after their media type."""
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
        height = int(named[1]) if named else USUAL_HEIGHT
        common = NAMED_HEIGHT.sub("", entry.name).rpartition(".")[0]
        number = int.from_bytes(sha256(f"{self._context.settings.seed} {common}".encode()).digest()[:4])
        duration = SHORTEST + number % ((LONGEST - SHORTEST) * 100) / 100
        if not is_video(entry):
            return Details(duration, 0, 0)
        return Details(duration, WIDTHS[height], height)


def advanced(entry: Entry, details: Details) -> dict[str, Any]:
    """Serialize the details of a media file."""
    duration = round(details.duration, 3)
    rate = round(entry.size * 8 / duration) if duration else 0
    streams: dict[str, list[dict[str, Any]]] = {"video_streams": [], "audio_streams": []}
    if details.height:
        picture = {"width": details.width, "height": details.height, "fps": 25.0, "display_aspect_ratio": "16:9"}
        # The vendor's sample spells this key differently from that of an audio stream.
        codec = {"codec_type": "video", "codec_name": "h264", "codeclongname": "H.264 / AVC"}
        bit_rate = max(rate - AUDIO_BIT_RATE, 0)
        streams["video_streams"].append({**codec, "bit_rate": bit_rate, "duration": duration, **picture})
    sound = {"language": "und", "channels": 2, "channel_layout": "stereo", "sample_rate": 48000}
    codec = {"codec_type": "audio", "codec_name": "aac", "codec_long_name": "AAC (Advanced Audio Coding)"}
    bit_rate = min(rate, AUDIO_BIT_RATE)
    streams["audio_streams"].append({**codec, "bit_rate": bit_rate, "duration": duration, **sound})
    for index, stream in enumerate([*streams["video_streams"], *streams["audio_streams"]]):
        stream["index"] = index
    name, long_name = FORMATS.get(entry.content_type, (entry.content_type.rpartition("/")[2], entry.content_type))
    whole = {
        "format_name": name,
        "format_long_name": long_name,
        "nb_streams": sum(map(len, streams.values())),
        "duration": duration,
        "bit_rate": rate,
    }
    return {"format": whole, **streams}

"""The bytes of recorded files: an HLS playlist, and the segments it names."""

from __future__ import annotations

from math import ceil

__all__ = ["LONGEST_PLAYLIST", "SEGMENTS", "playlist", "segment"]

SEGMENTS = "/platformcraft/vod/record"
LENGTH = 10
"""Seconds of one segment."""
MOST = 1000
"""Segments of one playlist: those of long recordings are longer instead."""
LONGEST_PLAYLIST = 1 << 18
"""Bytes that none of these playlists reaches."""

# A packet of an MPEG transport stream that carries nothing.
PACKET = b"\x47\x1f\xff\x10" + b"\xff" * 184
PACKETS = 8


def playlist(file_id: str, seconds: float) -> bytes:
    """A playlist of so many seconds; the same file gets the same bytes."""
    length = max(LENGTH, ceil(seconds / MOST))
    lines = ["#EXTM3U", "#EXT-X-VERSION:3", f"#EXT-X-TARGETDURATION:{length}", "#EXT-X-PLAYLIST-TYPE:VOD"]
    number, left = 0, seconds
    while left > 0:
        lines += [f"#EXTINF:{min(left, length):.3f},", f"{SEGMENTS}/{file_id}/{number}.ts"]
        number, left = number + 1, left - length
    return "\n".join([*lines, "#EXT-X-ENDLIST", ""]).encode()


def segment() -> bytes:
    """The bytes of a segment: a transport stream without a picture, for nothing was recorded really."""
    return PACKET * PACKETS

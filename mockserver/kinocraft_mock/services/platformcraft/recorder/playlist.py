"""The bytes of recordings: HLS playlists and their segments."""

from __future__ import annotations

from math import ceil

__all__ = ["LONGEST_PLAYLIST", "SEGMENTS", "playlist", "segment"]

SEGMENTS = "/platformcraft/vod/record"
LENGTH = 10
"""Seconds of one segment."""
MOST = 1000
"""The maximum number of segments in a playlist. Longer recordings have longer segments."""
LONGEST_PLAYLIST = 1 << 18
"""More bytes than any of these playlists has."""

# A null packet of an MPEG transport stream.
PACKET = b"\x47\x1f\xff\x10" + b"\xff" * 184
PACKETS = 8


def playlist(file_id: str, seconds: float) -> bytes:
    """Return a playlist of this duration. The same file always gets the same bytes."""
    length = max(LENGTH, ceil(seconds / MOST))
    lines = ["#EXTM3U", "#EXT-X-VERSION:3", f"#EXT-X-TARGETDURATION:{length}", "#EXT-X-PLAYLIST-TYPE:VOD"]
    number, left = 0, seconds
    while left > 0:
        lines += [f"#EXTINF:{min(left, length):.3f},", f"{SEGMENTS}/{file_id}/{number}.ts"]
        number, left = number + 1, left - length
    return "\n".join([*lines, "#EXT-X-ENDLIST", ""]).encode()


def segment() -> bytes:
    """Return the bytes of a segment: a transport stream without content, as nothing was really recorded."""
    return PACKET * PACKETS

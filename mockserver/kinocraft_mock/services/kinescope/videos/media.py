"""The invented content of video files. Nothing is decoded: it depends on the seed and on the file's bytes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import PurePosixPath
from random import Random
from typing import Any, NamedTuple

from kinocraft_mock.context import Context

__all__ = ["Media", "Rendition", "container", "invent_media", "media_of", "original", "renditions"]

SIZES = {2160: (3840, 2160), 1440: (2560, 1440), 1080: (1920, 1080), 720: (1280, 720), 480: (852, 480), 360: (640, 360)}
"""The picture sizes of sources by height; 852 pixels for 480 lines are from the vendor's sample."""

QUALITIES = (1080, 720, 480, 360)
"""The heights that videos are encoded in, as in the vendor's sample."""

BITRATES = {2160: 16e6, 1440: 9e6, 1080: 5e6, 720: 2.8e6, 480: 1.4e6, 360: 0.8e6}
"""The usual bits per second for a picture of that height."""

SHORTEST, SPAN = 10.0, 110.0
"""Seconds for files that are too small for any video, such as those of tests."""

READ = 64 << 10
"""Bytes at the start of a file that its content is invented from, besides its size."""

CONTAINERS = frozenset(["avi", "flv", "m4v", "mkv", "mov", "mp4", "mpeg", "mpg", "ts", "webm", "wmv"])
"""The suffixes that the stored file of a video may have."""


class Media(NamedTuple):
    """The content of a video: duration in seconds, picture in pixels."""

    duration: float
    width: int
    height: int
    has_audio: bool = True


class Rendition(NamedTuple):
    """One encoded file of a video. There is no such file; `size` is what it would have in bytes."""

    quality: str
    width: int
    height: int
    size: int


def invent_media(context: Context, segments: Sequence[tuple[str, int]]) -> Media:
    """Invent the content of a file, stored as these blobs: the same for the same bytes in every run with one seed."""
    size = sum(length for _, length in segments)
    start = _first_bytes(context, segments).hex()
    chance = Random(f"media {context.account} {start} {size}")  # noqa: S311 - meant to be foreseen
    height = chance.choices((2160, 1080, 720, 480), (1, 6, 4, 1))[0]
    seconds = size * 8 / (BITRATES[height] * chance.uniform(0.7, 1.3))
    if seconds < SHORTEST:
        seconds = SHORTEST + chance.uniform(0, SPAN)
    width, height = SIZES[height]
    return Media(round(seconds, 3), width, height)


def _first_bytes(context: Context, segments: Sequence[tuple[str, int]]) -> bytes:
    """Return the bytes that distinguish files; reading all of them would take long."""
    found = b""
    for name, _ in segments:
        with context.blobs.path(name).open("rb") as file:
            found += file.read(READ - len(found))
        if len(found) == READ:
            break
    return found


def media_of(body: Mapping[str, Any]) -> Media | None:
    """Return the content that a video's body describes; None while there is no file."""
    kept = body.get("media")
    return None if kept is None else Media(**kept)


def renditions(media: Media) -> list[Rendition]:
    """Return what a video is encoded to: every quality no larger than the source, or else the smallest."""
    heights = [height for height in QUALITIES if height <= media.height] or [QUALITIES[-1]]
    return [_rendition(media, height) for height in heights]


def _rendition(media: Media, quality: int) -> Rendition:
    height = min(quality, media.height)
    # Encoders require even numbers of pixels.
    width = media.width if height == media.height else round(media.width * height / media.height / 2) * 2
    if (media.width, media.height) in SIZES.values() and quality in SIZES and height == quality:
        width = SIZES[quality][0]
    return Rendition(f"{quality}p", width, height, round(media.duration * BITRATES[quality] / 8))


def container(name: str) -> str:
    """Return a file's format by its name's suffix; mp4 for unknown ones."""
    ending = PurePosixPath(name).suffix[1:].lower()
    return ending if ending in CONTAINERS else "mp4"


def original(name: str) -> str:
    """Return the name under which an uploaded file is stored."""
    return f"original.{container(name)}"

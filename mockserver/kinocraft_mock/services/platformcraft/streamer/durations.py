"""The durations of media blocks and gags, and the validation of their files."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kinocraft_mock.context import Context
from kinocraft_mock.http.messages import ErrorResponse
from kinocraft_mock.services.platformcraft.files.media import Details, Media, is_video
from kinocraft_mock.services.platformcraft.files.tree import Tree

__all__ = ["Files", "block_duration", "gag_duration"]

Files = Mapping[str, Sequence[str]]
"""Filespot ids of files in the order they are played, by quality."""


def block_duration(context: Context, qualities: Sequence[str], items: Files) -> int:
    """Return the seconds of a media block. Raises a 400 if its files cannot be played together.

    Each quality of the channel must have files, and no other quality. Files at one position must have equal durations
    to the second: two qualities of one video differ by fractions of it.
    """
    rows = _details(context, qualities, items, "items")
    first, *others = [[round(details.duration) for details in row] for row in rows.values()]
    for quality, row in zip(qualities[1:], others, strict=True):
        if len(row) != len(first):
            message = f"items: {quality} has {len(row)} files and {qualities[0]} has {len(first)}"
            raise ErrorResponse(400, message)
        for place, (duration, other) in enumerate(zip(first, row, strict=True)):
            if duration != other:
                message = f"items: file {place} lasts {duration} s in {qualities[0]} and {other} s in {quality}"
                raise ErrorResponse(400, message)
    return sum(first)


def gag_duration(context: Context, qualities: Sequence[str], items: Files) -> int:
    """Return the seconds of a gag, in the longest of its qualities. Raises a 400 for files of other qualities."""
    rows = _details(context, qualities, items, "gag")
    for quality, row in rows.items():
        for place, details in enumerate(row):
            if f"{details.height}p" != quality:
                message = f"gag: file {place} of {quality} is {details.width} by {details.height} pixels"
                raise ErrorResponse(400, message)
    return max(sum(round(details.duration) for details in row) for row in rows.values())


def _details(context: Context, qualities: Sequence[str], items: Files, what: str) -> dict[str, list[Details]]:
    if set(items) != set(qualities):
        raise ErrorResponse(400, f"{what}: files are given for each quality of the channel: {', '.join(qualities)}")
    if not all(items.values()):
        raise ErrorResponse(400, f"{what}: a quality has no files")
    return {quality: [_video(context, object_id, what) for object_id in items[quality]] for quality in qualities}


def _video(context: Context, object_id: str, what: str) -> Details:
    entry = context.component(Tree).by_id(object_id)
    details = context.component(Media).of(entry) if entry is not None and is_video(entry) else None
    if details is None:
        raise ErrorResponse(400, f"{what}: {object_id!r} is not the id of a video file in Filespot")
    return details

"""Sample videos of the server, checked by their bytes, without a decoder.

ffmpeg 9.0 has decoded them without a warning: each picture has one colour, and the declared size and time. The
digests are those of the decoded files.
"""

from __future__ import annotations

import struct
from hashlib import sha256
from typing import TYPE_CHECKING

import pytest

from kinocraft_mock.demo.sample_media import sample_video

if TYPE_CHECKING:
    from collections.abc import Iterator

CONTAINERS = (b"moov", b"trak", b"mdia", b"minf", b"stbl")


def boxes(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Return every box by its kind, outer boxes first, after checking that the sizes match exactly."""
    while data:
        size, kind = struct.unpack_from(">I4s", data)
        assert 8 <= size <= len(data)
        yield kind, data[8:size]
        if kind in CONTAINERS:
            yield from boxes(data[8:size])
        data = data[size:]


@pytest.mark.parametrize(
    ("seconds", "width", "height", "colour", "scenes", "digest"),
    [
        (90, 640, 360, 0, 2, "d7f9e99f7e4ee1a5"),
        (125, 1280, 720, 1, 3, "8f10a66e695ed97c"),
        (70, 1920, 1080, 2, 2, "46ea2b928a9daea0"),
        (240, 854, 480, 3, 4, "07e45c284833128f"),
        (1, 16, 32, 0, 1, "273be3ee200ea3d4"),
    ],
)
def test_a_sample_video_is_a_valid_mp4(
    seconds: int, width: int, height: int, colour: int, scenes: int, digest: str
) -> None:
    made = sample_video(seconds, width, height, colour)
    assert sha256(made).hexdigest()[:16] == digest
    found = dict(boxes(made))
    assert list(dict(boxes(made)))[:2] == [b"ftyp", b"moov"]
    assert struct.unpack_from(">II", found[b"mvhd"], 12) == (1000, seconds * 1000)
    assert struct.unpack_from(">II", found[b"tkhd"], 76) == (width << 16, height << 16)
    assert struct.unpack_from(">HH", found[b"stsd"], 8 + 8 + 24) == (width, height)
    (start,) = struct.unpack_from(">I", found[b"stco"], 8)
    sizes = struct.unpack(f">{seconds}I", found[b"stsz"][12:])
    kinds = []
    for size in sizes:
        (length,) = struct.unpack_from(">I", made, start)
        assert length == size - 4
        unit = made[start + 4 : start + size]
        assert not any(code in unit for code in (b"\0\0\0", b"\0\0\1", b"\0\0\2"))
        kinds.append(unit[0])
        start += size
    assert start == len(made)
    assert kinds == [0x65 if second % 60 == 0 else 0x41 for second in range(seconds)]
    assert kinds.count(0x65) == scenes == len(found[b"stss"]) // 4 - 2


def test_sample_videos_differ_by_colour() -> None:
    assert len({sample_video(1, 64, 48, colour) for colour in range(20)}) == 20

"""Encode playable videos of plain colours, a few kilobytes each, of any length and size.

H.264 in MP4 (ITU-T H.264, constrained baseline; ISO/IEC 14496-12 and 14496-15), one frame per second. In the first
frame of a scene one macroblock has a colour and all others are predicted from their neighbours; the other frames say
that nothing changed. This is an encoder and not a data file: each video has its own length, picture size and colours.
"""

from __future__ import annotations

import re
import struct

__all__ = ["sample_video"]

MACROBLOCK = 16
"""Pixels per side of a macroblock."""
SCENE = 60
"""Seconds until the colour changes. Each scene starts with a key frame, to which a player can seek."""
SPS, PPS, IDR, OTHER = b"\x67", b"\x68", b"\x65", b"\x41"
"""The header bytes of the NAL units: parameter sets, key frames, other frames."""
I_PCM = 25
# An I macroblock, 16 by 16 with DC prediction, without a residual: 00100 (type), 1, 1, and no coefficients.
# The code of their number depends on the neighbours: it is longer next to the I_PCM macroblock.
PREDICTED, PREDICTED_BESIDE_PCM = "00100111", "0010011000011"


class _Bits:
    """Write bits."""

    def __init__(self) -> None:
        self._bits: list[str] = []

    def fixed(self, value: int, width: int) -> _Bits:
        self._bits.append(f"{value:0{width}b}")
        return self

    def golomb(self, *values: int) -> _Bits:
        """Write exponential Golomb codes: n + 1 in binary, after one zero for each digit but the first."""
        for value in values:
            self.fixed(value + 1, 2 * (value + 1).bit_length() - 1)
        return self

    def text(self, bits: str) -> _Bits:
        self._bits.append(bits)
        return self

    def padded(self, ending: str = "") -> bytes:
        """Return all bits and `ending`, padded with zeros to a whole byte."""
        bits = "".join([*self._bits, ending])
        bits += "0" * (-len(bits) % 8)
        return int(bits, 2).to_bytes(len(bits) // 8)


def _nal_unit(kind: bytes, content: bytes) -> bytes:
    # Insert a byte 3 (emulation prevention) where the content looks like the start of a unit.
    return kind + re.sub(rb"\0\0(?=[\0-\3])", b"\0\0\3", content)


def _parameters(width: int, height: int) -> tuple[bytes, bytes]:
    """Return the parameter sets of a stream with this picture size; both numbers are even."""
    columns, rows = _macroblocks(width), _macroblocks(height)
    # Level 4.0; 16-bit frame numbers; output order is decoding order; one reference frame.
    sps = _Bits().fixed(66, 8).fixed(0xC0, 8).fixed(40, 8).golomb(0, 12, 2, 1).text("0")
    sps.golomb(columns - 1, rows - 1).text("111")
    sps.golomb(0, (columns * MACROBLOCK - width) // 2, 0, (rows * MACROBLOCK - height) // 2).text("0")
    pps = _Bits().golomb(0, 0).text("00").golomb(0, 0, 0).text("000").golomb(0, 0, 0).text("100")
    return _nal_unit(SPS, sps.padded("1")), _nal_unit(PPS, pps.padded("1"))


def _macroblocks(pixels: int) -> int:
    return -(-pixels // MACROBLOCK)


def _key_frame(columns: int, rows: int, scene: int, colour: bytes) -> bytes:
    """Return a frame of one colour, given as Y, Cb and Cr."""
    head = _Bits().golomb(0, 7, 0).fixed(0, 16).golomb(scene % 2).text("00").golomb(0, 1, I_PCM)
    pixels = b"".join(bytes([value]) * count for value, count in zip(colour, (256, 64, 64), strict=True))
    rest = [PREDICTED] * (columns * rows)
    rest[1] = rest[columns] = PREDICTED_BESIDE_PCM
    return _nal_unit(IDR, head.padded() + pixels + _Bits().text("".join(rest[1:])).padded("1"))


def _repeat_frame(macroblocks: int, number: int) -> bytes:
    """Return a frame equal to the one before; `number` counts frames since the key frame."""
    return _nal_unit(OTHER, _Bits().golomb(0, 5, 0).fixed(number, 16).text("000").golomb(0, 1, macroblocks).padded("1"))


def sample_video(seconds: int, width: int, height: int, colour: int = 0) -> bytes:
    """Encode a video of this length and size (even, at most 1920 by 1080). `colour` selects the first colour."""
    columns, rows = _macroblocks(width), _macroblocks(height)
    frames: list[bytes] = []
    for second in range(seconds):
        scene, frame = divmod(second, SCENE)
        if frame:
            frames.append(_repeat_frame(columns * rows, frame))
        else:
            shade = 37 * (scene + colour)
            yuv = bytes([60 + shade % 150, 40 + shade * 3 % 180, 220 - shade % 180])
            frames.append(_key_frame(columns, rows, scene, yuv))
    return _movie(frames, width, height)


def _box(kind: bytes, *content: bytes) -> bytes:
    body = b"".join(content)
    return struct.pack(">I4s", len(body) + 8, kind) + body


def _numbers(*values: int) -> bytes:
    return struct.pack(f">{len(values)}I", *values)


MATRIX = _numbers(0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x40000000)
TICKS = 1000
"""Time units per second."""


def _movie(frames: list[bytes], width: int, height: int) -> bytes:
    """Return an MP4 file of these frames. Each lasts a second; the first of each scene is a key frame."""
    sps, pps = _parameters(width, height)
    duration = len(frames) * TICKS
    kind = _box(b"ftyp", b"isom", _numbers(512), b"isomiso2avc1mp41")
    data = _box(b"mdat", *(_numbers(len(frame)) + frame for frame in frames))
    settings = bytes([1, *sps[1:4], 0xFF, 0xE1]) + struct.pack(">H", len(sps)) + sps
    settings += b"\1" + struct.pack(">H", len(pps)) + pps
    picture = bytes(6) + struct.pack(">H16xHHIII", 1, width, height, 0x480000, 0x480000, 0)
    picture += struct.pack(">H32sHh", 1, b"", 24, -1)
    key_frames = range(1, len(frames) + 1, SCENE)
    table = [
        _box(b"stsd", _numbers(0, 1), _box(b"avc1", picture, _box(b"avcC", settings))),
        _box(b"stts", _numbers(0, 1, len(frames), TICKS)),
        _box(b"stss", _numbers(0, len(key_frames), *key_frames)),
        _box(b"stsc", _numbers(0, 1, 1, len(frames), 1)),
        _box(b"stsz", _numbers(0, 0, len(frames), *(len(frame) + 4 for frame in frames))),
    ]

    def index(data_offset: int) -> bytes:
        """Return the index, which a player reads first; the frames start at `data_offset`."""
        samples = _box(b"stbl", *table, _box(b"stco", _numbers(0, 1, data_offset)))
        source = _box(b"dinf", _box(b"dref", _numbers(0, 1), _box(b"url ", _numbers(1))))
        media = _box(
            b"mdia",
            _box(b"mdhd", _numbers(0, 0, 0, TICKS, duration), struct.pack(">HH", 0x55C4, 0)),
            _box(b"hdlr", _numbers(0, 0), b"vide", bytes(12), b"kinocraft-mock\0"),
            _box(b"minf", _box(b"vmhd", _numbers(1, 0, 0)), source, samples),
        )
        track = _box(
            b"tkhd", _numbers(3, 0, 0, 1, 0, duration, 0, 0, 0, 0), MATRIX, _numbers(width << 16, height << 16)
        )
        header = _box(
            b"mvhd", _numbers(0, 0, 0, TICKS, duration, 0x10000, 0x1000000, 0, 0), MATRIX, bytes(24), _numbers(2)
        )
        return _box(b"moov", header, _box(b"trak", track, media))

    data_offset = len(kind) + len(index(0)) + 8
    return kind + index(data_offset) + data

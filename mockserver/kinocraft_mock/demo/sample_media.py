"""Real films of plain colours, which any player plays, in a few kilobytes: the demo's content is made and not shipped.

H.264 in MP4 (ITU-T H.264, constrained baseline; ISO/IEC 14496-12 and 14496-15), a frame a second. Of a scene's first
frame one macroblock has a colour and all others are predicted to be like their neighbours; the other frames say that
nothing has changed.
"""

from __future__ import annotations

import re
import struct

__all__ = ["film"]

BLOCK = 16
"""Pixels across a macroblock."""
SCENE = 60
"""Seconds until the colour changes; a player can go to each of these places at once."""
SPS, PPS, IDR, OTHER = b"\x67", b"\x68", b"\x65", b"\x41"
"""The first bytes of the kinds of units a stream consists of."""
I_PCM = 25
# An I macroblock, 16 by 16 with DC prediction, without a residual: 00100 (type), 1, 1 and how many coefficients: none.
# How that is written depends on the neighbours: it takes a longer code beside the macroblock that has all of them.
LIKE_NEIGHBOURS, BESIDE_COLOUR = "00100111", "0010011000011"


class _Bits:
    """Bits in the order in which they are written."""

    def __init__(self) -> None:
        self._bits: list[str] = []

    def fixed(self, value: int, width: int) -> _Bits:
        self._bits.append(f"{value:0{width}b}")
        return self

    def golomb(self, *values: int) -> _Bits:
        """Numbers as exponential Golomb codes: as many zeros as the number plus 1 has further binary digits."""
        for value in values:
            self.fixed(value + 1, 2 * (value + 1).bit_length() - 1)
        return self

    def text(self, bits: str) -> _Bits:
        self._bits.append(bits)
        return self

    def padded(self, ending: str = "") -> bytes:
        """All of them, after `ending` filled up to a whole byte."""
        bits = "".join([*self._bits, ending])
        bits += "0" * (-len(bits) % 8)
        return int(bits, 2).to_bytes(len(bits) // 8)


def _unit(kind: bytes, content: bytes) -> bytes:
    # A byte 3 keeps apart what would look like the start of a unit.
    return kind + re.sub(rb"\0\0(?=[\0-\3])", b"\0\0\3", content)


def _parameters(width: int, height: int) -> tuple[bytes, bytes]:
    """The sets of parameters of a stream with such pictures; both numbers are even."""
    across, down = _blocks(width), _blocks(height)
    # Level 4.0; frame numbers of 16 bits; frames come in the order in which they are shown; one reference.
    sps = _Bits().fixed(66, 8).fixed(0xC0, 8).fixed(40, 8).golomb(0, 12, 2, 1).text("0")
    sps.golomb(across - 1, down - 1).text("111")
    sps.golomb(0, (across * BLOCK - width) // 2, 0, (down * BLOCK - height) // 2).text("0")
    pps = _Bits().golomb(0, 0).text("00").golomb(0, 0, 0).text("000").golomb(0, 0, 0).text("100")
    return _unit(SPS, sps.padded("1")), _unit(PPS, pps.padded("1"))


def _blocks(pixels: int) -> int:
    return -(-pixels // BLOCK)


def _coloured(across: int, down: int, scene: int, colour: bytes) -> bytes:
    """A frame of one colour, given as Y, Cb and Cr."""
    head = _Bits().golomb(0, 7, 0).fixed(0, 16).golomb(scene % 2).text("00").golomb(0, 1, I_PCM)
    pixels = b"".join(bytes([value]) * count for value, count in zip(colour, (256, 64, 64), strict=True))
    rest = [LIKE_NEIGHBOURS] * (across * down)
    rest[1] = rest[across] = BESIDE_COLOUR
    return _unit(IDR, head.padded() + pixels + _Bits().text("".join(rest[1:])).padded("1"))


def _unchanged(blocks: int, number: int) -> bytes:
    """A frame like the one before it, the so-and-so-many-th after the last coloured one."""
    return _unit(OTHER, _Bits().golomb(0, 5, 0).fixed(number, 16).text("000").golomb(0, 1, blocks).padded("1"))


def film(seconds: int, width: int, height: int, colour: int = 0) -> bytes:
    """A film of so many seconds and pixels (even numbers, at most 1920 by 1080); the colours go on from this one."""
    across, down = _blocks(width), _blocks(height)
    frames: list[bytes] = []
    for second in range(seconds):
        scene, after = divmod(second, SCENE)
        if after:
            frames.append(_unchanged(across * down, after))
        else:
            shade = 37 * (scene + colour)
            yuv = bytes([60 + shade % 150, 40 + shade * 3 % 180, 220 - shade % 180])
            frames.append(_coloured(across, down, scene, yuv))
    return _movie(frames, width, height)


def _box(kind: bytes, *content: bytes) -> bytes:
    body = b"".join(content)
    return struct.pack(">I4s", len(body) + 8, kind) + body


def _numbers(*values: int) -> bytes:
    return struct.pack(f">{len(values)}I", *values)


MATRIX = _numbers(0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x40000000)
TICKS = 1000
"""Units of time a second."""


def _movie(frames: list[bytes], width: int, height: int) -> bytes:
    """An MP4 file of these frames, each of which lasts a second and the first of each scene stands by itself."""
    sps, pps = _parameters(width, height)
    duration = len(frames) * TICKS
    kind = _box(b"ftyp", b"isom", _numbers(512), b"isomiso2avc1mp41")
    data = _box(b"mdat", *(_numbers(len(frame)) + frame for frame in frames))
    settings = bytes([1, *sps[1:4], 0xFF, 0xE1]) + struct.pack(">H", len(sps)) + sps
    settings += b"\1" + struct.pack(">H", len(pps)) + pps
    picture = bytes(6) + struct.pack(">H16xHHIII", 1, width, height, 0x480000, 0x480000, 0)
    picture += struct.pack(">H32sHh", 1, b"", 24, -1)
    whole = range(1, len(frames) + 1, SCENE)
    table = [
        _box(b"stsd", _numbers(0, 1), _box(b"avc1", picture, _box(b"avcC", settings))),
        _box(b"stts", _numbers(0, 1, len(frames), TICKS)),
        _box(b"stss", _numbers(0, len(whole), *whole)),
        _box(b"stsc", _numbers(0, 1, 1, len(frames), 1)),
        _box(b"stsz", _numbers(0, 0, len(frames), *(len(frame) + 4 for frame in frames))),
    ]

    def index(start: int) -> bytes:
        """What a player reads first, with where the frames start in the file."""
        places = _box(b"stbl", *table, _box(b"stco", _numbers(0, 1, start)))
        source = _box(b"dinf", _box(b"dref", _numbers(0, 1), _box(b"url ", _numbers(1))))
        media = _box(
            b"mdia",
            _box(b"mdhd", _numbers(0, 0, 0, TICKS, duration), struct.pack(">HH", 0x55C4, 0)),
            _box(b"hdlr", _numbers(0, 0), b"vide", bytes(12), b"kinocraft-mock\0"),
            _box(b"minf", _box(b"vmhd", _numbers(1, 0, 0)), source, places),
        )
        track = _box(
            b"tkhd", _numbers(3, 0, 0, 1, 0, duration, 0, 0, 0, 0), MATRIX, _numbers(width << 16, height << 16)
        )
        header = _box(
            b"mvhd", _numbers(0, 0, 0, TICKS, duration, 0x10000, 0x1000000, 0, 0), MATRIX, bytes(24), _numbers(2)
        )
        return _box(b"moov", header, _box(b"trak", track, media))

    start = len(kind) + len(index(0)) + 8
    return kind + index(start) + data

"""A body that is incomplete, or encoded in an unknown way, is never returned as the whole one."""

from __future__ import annotations

import gzip
import zlib
from pathlib import Path

import httpx2
import pytest

from kinocraft.errors import ResponseError
from kinocraft.transport import response_bodies
from tests.faults.harness import Harness, content

PICTURE = content(40_000)
GZIP, DEFLATE = gzip.compress(PICTURE), zlib.compress(PICTURE)
HALVES = gzip.compress(PICTURE[:15_000]) + gzip.compress(PICTURE[15_000:])


def picture(harness: Harness, encoding: str, body: bytes, status: int = 200, **options: object) -> bytes:
    def respond(_: httpx2.Request) -> httpx2.Response:
        return httpx2.Response(status, headers={"Content-Encoding": encoding}, stream=httpx2.ByteStream(body))

    received: bytes = harness.kinescope(respond).avatars.get_user_avatar("a", **options)
    return received


WHOLE = {
    "gzip": GZIP,
    "GZIP": GZIP,
    "x-gzip": GZIP,
    "gzip ": HALVES,
    " gzip": HALVES + bytes(512),
    "deflate": DEFLATE,
    "deflate ": DEFLATE[2:-4],
    "gzip, deflate": zlib.compress(GZIP),
    "identity": PICTURE,
    "binary": PICTURE,
    "": PICTURE,
}


@pytest.mark.parametrize(("encoding", "body"), WHOLE.items(), ids=map(repr, WHOLE))
def test_a_compressed_file_is_returned_whole(harness: Harness, encoding: str, body: bytes) -> None:
    assert picture(harness, encoding, body) == PICTURE


CUT = {
    "gzip": GZIP[:-1],
    "x-gzip": GZIP[:-8],
    "GZIP": GZIP[:-2_000],
    " gzip": GZIP[:5],
    "gzip ": HALVES[:-1],
    "deflate": DEFLATE[:-1],
    "deflate ": DEFLATE[2:-5],
    "gzip, deflate": zlib.compress(GZIP)[:-1],
    "deflate, gzip": gzip.compress(DEFLATE[:-1]),
}


@pytest.mark.parametrize(("encoding", "body"), CUT.items(), ids=map(repr, CUT))
def test_a_compressed_file_that_ends_early_is_an_error(harness: Harness, encoding: str, body: bytes) -> None:
    with pytest.raises(ResponseError, match="cannot be decompressed"):
        picture(harness, encoding, body)


@pytest.mark.parametrize("encoding", ["compress", "dcz", "gzip, DCB", "zstd", "gzip, ZSTD"])
def test_a_file_whose_encoding_nothing_can_undo_is_an_error(harness: Harness, encoding: str) -> None:
    # Python 3.14 can undo zstd, and finds that the file is not encoded so.
    words = "decompressed: " if "zst" in encoding.lower() else "which was not requested"
    with pytest.raises(ResponseError, match=words):
        picture(harness, encoding, PICTURE)


def test_members_of_a_gzip_body_are_limited() -> None:
    limit = response_bodies.MAX_MEMBERS
    headers, member = httpx2.Headers({"Content-Encoding": "gzip"}), gzip.compress(b"")
    assert response_bodies.decompress(headers, member * limit) == b""
    with pytest.raises(httpx2.DecodingError, match="parts"):
        response_bodies.decompress(headers, member * (limit + 1))


def test_a_part_of_a_file_is_not_returned_as_the_whole(harness: Harness, tmp_path: Path) -> None:
    with pytest.raises(ResponseError, match="only a part of the file"):
        picture(harness, "identity", PICTURE[:100], 206)
    with pytest.raises(ResponseError, match="only a part of the file"):
        picture(harness, "identity", PICTURE[:100], 206, to=tmp_path / "me.png")
    assert not list(tmp_path.iterdir())


def test_a_part_of_a_file_that_was_requested_is_returned(harness: Harness) -> None:
    assert picture(harness, "", PICTURE[:100], 206, headers={"range": "bytes=0-99"}) == PICTURE[:100]

"""Digests of compressed bodies: they may be those of the compressed bytes, so they prove nothing about the others."""

from __future__ import annotations

import base64
import gzip
import hashlib
from collections.abc import Iterator
from typing import Any

import httpx2
import pytest

from kinocraft.errors import ResponseError
from tests.faults.harness import Harness, content

STORED = content(10_000)
ENCODED = gzip.compress(STORED)


def md5(data: bytes) -> str:
    return base64.b64encode(hashlib.md5(data).digest()).decode()


@pytest.fixture(params=["sync", "async"])
def alone(request: pytest.FixtureRequest) -> Iterator[Harness]:
    made = Harness(request.param)
    yield made
    made.close()


def avatar(harness: Harness, headers: dict[str, str], body: bytes) -> Any:
    def service(_: httpx2.Request) -> httpx2.Response:
        return httpx2.Response(200, headers=headers, stream=httpx2.ByteStream(body))

    return harness.kinescope(service).avatars.get_user_avatar("1")


@pytest.mark.parametrize("digest", [md5(STORED), md5(ENCODED), md5(b"another")])
def test_a_compressed_body_is_not_compared_with_a_digest(alone: Harness, digest: str) -> None:
    assert avatar(alone, {"Content-Encoding": "gzip", "Content-MD5": digest}, ENCODED) == STORED


@pytest.mark.parametrize("digest", [md5(ENCODED), md5(b"another")])
def test_a_plain_body_is_compared_with_its_digest(alone: Harness, digest: str) -> None:
    with pytest.raises(ResponseError, match="damaged"):
        avatar(alone, {"Content-MD5": digest}, STORED)

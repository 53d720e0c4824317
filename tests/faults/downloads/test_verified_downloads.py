"""A download says what was verified: by its length, by digests that the host or the service names, or by an ETag."""

from __future__ import annotations

import base64
import copy
import hashlib
import logging
import pickle
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx2
import pytest

from kinocraft import DownloadedPath
from kinocraft.errors import DownloadError, ResponseError
from tests.faults.harness import Harness, content

STORED = content(10_000)
OTHER = STORED[::-1]
TOKENS = {"access_token": "t", "refresh_token": "r", "user_id": "u", "owner_id": "o", "expires_at": 4_000_000_000}


@pytest.fixture(params=["sync", "async"])
def harness(request: pytest.FixtureRequest) -> Iterator[Harness]:
    with Harness(request.param) as harness:
        yield harness


def hexadecimal(algorithm: str, data: bytes) -> str:
    return hashlib.new(algorithm, data).hexdigest()


def encoded(algorithm: str, data: bytes) -> str:
    return base64.b64encode(hashlib.new(algorithm, data).digest()).decode()


def download(harness: Harness, target: Path, headers: dict[str, str], fields: dict[str, Any]) -> Any:
    def service(request: httpx2.Request) -> httpx2.Response:
        if request.url.host == "cdn.example":
            return httpx2.Response(200, headers=headers, stream=httpx2.ByteStream(STORED))
        file = {"path": "/a", "size": len(STORED), "download_url": "https://cdn.example/a", **fields}
        return httpx2.Response(200, json=TOKENS if request.method == "POST" else file)

    return harness.client(service, on_drift=lambda drift: None).files.download("/a", target)


MD5 = hexadecimal("md5", STORED)
VERIFIED: list[tuple[dict[str, str], dict[str, Any], tuple[str, ...]]] = [
    ({"Content-MD5": encoded("md5", STORED)}, {}, ("size", "md5")),
    ({"Digest": f"SHA-256={encoded('sha256', STORED)}"}, {}, ("size", "sha256")),
    ({"Digest": f"md5={encoded('md5', STORED)}, unixsum=30637"}, {}, ("size", "md5")),
    ({"Content-Digest": f"sha-256=:{encoded('sha256', STORED)}:"}, {}, ("size", "sha256")),
    ({"Repr-Digest": f"crc32c=:AAAAAA==:,sha-512=:{encoded('sha512', STORED)}:"}, {}, ("size", "sha512")),
    ({"ETag": f'"{MD5}"'}, {}, ("size", "md5")),
    ({"ETag": f'"{MD5.upper()}"'}, {}, ("size", "md5")),
    ({}, {"etag": MD5}, ("size", "md5")),
    ({}, {"md5": MD5}, ("size", "md5")),
    ({}, {"sha256": hexadecimal("sha256", STORED)}, ("size", "sha256")),
    ({"ETag": f'"{MD5}"', "Content-MD5": encoded("md5", STORED)}, {}, ("size", "md5")),
]
UNVERIFIED: list[tuple[dict[str, str], dict[str, Any]]] = [
    ({}, {}),
    # Of the form of an MD5, but another one: it may be the ETag of a host that counts parts, or anything else.
    ({"ETag": f'"{hexadecimal("md5", OTHER)}"'}, {"etag": hexadecimal("md5", OTHER)}),
    ({"ETag": f'W/"{MD5}"'}, {}),
    ({"ETag": f'"{MD5}-2"'}, {"etag": "", "md5": "", "sha256": None}),
    ({"Content-MD5": "nonsense"}, {"md5": "nonsense", "sha512": 1}),
    # A digest that was cut off, or another one under its name.
    ({"Repr-Digest": f"sha-512=:{encoded('sha256', STORED)}:"}, {"md5": MD5[:-2], "sha256": MD5}),
]
DAMAGED: list[tuple[dict[str, str], dict[str, Any]]] = [
    ({"Content-MD5": encoded("md5", OTHER)}, {}),
    ({"Repr-Digest": f"sha-512=:{encoded('sha512', OTHER)}:"}, {}),
    ({"Content-MD5": encoded("md5", OTHER), "ETag": f'"{MD5}"'}, {"md5": MD5}),
    ({"ETag": f'"{MD5}"'}, {"md5": hexadecimal("md5", OTHER)}),
    ({}, {"sha256": hexadecimal("sha256", OTHER)}),
]


@pytest.mark.parametrize(("headers", "fields", "verified"), VERIFIED)
def test_a_download_says_what_was_verified(
    harness: Harness,
    tmp_path: Path,
    headers: dict[str, str],
    fields: dict[str, Any],
    verified: tuple[str, ...],
    caplog: pytest.LogCaptureFixture,
) -> None:
    with caplog.at_level(logging.INFO, "kinocraft"):
        made = download(harness, tmp_path / "a", headers, fields)
    assert made.verified == verified
    assert made.read_bytes() == STORED
    assert "nothing else" not in caplog.text


@pytest.mark.parametrize(("headers", "fields"), UNVERIFIED)
def test_a_download_says_that_only_its_size_was_verified(
    harness: Harness,
    tmp_path: Path,
    headers: dict[str, str],
    fields: dict[str, Any],
    caplog: pytest.LogCaptureFixture,
) -> None:
    with caplog.at_level(logging.INFO, "kinocraft"):
        made = download(harness, tmp_path / "a", headers, fields)
    assert made.verified == ("size",)
    assert "its size was verified, and nothing else" in caplog.text


@pytest.mark.parametrize(("headers", "fields"), DAMAGED)
def test_a_download_with_another_digest_is_damaged(
    harness: Harness, tmp_path: Path, headers: dict[str, str], fields: dict[str, Any]
) -> None:
    with pytest.raises(DownloadError, match="arrived damaged"):
        download(harness, tmp_path / "a", headers, fields)
    assert list(tmp_path.iterdir()) == []


def test_the_path_of_a_download_is_an_ordinary_path(harness: Harness, tmp_path: Path) -> None:
    made = download(harness, tmp_path / "a", {"ETag": f'"{MD5}"'}, {})
    assert isinstance(made, DownloadedPath)
    assert made == tmp_path / "a"
    assert hash(made) == hash(tmp_path / "a")
    assert str(made) == str(tmp_path / "a")
    assert made.with_suffix(".b").verified == made.parent.verified == ()
    for copied in (pickle.loads(pickle.dumps(made)), copy.deepcopy(made)):
        assert (copied, copied.verified) == (made, ("size", "md5"))


# --- bodies of ordinary calls ----------------------------------------------------------------------------------------

LENGTH = str(len(STORED))


def avatar(harness: Harness, headers: dict[str, str], **options: Any) -> Any:
    def service(_: httpx2.Request) -> httpx2.Response:
        return httpx2.Response(200, headers=headers, stream=httpx2.ByteStream(STORED))

    return harness.kinescope(service).avatars.get_user_avatar("1", **options)


@pytest.mark.parametrize(
    ("headers", "verified"),
    [
        ({}, ()),
        ({"Content-Length": LENGTH}, ("size",)),
        ({"Content-Length": LENGTH, "Content-MD5": encoded("md5", STORED)}, ("size", "md5")),
    ],
)
def test_a_saved_body_says_what_was_verified(
    harness: Harness, tmp_path: Path, headers: dict[str, str], verified: tuple[str, ...]
) -> None:
    made = avatar(harness, headers, to=tmp_path / "a")
    assert (made, made.verified, made.read_bytes()) == (tmp_path / "a", verified, STORED)


@pytest.mark.parametrize(
    "headers", [{"Content-Length": "10001"}, {"Content-MD5": encoded("md5", OTHER)}, {"Content-Length": "9"}]
)
def test_a_damaged_body_is_not_saved(harness: Harness, tmp_path: Path, headers: dict[str, str]) -> None:
    (tmp_path / "a").write_bytes(b"before")
    with pytest.raises(ResponseError, match=r"damaged|of \d+ bytes"):
        avatar(harness, headers, to=tmp_path / "a")
    assert [(each.name, each.read_bytes()) for each in tmp_path.iterdir()] == [("a", b"before")]


def test_a_damaged_body_in_memory_is_an_error(harness: Harness) -> None:
    assert avatar(harness, {"Content-MD5": encoded("md5", STORED)}) == STORED
    with pytest.raises(ResponseError, match="damaged"):
        avatar(harness, {"Content-MD5": encoded("md5", OTHER)})

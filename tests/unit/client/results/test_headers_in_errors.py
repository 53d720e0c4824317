"""What an error quotes of the headers of a response is short and can be printed anywhere."""

from __future__ import annotations

from pathlib import Path

import httpx2
import pytest

from kinocraft.errors import APIError, DownloadError, ResponseError, ServerError
from tests.faults.harness import Harness

ESCAPE = b"\x1b[31mred\xff\x9b" + b"a" * 5_000
TOKENS = {"access_token": "t", "refresh_token": "r", "user_id": "u", "owner_id": "o", "expires_at": 4_000_000_000}
FILE = {"path": "/a", "size": 5, "download_url": "https://cdn.example/a"}


def response(status: int, body: bytes, *names: bytes) -> httpx2.Response:
    return httpx2.Response(status, headers=[(name, ESCAPE) for name in names], stream=httpx2.ByteStream(body))


def plain(error: Exception) -> None:
    text = str(error)
    assert "red" in text
    assert all(each.isprintable() for each in text)
    assert len(text) < 2_000


def test_a_request_id_is_printable(harness: Harness) -> None:
    with pytest.raises(ServerError) as raised:
        harness.kinescope(lambda _: response(500, b"", b"X-Request-ID"), retries=0).projects.get("p")
    plain(raised.value)
    assert len(raised.value.call.request_id or "") == 500


def test_a_media_type_is_printable(harness: Harness) -> None:
    with pytest.raises(ResponseError) as raised:
        harness.kinescope(lambda _: response(200, b"x", b"Content-Type")).projects.get("p")
    plain(raised.value)
    assert len(raised.value.content_type) == 500


def test_an_encoding_is_printable(harness: Harness, tmp_path: Path) -> None:
    def service(request: httpx2.Request) -> httpx2.Response:
        if request.url.host == "cdn.example":
            return response(200, b"x", b"Content-Encoding")
        return httpx2.Response(200, json=TOKENS if request.method == "POST" else FILE)

    with pytest.raises(DownloadError) as failed:
        harness.client(service, on_drift=lambda _: None).files.download("/a", tmp_path / "a", retries=0)
    plain(failed.value)
    kinescope = harness.kinescope(lambda _: response(200, b"x", b"Content-Encoding"))
    with pytest.raises(APIError) as raised:
        kinescope.avatars.get_user_avatar("a", to=tmp_path / "me.png")
    plain(raised.value)

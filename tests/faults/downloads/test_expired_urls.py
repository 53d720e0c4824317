"""A download whose URL expires asks the service for the file again, and continues where it was."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx2
import pytest

from kinocraft.errors import DownloadError
from tests.faults.harness import Harness, content

DATA = content(30_000)
TOKENS = {"access_token": "t", "refresh_token": "r", "user_id": "u", "owner_id": "o", "expires_at": 4_000_000_000}


@pytest.fixture(params=["sync", "async"])
def harness(request: pytest.FixtureRequest) -> Iterator[Harness]:
    with Harness(request.param) as harness:
        yield harness


class Blocks(httpx2.SyncByteStream, httpx2.AsyncByteStream):
    """Some bytes, and then a broken connection unless these are the last ones."""

    def __init__(self, data: bytes, *, breaks: bool) -> None:
        self._data = data
        self._breaks = breaks

    def __iter__(self) -> Iterator[bytes]:
        yield self._data
        if self._breaks:
            raise httpx2.ReadError("broken")

    async def __aiter__(self) -> Any:
        for block in self:
            yield block


class Service:
    """A service whose download_url is valid for `uses` requests, and its host, which sends 10,000 bytes at a time."""

    def __init__(self, uses: int, expired: int = 403, size: int = len(DATA)) -> None:
        self.uses = uses
        self.expired = expired
        self.size = size
        self.urls = 0
        self.requested: list[str] = []
        self.metadata: Callable[[], httpx2.Response] | None = None

    def __call__(self, request: httpx2.Request) -> httpx2.Response:
        if request.method == "POST":
            return httpx2.Response(200, json=TOKENS)
        if request.url.host != "cdn.example":
            self.urls += 1
            if self.metadata and self.urls > 1:
                return self.metadata()
            url = f"https://cdn.example/a?signature={self.urls}"
            return httpx2.Response(200, json={"path": "/a", "size": self.size, "download_url": url})
        self.requested.append(str(request.url.query, "ascii"))
        if self.requested.count(self.requested[-1]) > self.uses:
            return httpx2.Response(self.expired)
        start = int(request.headers.get("Range", "bytes=0-")[len("bytes=") : -1])
        end = min(start + 10_000, len(DATA))
        headers = {"ETag": '"e"', "Content-Range": f"bytes {start}-{len(DATA) - 1}/{len(DATA)}"}
        stream = Blocks(DATA[start:end], breaks=end < len(DATA))
        return httpx2.Response(206 if start else 200, headers=headers, stream=stream)


def download(harness: Harness, service: Service, target: Path, *, given: bool) -> bytes:
    client = harness.client(service, on_drift=lambda _: None)
    made: Path = client.files.download(client.files.get("/a") if given else "/a", target, retries=0)
    return made.read_bytes()


@pytest.mark.parametrize("given", [False, True], ids=["path", "object"])
@pytest.mark.parametrize("status", [401, 403, 410])
def test_a_resumed_download_asks_for_a_new_url(harness: Harness, tmp_path: Path, status: int, given: bool) -> None:
    service = Service(uses=1, expired=status)
    assert download(harness, service, tmp_path / "a", given=given) == DATA
    assert service.requested == [f"signature={number}" for number in (1, 1, 2, 2, 3)]


def test_an_object_with_an_expired_url_can_be_downloaded(harness: Harness, tmp_path: Path) -> None:
    service = Service(uses=3)
    service.requested = ["signature=1"] * 3
    assert download(harness, service, tmp_path / "a", given=True) == DATA


def test_a_new_url_that_is_rejected_too_ends_the_download(harness: Harness, tmp_path: Path) -> None:
    service = Service(uses=0)
    with pytest.raises(DownloadError, match="the host returned status 403"):
        download(harness, service, tmp_path / "a", given=False)
    assert service.urls == 2
    assert not list(tmp_path.iterdir())


def test_a_file_that_changed_meanwhile_is_not_resumed(harness: Harness, tmp_path: Path) -> None:
    service = Service(uses=1)
    changed = {"path": "/a", "size": 5, "download_url": "https://cdn.example/a?signature=9"}
    service.metadata = lambda: httpx2.Response(200, json=changed)
    with pytest.raises(DownloadError, match="it now has 5"):
        download(harness, service, tmp_path / "a", given=False)
    assert not list(tmp_path.iterdir())


def test_an_error_of_the_service_does_not_hide_that_of_the_host(harness: Harness, tmp_path: Path) -> None:
    service = Service(uses=1)
    service.metadata = lambda: httpx2.Response(404, json={"code": 404, "msg": "no such object"})
    with pytest.raises(DownloadError, match="the host returned status 403"):
        download(harness, service, tmp_path / "a", given=False)

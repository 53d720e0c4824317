"""Downloads from hosts that replace the file meanwhile, redirect, or send something else than was requested."""

from __future__ import annotations

import gzip
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx2
import pytest

from kinocraft.errors import DownloadError
from tests.faults.harness import Harness, content

FIRST = content(10_000)
SECOND = FIRST[::-1]
CUT = 4_000
TOKENS = {"access_token": "t", "refresh_token": "r", "user_id": "u", "owner_id": "o", "expires_at": 4_000_000_000}
FILE = {"path": "/a", "size": len(FIRST), "download_url": "https://cdn.example/a?signature=known"}

Host = Callable[[httpx2.Request], httpx2.Response]


@pytest.fixture(params=["sync", "async"])
def harness(request: pytest.FixtureRequest) -> Iterator[Harness]:
    harness = Harness(request.param)
    yield harness
    harness.close()


class Cut(httpx2.SyncByteStream, httpx2.AsyncByteStream):
    """The first bytes of the file, and then a broken connection."""

    def __iter__(self) -> Iterator[bytes]:
        yield FIRST[:CUT]
        raise httpx2.ReadError("broken")

    async def __aiter__(self) -> Any:
        yield FIRST[:CUT]
        raise httpx2.ReadError("broken")


class Network:
    """The service, and hosts of the file. `requests` has those for the file."""

    def __init__(self, harness: Harness, host: Host) -> None:
        self._host = host
        self.requests: list[httpx2.Request] = []
        self.client = harness.client(self, on_drift=lambda drift: None, retries=1)

    def __call__(self, request: httpx2.Request) -> httpx2.Response:
        if request.url.host.endswith(".platformcraft.ru"):
            return httpx2.Response(200, json=TOKENS if request.method == "POST" else FILE)
        self.requests.append(request)
        return self._host(request)

    def download(self, tmp_path: Path) -> bytes:
        made: Path = self.client.files.download("/a", tmp_path / "a", retries=1)
        return made.read_bytes()


def body(status: int, data: bytes, **headers: str) -> httpx2.Response:
    names = {name.replace("_", "-"): value for name, value in headers.items()}
    return httpx2.Response(status, headers=names, stream=httpx2.ByteStream(data))


def resumed(answer: Host) -> Host:
    """Break the first response off, and answer requests for the rest."""

    def host(request: httpx2.Request) -> httpx2.Response:
        if "Range" in request.headers:
            return answer(request)
        return httpx2.Response(200, headers={"ETag": '"first"'}, stream=Cut())

    return host


def rest(size: int | str = len(FIRST)) -> str:
    return f"bytes {CUT}-{len(FIRST) - 1}/{size}"


@pytest.mark.parametrize("size", [len(FIRST), "*"])
def test_a_partial_response_of_another_version_starts_the_download_again(
    harness: Harness, tmp_path: Path, size: int | str
) -> None:
    """The host does not honour If-Range: it sends the rest of a new version of the same size."""

    def host(request: httpx2.Request) -> httpx2.Response:
        if len(network.requests) == 1:
            return httpx2.Response(200, headers={"ETag": '"first"'}, stream=Cut())
        if "Range" in request.headers:
            return body(206, SECOND[CUT:], ETag='"second"', Content_Range=rest(size))
        return body(200, SECOND, ETag='"second"')

    network = Network(harness, host)
    # The retry for the broken connection made progress, so it is not counted.
    assert network.download(tmp_path) == SECOND
    assert ["Range" in request.headers for request in network.requests] == [False, True, False]


def test_a_file_that_is_replaced_each_time_is_not_downloaded(harness: Harness, tmp_path: Path) -> None:
    network = Network(harness, resumed(lambda request: body(206, SECOND[CUT:], ETag='"other"', Content_Range=rest())))
    with pytest.raises(DownloadError, match=r"replaced meanwhile|ReadError"):
        network.download(tmp_path)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("headers", [{"ETag": '"first"'}, {}], ids=["with ETag", "without ETag"])
def test_a_partial_response_of_the_same_version_is_joined(
    harness: Harness, tmp_path: Path, headers: dict[str, str]
) -> None:
    answer = resumed(lambda request: body(206, FIRST[CUT:], Content_Range=rest(), **headers))
    network = Network(harness, answer)
    assert network.download(tmp_path) == FIRST
    # A host that sends no ETag with the rest can honour the condition all the same.
    assert [request.headers.get("If-Range") for request in network.requests] == [None, '"first"']


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (lambda _: body(206, SECOND[CUT:], ETag='"first"', Content_Range=rest(999_999)), "says that it has 999999"),
        (lambda _: body(206, SECOND, ETag='"first"', Content_Range="bytes 0-9999/10000"), "another range"),
        (lambda _: body(206, SECOND[CUT:], ETag='"first"'), "another range"),
        (lambda _: body(416, b"", Content_Range="bytes */500"), "replaced: download it again"),
    ],
    ids=["another total", "another start", "no range", "not satisfiable"],
)
def test_a_partial_response_that_does_not_continue_the_file_raises(
    harness: Harness, tmp_path: Path, answer: Host, reason: str
) -> None:
    with pytest.raises(DownloadError, match=reason):
        Network(harness, resumed(answer)).download(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_body_that_was_encoded_unasked_raises_with_its_encoding(harness: Harness, tmp_path: Path) -> None:
    network = Network(harness, lambda _: body(200, gzip.compress(FIRST), Content_Encoding="gzip"))
    with pytest.raises(DownloadError, match="encoded as gzip, which was not requested"):
        network.download(tmp_path)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
@pytest.mark.parametrize("location", ["https://edge.example/b", "/moved"])
def test_a_download_follows_redirects_without_credentials(
    harness: Harness, tmp_path: Path, status: int, location: str
) -> None:
    """Neither the login nor the signature of the first URL goes to the next host."""

    def host(request: httpx2.Request) -> httpx2.Response:
        if request.url.path == "/a":
            return body(status, b"", Location=location)
        return body(200, FIRST)

    network = Network(harness, host)
    assert network.download(tmp_path) == FIRST
    first, second = network.requests
    assert str(second.url) == str(first.url.join(location))
    assert second.headers["Host"] == second.url.host
    assert all("Authorization" not in request.headers for request in network.requests)
    assert "signature" not in str(second.url)


@pytest.mark.parametrize(
    ("location", "reason"),
    [
        ("/a", "more than 10 redirects"),
        ("http://cdn.example/a", "without encryption"),
        ("ftp://cdn.example/a", "not a URL"),
        ("https://a..b/", "not a URL"),
    ],
)
def test_a_redirect_that_leads_nowhere_raises(harness: Harness, tmp_path: Path, location: str, reason: str) -> None:
    network = Network(harness, lambda _: body(302, b"", Location=location))
    with pytest.raises(DownloadError, match=reason):
        network.download(tmp_path)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(("redirects", "followed"), [(10, True), (11, False)])
def test_a_download_follows_ten_redirects(harness: Harness, tmp_path: Path, redirects: int, followed: bool) -> None:
    def host(request: httpx2.Request) -> httpx2.Response:
        number = len(network.requests)
        return body(302, b"", Location=f"/{number}") if number <= redirects else body(200, FIRST)

    network = Network(harness, host)
    if followed:
        assert network.download(tmp_path) == FIRST
    else:
        with pytest.raises(DownloadError, match="more than 10 redirects"):
            network.download(tmp_path)
    assert len(network.requests) == 11


@pytest.mark.parametrize("failure", [503, 429, None])
def test_an_empty_file_is_complete_only_after_a_success(
    harness: Harness, tmp_path: Path, failure: int | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(FILE, "size", 0)

    def host(request: httpx2.Request) -> httpx2.Response:
        if len(network.requests) > 1:
            return body(200, b"")
        if failure is None:
            raise httpx2.ReadError("broken")
        return body(failure, b"")

    network = Network(harness, host)
    assert network.download(tmp_path) == b""
    assert len(network.requests) == 2


def test_a_range_that_was_not_requested_is_not_called_a_replacement(harness: Harness, tmp_path: Path) -> None:
    network = Network(harness, lambda _: body(416, b""))
    with pytest.raises(DownloadError, match="cannot be downloaded: the host returned status 416"):
        network.download(tmp_path)
    assert len(network.requests) == 1

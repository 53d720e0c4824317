"""Credentials go to the configured origins alone: the same scheme, host and port, wherever a response leads."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx2
import pytest

from kinocraft import UploadState
from kinocraft.errors import APIStatusError, ResponseError
from tests.faults.harness import BlockingClient, Harness, content

TOKENS = {
    "access_token": "hunter2",
    "refresh_token": "hunter3",
    "user_id": "u",
    "owner_id": "o",
    "expires_at": 4_000_000_000,
}
CREDENTIALS = ("hunter2", "hunter3", "a-token", "someone", "x-own")
BASES = ["https://storage.example", "http://storage.example", "https://storage.example:8443/prefix"]


def others(base: str) -> list[str]:
    """Origins that differ from that of the base, each in one thing."""
    url = httpx2.URL(base)
    scheme, host = url.scheme, url.host
    port = url.port or {"http": 80, "https": 443}[scheme]
    return [
        f"{scheme}://{host}:{port + 1}",
        f"{scheme}://{host}:{'80' if port == 443 else '443'}",
        f"{'http' if scheme == 'https' else 'https'}://{host}:{port}",
        f"{'http' if scheme == 'https' else 'https'}://{host}",
        f"{scheme}://elsewhere.example:{port}",
        f"{scheme}://{host}.elsewhere.example:{port}",
        f"{scheme}://sub.{host}:{port}",
        f"{scheme}://{host}.:{port}",
        f"{scheme}://{host}@elsewhere.example:{port}",
        f"{scheme}://user:pass@{host}:{port}",
    ]


def same(base: str) -> list[str]:
    """Other spellings of the base's own origin."""
    url = httpx2.URL(base)
    port = url.port or {"http": 80, "https": 443}[url.scheme]
    return [f"{url.scheme}://{url.host}:{port}", f"{url.scheme.upper()}://{url.host.upper()}:{port}"]


PAIRS = [(base, other) for base in BASES for other in others(base)]


class Recorder:
    """A network in which every host responds with the same function. It records the requests."""

    def __init__(self, answer: Callable[[httpx2.Request], httpx2.Response]) -> None:
        self.answer = answer
        self.requests: list[httpx2.Request] = []

    def __call__(self, request: httpx2.Request) -> httpx2.Response:
        self.requests.append(request)
        if b"password=" in request.content[:500] or b"refresh_token=" in request.content[:500]:
            return httpx2.Response(200, json=TOKENS)
        return self.answer(request)

    def to(self, origin: str) -> list[httpx2.Request]:
        """The requests to an origin, as httpx2 compares origins."""
        return [each for each in self.requests if each.url.origin == httpx2.URL(origin).origin]


def without_credentials(request: httpx2.Request) -> bool:
    """Whether a request has neither a credential nor the client's own headers."""
    text = f"{request.headers.multi_items()} {request.url} {request.content!r}".lower()
    return not any(each in text for each in CREDENTIALS) and "authorization" not in request.headers


def platformcraft(harness: Harness, network: Recorder, base: str = BASES[0], **options: Any) -> BlockingClient:
    return harness.client(
        network, filespot_url=base, on_drift=lambda drift: None, headers={"X-Own": "x-own"}, retries=0, **options
    )


def kinescope(harness: Harness, network: Recorder, **options: Any) -> BlockingClient:
    return harness.kinescope(
        network, on_drift=lambda drift: None, headers={"X-Own": "x-own"}, retries=0, rate_limits=False, **options
    )


# --- the link to the next page ------------------------------------------------------------------------------------


def folder(link: str) -> Recorder:
    body = {"is_dir": True, "path": "/", "contents": [{"name": "a", "path": "/a"}]}
    return Recorder(
        lambda request: httpx2.Response(
            200, json={**body, "paging": {"count": 2, "next": "" if "start" in request.url.params else link}}
        )
    )


@pytest.mark.parametrize(("base", "other"), PAIRS)
def test_a_next_page_on_another_origin_is_not_requested(harness: Harness, base: str, other: str) -> None:
    network = folder(f"{other}/2/fs/container/o/object/?start=1")
    with pytest.raises(ResponseError, match="the next page is at"):
        harness.items(platformcraft(harness, network, base))
    assert len(network.to(base)) == 1
    assert len(network.requests) == 2  # the login is the other one


@pytest.mark.parametrize(("base", "other"), [(base, each) for base in BASES for each in same(base)])
def test_a_next_page_on_the_same_origin_gets_the_token(harness: Harness, base: str, other: str) -> None:
    network = folder(f"{other}/2/fs/container/o/object/?start=1")
    assert len(harness.items(platformcraft(harness, network, base))) == 2
    assert [each.headers["Authorization"] for each in network.to(base)] == ["Bearer hunter2"] * 2


# --- redirects ----------------------------------------------------------------------------------------------------

CALLS: dict[str, Callable[[BlockingClient, BlockingClient], Any]] = {
    "GET of Kinescope": lambda k, p: k.videos.get("v"),
    "POST of Kinescope": lambda k, p: k.tags.create(tag="t"),
    "PUT of Kinescope": lambda k, p: k.request("PUT", "/v1/x", json={}),
    "PATCH of Kinescope": lambda k, p: k.videos.update("v", title="t"),
    "DELETE of Kinescope": lambda k, p: k.tags.delete("t"),
    "upload of Kinescope": lambda k, p: k.videos.upload(b"film", title="t"),
    "GET of Filespot": lambda k, p: p.files.get("/a"),
    "upload of Filespot": lambda k, p: p.files.upload(b"file", "/a"),
    "DELETE of Filespot": lambda k, p: p.files.delete("/a"),
    "GET of the Recorder": lambda k, p: p.recorder.streams.get("s"),
    "GET of the Streamer": lambda k, p: p.streamer.channels.get("c"),
}


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
@pytest.mark.parametrize("call", CALLS)
def test_a_redirect_of_a_call_is_not_followed(harness: Harness, call: str, status: int) -> None:
    location = "https://elsewhere.example/"
    network = Recorder(lambda request: httpx2.Response(status, headers={"Location": location}))
    k, p = kinescope(harness, network), platformcraft(harness, network)
    for each in (k, p):
        each.raw._caller.http_client._client.follow_redirects = True
    with pytest.raises(Exception, match=r"30\d|3 times"):
        CALLS[call](k, p)
    assert network.to(location) == []
    assert network.requests


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
@pytest.mark.parametrize("step", ["login", "refresh"])
def test_a_redirect_of_a_login_is_not_followed(harness: Harness, status: int, step: str) -> None:
    requests: list[httpx2.Request] = []

    def answer(request: httpx2.Request) -> httpx2.Response:
        requests.append(request)
        if request.method == "POST" and (step == "login" or b"refresh_token=" in request.content):
            return httpx2.Response(status, headers={"Location": "https://elsewhere.example/"})
        return httpx2.Response(200, json=TOKENS if request.method == "POST" else {"name": "a", "path": "/a"})

    client = harness.client(answer, on_drift=lambda drift: None, retries=0)
    client.raw._caller.http_client._client.follow_redirects = True
    if step == "refresh":
        client.files.get("/a")
        harness.clock.advance(25 * 3600)
    if step == "login":
        with pytest.raises(APIStatusError, match=str(status)):
            client.files.get("/a")
    else:
        client.files.get("/a")  # after the rejected renewal it logs in again
    assert {each.url.host for each in requests} <= {"auth.platformcraft.ru", "filespot.platformcraft.ru"}


# --- addresses of uploads and downloads ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    "endpoint",
    [
        "https://uploader.kinescope.io/tus/1",
        "https://api.kinescope.io/tus/1",
        "https://api.kinescope.io:8443/tus/1",
        "http://api.kinescope.io/tus/1",
        "https://elsewhere.example/tus/1",
    ],
)
@pytest.mark.parametrize("resumed", [False, True])
def test_an_upload_address_gets_no_credentials_on_any_origin(harness: Harness, endpoint: str, resumed: bool) -> None:
    def answer(request: httpx2.Request) -> httpx2.Response:
        if str(request.url) != endpoint:
            return httpx2.Response(200, json={"data": {"id": "v", "endpoint": endpoint, "status": "uploading"}})
        offset = int(request.headers.get("Upload-Offset", 0)) + len(request.content)
        return httpx2.Response(204, headers={"Upload-Offset": str(offset)})

    network, states = Recorder(answer), list[UploadState]()
    client = kinescope(harness, network)
    given: dict[str, Any] = {"parent_id": "p", "title": "t", "threshold": 0, "headers": {"X-Call": "x-own"}}
    client.videos.upload(content(10), resume=states.append, **given)
    if resumed:
        client.videos.upload(content(10), resume=states[0], **given)
    opaque = [each for each in network.requests if str(each.url) == endpoint]
    assert [each.method for each in opaque] == ["PATCH", *(["HEAD", "PATCH"] if resumed else [])]
    assert all(map(without_credentials, opaque))


@pytest.mark.parametrize("status", [301, 302, 307, 308])
def test_a_redirect_of_an_upload_address_is_not_followed(harness: Harness, status: int) -> None:
    def answer(request: httpx2.Request) -> httpx2.Response:
        if request.url.host == "uploads.example":
            return httpx2.Response(status, headers={"Location": "https://elsewhere.example/"})
        return httpx2.Response(200, json={"data": {"id": "v", "endpoint": "https://uploads.example/1"}})

    network = Recorder(answer)
    client = kinescope(harness, network)
    client.raw._caller.http_client._client.follow_redirects = True
    with pytest.raises(APIStatusError, match=str(status)):
        client.videos.upload(content(10), parent_id="p", title="t", threshold=0)
    assert network.to("https://elsewhere.example") == []


def download(harness: Harness, tmp_path: Path, url: str, answer: Any, base: str = BASES[0]) -> Recorder:
    """Download a file with an HTTP client of the user that has a login of its own and follows redirects."""
    network = Recorder(answer)
    client = platformcraft(harness, network, base)
    given = client.raw._caller.http_client._client
    given.auth, given.follow_redirects = ("someone", "hunter2"), True
    file = {"name": "a", "path": "/a", "size": 4, "download_url": url}
    network.answer = lambda request: (
        httpx2.Response(200, json=file) if request.url.path.endswith("/object/a") else answer(request)
    )
    client.files.download("/a", tmp_path / "a")
    assert (tmp_path / "a").read_bytes() == b"data"
    return network


@pytest.mark.parametrize(("base", "other"), [(base, each) for base in BASES for each in [*same(base), *others(base)]])
def test_a_download_sends_no_credentials_to_any_origin(harness: Harness, tmp_path: Path, base: str, other: str) -> None:
    network = download(
        harness, tmp_path, f"{other}/cdn", lambda r: httpx2.Response(200, stream=httpx2.ByteStream(b"data")), base
    )
    *_, request = network.requests
    assert request.url.path == "/cdn"
    assert without_credentials(request)


@pytest.mark.parametrize(
    "target", ["https://storage.example:8444/", "https://elsewhere.example/", "http://cdn.example"]
)
def test_a_redirected_download_sends_no_credentials(harness: Harness, tmp_path: Path, target: str) -> None:
    def answer(request: httpx2.Request) -> httpx2.Response:
        if request.url.path == "/cdn":
            return httpx2.Response(302, headers={"Location": target})
        return httpx2.Response(200, stream=httpx2.ByteStream(b"data"))

    network = download(harness, tmp_path, "https://storage.example/cdn", answer)
    *_, first, second = network.requests
    assert (first.url.path, second.url.host) == ("/cdn", httpx2.URL(target).host)
    assert without_credentials(first)
    assert without_credentials(second)


@pytest.mark.parametrize("port", [8444, 443])
def test_a_login_goes_to_the_port_of_its_own_setting(harness: Harness, port: int) -> None:
    network = Recorder(lambda request: httpx2.Response(200, json={"name": "a", "path": "/a"}))
    client = platformcraft(harness, network, "https://one.example:8443", auth_url=f"https://one.example:{port}")
    client.files.get("/a")
    login, read = network.requests
    assert (login.url.port or 443, read.url.port) == (port, 8443)
    assert "authorization" not in login.headers
    assert b"password" not in read.content

"""A client's own connections: directly to the host, or through the proxy of the environment."""

from __future__ import annotations

import gzip
import http.server
import threading
from collections.abc import Iterator
from typing import Any

import pytest

from kinocraft.errors import APIStatusError, ResponseError, TransportError
from tests.faults.harness import SOON, Harness

COOKIE = "visit=1; Path=/"


class Host(http.server.ThreadingHTTPServer):
    """A host or a proxy that records its requests. Its responses lack the last `missing` bytes."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.asked: list[tuple[str, dict[str, str]]] = []
        self.status = 200
        self.missing = 0
        self.body = b'{"data": {}}'
        self.encoding = ""
        self.left = threading.Event()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: Host

    def do_GET(self) -> None:
        host = self.server
        host.asked.append((self.path, {name.lower(): value for name, value in self.headers.items()}))
        self.send_response(host.status)
        if host.encoding:
            self.send_header("Content-Encoding", host.encoding)
        self.send_header("Set-Cookie", COOKIE)
        self.send_header("Location", f"{host.url}/elsewhere")
        self.send_header("Content-Length", str(len(host.body) + host.missing))
        self.end_headers()
        self.wfile.write(host.body)
        self.close_connection = bool(host.missing)

    def finish(self) -> None:
        super().finish()
        self.server.left.set()

    def log_message(self, format: str, *args: Any) -> None:
        pass


@pytest.fixture
def host() -> Iterator[Host]:
    with Host() as host:
        thread = threading.Thread(target=host.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield host
        host.shutdown()
        thread.join()


@pytest.fixture(autouse=True)
def no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)


def test_no_cookies_and_no_httpx2_user_agent_are_sent(harness: Harness, host: Host) -> None:
    client = harness.kinescope(api_url=host.url)
    for _ in range(2):
        assert client.request("GET", "/v1/one").parsed() == {"data": {}}
    path, headers = host.asked[-1]
    assert path == "/v1/one"
    assert headers.keys() == {"host", "accept", "accept-encoding", "user-agent", "authorization"}


def test_a_redirect_is_not_followed(harness: Harness, host: Host) -> None:
    host.status = 307
    with pytest.raises(APIStatusError, match="307"):
        harness.kinescope(api_url=host.url, retries=0).request("GET", "/v1/one")
    assert [path for path, _ in host.asked] == ["/v1/one"]


def test_a_truncated_response_raises(harness: Harness, host: Host) -> None:
    host.missing = 1
    with pytest.raises(TransportError, match="RemoteProtocolError"):
        harness.kinescope(api_url=host.url, retries=1).request("GET", "/v1/one")
    assert len(host.asked) == 2
    host.missing = 0
    assert harness.kinescope(api_url=host.url).request("GET", "/v1/one").parsed() == {"data": {}}


@pytest.mark.parametrize("options", [{}, {"deadline": 60}], ids=["whole", "by blocks"])
def test_a_response_is_decompressed(harness: Harness, host: Host, options: dict[str, Any]) -> None:
    host.encoding, host.body = "gzip", gzip.compress(b'{"data": {"note": "%s"}}' % (b"a" * 3_000_000))
    client = harness.kinescope(api_url=host.url, retries=0)
    response = client.request("GET", "/v1/one", **options)
    assert response.parsed()["data"]["note"] == "a" * 3_000_000
    host.body = host.body[:10] + b"damaged" + host.body[17:]
    with pytest.raises(ResponseError, match="cannot be decompressed"):
        client.request("GET", "/v1/one", **options)
    # An error response that cannot be decompressed cannot be read.
    host.status = 404
    with pytest.raises(ResponseError, match="cannot be decompressed"):
        client.request("GET", "/v1/one", **options)
    host.encoding, host.body = "identity", b"{}"
    with pytest.raises(APIStatusError, match="404"):
        client.request("GET", "/v1/one", **options)


@pytest.mark.parametrize("name", ["HTTP_PROXY", "http_proxy", "ALL_PROXY"])
def test_the_proxy_from_the_environment_is_used(
    harness: Harness, host: Host, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setenv(name, host.url)
    client = harness.kinescope(api_url="http://kinescope.invalid")
    for _ in range(2):
        assert client.request("GET", "/v1/one").parsed() == {"data": {}}
    path, headers = host.asked[-1]
    assert path == "http://kinescope.invalid/v1/one"
    assert headers["authorization"] == "Bearer a-token"
    assert "cookie" not in headers


def test_a_host_in_no_proxy_is_connected_directly(
    harness: Harness, host: Host, closed_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTP_PROXY", closed_url)
    with pytest.raises(TransportError):
        harness.kinescope(api_url=host.url, retries=0).request("GET", "/v1/one")
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    harness.kinescope(api_url=host.url).request("GET", "/v1/one")
    assert [path for path, _ in host.asked] == ["/v1/one"]
    # A list of exceptions alone names no proxy.
    monkeypatch.delenv("HTTP_PROXY")
    harness.kinescope(api_url=host.url).request("GET", "/v1/two")
    assert host.asked[-1][0] == "/v1/two"


def test_a_proxy_error_does_not_contain_its_credentials(
    harness: Harness, host: Host, monkeypatch: pytest.MonkeyPatch
) -> None:
    host.status = 407
    monkeypatch.setenv("HTTP_PROXY", host.url.replace("//", "//me:hunter2@"))
    with pytest.raises(APIStatusError, match="407") as caught:
        harness.kinescope(api_url="http://kinescope.invalid", retries=0).request("GET", "/v1/one")
    assert host.asked[-1][1]["proxy-authorization"].startswith("Basic ")
    assert "hunter2" not in f"{caught.value!r} {caught.value.__cause__!r}"


@pytest.mark.parametrize("proxied", [False, True])
def test_a_closed_client_sends_no_requests(
    harness: Harness, host: Host, monkeypatch: pytest.MonkeyPatch, proxied: bool
) -> None:
    if proxied:
        monkeypatch.setenv("HTTP_PROXY", host.url)
    client = harness.kinescope(api_url=host.url)
    client.request("GET", "/v1/one")
    assert not host.left.is_set()
    (client.close if harness.kind == "sync" else client.aclose)()
    assert host.left.wait(SOON)
    with pytest.raises(RuntimeError, match="has been closed"):
        client.request("GET", "/v1/two")
    assert len(host.asked) == 1

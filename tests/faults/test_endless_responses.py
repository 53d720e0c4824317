"""Endless responses, in any part of them, end at the deadline or at a maximum size."""

from __future__ import annotations

import base64
import gzip
import socket
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx2
import pytest

from kinocraft.clock import SystemClock
from kinocraft.errors import DeadlineError, ResponseError, TransportError
from kinocraft.transport import response_bodies
from kinocraft_api.platformcraft_models import FileObject
from tests.faults.harness import Harness

pytestmark = pytest.mark.timeout(30)  # an unbounded read would never end

HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
CHUNKED = HEAD + b"Transfer-Encoding: chunked\r\n\r\n"
CHUNK = b"400\r\n" + b" " * 1024 + b"\r\n"
PACE = 0.01
"""Seconds between the pieces that a slow host sends."""


class Host:
    """A host on loopback that sends a beginning, then the same bytes forever."""

    def __init__(self) -> None:
        self.beginning, self.repeated, self.pace = b"", b"", 0.0
        self.connections = 0
        self._stopped = threading.Event()
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._socket.getsockname()[1]}"
        self._threads = [threading.Thread(target=self._accept)]
        self._threads[0].start()

    def _accept(self) -> None:
        while True:
            connection, _ = self._socket.accept()
            if self._stopped.is_set():
                connection.close()
                return
            self.connections += 1
            self._threads.append(threading.Thread(target=self._serve, args=(connection,)))
            self._threads[-1].start()

    def _serve(self, connection: socket.socket) -> None:
        with connection:
            try:
                connection.recv(65536)
                connection.sendall(self.beginning)
                while self.repeated and not self._stopped.wait(self.pace):
                    connection.sendall(self.repeated)
                self._stopped.wait()
            except OSError:
                return

    def close(self) -> None:
        self._stopped.set()
        with socket.create_connection(self._socket.getsockname()):
            pass
        for thread in self._threads:
            thread.join()
        self._socket.close()


@pytest.fixture
def host() -> Iterator[Host]:
    host = Host()
    yield host
    host.close()


@pytest.fixture(params=["sync", "async"])
def harness(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[Harness]:
    for name in ("http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)
    with Harness(request.param) as harness:
        yield harness


def kinescope(harness: Harness, host: Host, **options: Any) -> Any:
    return lambda **own: harness.kinescope(api_url=host.url, clock=SystemClock(), **options).request(
        "GET", "/v1/a", **own
    )


def platformcraft(harness: Harness, host: Host, **options: Any) -> Any:
    urls = {"auth_url": host.url, "filespot_url": host.url}
    return lambda **own: harness.client(**urls, clock=SystemClock(), **options).files.get("/a", **own)


VENDORS = [kinescope, platformcraft]
ENDLESS = {
    "silence": (b"", b""),
    "a head that drips": (HEAD + b"X-A: ", b"a"),
    "one 102 after another": (b"", b"HTTP/1.1 102 Processing\r\n\r\n"),
    "a body that drips": (CHUNKED, b"1\r\n \r\n"),
    "a body that stops": (CHUNKED + CHUNK, b""),
    "an error that drips": (b"HTTP/1.1 503 Unavailable\r\nTransfer-Encoding: chunked\r\n\r\n", b"1\r\n \r\n"),
}


@pytest.mark.parametrize("vendor", VENDORS)
@pytest.mark.parametrize(("beginning", "repeated"), ENDLESS.values(), ids=ENDLESS)
def test_a_deadline_ends_whatever_does_not_end(
    harness: Harness, host: Host, vendor: Callable[..., Any], beginning: bytes, repeated: bytes
) -> None:
    host.beginning, host.repeated, host.pace = beginning, repeated, PACE
    with pytest.raises(DeadlineError) as caught:
        vendor(harness, host, timeout=20)(deadline=0.4)
    assert caught.value.call.stopped == "deadline"
    assert host.connections <= 1  # none if the machine is busy


def test_a_deadline_ends_a_slow_reader(harness: Harness, host: Host) -> None:
    """The host reads nothing after the first bytes, so the body fills all buffers."""
    client = harness.kinescope(api_url=host.url, upload_url=host.url, clock=SystemClock(), timeout=20)
    with pytest.raises(DeadlineError):
        client.avatars.set(bytes(32 << 20), deadline=0.5)


@pytest.mark.parametrize("vendor", VENDORS)
@pytest.mark.parametrize(
    ("beginning", "repeated"), [(b"", b"HTTP/1.1 102 Processing\r\n\r\n" * 100), (HEAD, b"X-A: a\r\n" * 100)]
)
def test_a_head_has_a_maximum_size(
    harness: Harness, host: Host, vendor: Callable[..., Any], beginning: bytes, repeated: bytes
) -> None:
    host.beginning, host.repeated = beginning, repeated
    with pytest.raises(TransportError, match="RemoteProtocolError"):
        vendor(harness, host, retries=0)()


@pytest.fixture(params=[{}, {"deadline": 20}], ids=["whole", "by blocks"])
def bounded(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """Return options of a call that limit its response to 1 MiB."""
    monkeypatch.setattr(response_bodies, "MAX_BODY", 1 << 20)
    options: dict[str, Any] = request.param
    return options


@pytest.mark.parametrize("vendor", VENDORS)
def test_a_body_has_a_maximum_size(
    harness: Harness, host: Host, vendor: Callable[..., Any], bounded: dict[str, Any]
) -> None:
    host.beginning, host.repeated = CHUNKED, CHUNK * 64
    with pytest.raises(ResponseError, match="its body has more than 1 MiB"):
        vendor(harness, host)(**bounded)
    assert host.connections == 1


def zipped(body: bytes, encodings: str) -> bytes:
    for _ in encodings.split(","):
        body = gzip.compress(body)
    return HEAD + b"Content-Encoding: %s\r\nContent-Length: %d\r\n\r\n" % (encodings.encode(), len(body)) + body


@pytest.mark.parametrize("vendor", VENDORS)
@pytest.mark.parametrize("encodings", ["gzip", "gzip, gzip", "gzip,gzip,gzip"])
def test_a_compressed_body_has_a_maximum_size(
    harness: Harness, host: Host, vendor: Callable[..., Any], bounded: dict[str, Any], encodings: str
) -> None:
    host.beginning = zipped(b" " * (1 << 20) + b"{}", encodings)
    assert len(host.beginning) < 5000
    with pytest.raises(ResponseError, match="its body has more than 1 MiB"):
        vendor(harness, host)(**bounded)
    assert host.connections == 1


@pytest.mark.parametrize("encodings", ["gzip", "gzip, gzip"])
def test_a_compressed_body_of_the_maximum_size_is_read(
    harness: Harness, host: Host, bounded: dict[str, Any], encodings: str
) -> None:
    host.beginning = zipped(b" " * ((1 << 20) - 2) + b"{}", encodings)
    assert kinescope(harness, host)(**bounded).parsed() == {}


def test_a_given_http_client_reads_no_more_either(harness: Harness, bounded: dict[str, Any]) -> None:
    body = gzip.compress(b" " * (1 << 20) + b"{}")
    client = harness.kinescope(
        lambda _: httpx2.Response(200, headers={"Content-Encoding": "gzip"}, stream=httpx2.ByteStream(body))
    )
    with pytest.raises(ResponseError, match="its body has more than 1 MiB"):
        client.request("GET", "/v1/a", **bounded)


NESTED = [b"[" * 100_000, b'{"a":' * 100_000, b"[" * 100_000 + b"]" * 100_000]


@pytest.mark.parametrize("body", NESTED, ids=["lists", "objects", "closed"])
@pytest.mark.parametrize(
    "act",
    [
        lambda c: c.videos.get("v"),
        lambda c: c.tags.create(tag="x"),
        lambda c: c.request("GET", "/v1/a").parsed(),
    ],
    ids=["read", "change", "request"],
)
def test_nesting_without_end_is_a_response_error(harness: Harness, body: bytes, act: Callable[[Any], Any]) -> None:
    with pytest.raises(ResponseError):
        act(harness.kinescope(lambda _: httpx2.Response(200, content=body), on_drift=lambda drift: None))


@pytest.mark.parametrize("body", NESTED, ids=["lists", "objects", "closed"])
def test_nesting_without_end_in_a_field_is_a_response_error(harness: Harness, body: bytes) -> None:
    whole = b'{"data": {"id": "v", "new": %s}}' % body
    with pytest.raises(ResponseError):
        harness.kinescope(lambda _: httpx2.Response(200, content=whole), on_drift=lambda drift: None).videos.get("v")


def test_nesting_without_end_in_a_token_is_a_token_of_unknown_age(harness: Harness) -> None:
    parts = [base64.urlsafe_b64encode(part).rstrip(b"=").decode() for part in (b'{"alg":"none"}', NESTED[2], b"s")]
    tokens = {"refresh_token": "r", "user_id": "u", "owner_id": "o", "expires_at": 4_000_000_000}

    def service(request: httpx2.Request) -> httpx2.Response:
        made = {**tokens, "access_token": ".".join(parts)} if request.method == "POST" else {"path": "/a"}
        return httpx2.Response(200, json=made)

    assert harness.client(service, on_drift=lambda drift: None).files.get("/a").path == "/a"


@pytest.mark.parametrize("kind", ["silence", "a head that drips", "one 102 after another", "a body that drips"])
def test_a_deadline_ends_an_endless_download(harness: Harness, host: Host, kind: str, tmp_path: Path) -> None:
    host.pace = PACE
    host.beginning, host.repeated = ENDLESS[kind]
    file = FileObject.model_construct(path="/a", size=5_000_000, download_url=f"{host.url}/a")
    client = harness.client(clock=SystemClock(), timeout=None)
    with pytest.raises(DeadlineError, match=r"deadline of 0\.2 s"):
        client.files.download(file, tmp_path / "a", deadline=0.2)
    assert list(tmp_path.iterdir()) == []

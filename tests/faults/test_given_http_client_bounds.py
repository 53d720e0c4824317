"""An HTTP client of the user's keeps to the deadline and to the maximum size of a head, as the own connections do."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx2
import pytest

from kinocraft import AsyncKinescope, AsyncPlatformcraft, Kinescope, Platformcraft
from kinocraft.clock import SystemClock
from kinocraft.errors import DeadlineError, TransportError
from tests.faults.harness import Harness
from tests.faults.test_endless_responses import ENDLESS, HEAD, PACE, Host

pytestmark = pytest.mark.timeout(30)  # what is not bounded would never end

ENDLESS_HEADS = [(b"", b"HTTP/1.1 102 Processing\r\n\r\n" * 100), (HEAD, b"X-A: a\r\n" * 100)]
Send = Callable[..., Any]


@pytest.fixture
def host() -> Iterator[Host]:
    host = Host()
    yield host
    host.close()


@pytest.fixture(params=["sync", "async"])
def harness(request: pytest.FixtureRequest) -> Iterator[Harness]:
    with Harness(request.param) as harness:
        yield harness


def kinescope(harness: Harness, url: str, http_client: Any, **options: Any) -> Any:
    kind: Any = Kinescope if harness.kind == "sync" else AsyncKinescope
    client = kind("token", api_url=url, http_client=http_client, clock=SystemClock(), rate_limits=False)
    return client.request("GET", "/v1/a", **options)


def platformcraft(harness: Harness, url: str, http_client: Any, **options: Any) -> Any:
    kind: Any = Platformcraft if harness.kind == "sync" else AsyncPlatformcraft
    urls = {"auth_url": url, "filespot_url": url}
    client = kind("me", "secret", **urls, http_client=http_client, clock=SystemClock(), rate_limits=False)
    return client.files.get("/a", **options)


def send(harness: Harness, vendor: Send, url: str, transport: Any = None, **options: Any) -> Any:
    """Send a request of a vendor's client with an HTTP client of the user's."""
    if harness.kind == "sync":
        with httpx2.Client(transport=transport, trust_env=False) as http_client:
            return vendor(harness, url, http_client, **options)

    async def sent() -> Any:
        async with httpx2.AsyncClient(transport=transport, trust_env=False) as http_client:
            return await vendor(harness, url, http_client, **options)

    return harness.result(sent)


VENDORS = [kinescope, platformcraft]


@pytest.mark.parametrize("vendor", VENDORS)
@pytest.mark.parametrize(("beginning", "repeated"), ENDLESS.values(), ids=ENDLESS)
def test_a_deadline_ends_whatever_does_not_end(
    harness: Harness, host: Host, vendor: Send, beginning: bytes, repeated: bytes
) -> None:
    host.beginning, host.repeated, host.pace = beginning, repeated, PACE
    with pytest.raises(DeadlineError) as caught:
        send(harness, vendor, host.url, timeout=20, deadline=0.4)
    assert caught.value.call.stopped == "deadline"


@pytest.mark.parametrize("vendor", VENDORS)
@pytest.mark.parametrize(("beginning", "repeated"), ENDLESS_HEADS, ids=["102", "fields"])
def test_a_head_has_a_maximum_size(
    harness: Harness, host: Host, vendor: Send, beginning: bytes, repeated: bytes
) -> None:
    host.beginning, host.repeated = beginning, repeated
    with pytest.raises(TransportError, match="RemoteProtocolError"):
        send(harness, vendor, host.url, retries=0)


def test_a_transport_that_several_clients_share_is_bounded_once(harness: Harness, host: Host) -> None:
    """Each layer would add to what a read costs."""
    transport: Any = httpx2.HTTPTransport() if harness.kind == "sync" else httpx2.AsyncHTTPTransport()
    backends: list[Any] = []
    for _ in range(3):
        http_client: Any = (httpx2.Client if harness.kind == "sync" else httpx2.AsyncClient)(transport=transport)
        for vendor in (Kinescope, Platformcraft) if harness.kind == "sync" else (AsyncKinescope, AsyncPlatformcraft):
            vendor(*(["t"] if "Kinescope" in vendor.__name__ else ["me", "secret"]), http_client=http_client)
            backends.append(transport._pool._network_backend)
    assert len(set(map(id, backends))) == 1


def test_a_unix_socket_is_bounded_too(harness: Harness, tmp_path: Path) -> None:
    path = tmp_path / "socket"
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(str(path))
        listening.listen()
        transport: Any = (httpx2.HTTPTransport if harness.kind == "sync" else httpx2.AsyncHTTPTransport)(uds=str(path))
        served = threading.Thread(target=endless_102, args=(listening,))
        served.start()
        with pytest.raises(TransportError, match="RemoteProtocolError"):
            send(harness, kinescope, "http://127.0.0.1", transport, retries=0)
        served.join()


def endless_102(listening: socket.socket) -> None:
    connection, _ = listening.accept()
    with connection:
        try:
            while True:
                connection.sendall(ENDLESS_HEADS[0][1])
        except OSError:
            return


class Wrapped(httpx2.BaseTransport, httpx2.AsyncBaseTransport):
    """A transport of another kind, as caches and recorders are: what it does inside cannot be seen."""

    def __init__(self, inner: Any) -> None:
        self.inner = inner

    def handle_request(self, request: httpx2.Request) -> Any:
        return self.inner.handle_request(request)

    async def handle_async_request(self, request: httpx2.Request) -> Any:
        return await self.inner.handle_async_request(request)

    def close(self) -> None:
        self.inner.close()

    async def aclose(self) -> None:
        await self.inner.aclose()


@pytest.mark.parametrize("vendor", VENDORS)
def test_a_transport_of_another_kind_ends_at_the_deadline_if_it_uses_the_timeouts(
    harness: Harness, host: Host, vendor: Send
) -> None:
    """In a thread no more is possible, as the README says: its timeouts have to end a head that drips."""
    inner: Any = httpx2.HTTPTransport() if harness.kind == "sync" else httpx2.AsyncHTTPTransport()
    with pytest.raises(DeadlineError):
        send(harness, vendor, host.url, Wrapped(inner), timeout=20, deadline=0.5)


@pytest.mark.parametrize("harness", ["async"], indirect=True)
def test_in_an_event_loop_a_deadline_ends_any_transport(harness: Harness, host: Host) -> None:
    host.beginning, host.repeated, host.pace = HEAD + b"X-A: ", b"a", PACE
    with pytest.raises(DeadlineError):
        send(harness, kinescope, host.url, Wrapped(httpx2.AsyncHTTPTransport()), timeout=20, deadline=0.5)

"""Clients that are closed, used in another event loop, or given an HTTP client of the wrong kind."""

from __future__ import annotations

import asyncio
from typing import Any

import httpx
import httpx2
import pytest

from kinocraft import AsyncKinescope, AsyncPlatformcraft, Kinescope, Platformcraft
from kinocraft.errors import ClientStateError, ConfigurationError
from tests.faults.harness import Harness

SYNC: list[Any] = [Kinescope, Platformcraft]
ASYNC: list[Any] = [AsyncKinescope, AsyncPlatformcraft]
SETTINGS: dict[Any, dict[str, Any]] = {
    Kinescope: {"token": "t"},
    AsyncKinescope: {"token": "t"},
    Platformcraft: {"login": "me", "password": "secret"},
    AsyncPlatformcraft: {"login": "me", "password": "secret"},
}
TOKENS = {"access_token": "t", "refresh_token": "r", "user_id": "u", "owner_id": "o", "expires_at": 4_000_000_000}


def service(request: httpx2.Request) -> httpx2.Response:
    return httpx2.Response(200, json=TOKENS if request.method == "POST" else {})


@pytest.mark.parametrize("kind", ASYNC)
@pytest.mark.parametrize("given", [True, False])
def test_a_client_in_a_second_event_loop_raises(kind: Any, given: bool, closed_url: str) -> None:
    own = {"http_client": httpx2.AsyncClient(transport=httpx2.MockTransport(service))} if given else {}
    urls = {f"{name}_url": closed_url for name in ("api" if kind is AsyncKinescope else "auth",)}
    client = kind(**SETTINGS[kind], **own, **urls, retries=0, rate_limits=False)

    async def call() -> None:
        await client.request("GET", "/v1/a")

    first: Exception | None = None
    try:
        asyncio.run(call())
    except Exception as error:
        first = error  # nothing listens at this URL
    assert given == (first is None)
    with pytest.raises(ClientStateError, match="make one client in each event loop"):
        asyncio.run(call())


def test_connections_are_closed_in_their_own_event_loop(closed_url: str) -> None:
    client = AsyncKinescope("t", api_url=closed_url, retries=0)

    async def call() -> None:
        with pytest.raises(Exception, match="ConnectError"):
            await client.request("GET", "/v1/a")

    asyncio.run(call())
    with pytest.raises(ClientStateError, match="close it there"):
        asyncio.run(client.aclose())


def test_a_client_that_sent_nothing_may_be_closed_anywhere() -> None:
    client = AsyncKinescope("t")
    asyncio.run(client.aclose())
    asyncio.run(client.aclose())


@pytest.mark.parametrize("given", [True, False])
def test_a_closed_client_raises(harness: Harness, given: bool) -> None:
    for client in (harness.kinescope(service if given else None), harness.client(service if given else None)):
        harness.result(client.raw.close if harness.kind == "sync" else client.raw.aclose)
        with pytest.raises(ClientStateError, match="the client has been closed; make another one"):
            client.request("GET", "/v1/a")


def test_a_closed_http_client_raises(harness: Harness) -> None:
    if harness.kind == "sync":
        http_client: Any = httpx2.Client(transport=httpx2.MockTransport(service))
        client: Any = Kinescope("t", http_client=http_client)
        http_client.close()
    else:
        http_client = httpx2.AsyncClient(transport=httpx2.MockTransport(service))
        client = AsyncKinescope("t", http_client=http_client)
        harness.result(http_client.aclose)
    with pytest.raises(ClientStateError, match="the http_client has been closed"):
        harness.result(lambda: client.request("GET", "/v1/a"))


@pytest.mark.parametrize("kind", [*SYNC, *ASYNC])
@pytest.mark.parametrize("wrong", [httpx2.Client, httpx2.AsyncClient, httpx.Client, httpx.AsyncClient, object])
def test_an_http_client_of_another_kind_is_rejected_at_once(kind: Any, wrong: type[Any]) -> None:
    fitting = httpx2.Client if kind in SYNC else httpx2.AsyncClient
    http_client = wrong()
    if wrong is fitting:
        kind(**SETTINGS[kind], http_client=http_client)
        return
    with pytest.raises(ConfigurationError, match=f"give an httpx2.{fitting.__name__}"):
        kind(**SETTINGS[kind], http_client=http_client)


def test_settings_of_a_given_http_client_that_count(harness: Harness) -> None:
    """Its connections and hooks are used. The request itself is built by the client alone."""
    sent: list[httpx2.Request] = []
    hooked: list[str] = []

    def response(request: httpx2.Request) -> httpx2.Response:
        sent.append(request)
        return httpx2.Response(302, headers={"Location": "https://elsewhere.example/", "Set-Cookie": "a=b"})

    def hook(request: httpx2.Request) -> None:
        hooked.append(request.url.path)

    async def ahook(request: httpx2.Request) -> None:
        hook(request)

    options: dict[str, Any] = {
        "transport": httpx2.MockTransport(response),
        "event_hooks": {"request": [hook if harness.kind == "sync" else ahook]},
        "headers": {"X-Mine": "1", "Authorization": "Basic mine"},
        "cookies": {"mine": "1"},
        "params": {"mine": "1"},
        "auth": ("mine", "mine"),
        "base_url": "https://mine.example/",
        "timeout": 1.25,
        "follow_redirects": True,
    }
    kind: Any = Kinescope if harness.kind == "sync" else AsyncKinescope
    http_client = (httpx2.Client if harness.kind == "sync" else httpx2.AsyncClient)(**options)
    client = kind("t", http_client=http_client, timeout=7, retries=0, clock=harness.clock)
    for _ in range(2):
        with pytest.raises(Exception, match="302"):
            harness.result(lambda: client.request("GET", "/v1/a"))
    assert hooked == ["/v1/a", "/v1/a"]
    assert [str(request.url) for request in sent] == ["https://api.kinescope.io/v1/a"] * 2
    for request in sent:
        assert request.headers["Authorization"] == "Bearer t"
        assert not {"x-mine", "cookie"} & request.headers.keys()
        assert request.extensions["timeout"]["read"] == 7
    harness.result(http_client.close if harness.kind == "sync" else http_client.aclose)

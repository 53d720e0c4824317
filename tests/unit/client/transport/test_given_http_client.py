"""HTTP clients given by the user, with their own settings, and services with unusual responses."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import httpx2
import pytest

from kinocraft import AsyncKinescope, AsyncPlatformcraft, Kinescope, Platformcraft
from kinocraft.errors import ConfigurationError, RateLimitedError, ResponseError
from tests.faults.harness import Harness

STORED = b"stored bytes"
FILE = {"name": "a", "path": "/a", "size": len(STORED), "download_url": "https://cdn.example/a"}
TOKENS = {"access_token": "t", "refresh_token": "r", "user_id": "u", "owner_id": "o", "expires_at": 4_000_000_000}


def service(request: httpx2.Request) -> httpx2.Response:
    if request.url.host == "cdn.example":
        return httpx2.Response(200, stream=httpx2.ByteStream(STORED))
    return httpx2.Response(200, json=TOKENS if request.method == "POST" else FILE)


@pytest.mark.filterwarnings("ignore::kinocraft.DriftWarning")
def test_an_event_hook_may_read_the_response(harness: Harness, tmp_path: Path) -> None:
    seen: list[bytes] = []

    def read(response: httpx2.Response) -> None:
        seen.append(response.read())

    async def aread(response: httpx2.Response) -> None:
        seen.append(await response.aread())

    transport: Any = httpx2.MockTransport(service)
    options: dict[str, Any] = {"rate_limits": False, "clock": harness.clock}
    http_client: Any
    if harness.kind == "sync":
        http_client = httpx2.Client(transport=transport, event_hooks={"response": [read]})
        with http_client, Platformcraft("me", "secret", http_client=http_client, **options) as client:
            client.files.download("/a", tmp_path / "a", deadline=60)
    else:

        async def download() -> None:
            http_client = httpx2.AsyncClient(transport=transport, event_hooks={"response": [aread]})
            async with http_client, AsyncPlatformcraft("me", "secret", http_client=http_client, **options) as client:
                await client.files.download("/a", tmp_path / "a", deadline=60)

        harness.result(download)
    assert (tmp_path / "a").read_bytes() == STORED
    assert seen[-1] == STORED


def test_a_response_kept_by_an_event_hook_can_be_read_later(harness: Harness) -> None:
    kept: list[httpx2.Response] = []

    async def keep(response: httpx2.Response) -> None:
        kept.append(response)

    transport: Any = httpx2.MockTransport(lambda request: httpx2.Response(200, stream=httpx2.ByteStream(b"[1]")))
    options: dict[str, Any] = {"token": "t", "rate_limits": False, "clock": harness.clock}
    if harness.kind == "sync":
        with httpx2.Client(transport=transport, event_hooks={"response": [kept.append]}) as http_client:
            Kinescope(http_client=http_client, **options).request("GET", "/v1/one")
    else:

        async def ask() -> None:
            async with httpx2.AsyncClient(transport=transport, event_hooks={"response": [keep]}) as http_client:
                await AsyncKinescope(http_client=http_client, **options).request("GET", "/v1/one")

        harness.result(ask)
    assert kept[0].json() == [1]


@pytest.mark.parametrize(
    ("name", "value", "says"),
    [
        ("SSL_CERT_FILE", "/nowhere/ca.pem", "certificates that the environment names.*No such file"),
        ("ALL_PROXY", "ftp://u:hunter2@h", "ALL_PROXY is not the URL of a proxy"),
    ],
)
def test_invalid_certificates_or_proxy_in_the_environment_raise(
    harness: Harness, monkeypatch: pytest.MonkeyPatch, name: str, value: str, says: str
) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(ConfigurationError, match=says) as caught:
        harness.kinescope(api_url="https://127.0.0.1:1").videos.get("v")
    assert "hunter2" not in f"{caught.value} {caught.value.__cause__}"


@pytest.mark.usefixtures("far_east")
@pytest.mark.parametrize(
    "asked", ["Fri, 15 Jan 2027 08:00:30 GMT", "Friday, 15-Jan-27 08:00:30 GMT", "Fri Jan 15 08:00:30 2027"]
)
def test_retry_after_accepts_every_http_date_format(harness: Harness, asked: str) -> None:
    assert harness.clock.time() == 1_800_000_000  # that is 08:00:00 on that day
    too_many_requests = httpx2.MockTransport(lambda _: httpx2.Response(429, headers={"Retry-After": asked}))
    with pytest.raises(RateLimitedError) as caught:
        harness.kinescope(too_many_requests.handler).videos.get("v", retries=0)
    assert caught.value.retry_after == 30


def test_a_token_that_no_header_can_contain_is_not_shown(harness: Harness) -> None:
    def odd(_: httpx2.Request) -> httpx2.Response:
        return httpx2.Response(200, json={**TOKENS, "access_token": "hunter2\nhunter2"})

    with pytest.raises(ResponseError, match="no usable access_token") as caught:
        harness.client(odd).files.get("/a")
    assert "hunter2" not in f"{caught.value} {caught.value.__cause__}"

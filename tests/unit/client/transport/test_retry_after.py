"""Retry-After in every form that services send."""

from __future__ import annotations

from typing import Any

import httpx2
import pytest

from kinocraft.errors import RateLimitedError
from kinocraft.transport.error_response import retry_after
from tests.faults.harness import Harness
from tests.unit.client.scripted_transport import ScriptedTransport

NOW = 1_800_000_000.0  # 08:00:00 on 15 January 2027


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({"Retry-After": "30"}, 30),
        ({"Retry-After": " 30\t"}, 30),
        ({"Retry-After": '"30"'}, 30),
        ({"Retry-After": "1.5"}, 1.5),
        ({"Retry-After": ".5"}, 0.5),
        ({"Retry-After": "30s"}, 30),
        ({"Retry-After": "30 seconds"}, 30),
        ({"Retry-After": "5, 7"}, 7),
        ({"Retry-After": "0"}, 0),
        ({"Retry-After": "9" * 400}, 1e9),
        ({"Retry-After": "Fri, 15 Jan 2027 08:00:30 GMT"}, 30),
        ({"Retry-After": "  Fri, 15 Jan 2027 08:00:30 GMT  "}, 30),
        ({"Retry-After": "Fri, 15 Jan 2027 10:00:30 +0200"}, 30),
        ({"Retry-After": "Friday, 15-Jan-27 08:00:30 GMT"}, 30),
        ({"Retry-After": "Fri Jan 15 08:00:30 2027"}, 30),
        ({"Retry-After": "2027-01-15T08:00:30Z"}, 30),
        ({"Retry-After": "2027-01-15T10:00:30.500+02:00"}, 30.5),
        ({"Retry-After": "2027-01-15 08:00:30"}, 30),
        ({"Retry-After": "Fri, 15 Jan 2027 07:00:00 GMT"}, 0),
        ({"Retry-After": "2027-01-15T08:00:30Z", "Date": "Fri, 15 Jan 2027 08:00:10 GMT"}, 20),
        ({"Retry-After-Ms": "1500"}, 1.5),
        ({"Retry-After-Ms": "250.5", "Retry-After": "1"}, 0.2505),
        ({"Retry-After-Ms": "soon", "Retry-After": "1"}, 1),
        *(
            ({"Retry-After": text}, None)
            for text in ("", "-5", "soon", "nan", "inf", "1e9", "²", "٣", "Fri, 99 Foo 2027", "-1, -2", ",")
        ),
        ({"Retry-After-Ms": "-5"}, None),
        ({}, None),
    ],
)
def test_retry_after_is_read_in_every_form(headers: dict[str, str], seconds: float | None) -> None:
    encoded = [(name.encode(), value.encode()) for name, value in headers.items()]
    assert retry_after(httpx2.Headers(encoded), NOW) == seconds


@pytest.mark.parametrize(
    ("headers", "least"), [({"Retry-After": "2.5"}, 2.5), ({"Retry-After-Ms": "2500"}, 2.5), ({"Retry-After": "-9"}, 0)]
)
@pytest.mark.filterwarnings("ignore::kinocraft.DriftWarning")
def test_a_retry_waits_as_long_as_the_service_asks(harness: Harness, headers: dict[str, str], least: float) -> None:
    service = ScriptedTransport(httpx2.Response(520, headers=headers), {"data": {"id": "v"}})
    assert harness.kinescope(service).videos.get("v").id == "v"
    (wait,) = harness.clock.waits
    assert least <= wait < least + 0.5


@pytest.mark.parametrize("headers", [{"Retry-After": "9" * 400}, {"Retry-After-Ms": "3600000"}])
def test_a_wait_that_is_too_long_ends_the_call(harness: Harness, headers: dict[str, Any]) -> None:
    service = ScriptedTransport(httpx2.Response(429, headers=headers))
    with pytest.raises(RateLimitedError) as caught:
        harness.kinescope(service).videos.get("v")
    assert caught.value.call.stopped == "retry_after_too_long"
    assert (len(service.requests), harness.clock.waits) == (1, [])


def test_a_download_waits_as_long_as_its_host_asks(harness: Harness, tmp_path: Any) -> None:
    tokens = {"access_token": "t", "refresh_token": "r", "user_id": "u", "owner_id": "o", "expires_at": 4_000_000_000}
    busy = [httpx2.Response(503, headers={"Retry-After": "7"}), httpx2.Response(200, content=b"abc")]

    def service(request: httpx2.Request) -> httpx2.Response:
        if request.url.host == "cdn.example":
            return busy.pop(0)
        file = {"path": "/a", "size": 3, "download_url": "https://cdn.example/a"}
        return httpx2.Response(200, json=tokens if request.method == "POST" else file)

    harness.client(service, on_drift=lambda drift: None).files.download("/a", tmp_path / "a")
    assert (tmp_path / "a").read_bytes() == b"abc"
    assert [7 <= wait < 8 for wait in harness.clock.waits] == [True]

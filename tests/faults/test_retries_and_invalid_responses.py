"""Error responses, waits, and unexpected responses."""

from __future__ import annotations

from email.utils import formatdate
from typing import Any

import httpx2
import pytest

from kinocraft.errors import (
    APIStatusError,
    APITimeoutError,
    DeadlineError,
    DriftError,
    NotFoundError,
    RateLimitedError,
    ResponseError,
    ServerError,
    TransportError,
)
from tests.faults.harness import Harness, content, sent, statuses, stored

GET = "files.get"


@pytest.fixture
def client(harness: Harness) -> Any:
    """Return a logged-in client without rate limits: every wait precedes an attempt."""
    client = harness.client(rate_limits=False)
    client.files.make_dir("/folder")
    harness.clock.waits.clear()
    return client


# --- waiting ------------------------------------------------------------------------------------------------------


def test_retry_after_in_seconds_is_the_minimum_wait(harness: Harness, client: Any) -> None:
    fault = harness.server.control.fault(GET, "status", status=429, headers={"Retry-After": "7"}, times=2)
    client.files.get("/folder")
    assert harness.server.control.fired(fault) == 2
    assert [7 <= wait < 9 for wait in harness.clock.waits] == [True, True]


@pytest.mark.parametrize("skew", [0, 5 * 3600, -5 * 3600])
def test_retry_after_as_a_date_is_relative_to_the_date_header(harness: Harness, client: Any, skew: float) -> None:
    now = harness.server.control.freeze()
    harness.clock.now = now + skew
    date = formatdate(int(now) + 30, usegmt=True)
    fault = harness.server.control.fault(GET, "status", status=429, headers={"Retry-After": date})
    client.files.get("/folder")
    assert harness.server.control.fired(fault) == 1
    assert [30 <= wait < 31 for wait in harness.clock.waits] == [True]


@pytest.mark.parametrize("status", [429, 503])
def test_a_too_long_retry_after_ends_the_call(harness: Harness, client: Any, status: int) -> None:
    harness.server.control.fault(GET, "status", status=status, headers={"Retry-After": "3600"})
    with pytest.raises((RateLimitedError, ServerError)) as caught:
        client.files.get("/folder")
    assert (caught.value.retry_after, caught.value.call.stopped) == (3600, "retry_after_too_long")
    assert harness.clock.waits == []
    assert len(sent(harness.server, GET)) == 1


@pytest.mark.parametrize("asked", ["soon", "-5", "nan", "inf", "1e9", "Mon, 01 Jan 0000 00:00:00 GMT", "", "²"])
def test_an_invalid_retry_after_is_ignored(harness: Harness, client: Any, asked: str) -> None:
    fault = harness.server.control.fault(GET, "status", status=503, headers={"Retry-After": asked})
    client.files.get("/folder")
    assert harness.server.control.fired(fault) == 1
    assert [0 <= wait < 1 for wait in harness.clock.waits] == [True]


def test_waits_grow_until_the_call_ends(harness: Harness, client: Any) -> None:
    harness.server.control.fault(GET, "status", status=500, times=100)
    with pytest.raises(ServerError) as caught:
        client.files.get("/folder", retries=6)
    assert harness.clock.waits == [0.25, 0.5, 1.0, 2.0, 4.0, 4.0]
    assert (caught.value.call.attempts, caught.value.call.stopped) == (7, "retries_exhausted")
    assert caught.value.call.elapsed == pytest.approx(sum(harness.clock.waits))


def test_a_deadline_ends_the_retries(harness: Harness, client: Any) -> None:
    harness.server.control.fault(GET, "status", status=500, times=100)
    with pytest.raises(ServerError) as caught:
        client.files.get("/folder", retries=100, deadline=10)
    assert caught.value.call.stopped == "deadline"
    assert sum(harness.clock.waits) < 10


def test_a_rate_limit_wait_beyond_the_deadline_raises(harness: Harness) -> None:
    client = harness.client()
    for _ in range(10):
        client.files.get("/")
    with pytest.raises(DeadlineError) as caught:
        client.files.get("/", deadline=0.5)
    assert caught.value.delivered is False
    assert len(sent(harness.server, GET)) == 10


def test_an_update_with_a_lost_response_is_not_repeated(harness: Harness, client: Any) -> None:
    harness.server.control.fault("files.update", "lost_response")
    with pytest.raises(TransportError) as caught:
        client.files.update("/folder", description="x")
    assert (caught.value.call.stopped, caught.value.delivered) == ("not_idempotent", None)
    assert len(sent(harness.server, "files.update")) == 1


def test_an_update_is_retried_after_429(harness: Harness, client: Any) -> None:
    fault = harness.server.control.fault("files.update", "status", status=429)
    assert client.files.update("/folder", description="x").description == "x"
    assert harness.server.control.fired(fault) == 1


@pytest.mark.parametrize("kind", ["drop_request", "drop_response", "lost_response"])
def test_a_get_is_retried_after_a_lost_connection(harness: Harness, client: Any, kind: str) -> None:
    fault = harness.server.control.fault(GET, kind, times=2)
    assert client.files.get("/folder").name == "folder"
    assert harness.server.control.fired(fault) == 2


def test_a_closed_port_raises_a_connection_error(harness: Harness, closed_url: str) -> None:
    client = harness.client(filespot_url=closed_url, retries=1)
    with pytest.raises(TransportError) as caught:
        client.files.update("/folder", name="x")
    # The request certainly did not arrive, so even a change is sent again.
    assert (caught.value.delivered, caught.value.call.attempts) == (False, 2)


def test_a_stalled_response_raises_a_timeout(harness: Harness, client: Any) -> None:
    fault = harness.server.control.fault(GET, "stall", seconds=60, times=100)
    with pytest.raises(APITimeoutError) as caught:
        client.files.get("/folder", timeout=0.1, retries=1)
    assert caught.value.call.attempts == harness.server.control.fired(fault) == 2


# --- deletion -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["lost_response", "drop_response", "stall"])
def test_a_deletion_with_a_lost_response_succeeds(harness: Harness, client: Any, kind: str) -> None:
    parameters = {"seconds": 60} if kind == "stall" else {}
    fault = harness.server.control.fault("files.delete", kind, **parameters)
    assert client.files.delete("/folder", timeout=0.2) is None
    assert harness.server.control.fired(fault) == 1
    assert statuses(harness.server, "files.delete") == [None, 404]


def test_deleting_a_missing_object_raises(harness: Harness, client: Any) -> None:
    with pytest.raises(NotFoundError):
        client.files.delete("/nothing")


def test_deleting_a_missing_object_raises_after_429(harness: Harness, client: Any) -> None:
    fault = harness.server.control.fault("files.delete", "status", status=429)
    with pytest.raises(NotFoundError):
        client.files.delete("/nothing")
    assert harness.server.control.fired(fault) == 1


# --- responses ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("body", "says"),
    [
        ("<html><title>Login</title></html>", "not JSON"),
        ('{"id": "1", "name": "fold', "not JSON"),
        ("\x00\x01\x02", "not JSON"),
        ("", "no body"),
        (" \n", "no body"),
    ],
)
def test_a_response_that_is_not_json_raises(harness: Harness, client: Any, body: str, says: str) -> None:
    fault = harness.server.control.fault(GET, "status", status=200, body=body)
    with pytest.raises(ResponseError, match=says) as caught:
        client.files.get("/folder")
    assert harness.server.control.fired(fault) == 1
    assert (caught.value.status, caught.value.content_type) == (200, "text/html; charset=utf-8")
    assert caught.value.call.operation == GET


def test_json_truncated_within_its_content_length_raises(harness: Harness, client: Any) -> None:
    fault = harness.server.control.fault(GET, "truncate", bytes=40)
    with pytest.raises(ResponseError, match="truncated"):
        client.files.get("/folder")
    assert harness.server.control.fired(fault) == 1


def test_json_with_another_content_type_is_parsed(harness: Harness, client: Any) -> None:
    response = client.files.get("/folder").model_dump(exclude_unset=True)
    fault = harness.server.control.fault(GET, "status", status=200, body=response, content_type="text/plain")
    assert client.files.get("/folder").name == "folder"
    assert harness.server.control.fired(fault) == 1


def test_invalid_compression_raises(harness: Harness, client: Any) -> None:
    harness.server.control.fault(GET, "status", status=200, body="no gzip", headers={"Content-Encoding": "gzip"})
    with pytest.raises(ResponseError, match="decompressed"):
        client.files.get("/folder")


@pytest.mark.parametrize("status", [301, 302, 307, 418, 520, 599])
def test_any_error_status_raises_with_the_status(harness: Harness, client: Any, status: int) -> None:
    headers = {"Location": f"{harness.server.url}/elsewhere", "X-Request-ID": "r-1"}
    harness.server.control.fault(GET, "status", status=status, body="<html>", headers=headers, times=3)
    with pytest.raises(APIStatusError) as caught:
        client.files.get("/folder")
    error = caught.value
    assert (error.status, error.code, error.call.request_id) == (status, None, "r-1")
    assert (error.detail or "").startswith("it redirects to ") == (status < 400)
    assert isinstance(error, ServerError) == (status >= 500)
    assert error.call.stopped == ("retries_exhausted" if status >= 500 else "status_not_retryable")
    assert len(harness.server.control.journal()) == len(sent(harness.server, GET)) + 2


def test_the_error_contains_the_vendors_message(harness: Harness, client: Any) -> None:
    harness.server.control.fault(GET, "status", status=400, body={"code": 77, "msg": "no such sort"})
    with pytest.raises(APIStatusError, match="400 Bad Request: no such sort") as caught:
        client.files.get("/folder")
    assert (caught.value.code, caught.value.detail) == (77, "no such sort")
    assert caught.value.call.path.endswith("/object/folder")


def test_a_next_page_on_another_host_is_not_requested(harness: Harness, client: Any) -> None:
    response = client.files.get("/").model_dump(exclude_unset=True)
    response["paging"]["next"] = "https://elsewhere.example/2/fs/container/x/object?from=y"
    harness.server.control.fault(GET, "status", status=200, body=response)
    with pytest.raises(ResponseError, match=r"elsewhere\.example"):
        harness.items(client)


@pytest.mark.parametrize(
    "url", ["http://[", "//elsewhere.example/", "object?from=y", "http://{}@elsewhere.example/", "http://a@{}/", "\x00"]
)
def test_a_next_page_with_an_invalid_url_is_not_requested(harness: Harness, client: Any, url: str) -> None:
    response = client.files.get("/").model_dump(exclude_unset=True)
    response["paging"]["next"] = url.format(harness.server.environment["PLATFORMCRAFT_FILESPOT_URL"].split("/")[2])
    harness.server.control.fault(GET, "status", status=200, body=response)
    with pytest.raises(ResponseError, match="the token may be sent to"):
        harness.items(client)


def test_a_next_page_on_the_same_host_in_another_spelling_is_requested(harness: Harness) -> None:
    folder = {"id": "1", "path": "/", "contents": []}
    nexts = ["https://Filespot.Example:443/2/fs/x?from=1", ""]

    def service(request: httpx2.Request) -> httpx2.Response:
        if request.url.path == "/token":
            return httpx2.Response(
                200,
                json={
                    "user_id": "u",
                    "owner_id": "o",
                    "access_token": "a",
                    "refresh_token": "r",
                    "expires_at": 9_000_000_000,
                },
            )
        return httpx2.Response(200, json={**folder, "paging": {"count": 0, "count_on_page": 0, "next": nexts.pop(0)}})

    client = harness.client(
        transport=service,
        filespot_url="https://filespot.example",
        auth_url="https://auth.example",
        on_drift=lambda drift: None,
    )
    assert harness.items(client) == []
    assert nexts == []


def test_an_error_response_nested_too_deeply_raises_by_its_status(harness: Harness, client: Any) -> None:
    harness.server.control.fault(GET, "status", status=404, body="[" * 200_000)
    with pytest.raises(NotFoundError) as caught:
        client.files.get("/")
    assert caught.value.detail is None


@pytest.mark.parametrize(
    ("field", "value"), [("contents", "x"), ("paging", "x"), ("paging", {"count": 0, "count_on_page": 0, "next": 7})]
)
def test_a_listing_with_invalid_fields_ends_or_raises(harness: Harness, field: str, value: Any) -> None:
    client = harness.client(on_drift=lambda drift: None)
    response = client.files.get("/").model_dump(exclude_unset=True)
    harness.server.control.fault(GET, "status", status=200, body={**response, field: value})
    if isinstance(value, dict):
        assert harness.items(client) == []
    else:
        with pytest.raises(ResponseError, match=field):
            harness.items(client)


def test_a_repeated_next_page_raises(harness: Harness, client: Any) -> None:
    for name in "abc":
        client.files.make_dir(f"/folder/{name}")
    response = client.files.get("/folder", limit=1).model_dump(exclude_unset=True)
    harness.server.control.fault(GET, "status", status=200, body=response, after=1, times=100)
    with pytest.raises(ResponseError, match="would not end"):
        harness.items(client, "/folder", limit=1)


def test_a_listing_continues_after_a_retried_page(harness: Harness, client: Any) -> None:
    for name in "abcde":
        client.files.make_dir(f"/folder/{name}")
    fault = harness.server.control.fault(GET, "drop_response", bytes=30, after=1)
    assert [item.name for item in harness.items(client, "/folder", limit=2)] == list("abcde")
    assert harness.server.control.fired(fault) == 1


@pytest.mark.parametrize(
    ("operation", "body"),
    [
        *(("files.uploads.start", body) for body in ([], '"x"', None, {}, {"id": 7})),
        *(("files.uploads.status", body) for body in ([], '"x"', None, {"parts": "x"}, {"parts": ["x"]})),
        ("files.uploads.status", {"parts": [{"id": "0", "size": 50}]}),
    ],
)
def test_an_upload_with_unusable_responses_raises(harness: Harness, operation: str, body: Any) -> None:
    client = harness.client(on_drift=lambda drift: None)
    harness.server.control.fault(operation, "status", status=200, body=body, times=100)
    with pytest.raises(ResponseError, match="no usable"):
        client.files.upload(content(100), "/a", part_size=50)
    assert stored(harness.server, "/a") is None


def test_strict_clients_raise_on_drift(harness: Harness, client: Any) -> None:
    response = client.files.get("/folder").model_dump(exclude_unset=True)
    harness.server.control.fault(GET, "status", status=200, body={**response, "news": 1, "size": "7"})
    with pytest.raises(DriftError) as caught:
        harness.client(strict=True).files.get("/folder")
    assert sorted(caught.value.drifts) == [
        "news: unknown field, expected nothing",
        "size: wrong type, expected int",
    ]


# --- the documented rate ------------------------------------------------------------------------------------------


def test_the_rate_limiter_prevents_429(harness: Harness) -> None:
    """Client and server share a clock: a wait of the client advances the server.

    Requests are sequential, because this clock jumps, also while another request is in flight.
    """
    control = harness.server.control
    control.limits(True)
    control.freeze()

    class Shared(type(harness.clock)):  # type: ignore[misc]
        def sleep(self, seconds: float) -> None:
            control.advance(seconds)
            super().sleep(seconds)

    clock = Shared()
    client = harness.client(clock=clock)
    for _ in range(35):
        client.files.get("/")
    data = content(500)
    client.files.upload(data, "/a", part_size=20, parallel=1)
    assert stored(harness.server, "/a") == data
    assert 429 not in statuses(harness.server, GET) + statuses(harness.server, "files.uploads.put_part")
    assert 4.5 < clock.passed < 7.5  # 35 + 25 + 3 requests, 10 of them at once


def test_without_the_rate_limiter_the_server_returns_429(harness: Harness) -> None:
    harness.server.control.limits(True)
    harness.server.control.freeze()
    client = harness.client(rate_limits=False, retries=0)
    for _ in range(10):
        client.files.get("/")
    with pytest.raises(RateLimitedError) as caught:
        client.files.get("/")
    assert caught.value.retry_after == 1

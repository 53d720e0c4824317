"""Raw responses, and requests without a method."""

from __future__ import annotations

from typing import Any

import httpx2
import pytest

from kinocraft import UNSET, AsyncPage, Page, RawResponse
from kinocraft.errors import DeadlineError, InvalidArgumentError, NotFoundError, ResponseError, TransportError
from kinocraft_api import kinescope_models as models
from tests.faults.harness import Harness
from tests.unit.client.scripted_transport import ScriptedTransport

TAG = {"id": "1", "tag": "talks"}
TOKENS = {"user_id": "u", "owner_id": "o w", "access_token": "a", "refresh_token": "r", "expires_at": 9_000_000_000}


def client(harness: Harness, *responses: Any, **options: Any) -> tuple[Any, ScriptedTransport]:
    service = ScriptedTransport(*responses)
    return harness.kinescope(transport=service, **{"on_drift": lambda drift: None, **options}), service


# --- with_raw_response --------------------------------------------------------------------------------------------


def test_with_raw_response_returns_the_response(harness: Harness) -> None:
    sent = httpx2.Response(201, json={"data": TAG}, headers={"X-Request-ID": "r-7", "X-Other": "o"})
    kinescope, service = client(harness, sent)
    response = kinescope.tags.with_raw_response.create(tag="talks")
    assert isinstance(response, RawResponse)
    assert (response.status, response.request_id, response.headers["x-other"]) == (201, "r-7", "o")
    assert response.content == sent.content
    tag = response.parsed()
    assert isinstance(tag, models.Tag)
    assert tag.id == "1"
    assert response.parsed() is tag
    assert service.bodies == [{"tag": "talks"}]
    assert "talks" not in repr(response)


def test_a_raw_list_response_is_parsed_as_its_first_page(harness: Harness) -> None:
    first = {"data": [TAG], "meta": {"pagination": {"page": 1, "per_page": 1, "total": 2}}}
    second = {"data": [{**TAG, "id": "2"}], "meta": {"pagination": {"page": 2, "per_page": 1, "total": 2}}}
    kinescope, service = client(harness, first, second)
    page = kinescope.tags.with_raw_response.list().parsed()
    assert isinstance(page, Page if harness.kind == "sync" else AsyncPage)
    assert [item.id for item in harness.each(lambda: page)] == ["1", "2"]
    assert len(service.requests) == 2


def test_a_raw_deletion_has_its_status(harness: Harness) -> None:
    kinescope, _ = client(harness, httpx2.Response(204))
    response = kinescope.tags.with_raw_response.delete("1")
    assert (response.status, response.content, response.parsed()) == (204, b"", None)


def test_a_raw_response_that_cannot_be_parsed_is_accessible(harness: Harness) -> None:
    kinescope, _ = client(harness, httpx2.Response(200, html="<p>"))
    response = kinescope.tags.with_raw_response.create(tag="x")
    assert response.content == b"<p>"
    for _ in range(2):
        with pytest.raises(ResponseError):
            response.parsed()


def test_with_raw_response_raises_on_an_error_response(harness: Harness) -> None:
    kinescope, _ = client(harness, httpx2.Response(404))
    with pytest.raises(NotFoundError):
        kinescope.tags.with_raw_response.delete("1")


def test_a_section_with_extra_methods_has_raw_responses(harness: Harness) -> None:
    service = ScriptedTransport(TOKENS, {"id": "1", "name": "a"})
    files = harness.client(transport=service, on_drift=lambda drift: None).files
    assert files.with_raw_response.get("/a").parsed().name == "a"


# --- request ------------------------------------------------------------------------------------------------------


def test_request_sends_any_request(harness: Harness) -> None:
    kinescope, service = client(harness, {"anything": [1, None]}, headers={"X-Mine": "m"})
    response = kinescope.request(
        "get", "/v9/new things/é", query={"a[]": ["1", "2"], "b": True, "c": UNSET}, headers={"X-Call": "c"}
    )
    assert response.parsed() == {"anything": [1, None]}
    request = service.requests[0]
    assert request.method == "GET"
    assert request.url.raw_path == b"/v9/new%20things/%C3%A9?a[]=1&a[]=2&b=true"
    assert [request.headers[name] for name in ("Authorization", "X-Mine", "X-Call")] == ["Bearer a-token", "m", "c"]


def test_request_sends_json_or_bytes(harness: Harness) -> None:
    kinescope, service = client(harness, httpx2.Response(204))
    assert kinescope.request("PUT", "/v1/x", json={"a": models.Chapter(time=1, title="t")}).parsed() is None
    kinescope.request("POST", "/v1/x", json=None)
    kinescope.request("POST", "/v2/x", content=b"bytes", service="upload")
    kinescope.request("POST", "/v2/x", content=b"bytes", content_type="image/png", service="upload")
    assert [request.content for request in service.requests] == [
        b'{"a":{"time":1,"title":"t"}}',
        b"null",
        b"bytes",
        b"bytes",
    ]
    assert [request.headers["Content-Type"] for request in service.requests] == [
        "application/json",
        "application/json",
        "application/octet-stream",
        "image/png",
    ]
    assert service.asked[2] == "POST https://uploader.kinescope.io/v2/x"


def test_a_request_without_a_body_has_content_length_zero(harness: Harness) -> None:
    kinescope, service = client(harness, httpx2.Response(200))
    kinescope.request("DELETE", "/v1/x")
    kinescope.request("POST", "/v1/x")
    assert ["Content-Type" in request.headers for request in service.requests] == [False, False]
    assert service.requests[1].headers["Content-Length"] == "0"


def test_request_inserts_the_owner_of_the_token(harness: Harness) -> None:
    service = ScriptedTransport(TOKENS, {})
    platformcraft = harness.client(transport=service)
    platformcraft.request("GET", "/2/fs/container/{owner_id}/x")
    platformcraft.request("GET", "/{owner_id}", service="recorder")
    assert service.asked[1:] == [
        "GET https://filespot.platformcraft.ru/2/fs/container/o%20w/x",
        "GET https://rec.platformcraft.ru/o%20w",
    ]


def test_request_retries_only_safe_requests(harness: Harness) -> None:
    failed = httpx2.Response(503)
    for method, idempotent, tries in [
        ("GET", None, 3),
        ("PUT", None, 3),
        ("POST", None, 1),
        ("PATCH", None, 1),
        ("POST", True, 3),
        ("PUT", False, 1),
    ]:
        kinescope, service = client(harness, failed)
        with pytest.raises(Exception, match="503"):
            kinescope.request(method, "/v1/x", idempotent=idempotent)
        assert len(service.requests) == tries, method


def test_request_respects_rate_limits_and_deadline(harness: Harness) -> None:
    kinescope, _ = client(harness, {})
    for _ in range(10):
        kinescope.request("GET", "/v1/x")
    with pytest.raises(DeadlineError) as caught:
        kinescope.request("GET", "/v1/x", deadline=0.1)
    assert isinstance(caught.value, TransportError)
    assert (caught.value.call.operation, caught.value.call.method) == ("request", "GET")


def test_request_returns_a_response_that_is_not_json(harness: Harness) -> None:
    kinescope, _ = client(harness, httpx2.Response(200, text="a;b"))
    response = kinescope.request("GET", "/v1/report.csv")
    assert response.content == b"a;b"
    with pytest.raises(ResponseError, match="not JSON"):
        response.parsed()


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("GET", "v1/x"), "begins with a slash"),
        (("GET", "https://elsewhere.example/x"), "begins with a slash"),
        (("GET", "//elsewhere.example/x"), "segment ''"),
        (("GET", "/v1/../x"), "segment '..'"),
        (("GET", "/v1/x?a=b"), "as query="),
        (("GET", "/v1/x#a"), "as query="),
        (("GET", "/v1/x\r\n"), "control characters"),
        (("GET", 7), "must be a string"),
        (("GE T", "/x"), "method is 'GE T'"),
        (("", "/x"), "method is ''"),
    ],
)
def test_an_invalid_request_raises(harness: Harness, arguments: tuple[Any, Any], says: str) -> None:
    kinescope, service = client(harness, {})
    with pytest.raises(InvalidArgumentError) as caught:
        kinescope.request(*arguments)
    assert says in str(caught.value)
    assert service.requests == []


def test_a_request_to_an_unknown_service_raises(harness: Harness) -> None:
    kinescope, _ = client(harness, {})
    with pytest.raises(InvalidArgumentError, match="service is 'live': use api, upload"):
        kinescope.request("GET", "/x", service="live")

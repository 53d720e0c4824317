"""A response that reports a failure is an error, although its status is one of success."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx2
import pytest

from kinocraft.errors import ResponseError
from tests.faults.harness import BlockingClient, Harness

KINESCOPE = {"error": {"code": 403001, "message": "no permission", "detail": "for this project"}}
PLATFORMCRAFT = {"code": 403, "msg": "no permission"}
TOKENS = {"access_token": "t", "refresh_token": "r", "user_id": "u", "owner_id": "o", "expires_at": 4_000_000_000}

Calls = dict[str, Callable[[BlockingClient], Any]]
VIDEO_CALLS: Calls = {
    "get": lambda client: client.projects.get("p"),
    "create a tag": lambda client: client.tags.create(tag="t"),
    "create": lambda client: client.projects.create(name="p", privacy_type="anywhere", privacy_domains=[]),
    "delete": lambda client: client.projects.delete("p"),
    "file": lambda client: client.avatars.get_user_avatar("a"),
}
FILE_CALLS: Calls = {
    "get": lambda client: client.files.get("/a"),
    "make_dir": lambda client: client.files.make_dir("/a"),
    "delete": lambda client: client.files.delete("/a"),
    "cancel": lambda client: client.files.uploads.cancel("u"),
}


def kinescope(harness: Harness, body: Any, status: int = 200) -> BlockingClient:
    return harness.kinescope(lambda _: httpx2.Response(status, json=body), on_drift=lambda _: None)


def platformcraft(harness: Harness, body: Any, status: int = 200) -> BlockingClient:
    def respond(request: httpx2.Request) -> httpx2.Response:
        login = "token" in request.url.path or "auth" in request.url.host
        return httpx2.Response(200, json=TOKENS) if login else httpx2.Response(status, json=body)

    return harness.client(respond, on_drift=lambda _: None)


@pytest.mark.parametrize("call", VIDEO_CALLS.values(), ids=VIDEO_CALLS)
@pytest.mark.parametrize("body", [KINESCOPE, {"data": None, **KINESCOPE}, {"error": "no permission"}])
def test_an_error_response_of_kinescope_with_status_200_is_no_success(
    harness: Harness, call: Callable[[BlockingClient], Any], body: Any
) -> None:
    with pytest.raises(ResponseError, match="reports a failure, although with status 200: no permission") as raised:
        call(kinescope(harness, body))
    assert raised.value.delivered is None


@pytest.mark.parametrize("call", FILE_CALLS.values(), ids=FILE_CALLS)
@pytest.mark.parametrize("body", [PLATFORMCRAFT, {"code": 403, "message": "no permission"}])
def test_an_error_response_of_platformcraft_with_status_200_is_no_success(
    harness: Harness, call: Callable[[BlockingClient], Any], body: Any
) -> None:
    with pytest.raises(ResponseError, match="reports a failure, although with status 200: no permission"):
        call(platformcraft(harness, body))


@pytest.mark.parametrize("body", [{"success": False}, {"data": {"success": False}}])
def test_a_change_that_did_not_succeed_is_not_called_done(harness: Harness, body: Any) -> None:
    with pytest.raises(ResponseError) as raised:
        kinescope(harness, body).projects.delete("p")
    assert "took effect" not in str(raised.value)
    assert raised.value.delivered is None


def test_a_list_with_an_error_response_is_not_empty(harness: Harness) -> None:
    with pytest.raises(ResponseError, match="no permission"):
        harness.each(kinescope(harness, KINESCOPE).projects.raw.list)
    with pytest.raises(ResponseError, match="no permission"):
        harness.each(platformcraft(harness, PLATFORMCRAFT).files.raw.list)


def test_an_error_response_is_not_saved_as_a_file(harness: Harness, tmp_path: Path) -> None:
    target = tmp_path / "me.png"
    with pytest.raises(ResponseError, match="no permission"):
        kinescope(harness, KINESCOPE).avatars.get_user_avatar("a", to=target)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("body", [{"code": 200, "msg": "done"}, {"error": None}, {"error": ""}, {"msg": "bye"}, [], 1])
def test_a_response_that_reports_no_failure_is_a_success(harness: Harness, body: Any) -> None:
    platformcraft(harness, body).files.delete("/a")
    kinescope(harness, body).projects.delete("p")


def test_a_request_without_a_method_returns_whatever_arrived(harness: Harness) -> None:
    assert kinescope(harness, KINESCOPE).request("GET", "/v1/projects").parsed() == KINESCOPE

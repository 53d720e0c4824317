"""What the core does for handlers: responses that are not JSON, error responses without a body, early header checks."""

from __future__ import annotations

from typing import Any

import pytest

from kinocraft_mock.http.messages import ErrorResponse, Headers, Request, Response
from tests.seed.handlers import serving
from tests.seed.workspace import UNKNOWN_ID, UPLOADER, Workspace, error

CHAT = f"/v2/live/events/{UNKNOWN_ID}/stream/{UNKNOWN_ID}/chat"
TUS = {"Tus-Resumable": "1.0.0", "Upload-Offset": "0"}


def respond_with(response: Response) -> Any:
    def handler(_call: Request) -> Response:
        return response

    return handler


def test_text_and_images_are_returned(workspace: Workspace) -> None:
    with serving("live.events.chat.csv", handler=respond_with(Response(data=b"a,b\n", media="text/csv"))):
        response = workspace.get(f"{CHAT}.csv")
    assert (response.status_code, response.content, response.headers["Content-Type"]) == (200, b"a,b\n", "text/csv")
    with serving("avatars.get_user_avatar", handler=respond_with(Response(data=b"\x89PNG", media="image/png"))):
        response = workspace.get(f"/v1/user/avatar/{UNKNOWN_ID}")
    assert (response.content, response.headers["Content-Type"]) == (b"\x89PNG", "image/png")


@pytest.mark.parametrize(
    ("response", "named"),
    [
        (Response(data=b"x", media="text/plain"), "the media type is text/plain, not text/csv"),
        (Response({"a": 1}), "the media type is application/json"),
        (Response(), "the body is missing"),
    ],
)
def test_a_response_with_an_undescribed_media_type_is_500(workspace: Workspace, response: Response, named: str) -> None:
    with serving("live.events.chat.csv", handler=respond_with(response)):
        assert named in error(workspace.get(f"{CHAT}.csv"), 500, 500500)["detail"]


def test_errors_have_no_body_where_none_is_documented(workspace: Workspace) -> None:
    url = f"{workspace.server.url}{UPLOADER}/tus/x"
    media = {"Content-Type": "application/offset+octet-stream"}
    rejected = workspace.http.patch(url, content=b"abc", headers={**TUS, **media})
    assert (rejected.status_code, rejected.content) == (404, b"")
    rejected = workspace.http.patch(url, content=b"abc", headers={**TUS, "Content-Type": "text/plain"})
    assert (rejected.status_code, rejected.content) == (415, b"")
    rejected = workspace.http.patch(url, content=b"abc", headers=media)
    assert (rejected.status_code, rejected.content) == (412, b"")


def test_head_returns_headers_only(workspace: Workspace) -> None:
    response = Response(
        headers=((b"upload-offset", b"5"), (b"tus-resumable", b"1.0.0"), (b"cache-control", b"no-store"))
    )
    del workspace.http.headers["Authorization"]
    with serving("videos.uploads.offset", handler=respond_with(response)):
        response = workspace.http.head(f"{workspace.server.url}{UPLOADER}/tus/x", headers=TUS)
    assert (response.status_code, response.headers["Upload-Offset"]) == (200, "5")


def test_a_handler_can_check_headers_before_validation(workspace: Workspace) -> None:
    def guard(headers: Headers) -> None:
        raise ErrorResponse(412, headers[b"tus-resumable"].decode(), headers=((b"tus-version", b"1.0.0"),))

    url = f"{workspace.server.url}{UPLOADER}/tus/x"
    with serving("videos.uploads.offset", handler=respond_with(Response()), guard=guard):
        response = workspace.http.head(url, headers={"Tus-Resumable": "0.2.2"})
    assert (response.status_code, response.headers["Tus-Version"]) == (412, "1.0.0")

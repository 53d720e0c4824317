"""Bodies and credentials in the formats that real programs send."""

from __future__ import annotations

import pytest

from tests import seed
from tests.seed.account import AUTH, Account
from tests.seed.workspace import UPLOADER, Workspace, data
from tests.unit.mock.kinescope.uploads import upload_helpers as given

TYPES = ["video/mp4", "application/x-www-form-urlencoded", "text/plain", "image/png", "application/json", "x", ""]


@pytest.mark.parametrize("media", TYPES)
def test_a_video_is_sent_with_any_media_type(workspace: Workspace, media: str) -> None:
    seed.project(workspace)
    url = f"{workspace.server.url}{UPLOADER}/v2/video"
    headers = {"X-Video-Title": "t", "Content-Type": media}
    made = data(workspace.http.post(url, content=b"bytes", headers=headers))
    assert given.content_of(workspace, made["id"]) == b"bytes"


def test_a_video_is_the_first_file_of_a_form(workspace: Workspace) -> None:
    seed.project(workspace)
    url = f"{workspace.server.url}{UPLOADER}/v2/video"
    files = {"title": (None, "t"), "file": ("f.mp4", b"bytes")}
    made = data(workspace.http.post(url, files=files, headers={"X-Video-Title": "t"}))
    assert given.content_of(workspace, made["id"]) == b"bytes"


@pytest.mark.parametrize("media", TYPES)
def test_json_is_read_whatever_its_media_type(workspace: Workspace, media: str) -> None:
    made = workspace.http.post("/v1/tags", content=b'{"tag": "a"}', headers={"Content-Type": media})
    assert data(made)["tag"] == "a"


@pytest.mark.parametrize(
    ("form", "read"),
    [
        ({"json": {"login": "mock", "password": "mock"}}, True),
        ({"data": {"login": "mock", "password": "mock"}}, False),
        ({"files": {"login": (None, "mock"), "password": (None, "mock")}}, True),
        ({"params": {"login": "mock", "password": "mock"}}, True),
    ],
)
def test_a_login_is_accepted_in_every_format(account: Account, form: dict[str, object], read: bool) -> None:
    response = account.http.post(f"{AUTH}/token", **form)  # type: ignore[arg-type]
    assert response.status_code == 200, response.text
    assert bool(account.server.control.journal("auth.login")[-1]["readings"]) == read


def test_a_token_without_a_scheme_is_accepted(account: Account) -> None:
    response = account.http.get(account.url(""), headers={"Authorization": account.tokens["access_token"]})
    assert response.status_code == 200
    assert account.server.control.journal("files.get")[-1]["readings"]
    assert account.http.get(account.url(""), headers={"Authorization": "nobody"}).status_code == 401

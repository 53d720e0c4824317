"""Which uploads access tokens allow."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from kinocraft_mock.services.kinescope.store.resource_types import ADDITIONAL_MATERIAL, POSTER, VIDEO
from tests import seed
from tests.seed.workspace import UPLOADER, Workspace, error
from tests.unit.mock.kinescope.uploads import upload_helpers as given

if TYPE_CHECKING:
    import httpx2


def only(project: str, *permissions: str) -> dict[str, Any]:
    """Return the scope of a token for one project."""
    return {"upload": {"permissions": [], "entities": [{"id": project, "permissions": list(permissions)}]}}


def init(workspace: Workspace, parent: str, kind: str = "video") -> httpx2.Response:
    body = {"type": kind, "parent_id": parent, "title": "t", "filename": "f.mp4", "filesize": 1}
    return workspace.http.post(f"{workspace.server.url}{UPLOADER}/v2/init", json=body)


def test_a_token_for_one_project_uploads_only_into_it(workspace: Workspace) -> None:
    first, second = seed.project(workspace)["id"], seed.project(workspace)["id"]
    video = seed.video(workspace, X_Parent_ID=first)["id"]
    foreign = seed.video(workspace, X_Parent_ID=second)["id"]
    event = seed.live_event(workspace, parent_id=second)["id"]
    inner, outer = seed.folder(workspace, first)["id"], seed.folder(workspace, second)["id"]
    before = [workspace.objects.count(kind) for kind in (VIDEO, POSTER, ADDITIONAL_MATERIAL)]
    limited = seed.token_holder(workspace, only(first, "read", "write", "delete"))
    with limited.http:
        for headers in (
            {"X_Parent_ID": second},
            {"X_Parent_ID": outer},
            {"X_Replace_Video_ID": foreign},
            {"X_Replace_Video_ID": foreign, "X_Parent_ID": first},
        ):
            error(limited.upload("/v2/video", b"x", X_Video_Title="t", **headers), 403, 100103)
        error(init(limited, second), 403, 100103)
        error(init(limited, outer), 403, 100103)
        error(init(limited, foreign, "attachment"), 403, 100103)
        error(limited.upload("/v2/poster", b"x", X_Video_ID=foreign), 403, 100103)
        error(limited.upload("/v2/poster", b"x", X_Event_ID=event), 403, 100103)
        error(limited.upload("/additional-material", b"x", X_Video_ID=foreign), 403, 100103)
        assert [workspace.objects.count(kind) for kind in (VIDEO, POSTER, ADDITIONAL_MATERIAL)] == before
        for response in (
            limited.upload("/v2/video", b"x", X_Video_Title="t", X_Parent_ID=first),
            limited.upload("/v2/video", b"x", X_Video_Title="t", X_Parent_ID=inner),
            limited.upload("/v2/video", b"x", X_Video_Title="t", X_Replace_Video_ID=video),
            limited.upload("/v2/poster", b"x", X_Video_ID=video),
            limited.upload("/additional-material", b"x", X_Video_ID=video),
            init(limited, first),
            init(limited, inner),
            init(limited, video, "attachment"),
        ):
            assert response.status_code in (200, 201), response.text


def test_without_a_parent_the_default_project_is_used(workspace: Workspace) -> None:
    first, second = seed.project(workspace)["id"], seed.project(workspace)["id"]
    for project, status in ((first, 200), (second, 403)):
        limited = seed.token_holder(workspace, only(project, "write"))
        with limited.http:
            assert limited.upload("/v2/video", b"x", X_Video_Title="t").status_code == status


def test_a_forbidden_upload_is_rejected_before_its_body(workspace: Workspace) -> None:
    first, second = seed.project(workspace)["id"], seed.project(workspace)["id"]
    limited = seed.token_holder(workspace, only(first, "write"))
    headers = {
        "Authorization": limited.http.headers["authorization"],
        "X-Video-Title": "t",
        "X-Parent-ID": second,
        "Content-Type": given.OCTETS,
    }
    with limited.http, given.begin("POST", limited.server.url + UPLOADER + "/v2/video", headers, b"x", 1 << 40) as half:
        assert b" 403 " in half.recv(1000)
    assert workspace.objects.count(VIDEO) == 0


@pytest.mark.parametrize(
    ("scope", "status"),
    [
        ({"upload": {"permissions": ["write"]}}, 200),
        ({"upload": {"permissions": ["read", "delete"]}}, 403),
        ({"upload": {"permissions": []}}, 403),
        ({"api": {"permissions": ["read", "write", "delete"]}}, 403),
        ({}, 403),
    ],
)
def test_an_upload_needs_the_permission_to_write(workspace: Workspace, scope: dict[str, Any], status: int) -> None:
    project = seed.project(workspace)["id"]
    limited = seed.token_holder(workspace, scope)
    with limited.http:
        assert limited.upload("/v2/video", b"x", X_Video_Title="t", X_Parent_ID=project).status_code == status
        response = init(limited, project)
        assert response.status_code == (201 if status == 200 else status)


def test_a_project_without_write_permission_is_rejected(workspace: Workspace) -> None:
    project = seed.project(workspace)["id"]
    limited = seed.token_holder(workspace, only(project, "read", "delete"))
    with limited.http:
        error(limited.upload("/v2/video", b"x", X_Video_Title="t", X_Parent_ID=project), 403, 100103)


def test_an_upload_token_cannot_use_the_api(workspace: Workspace) -> None:
    project = seed.project(workspace)["id"]
    limited = seed.token_holder(workspace, only(project, "read", "write", "delete"))
    with limited.http:
        error(limited.get("/v1/videos"), 403, 100103)
        error(limited.delete(f"/v1/projects/{project}"), 403, 100103)


def test_uploads_need_a_token(workspace: Workspace) -> None:
    seed.project(workspace)
    nobody, wrong = Workspace(workspace.server), Workspace(workspace.server, "wrong")
    del nobody.http.headers["Authorization"]
    with nobody.http, wrong.http:
        for path in ("/v2/video", "/v2/init", "/v2/poster", "/additional-material"):
            error(nobody.upload(path, b"x"), 400, 100101)
            error(wrong.upload(path, b"x"), 401, 100102)

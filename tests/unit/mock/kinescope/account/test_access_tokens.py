"""Section "access-tokens", and the permissions of tokens."""

from __future__ import annotations

from typing import Any

import pytest

from kinocraft_mock.services.kinescope.ids import short
from kinocraft_mock.services.kinescope.store.resource_types import ACCESS_TOKEN
from tests import seed
from tests.seed.workspace import Workspace, data, error

ALL = ["read", "write", "delete"]


def upload(workspace: Workspace, parent: str) -> Any:
    return workspace.upload("/v2/video", b"bytes", X_Parent_ID=parent, X_Video_Title="t")


def test_the_token_is_returned_only_once(workspace: Workspace) -> None:
    scope = {"api": {"permissions": ALL}, "upload": {"permissions": []}}
    made = seed.access_token(workspace, scope)
    value = made.pop("token")
    assert len(value) >= 32
    assert made == {"id": made["id"], "name": "t", "workspace_id": made["workspace_id"], "scope": scope}
    assert value not in str(workspace.objects.get(ACCESS_TOKEN, made["id"]))
    assert data(workspace.get(f"/v1/access-tokens/{short(made['id'])}")) == made
    assert data(workspace.get("/v1/access-tokens")) == [made]
    with Workspace(workspace.server, value).http as http:
        assert data(http.get("/v1/tags")) == []


def test_tokens_are_listed_by_name(workspace: Workspace) -> None:
    for name in ("b", "c", "a"):
        seed.access_token(workspace, {}, name)
    response = workspace.get("/v1/access-tokens", per_page=2).json()
    assert response["meta"] == {
        "offset": 0,
        "limit": 2,
        "total": 3,
        "total_count": 0,
        "order": {"name": "asc"},
        "parent_id": None,
    }
    assert [each["name"] for each in response["data"]] == ["a", "b"]
    assert [each["name"] for each in data(workspace.get("/v1/access-tokens", order="name.desc"))] == ["c", "b", "a"]
    error(workspace.get("/v1/access-tokens", order="id"), 400, 400216)


def test_a_deleted_token_is_unknown(workspace: Workspace) -> None:
    made = seed.access_token(workspace, {"api": {"permissions": ALL}})
    own = Workspace(workspace.server, made["token"])
    with own.http:
        assert own.get("/v1/tags").status_code == 200
        assert data(workspace.delete(f"/v1/access-tokens/{made['id']}")) == {"success": True}
        error(own.get("/v1/tags"), 401, 100102)
    error(workspace.get(f"/v1/access-tokens/{made['id']}"), 404, 400404)
    error(workspace.delete(f"/v1/access-tokens/{made['id']}"), 404, 400404)


@pytest.mark.parametrize(
    ("permissions", "statuses"),
    [([], [403, 403, 403]), (["read"], [200, 403, 403]), (["write"], [403, 200, 403]), (ALL, [200, 200, 200])],
)
def test_permissions_are_enforced_by_method(workspace: Workspace, permissions: list[str], statuses: list[int]) -> None:
    own = seed.token_holder(workspace, {"api": {"permissions": permissions}})
    tag = data(workspace.post("/v1/tags", {"tag": "x"}))
    with own.http:
        responses = [own.get("/v1/tags"), own.post("/v1/tags", {"tag": "y"}), own.delete(f"/v1/tags/{tag['id']}")]
    assert [response.status_code for response in responses] == statuses
    for response in responses:
        if response.status_code == 403:
            error(response, 403, 100103)
    left = {each["tag"] for each in data(workspace.get("/v1/tags"))}
    assert left == {tag for tag, there in (("x", statuses[2] == 403), ("y", statuses[1] == 200)) if there}


def test_an_upload_token_can_only_use_its_project(workspace: Workspace) -> None:
    first, second = seed.project(workspace)["id"], seed.project(workspace)["id"]
    scope = {"upload": {"entities": [{"id": short(first), "permissions": ALL}], "permissions": []}}
    made = seed.access_token(workspace, scope)
    assert made["scope"]["upload"]["entities"] == [{"id": first, "permissions": ALL}]
    own = Workspace(workspace.server, made["token"])
    with own.http:
        assert upload(own, first).status_code == 200
        error(upload(own, second), 403, 100103)
        error(own.get("/v1/videos"), 403, 100103)
        error(own.delete(f"/v1/projects/{first}"), 403, 100103)
    assert len(data(workspace.get("/v1/videos"))) == 1


def test_an_upload_token_of_the_workspace_can_use_every_project(workspace: Workspace) -> None:
    with (own := seed.token_holder(workspace, {"upload": {"permissions": ["write"]}})).http:
        assert upload(own, seed.project(workspace)["id"]).status_code == 200
        assert upload(own, seed.project(workspace)["id"]).status_code == 200


def test_an_api_token_cannot_upload(workspace: Workspace) -> None:
    with (own := seed.token_holder(workspace, {"api": {"permissions": ALL}, "upload": {"permissions": []}})).http:
        error(upload(own, seed.project(workspace)["id"]), 403, 100103)

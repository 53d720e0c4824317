"""Sections "avatars" and "user/avatar"."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kinocraft_mock.services.kinescope.ids import short
from kinocraft_mock.services.kinescope.people.owner import owner_id
from kinocraft_mock.services.kinescope.workspace import workspace_id
from tests.seed.workspace import Workspace, data

if TYPE_CHECKING:
    import httpx2

PNG = b"\x89PNG\r\n\x1a\npicture"
GIF = b"GIF89a picture"
BYTES = {"Content-Type": "application/octet-stream"}


def set_avatar(workspace: Workspace, picture: bytes = PNG) -> httpx2.Response:
    return workspace.http.post("/v1/avatar", content=picture, headers=BYTES)


def users(workspace: Workspace) -> str:
    return f"/v1/user/avatar/{owner_id(workspace.server.app.context)}"


def workspaces(workspace: Workspace) -> str:
    return f"/v1/workspace/avatar/{workspace_id(workspace.server.app.context)}"


def shown(workspace: Workspace, path: str) -> tuple[str, bytes]:
    response = workspace.get(path)
    assert response.status_code == 200, response.text
    return response.headers["content-type"], response.content


def by_access_token(workspace: Workspace) -> Workspace:
    scope: dict[str, Any] = {"api": {"permissions": ["read", "write", "delete"]}}
    made = data(workspace.post("/v1/access-tokens", {"name": "t", "scope": scope}))
    return Workspace(workspace.server, made["token"])


def test_an_avatar_is_shown_byte_for_byte(workspace: Workspace) -> None:
    user = data(set_avatar(workspace))
    assert user["id"] == short(owner_id(workspace.server.app.context))
    assert user["deleted_at"] is None
    assert (user["password_digest"], user["confirmation_token"], user["reset_password_token"]) == ("", "", "")
    assert shown(workspace, users(workspace)) == ("image/png", PNG)
    assert shown(workspace, f"/v1/user/avatar/{user['id']}") == ("image/png", PNG)


def test_a_new_avatar_replaces_the_old_one(workspace: Workspace) -> None:
    set_avatar(workspace)
    workspace.server.control.advance(1)
    assert data(set_avatar(workspace, GIF))["updated_at"] == "2020-09-13T12:26:41Z"
    assert shown(workspace, users(workspace)) == ("image/gif", GIF)


def test_the_default_avatar_is_returned_without_one(workspace: Workspace) -> None:
    media, default = shown(workspace, users(workspace))
    assert media == "image/svg+xml"
    assert shown(workspace, workspaces(workspace)) == (media, default)
    set_avatar(workspace)
    for _ in range(2):
        assert data(workspace.delete("/v1/avatar"))["full_name"] == "Workspace Owner"
        assert shown(workspace, users(workspace)) == (media, default)


def test_a_token_of_the_workspace_sets_the_avatar_of_the_workspace(workspace: Workspace) -> None:
    set_avatar(workspace)
    own = by_access_token(workspace)
    with own.http:
        set_avatar(own, GIF)
        assert shown(workspace, users(workspace)) == ("image/png", PNG)
        assert shown(workspace, workspaces(workspace)) == ("image/gif", GIF)
        own.delete("/v1/avatar")
    assert shown(workspace, users(workspace)) == ("image/png", PNG)
    assert shown(workspace, workspaces(workspace))[0] == "image/svg+xml"

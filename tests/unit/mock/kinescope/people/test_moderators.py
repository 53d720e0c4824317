"""Section "moderators"."""

from __future__ import annotations

from kinocraft_mock.services.kinescope.ids import short
from kinocraft_mock.services.kinescope.workspace import workspace_id
from tests import seed
from tests.seed.workspace import Workspace, data, error


def test_a_moderator_returns_the_fields_it_was_created_with(workspace: Workspace) -> None:
    made = seed.moderator(workspace)
    assert made == {
        "user_id": made["user_id"],
        "workspace_id": workspace_id(workspace.server.app.context),
        "username": "user_admin",
        "email": "user@example.com",
        "scope": {},
    }
    assert data(workspace.get(f"/v1/moderators/{short(made['user_id'])}")) == made
    assert "pässword" not in workspace.get("/v1/moderators").text


def test_moderators_are_listed_in_the_order_of_creation(workspace: Workspace) -> None:
    for name in ("b", "a"):
        seed.moderator(workspace, username=name)
        workspace.server.control.advance(1)
    response = workspace.get("/v1/moderators").json()
    assert response["meta"] == {"pagination": {"page": 1, "per_page": 10, "total": 2}, "order": {"created_at": "asc"}}
    assert [each["username"] for each in response["data"]] == ["b", "a"]
    assert [each["username"] for each in data(workspace.get("/v1/moderators", order="created_at.desc"))] == ["a", "b"]
    error(workspace.get("/v1/moderators", order="email"), 400, 400216)


def test_an_update_changes_what_is_sent(workspace: Workspace) -> None:
    made = seed.moderator(workspace)
    path = f"/v1/moderators/{made['user_id']}"
    assert data(workspace.put(path, {"username": "other"})) == {**made, "username": "other"}
    assert data(workspace.put(path, {"password": "x"})) == {**made, "username": "other"}
    assert data(workspace.put(path, {"email": "a@example.com"}))["email"] == "a@example.com"


def test_a_deleted_moderator_is_gone(workspace: Workspace) -> None:
    path = f"/v1/moderators/{seed.moderator(workspace)['user_id']}"
    assert data(workspace.delete(path)) == {"success": True}
    error(workspace.delete(path), 404, 400404)
    error(workspace.get(path), 404, 400404)

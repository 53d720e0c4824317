"""Section "file-requests"."""

from __future__ import annotations

from typing import Any

from kinocraft_mock.services.kinescope.ids import short
from kinocraft_mock.services.kinescope.workspace import workspace_id
from tests import seed
from tests.seed.workspace import Workspace, data, error


def test_a_file_request_returns_the_fields_it_was_created_with(workspace: Workspace) -> None:
    place = seed.folder(workspace, seed.project(workspace)["id"])["id"]
    made = seed.file_request(workspace, description="text", uploading_location_id=short(place), expired_at=None)
    assert made == {
        "id": made["id"],
        "workspace_id": workspace_id(workspace.server.app.context),
        "title": "Title",
        "description": "text",
        "uploading_location_id": place,
        "expired_at": None,
        "created_by": "Workspace Owner",
        "created_at": "2020-09-13T12:26:40Z",
        "updated_at": None,
        "archived_at": None,
        "user_count": 0,
        "media_count": 0,
        "url": f"{workspace.server.url}/kinescope/request/{made['id']}",
    }
    assert data(workspace.get(f"/v1/file-requests/{short(made['id'])}")) == made


def test_archived_file_requests_are_listed_separately(workspace: Workspace) -> None:
    for title in ("b", "c", "a"):
        made = seed.file_request(workspace, title)
    workspace.put(f"/v1/file-requests/{made['id']}", {"archived": True})

    def titles(**query: Any) -> list[str]:
        return [each["title"] for each in workspace.get("/v1/file-requests", **query).json()["data"]]

    assert titles() == titles(archived="false") == ["b", "c"]
    assert titles(order="title.desc") == ["c", "b"]
    assert titles(archived="true") == ["a"]
    assert workspace.get("/v1/file-requests", page=2, per_page=1).json()["meta"] == {
        "offset": 1,
        "limit": 1,
        "total": 2,
        "total_count": 0,
        "order": {"title": "asc"},
        "parent_id": None,
    }
    error(workspace.get("/v1/file-requests", order="created_at"), 400, 400216)


def test_an_update_changes_what_is_sent(workspace: Workspace) -> None:
    made, place = seed.file_request(workspace, description="text"), seed.project(workspace)["id"]
    path = f"/v1/file-requests/{made['id']}"
    workspace.server.control.advance(1)
    change = {"title": "other", "uploading_location_id": place, "expired_at": "2021-11-10T16:08:00.5+03:00"}
    changed = data(workspace.put(path, change))
    saved = {"expired_at": "2021-11-10T13:08:00.5Z", "updated_at": "2020-09-13T12:26:41Z"}
    short_form = {key: value for key, value in made.items() if key not in ("title", "description", "created_by", "url")}
    assert changed == {**short_form, "uploading_location_id": place, **saved, "name": "other"}
    assert data(workspace.get(path)) == {**made, **change, **saved}
    assert data(workspace.put(path, {"expired_at": None}))["expired_at"] is None


def test_archiving_sets_a_time_and_can_be_undone(workspace: Workspace) -> None:
    path = f"/v1/file-requests/{seed.file_request(workspace)['id']}"
    assert data(workspace.put(path, {"archived": True}))["archived_at"] == "2020-09-13T12:26:40Z"
    workspace.server.control.advance(1)
    assert data(workspace.put(path, {"archived": True}))["archived_at"] == "2020-09-13T12:26:40Z"
    assert data(workspace.put(path, {"title": "x"}))["archived_at"] == "2020-09-13T12:26:40Z"
    assert data(workspace.put(path, {"archived": False}))["archived_at"] is None
    assert [each["title"] for each in data(workspace.get("/v1/file-requests"))] == ["x"]


def test_a_deleted_file_request_is_gone(workspace: Workspace) -> None:
    made = seed.file_request(workspace)
    path = f"/v1/file-requests/{made['id']}"
    assert data(workspace.delete(path)) == {"success": True}
    error(workspace.delete(path), 404, 400404)
    error(workspace.get(path), 404, 400404)
    error(workspace.http.get(made["url"]), 404, 400404)


def test_the_page_of_a_file_request_says_whether_it_accepts_files(workspace: Workspace) -> None:
    made = seed.file_request(workspace, "<Title>", expired_at="2020-09-13T12:26:50Z")
    path = f"/v1/file-requests/{made['id']}"

    def page() -> str:
        return workspace.http.get(made["url"], headers={"Authorization": ""}).text

    assert "&lt;Title&gt;" in page()
    assert "accepts files" in page()
    workspace.server.control.advance(10)
    assert "accepts no more files" in page()
    data(workspace.put(path, {"expired_at": None}))
    assert "accepts files" in page()
    data(workspace.put(path, {"archived": True}))
    assert "accepts no more files" in page()

"""Sections "projects" and "projects/folders"."""

from __future__ import annotations

from typing import Any

import pytest

from kinocraft_mock.services.kinescope.ids import short
from kinocraft_mock.services.kinescope.store.resource_types import FOLDER, PROJECT, VIDEO
from tests import seed
from tests.seed.workspace import UNKNOWN_ID, Workspace, data, error, invalid


def test_a_new_project_has_the_documented_fields(workspace: Workspace) -> None:
    player = seed.player(workspace)["id"]
    body = {
        "name": "Project custom",
        "privacy_type": "custom",
        "privacy_domains": ["custom.domain.com"],
        "player_id": short(player),
        "encrypted": True,
        "catalog_type": "vod",
    }
    made = data(workspace.post("/v1/projects", body))
    assert made == {
        "id": made["id"],
        "name": "Project custom",
        "folders": [],
        "privacy_type": "custom",
        "privacy_domains": ["custom.domain.com"],
        "privacy_email_domains": [],
        "privacy_share": {},
        "player_id": player,
        "favorite": False,
        "size": 0,
        "items_count": 0,
        "created_at": "2020-09-13T12:26:40Z",
        "updated_at": None,
        "encrypted": True,
    }
    for form in (made["id"], short(made["id"])):
        assert data(workspace.get(f"/v1/projects/{form}")) == made


def test_a_new_project_has_defaults(workspace: Workspace) -> None:
    made = seed.project(workspace)
    assert (made["encrypted"], made["favorite"]) == (False, False)
    assert made["player_id"] == data(workspace.get("/v1/players"))[0]["id"]
    assert data(workspace.get("/v1/projects")) == [made]


def test_projects_are_listed_by_name_and_by_kind(workspace: Workspace) -> None:
    for name in ("b", "c", "a"):
        seed.project(workspace, name)
    live = seed.project(workspace, "live", catalog_type="live")
    response = workspace.get("/v1/projects", per_page=2).json()
    assert response["meta"] == {"pagination": {"page": 1, "per_page": 2, "total": 3}, "order": {"name": "asc"}}
    assert [each["name"] for each in response["data"]] == ["a", "b"]
    assert [each["name"] for each in data(workspace.get("/v1/projects", per_page=2, page=2))] == ["c"]
    assert data(workspace.get("/v1/projects", catalog_type="live")) == [live]
    assert invalid(workspace.get("/v1/projects", catalog_type="all")) == {"catalog_type": "oneof"}


def test_an_update_requires_the_privacy_and_keeps_other_fields(workspace: Workspace) -> None:
    made = seed.project(workspace, "a", privacy_domains=["x.y"], encrypted=True)
    path = f"/v1/projects/{made['id']}"
    assert invalid(workspace.put(path, {"name": "b"})) == {"privacy_type": "required"}
    workspace.server.control.advance(1.5)
    changed = data(workspace.put(path, {"privacy_type": "custom"}))
    assert changed == {
        "id": made["id"],
        "name": "a",
        "folders": [],
        "created_at": made["created_at"],
        "updated_at": "2020-09-13T12:26:41.5Z",
    }
    assert data(workspace.get(path)) == {**made, "privacy_type": "custom", "updated_at": changed["updated_at"]}
    assert data(workspace.put(path, {"privacy_type": "custom", "name": "b"}))["name"] == "b"
    error(workspace.put(f"/v1/projects/{UNKNOWN_ID}", {"privacy_type": "custom"}), 404, 400404)


@pytest.mark.parametrize("apply", [False, True])
def test_videos_get_the_new_privacy_only_on_request(workspace: Workspace, apply: bool) -> None:
    made = seed.project(workspace)
    video = seed.video(workspace, made["id"])["id"]
    change = {"privacy_type": "custom", "privacy_domains": ["x.y"], "apply_to_videos": apply}
    data(workspace.put(f"/v1/projects/{made['id']}", change))
    wanted = ("custom", ["x.y"]) if apply else ("anywhere", [])
    body = seed.get_video(workspace, video)
    assert (body["privacy_type"], body["privacy_domains"]) == wanted


def test_folders_count_their_contents(workspace: Workspace) -> None:
    made = seed.project(workspace)
    outer = seed.folder(workspace, made["id"], "outer")
    inner = seed.folder(workspace, made["id"], "inner", parent_id=short(outer["id"]))
    assert outer == {
        "id": outer["id"],
        "name": "outer",
        "project_id": made["id"],
        "parent_id": made["id"],
        "size": 0,
        "items_count": 0,
        "created_at": "2020-09-13T12:26:40Z",
        "updated_at": None,
        "deleted_at": None,
    }
    assert inner["parent_id"] == outer["id"]
    objects = workspace.objects
    root = objects.get(PROJECT, made["id"])
    (stored,) = (each for each in objects.below(root, FOLDER) if each.id == inner["id"])
    objects.make(VIDEO, {}, stored, size=1000, items=1)
    objects.make(VIDEO, {}, root, size=24, items=1)
    found = data(workspace.get(f"/v1/projects/{made['id']}"))
    assert (found["size"], found["items_count"]) == (1024, 2)
    counts = {each["name"]: (each["size"], each["items_count"]) for each in found["folders"]}
    assert counts == {"inner": (1000, 1), "outer": (1000, 1)}
    data(workspace.delete(f"/v1/projects/{made['id']}/folders/{outer['id']}"))
    found = data(workspace.get(f"/v1/projects/{made['id']}"))
    assert (found["size"], found["items_count"], found["folders"]) == (24, 1, [])
    assert objects.count(VIDEO) == 1


def test_folders_are_listed_in_order(workspace: Workspace) -> None:
    made = seed.project(workspace)
    seed.folder(workspace, seed.project(workspace, "other")["id"], "elsewhere")
    for name in ("b", "a", "c"):
        seed.folder(workspace, made["id"], name)
        workspace.server.control.advance(1)
    path = f"/v1/projects/{made['id']}/folders"

    def names(**query: Any) -> str:
        return "".join(each["name"] for each in data(workspace.get(path, **query)))

    assert workspace.get(path).json()["meta"] == {
        "pagination": {"page": 1, "per_page": 10, "total": 3},
        "order": {"created_at": "desc"},
    }
    assert names() == "cab"
    assert names(order="name") == "abc"
    assert names(order="name.desc,created_at.asc") == "cba"
    assert workspace.get(path, order="name.desc,created_at").json()["meta"]["order"] == {
        "name": "desc",
        "created_at": "asc",
    }
    assert names(order="created_at", per_page=2, page=2) == "c"


def test_a_folder_can_be_renamed(workspace: Workspace) -> None:
    made = seed.project(workspace)
    child = seed.folder(workspace, made["id"])
    path = f"/v1/projects/{made['id']}/folders/{child['id']}"
    assert invalid(workspace.put(path, {})) == {"name": "required"}
    workspace.server.control.advance(1)
    changed = data(workspace.put(path, {"name": "new"}))
    renamed = {**child, "name": "new", "updated_at": "2020-09-13T12:26:41Z"}
    assert data(workspace.get(path)) == renamed
    whole = ("parent_id", "size", "items_count")
    assert changed == {name: value for name, value in renamed.items() if name not in whole}


def test_deleting_a_folder_returns_it(workspace: Workspace) -> None:
    made = seed.project(workspace)
    child = seed.folder(workspace, made["id"])
    path = f"/v1/projects/{made['id']}/folders/{child['id']}"
    deleted = data(workspace.delete(path))
    assert deleted == {name: child[name] for name in deleted}
    assert deleted["id"] == child["id"]
    error(workspace.delete(path), 404, 400404)


def test_a_folder_belongs_to_its_project(workspace: Workspace) -> None:
    one, two = seed.project(workspace, "1"), seed.project(workspace, "2")
    child = seed.folder(workspace, one["id"])
    for response in (
        workspace.get(f"/v1/projects/{two['id']}/folders/{child['id']}"),
        workspace.put(f"/v1/projects/{two['id']}/folders/{child['id']}", {"name": "x"}),
        workspace.delete(f"/v1/projects/{two['id']}/folders/{child['id']}"),
        workspace.post(f"/v1/projects/{two['id']}/folders", {"name": "x", "parent_id": child["id"]}),
        workspace.get(f"/v1/projects/{UNKNOWN_ID}/folders"),
    ):
        error(response, 404, 400404)
    assert data(workspace.get(f"/v1/projects/{one['id']}/folders")) == [child]


def test_deleting_a_project_deletes_its_contents(workspace: Workspace) -> None:
    made = seed.project(workspace)
    child = seed.folder(workspace, made["id"])
    assert data(workspace.delete(f"/v1/projects/{made['id']}")) == {"success": True}
    error(workspace.get(f"/v1/projects/{made['id']}"), 404, 400404)
    error(workspace.get(f"/v1/projects/{made['id']}/folders/{child['id']}"), 404, 400404)
    error(workspace.delete(f"/v1/projects/{made['id']}"), 404, 400404)

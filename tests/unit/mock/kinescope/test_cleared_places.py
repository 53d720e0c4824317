"""Null for an id in a request clears the place of an object that can be without one; else it is not sent."""

from __future__ import annotations

import pytest

from tests import seed
from tests.seed.workspace import Workspace, data


def test_null_player_gives_a_project_the_player_of_the_workspace(workspace: Workspace) -> None:
    first = data(workspace.get("/v1/players"))[0]["id"]
    own = seed.player(workspace)["id"]
    project = seed.project(workspace)["id"]
    change = {"privacy_type": "anywhere"}
    data(workspace.put(f"/v1/projects/{project}", {**change, "player_id": own}))
    assert data(workspace.get(f"/v1/projects/{project}"))["player_id"] == own
    data(workspace.put(f"/v1/projects/{project}", change))
    assert data(workspace.get(f"/v1/projects/{project}"))["player_id"] == own
    data(workspace.put(f"/v1/projects/{project}", {**change, "player_id": None}))
    assert data(workspace.get(f"/v1/projects/{project}"))["player_id"] == first
    assert workspace.server.control.journal()[-2]["readings"] == []


def test_null_folder_moves_a_video_directly_into_its_project(workspace: Workspace) -> None:
    project = seed.project(workspace)["id"]
    folder = seed.folder(workspace, project)["id"]
    video = seed.video(workspace, folder)["id"]
    assert data(workspace.get(f"/v1/videos/{video}"))["folder_id"] == folder
    data(workspace.put(f"/v1/videos/{video}/move", {"project_id": project, "folder_id": None}))
    assert data(workspace.get(f"/v1/videos/{video}"))["folder_id"] is None


@pytest.mark.parametrize("name", ["parent_id", "name", "description"])
def test_null_is_not_sent_for_what_a_playlist_cannot_be_without(workspace: Workspace, name: str) -> None:
    project = seed.project(workspace)["id"]
    made = data(workspace.post("/v1/playlists", {"name": "a", "parent_id": project}))
    changed = data(workspace.patch(f"/v1/playlists/{made['id']}", {name: None, "privacy_type": "nowhere"}))
    assert changed[name] == made[name]
    assert any(name in each for each in workspace.server.control.journal()[-1]["readings"])

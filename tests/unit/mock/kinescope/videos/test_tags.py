"""Section "tags"."""

from __future__ import annotations

from kinocraft_mock.services.kinescope.ids import short
from tests import seed
from tests.seed.workspace import Workspace, data, invalid


def test_a_tag_can_be_created_listed_updated_and_deleted(workspace: Workspace) -> None:
    made = data(workspace.post("/v1/tags", {"tag": "tag 1"}))
    assert made == {"id": made["id"], "tag": "tag 1", "archived": False, "created_at": "2020-09-13T12:26:40Z"}
    assert data(workspace.get("/v1/tags")) == [made]
    changed = data(workspace.put(f"/v1/tags/{short(made['id'])}", {"tag": "tag 2", "archived": True}))
    assert changed == {**made, "tag": "tag 2", "archived": True}
    assert data(workspace.get("/v1/tags")) == [changed]
    assert data(workspace.delete(f"/v1/tags/{made['id']}")) == {"success": True}
    assert data(workspace.get("/v1/tags")) == []


def test_an_update_replaces_the_whole_tag(workspace: Workspace) -> None:
    made = data(workspace.post("/v1/tags", {"tag": "a"}))
    data(workspace.put(f"/v1/tags/{made['id']}", {"tag": "a", "archived": True}))
    assert not data(workspace.put(f"/v1/tags/{made['id']}", {"tag": "a"}))["archived"]
    assert invalid(workspace.put(f"/v1/tags/{made['id']}", {"archived": True})) == {"tag": "required"}


def test_tags_are_listed_newest_first(workspace: Workspace) -> None:
    for number in range(12):
        data(workspace.post("/v1/tags", {"tag": str(number)}))
        workspace.server.control.advance(1)
    response = workspace.get("/v1/tags", page=2).json()
    assert response["meta"] == {"pagination": {"page": 2, "per_page": 10, "total": 12}, "order": {"created_at": "desc"}}
    assert [tag["tag"] for tag in response["data"]] == ["1", "0"]
    assert len(data(workspace.get("/v1/tags", per_page=100))) == 12
    assert data(workspace.get("/v1/tags", page=3)) == []


def test_videos_show_changes_of_their_tags(workspace: Workspace) -> None:
    old, other = (data(workspace.post("/v1/tags", {"tag": text})) for text in ("old", "other"))
    place = seed.project(workspace)["id"]
    video, untagged = (seed.video(workspace, place)["id"] for _ in range(2))
    data(workspace.patch(f"/v1/videos/{video}", {"tags": ["old", "other"]}))
    before = seed.get_video(workspace, untagged)
    data(workspace.put(f"/v1/tags/{old['id']}", {"tag": "new"}))
    assert seed.get_video(workspace, video)["tags"] == ["new", "other"]
    data(workspace.put(f"/v1/tags/{other['id']}", {"tag": "new"}))
    assert seed.get_video(workspace, video)["tags"] == ["new"]
    data(workspace.delete(f"/v1/tags/{old['id']}"))
    assert seed.get_video(workspace, video)["tags"] == []
    assert seed.get_video(workspace, untagged) == before

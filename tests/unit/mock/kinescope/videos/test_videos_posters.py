"""Section "videos/posters"."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from kinocraft_mock.services.kinescope.ids import short
from tests import seed
from tests.seed.workspace import NO_ID, UNKNOWN_ID, Workspace, data, error


def posters(workspace: Workspace, video_id: str, **query: Any) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = data(workspace.get(f"/v1/videos/{video_id}/posters", **query))
    return found


def test_a_poster_can_be_made_from_a_frame(workspace: Workspace) -> None:
    video = seed.finished_video(workspace)
    made = data(workspace.post(f"/v1/videos/{video['id']}/posters", {"from_time": 2.3333}))
    base = f"{workspace.server.url}/kinescope/frames/{made['id']}"
    assert made == {
        "id": made["id"],
        "type": "image",
        "status": "done",
        "active": False,
        "from_time": 2.3333,
        "to_time": 0,
        "original": f"{base}/original.png",
        "md": f"{base}/md.png",
        "sm": f"{base}/sm.png",
        "xs": f"{base}/xs.png",
    }
    assert data(workspace.get(f"/v1/videos/{video['id']}/posters/{short(made['id'])}")) == made
    assert made in posters(workspace, video["id"])
    assert seed.get_video(workspace, video["id"])["poster"]["id"] == video["poster"]["id"]


def test_posters_are_listed_newest_first(workspace: Workspace) -> None:
    video, other = seed.finished_video(workspace), seed.finished_video(workspace)
    for seconds in (1, 2, 3):
        workspace.server.control.advance(1)
        data(workspace.post(f"/v1/videos/{video['id']}/posters", {"from_time": seconds}))
    response = workspace.get(f"/v1/videos/{video['id']}/posters").json()
    assert [each["from_time"] for each in response["data"]] == [3, 2, 1, 0]
    assert response["meta"] == {
        "pagination": {"page": 1, "per_page": 10, "total": 4},
        "order": {"created_at": "desc"},
    }
    page = posters(workspace, video["id"], page=2, per_page=3, order="created_at.asc")
    assert [each["from_time"] for each in page] == [3]
    assert [each["id"] for each in posters(workspace, other["id"])] == [other["poster"]["id"]]
    error(workspace.get(f"/v1/videos/{video['id']}/posters", order="from_time"), 400, 400216)


def test_one_poster_is_active(workspace: Workspace) -> None:
    video = seed.finished_video(workspace)
    path = f"/v1/videos/{video['id']}/posters"
    made = data(workspace.post(path, {"from_time": 1}))
    for _ in range(2):
        assert data(workspace.post(f"{path}/{made['id']}/active")) == {"success": True}
        assert [each["id"] for each in posters(workspace, video["id"]) if each["active"]] == [made["id"]]
        assert seed.get_video(workspace, video["id"])["poster"]["id"] == made["id"]
        (listed,) = data(workspace.get("/v1/videos"))
        assert listed["poster"]["id"] == made["id"]
        assert f'poster="{urlsplit(made["original"]).path}"' in workspace.http.get(video["play_link"]).text


def test_a_deleted_poster_is_gone_with_its_picture(workspace: Workspace) -> None:
    video = seed.finished_video(workspace)
    path = f"/v1/videos/{video['id']}/posters/{video['poster']['id']}"
    assert data(workspace.delete(path)) == {"success": True}
    error(workspace.get(path), 404, 400404)
    error(workspace.delete(path), 404, 400404)
    error(workspace.post(f"{path}/active"), 404, 400404)
    assert workspace.http.get(video["poster"]["md"]).status_code == 404
    assert seed.get_video(workspace, video["id"])["poster"] is None
    assert posters(workspace, video["id"]) == []


def test_a_poster_is_only_found_under_its_video(workspace: Workspace) -> None:
    video, other = seed.finished_video(workspace), seed.finished_video(workspace)
    foreign = f"/v1/videos/{other['id']}/posters/{video['poster']['id']}"
    error(workspace.get(foreign), 404, 400404)
    error(workspace.post(f"{foreign}/active"), 404, 400404)
    error(workspace.delete(foreign), 404, 400404)
    error(workspace.get(f"/v1/videos/{video['id']}/posters/{NO_ID}"), 400, 400301)
    error(workspace.get(f"/v1/videos/{UNKNOWN_ID}/posters"), 404, 400404)
    assert seed.get_video(workspace, video["id"])["poster"] == video["poster"]

"""Section "videos/annotations"."""

from __future__ import annotations

import pytest

from kinocraft_mock.services.kinescope.ids import short
from tests import seed
from tests.seed.workspace import Workspace, data, error, invalid


@pytest.fixture
def video_id(workspace: Workspace) -> str:
    """The id of a video to annotate."""
    return seed.new_video(workspace)


@pytest.fixture
def path(video_id: str) -> str:
    """The path of its annotations."""
    return f"/v1/videos/{video_id}/annotations"


def test_an_annotation_can_link_to_a_video(workspace: Workspace, video_id: str, path: str) -> None:
    offered = seed.finished_video(workspace)
    body = {
        "video_id": short(offered["id"]),
        "annotation_poster_id": offered["poster"]["id"],
        "type": "video",
        "title": "Next",
        "link": "https://example.com",
        "start_time": 20000,
        "end_time": 21000,
    }
    made = data(workspace.post(path, body))
    created = made["created_at"]
    assert made == {
        "id": made["id"],
        "media_id": video_id,
        "video_id": offered["id"],
        "annotation_type": "video",
        "title": "Next",
        "link": "https://example.com",
        "start_time": 20000,
        "end_time": 21000,
        "annotation_poster_id": offered["poster"]["id"],
        "created_at": created,
        "updated_at": None,
    }
    assert data(workspace.get(f"{path}/{short(made['id'])}")) == made
    assert data(workspace.get(path)) == [made]


def test_an_annotation_is_a_text_by_default(workspace: Workspace, video_id: str, path: str) -> None:
    made = data(workspace.post(path, {"title": "Words", "video_id": video_id, "end_time": 5}))
    assert (made["annotation_type"], made["video_id"], made["link"], made["start_time"]) == ("text", None, "", 0)
    assert made["annotation_poster_id"] is None


def test_annotations_are_listed_in_the_order_of_creation(workspace: Workspace, path: str) -> None:
    assert workspace.get(path).json() == {"data": []}
    made = [data(workspace.post(path, {"title": each, "end_time": 9 - number})) for number, each in enumerate("abc")]
    assert workspace.get(path).json() == {"data": made}


def test_an_update_requires_the_documented_fields(workspace: Workspace, video_id: str, path: str) -> None:
    text = data(workspace.post(path, {"title": "Words", "start_time": 1, "end_time": 5}))
    at = f"{path}/{text['id']}"
    assert invalid(workspace.put(at, {"title": "Other"})) == {"end_time": "required"}
    changed = data(workspace.put(at, {"title": "Other", "end_time": 6}))
    assert changed == {**text, "title": "Other", "end_time": 6, "updated_at": changed["updated_at"]}
    assert changed["updated_at"] is not None
    card = data(workspace.post(path, {"type": "video", "video_id": video_id, "end_time": 5}))
    at = f"{path}/{card['id']}"
    assert invalid(workspace.put(at, {"end_time": 6})) == {"video_id": "required"}
    other = seed.new_video(workspace)
    assert data(workspace.put(at, {"video_id": other, "end_time": 6}))["video_id"] == other


def test_a_deleted_annotation_is_gone(workspace: Workspace, path: str) -> None:
    at = f"{path}/{data(workspace.post(path, {'end_time': 5}))['id']}"
    assert data(workspace.delete(at)) == {"success": True}
    error(workspace.delete(at), 404, 400404)
    error(workspace.get(at), 404, 400404)
    assert data(workspace.get(path)) == []


def test_an_annotation_is_only_found_under_its_video(workspace: Workspace, path: str) -> None:
    made = data(workspace.post(path, {"end_time": 5}))
    foreign = f"/v1/videos/{seed.new_video(workspace)}/annotations/{made['id']}"
    error(workspace.get(foreign), 404, 400404)
    error(workspace.put(foreign, {"end_time": 6}), 404, 400404)
    error(workspace.delete(foreign), 404, 400404)
    assert data(workspace.get(path)) == [made]

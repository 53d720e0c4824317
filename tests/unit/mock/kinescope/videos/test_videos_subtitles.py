"""Section "videos/subtitles"."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from kinocraft_mock.services.kinescope.ids import short
from tests import seed
from tests.seed.workspace import UNKNOWN_ID, Workspace, data, error, invalid

if TYPE_CHECKING:
    import httpx2

WEBVTT = "WEBVTT\n\n00:00.000 --> 00:02.000\nПривет\n".encode()
SUBRIP = b"\xef\xbb\xbf1\r\n00:00:00,000 --> 00:00:02,000\r\nHello\r\n"


@pytest.fixture
def path(workspace: Workspace) -> str:
    """The path of a video's tracks."""
    return f"/v1/videos/{seed.new_video(workspace)}/subtitles"


def add(workspace: Workspace, path: str, content: bytes = WEBVTT, **fields: str) -> httpx2.Response:
    return workspace.post(path, data={"language": "ru", **fields}, files={"file": ("track", content)})


def tracks(workspace: Workspace, path: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = data(workspace.get(path))
    return found


def ids(workspace: Workspace, path: str) -> list[str]:
    return [each["id"] for each in tracks(workspace, path)]


@pytest.mark.parametrize(
    ("content", "ending", "media"), [(WEBVTT, "vtt", "text/vtt"), (SUBRIP, "srt", "application/x-subrip")]
)
def test_a_new_track_has_the_documented_fields(
    workspace: Workspace, path: str, content: bytes, ending: str, media: str
) -> None:
    made = data(add(workspace, path, content, description="описание"))
    assert made == {
        "id": made["id"],
        "video_id": path.split("/")[3],
        "description": "описание",
        "language": "ru",
        "file": "",
        "file_name": f"{made['id']}.{ending}",
        "hls_file": "",
        "url": made["url"],
    }
    fetched = workspace.http.get(made["url"])
    assert (fetched.content, fetched.headers["content-type"]) == (content, media)
    assert data(workspace.get(f"{path}/{short(made['id'])}")) == made
    assert tracks(workspace, path) == [made]
    assert seed.get_video(workspace, made["video_id"])["subtitles"] == [made]


def test_a_list_without_tracks_is_null(workspace: Workspace, path: str) -> None:
    assert workspace.get(path).json() == {"data": None}
    made = data(add(workspace, path))
    data(workspace.delete(f"{path}/{made['id']}"))
    assert workspace.get(path).json() == {"data": None}
    assert seed.get_video(workspace, made["video_id"])["subtitles"] == []


def test_subtitles_are_listed_in_the_order_set(workspace: Workspace, path: str) -> None:
    first, second, third = (data(add(workspace, path, description=each))["id"] for each in "abc")
    assert ids(workspace, path) == [first, second, third]
    response = data(workspace.patch(f"{path}/reorder", [third, short(first), second]))
    assert response["id"] == third
    assert ids(workspace, path) == [third, first, second]
    fourth = data(add(workspace, path))["id"]
    assert ids(workspace, path) == [third, first, second, fourth]


def test_only_the_fields_sent_of_a_track_change(workspace: Workspace, path: str) -> None:
    made = data(add(workspace, path, description="old"))
    changed = data(workspace.patch(f"{path}/{made['id']}", {"language": "en"}))
    assert changed == {**made, "language": "en"}
    assert data(workspace.patch(f"{path}/{made['id']}", {"description": ""})) == {**changed, "description": ""}
    assert invalid(workspace.patch(f"{path}/{made['id']}", {"language": ""})) == {"language": "min"}
    error(workspace.patch(f"{path}/{UNKNOWN_ID}", {"language": "en"}), 404, 400404)


def test_a_copied_track_is_independent_of_the_original(workspace: Workspace, path: str) -> None:
    made = data(add(workspace, path, description="old"))
    last = data(add(workspace, path))
    copied = data(workspace.post(f"{path}/{made['id']}/copy"))
    assert {**copied, "id": made["id"], "url": made["url"]} == {**made, "file_name": None}
    assert ids(workspace, path) == [made["id"], last["id"], copied["id"]]
    data(workspace.patch(f"{path}/{copied['id']}", {"description": "new"}))
    assert data(workspace.get(f"{path}/{made['id']}")) == made
    data(workspace.delete(f"{path}/{made['id']}"))
    assert workspace.http.get(made["url"]).status_code == 404
    assert workspace.http.get(copied["url"]).content == WEBVTT


def test_a_deleted_track_is_gone(workspace: Workspace, path: str) -> None:
    made = f"{path}/{data(add(workspace, path))['id']}"
    assert data(workspace.delete(made)) == {"success": True}
    error(workspace.delete(made), 404, 400404)
    error(workspace.get(made), 404, 400404)
    error(workspace.post(f"{made}/copy"), 404, 400404)


def test_a_track_is_only_found_under_its_video(workspace: Workspace, path: str) -> None:
    made = data(add(workspace, path))
    foreign = f"/v1/videos/{seed.new_video(workspace)}/subtitles/{made['id']}"
    error(workspace.get(foreign), 404, 400404)
    error(workspace.patch(foreign, {"language": "en"}), 404, 400404)
    error(workspace.post(f"{foreign}/copy"), 404, 400404)
    error(workspace.delete(foreign), 404, 400404)
    assert tracks(workspace, path) == [made]
    error(workspace.get(f"/v1/videos/{UNKNOWN_ID}/subtitles"), 404, 400404)

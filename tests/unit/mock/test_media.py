"""Details of stored media files."""

from __future__ import annotations

from typing import Any

import pytest

from tests.seed.account import Account, message
from tests.seed.workspace import Workspace, data
from tests.unit.mock.state.states import fill


def test_details_of_a_video_can_be_set(account: Account, workspace: Workspace) -> None:
    control = account.server.control
    fill(account, workspace)
    control.advance(60)
    (video,) = data(workspace.get("/v1/videos"))
    assert control.media(video["id"])["duration"] == video["duration"] > 0
    changed = control.set_media(video["id"], duration=61.5, width=640, height=360, has_audio=False)
    assert changed == {"id": video["id"], "duration": 61.5, "width": 640, "height": 360, "has_audio": False}
    video = data(workspace.get(f"/v1/videos/{video['id']}"))
    assert (video["duration"], video["has_audio"]) == (61.5, False)
    assert {asset["resolution"] for asset in video["assets"]} == {"640x360"}


def test_details_of_a_file_can_be_set(account: Account) -> None:
    control = account.server.control
    file = account.file("/talk.mp4", b"video").json()
    assert control.media(file["id"])["duration"] == pytest.approx(file["advanced"]["format"]["duration"])
    control.set_media(file["id"], duration=7.25)
    control.set_media(file["id"], width=100, height=50)
    described = account.get("/talk.mp4").json()["advanced"]
    assert described["format"]["duration"] == 7.25
    assert [(s["width"], s["height"]) for s in described["video_streams"]] == [(100, 50)]


@pytest.mark.parametrize(
    ("order", "status", "said"),
    [
        ({}, 400, "the body is a JSON object with"),
        ({"duration": 1}, 400, "id is missing"),
        ({"id": 5, "duration": 1}, 400, "id is missing"),
        ({"id": "FILE"}, 400, "nothing to set"),
        ({"id": "FILE", "duration": 0}, 400, "duration must be a number of seconds above 0"),
        ({"id": "FILE", "duration": "5"}, 400, "duration must be a number"),
        ({"id": "FILE", "duration": 1e12}, 400, "duration must be a number of seconds above 0"),
        ({"id": "FILE", "duration": 5, "width": 0}, 400, "width must be a whole number"),
        ({"id": "FILE", "duration": 5, "height": 1.5}, 400, "height must be a whole number"),
        ({"id": "FILE", "duration": 5, "has_audio": True}, 400, "a file in Filespot has no has_audio"),
        ({"id": "FILE", "duration": 5, "has_audio": 1}, 400, "has_audio must be true or false"),
        ({"id": "FILE", "codec": "h264"}, 400, "the body is a JSON object with"),
        ({"id": "TEXT", "duration": 5}, 404, "no Kinescope video and no media file"),
        ({"id": "5f0cf8c6-8d3f-4c0b-9d0a-1f6f5c8f2a20", "duration": 5}, 404, "no Kinescope video and no media file"),
    ],
)
def test_invalid_details_are_rejected(account: Account, order: dict[str, Any], status: int, said: str) -> None:
    ids = {"FILE": account.file("/talk.mp4", b"v").json()["id"], "TEXT": account.file("/a.txt", b"t").json()["id"]}
    before = account.get("/talk.mp4").json()
    sent = {**order, "id": ids.get(order["id"], order["id"])} if "id" in order else order
    assert said in message(account.http.post("/_mock/media", json=sent), status)
    assert account.get("/talk.mp4").json() == before

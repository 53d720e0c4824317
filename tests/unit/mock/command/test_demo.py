"""The demo workspace."""

from __future__ import annotations

import struct
from hashlib import md5
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from kinocraft_mock import ControlError
from kinocraft_mock.cli import main
from tests.seed.account import NOON, Account, message
from tests.seed.workspace import Workspace, data
from tests.unit.mock.state.states import served, shown

if TYPE_CHECKING:
    from pathlib import Path


def test_the_demo_creates_content(account: Account, workspace: Workspace) -> None:
    control = account.server.control
    control.fault("*", "status", status=500)
    journal = control.journal()
    limits = control.limits(enabled=True)
    made = control.seed("demo")
    assert limits
    assert control.limits(enabled=False) is False
    assert (control.now(), control.journal()) == (NOON, journal)
    assert [fault["fired"] for fault in control.faults()] == [0]
    control.clear_faults()
    assert made["projects"] == 3
    assert made["files"] == 7
    videos = data(workspace.get("/v1/videos"))
    assert len(videos) == made["videos.uploads"] == 7
    assert {video["status"] for video in videos} == {"done"}
    assert all(video["created_at"] < "2020-09-13" for video in videos)
    assert "Видео для всех" in {video["title"] for video in videos}
    assert account.listing() == ["documents", "films"]
    assert made["views"] == 240
    for exchange in control.journal():
        assert exchange["valid"], exchange
    with pytest.raises(ControlError, match="not empty"):
        control.seed()
    with pytest.raises(ControlError, match="name is demo"):
        control.seed("else")


def seconds_of(content: bytes) -> float:
    """Return the duration of a video by its own header."""
    ticks, duration = struct.unpack_from(">II", content, content.index(b"mvhd") + 16)
    return float(duration / ticks)


def test_downloads_match_their_details(account: Account, workspace: Workspace) -> None:
    account.server.control.seed()
    for video in data(workspace.get("/v1/videos")):
        original = next(asset for asset in video["assets"] if asset["quality"] == "original")
        content = workspace.http.get(original["download_link"]).content
        assert seconds_of(content) == video["duration"] > 100
        assert len(content) == original["file_size"]
        assert md5(content, usedforsecurity=False).hexdigest() == original["md5"]
        assert workspace.http.get(video["poster"]["md"]).content[:4] == b"\x89PNG"
    lasting = {}
    for folder in ("/films", "/films/idents"):
        for file in account.get(folder).json()["contents"]:
            if not file["is_dir"]:
                content = account.download(f"{folder}/{file['name']}").content
                lasting[file["name"]] = seconds_of(content)
                said = account.get(f"{folder}/{file['name']}").json()["advanced"]["format"]["duration"]
                assert said == seconds_of(content)
    assert lasting == {"tour_360p.mp4": 180, "tour_720p.mp4": 180, "ident_360p.mp4": 15, "ident_720p.mp4": 15}
    assert account.download("/documents/programme.csv").content.startswith(b"hour,film\n")
    message(account.download("/documents/contract.pdf"), 403)  # private


def test_the_demo_creates_content_in_every_service(account: Account, workspace: Workspace) -> None:
    account.server.control.seed()
    day = {"from": "2020-08-20", "to": "2020-09-12"}
    for path in (
        "/v1/tags",
        "/v1/players",
        "/v1/playlists",
        "/v1/access-tokens",
        "/v1/moderators",
        "/v2/live/events",
        "/v1/speak/rooms",
        "/v1/file-requests",
        "/v1/cdn/zones",
        "/v1/privacy-domains",
    ):
        response = workspace.get(path)
        assert data(response), response.url
    (stream,) = account.http.get(f"/platformcraft/recorder/{account.server.account}").json()
    records = account.http.get(f"/platformcraft/recorder/{account.server.account}/{stream['id']}/record").json()
    assert [record["status"] for record in records] == ["wait"]
    (channel,) = account.http.get(f"/platformcraft/streamer/2/streams/{account.server.account}").json()
    assert channel["qualities"] == ["360p", "720p"]
    watched = data(workspace.get("/v1/analytics", **day, group_entities="video_id,city", fields="view"))
    assert len({each["video_id"] for each in watched}) == 7
    assert sum(each["view"] for each in watched) > 200


def test_equal_seeds_create_equal_content(account: Account, workspace: Workspace) -> None:
    control, seen = account.server.control, []
    for _ in range(2):
        control.reset()
        control.freeze()
        control.set_clock(NOON)
        account.log_in()
        control.seed()
        seen.append(shown(account, workspace))
    assert seen[0] == seen[1]


def test_the_command_fills_a_workspace_once(tmp_path: Path) -> None:
    lengths = []
    for _ in range(2):
        with served(tmp_path, "--seed=demo", "--seed=3") as (_process, _control, account):
            workspace = Workspace(account.server)
            with workspace.http:
                lengths.append(len(data(workspace.get("/v1/videos"))))
    assert lengths == [7, 7]


def test_seeds_are_numbers_or_demo() -> None:
    result = CliRunner().invoke(main, ["serve", "--seed", "dmeo"])
    assert result.exit_code == 2
    assert "'dmeo' is neither a number nor demo" in result.output

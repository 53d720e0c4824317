"""`videos`, `live`, and Kinescope's places in `ls`, `rm` and `mv`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Command


@pytest.fixture
def video(kinocraft: Command, talk: Path, project: str) -> str:
    """The id of a video."""
    return kinocraft("upload", talk, "--to", f"kinescope:{project}", "-q").out.strip().removeprefix("kinescope:")


@pytest.fixture
def folder(kinocraft: Command, project: str) -> str:
    """The id of a folder in the project."""
    made = kinocraft("api", "POST", f"kinescope:/v1/projects/{project}/folders", "-f", "name=2026")
    identity: str = made.json[0]["data"]["id"]
    return identity


def test_videos_are_listed_waited_for_and_deleted(kinocraft: Command, video: str, project: str) -> None:
    assert kinocraft("videos", "wait", video).out == f"{video} done\n"
    ((identity, status, duration, title),) = kinocraft("videos", "ls", "--project", project).rows
    assert (identity, status, title) == (video, "done", "talk")
    assert float(duration) >= 0
    assert kinocraft("videos", "ls", "--status", "error").out == ""
    assert kinocraft("videos", "rm", video).out == f"deleted {video}\n"
    assert kinocraft("videos", "rm", video).code == 4


def test_videos_get_prints_a_line_for_each_field(kinocraft: Command, video: str) -> None:
    fields = dict(kinocraft("videos", "get", video).rows)
    assert (fields["id"], fields["title"]) == (video, "talk")
    assert kinocraft("videos", "get", video, "--json").json[0]["id"] == video


def test_videos_wait_reports_a_video_that_cannot_be_encoded(kinocraft: Command, video: str, server: Any) -> None:
    server.control.fail_video(video)
    assert kinocraft("videos", "wait", video).code == 10


def test_ls_lists_projects_folders_and_videos(kinocraft: Command, project: str, folder: str, video: str) -> None:
    assert kinocraft("ls", "kinescope:").rows == [[project, "Talks"]]
    folders, videos = kinocraft("ls", f"kinescope:{project}").rows
    assert folders == [folder, "2026"]
    assert videos[0] == video
    assert kinocraft("ls", f"kinescope:{folder}").out == ""


def test_mv_moves_a_video_into_a_folder_and_back(kinocraft: Command, project: str, folder: str, video: str) -> None:
    assert kinocraft("mv", f"kinescope:{video}", f"kinescope:{folder}").code == 0
    assert [row[0] for row in kinocraft("ls", f"kinescope:{folder}").rows] == [video]
    assert kinocraft("mv", f"kinescope:{video}", f"kinescope:{project}").code == 0
    assert kinocraft("ls", f"kinescope:{folder}").out == ""


def test_mv_reports_a_missing_folder(kinocraft: Command, video: str) -> None:
    missing = "00000000-0000-4000-8000-000000000000"
    assert kinocraft("mv", f"kinescope:{video}", f"kinescope:{missing}").code == 4


def test_rm_deletes_a_video(kinocraft: Command, video: str) -> None:
    assert kinocraft("rm", f"kinescope:{video}").code == 0
    assert kinocraft("videos", "ls").out == ""


def test_rm_needs_the_id_of_a_video(kinocraft: Command) -> None:
    assert kinocraft("rm", "kinescope:").code == 2


def test_live_events_are_made_enabled_completed_and_deleted(kinocraft: Command, event: str, project: str) -> None:
    ((identity, kind, _created, name),) = kinocraft("live", "ls", "--project", project).rows
    assert (identity, kind, name) == (event, "one-time", "Launch day")
    assert kinocraft("live", "enable", event).out == f"enabled {event}\n"
    assert kinocraft("live", "complete", event).out == f"completed {event}\n"
    assert kinocraft("live", "videos", event).code == 0
    assert kinocraft("live", "rm", event).out == f"deleted {event}\n"
    assert kinocraft("live", "get", event).code == 4


def test_a_stream_key_is_shown_only_on_request(kinocraft: Command, event: str) -> None:
    hidden, shown = (kinocraft("live", "get", event, *more, "--json") for more in ((), ("--reveal",)))
    key = shown.json[0]["streamkey"]
    assert len(key) > 3
    assert hidden.json[0]["streamkey"] == "***"
    assert key not in hidden.out
    assert key not in kinocraft("live", "ls", "--json").out

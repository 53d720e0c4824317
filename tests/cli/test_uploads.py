"""`upload` to both services."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Command


def test_upload_prints_the_path(kinocraft: Command, talk: Path) -> None:
    ended = kinocraft("upload", talk, "--to", "platformcraft:/talks/a.mp4")
    assert (ended.code, ended.out) == (0, "platformcraft:/talks/a.mp4\n")
    assert ended.err == "talk.mp4: 102,400 of 102,400 bytes\n"


@pytest.mark.parametrize("target", ["/talks/", "/"])
def test_upload_into_a_folder_keeps_the_name(kinocraft: Command, talk: Path, target: str) -> None:
    (facts,) = kinocraft("upload", talk, "--to", f"platformcraft:{target}", "--json").json
    assert (facts["path"], facts["size"], facts["file"]) == (f"{target}talk.mp4", 102400, str(talk))


def test_upload_to_a_folder_that_exists_goes_into_it(kinocraft: Command, talk: Path) -> None:
    kinocraft("upload", talk, "--to", "platformcraft:/talks/a.mp4")
    assert kinocraft("upload", talk, "--to", "platformcraft:/talks").out == "platformcraft:/talks/talk.mp4\n"


def test_upload_of_several_files_does_the_others_after_an_error(kinocraft: Command, talk: Path, tmp_path: Path) -> None:
    ended = kinocraft("upload", tmp_path / "nope.mp4", tmp_path, talk, "--to", "platformcraft:/talks")
    assert (ended.code, ended.out) == (8, "platformcraft:/talks/talk.mp4\n")
    assert ended.err.splitlines()[0] == f"kinocraft: {tmp_path}/nope.mp4: No such file or directory"


def test_upload_never_replaces_a_file(kinocraft: Command, talk: Path) -> None:
    kinocraft("upload", talk, "--to", "platformcraft:/a.mp4")
    assert kinocraft("upload", talk, "--to", "platformcraft:/a.mp4").code == 6


def test_upload_makes_a_video_and_waits(kinocraft: Command, talk: Path, project: str) -> None:
    (facts,) = kinocraft(
        "upload", talk, "--to", f"kinescope:{project}", "--title", "Доклад", "--wait", "--json", "-q"
    ).json
    video = dict(kinocraft("videos", "get", facts["id"]).rows)
    assert (video["title"], video["status"]) == ("Доклад", "done")


def test_upload_quietly_prints_only_the_result(kinocraft: Command, talk: Path) -> None:
    ended = kinocraft("upload", talk, "--to", "platformcraft:/a.mp4", "-q")
    assert (ended.out, ended.err) == ("platformcraft:/a.mp4\n", "")


@pytest.mark.parametrize("operation", ["files.uploads.put_part", "files.uploads.complete"])
def test_upload_shows_confirmed_bytes_and_retries(
    kinocraft: Command, talk: Path, server: Any, operation: str, tmp_path: Path
) -> None:
    server.control.fault(operation, "status", status=503, times=2)
    ended = kinocraft("upload", talk, "--to", "platformcraft:/a.mp4", "--part-size", "30000")
    assert ended.code == 0
    lines = ended.err.splitlines()
    assert lines[-1].startswith("talk.mp4: 102,400 of 102,400 bytes")
    assert len(lines) == 4
    if operation == "files.uploads.put_part":
        assert lines[-1].endswith(", 2 retries")
    kinocraft("download", "platformcraft:/a.mp4", "--to", tmp_path / "copy.mp4")
    digests = {hashlib.sha256(file.read_bytes()).hexdigest() for file in (talk, tmp_path / "copy.mp4")}
    assert len(digests) == 1


@pytest.mark.parametrize(
    "options",
    [
        ("--to", "platformcraft:/a", "--title", "A"),
        ("--to", "platformcraft:/a", "--wait"),
        ("--to", "kinescope:"),
        ("--to", "kinescope:a/b"),
        ("--part-size", "0", "--to", "platformcraft:/a"),
        (),
    ],
)
def test_upload_rejects_options_that_mean_nothing(kinocraft: Command, talk: Path, server: Any, options: Any) -> None:
    assert kinocraft("upload", talk, *options).code == 2
    assert server.control.journal() == []

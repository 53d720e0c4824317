"""`uploads list|resume|cancel`, and `upload` again after an interruption."""

from __future__ import annotations

import os
import signal
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from filelock import FileLock

from kinocraft import UploadJournal
from kinocraft.cli.exit_codes import ExitCode
from tests.cli.conftest import Command, wait_until_fired

Start = Callable[..., subprocess.Popen[str]]
OPERATIONS = {"platformcraft": "files.uploads.put_part", "kinescope": "videos.uploads.append"}


@pytest.fixture(params=list(OPERATIONS))
def vendor(request: pytest.FixtureRequest) -> str:
    """A service."""
    name: str = request.param
    return name


@pytest.fixture
def arguments(vendor: str, talk: Path, project: str) -> list[str]:
    """The arguments of an upload in four parts."""
    os.utime(talk, (1_000_000_000, 1_000_000_000))
    target = "platformcraft:/a.mp4" if vendor == "platformcraft" else f"kinescope:{project}"
    title = ["--title", "Доклад"] if vendor == "kinescope" else []
    return ["upload", str(talk), "--to", target, "--part-size", "30000", *title]


@pytest.fixture(params=["no connection", pytest.param("Ctrl-C", marks=pytest.mark.slow)])
def interrupted(
    request: pytest.FixtureRequest,
    kinocraft: Command,
    process: Start,
    server: Any,
    vendor: str,
    arguments: list[str],
) -> None:
    """An upload that was interrupted after two parts."""
    if request.param == "Ctrl-C":
        fault = server.control.fault(OPERATIONS[vendor], "stall", seconds=60, after=2, times=2)
        started = process(*arguments)
        wait_until_fired(server, fault, started)
        started.send_signal(signal.SIGINT)
        _, err = started.communicate(timeout=60)
        code = started.returncode
    else:
        server.control.fault(OPERATIONS[vendor], "drop_request", after=2, times=99)
        ended = kinocraft(*arguments)
        code, err = ended.code, ended.err
    assert code == (130 if request.param == "Ctrl-C" else ExitCode.NETWORK)
    assert "the same call resumes" in err
    server.control.clear_faults()


pytestmark = pytest.mark.usefixtures("interrupted")


def stored(kinocraft: Command, vendor: str, server: Any) -> list[str]:
    if vendor == "platformcraft":
        return [row[-1] for row in kinocraft("ls", "platformcraft:/").rows]
    return [row[-1] for row in kinocraft("videos", "ls").rows]


def test_list_shows_what_was_not_finished_and_no_secret(
    kinocraft: Command, vendor: str, talk: Path, server: Any
) -> None:
    ((identity, size, updated, to, file, running),) = kinocraft("uploads", "list").rows
    assert (size, file, running) == ("102400", str(talk), "")
    assert to.startswith(f"{vendor}:")
    assert updated.endswith("+00:00")
    (facts,) = kinocraft("uploads", "list", "--json").json
    assert (facts["id"], facts["vendor"]) == (identity, vendor)
    assert "endpoint" not in facts
    assert "/tus/" not in str(facts)


def test_resume_sends_only_what_is_missing(kinocraft: Command, vendor: str, server: Any) -> None:
    ((identity, *_),) = kinocraft("uploads", "list").rows
    before = len(server.control.journal(OPERATIONS[vendor]))
    ended = kinocraft("uploads", "resume", identity[:10])
    assert (ended.code, ended.out.partition(":")[0]) == (0, vendor)
    assert ended.err.splitlines()[-1] == "talk.mp4: 102,400 of 102,400 bytes, resumed"
    assert len(server.control.journal(OPERATIONS[vendor])) - before < 4
    assert kinocraft("uploads", "list").out == ""


def test_the_same_upload_resumes(kinocraft: Command, arguments: list[str], vendor: str, server: Any) -> None:
    ended = kinocraft(*arguments)
    assert ended.code == 0
    assert "resumed" in ended.err
    assert stored(kinocraft, vendor, server) == (["/a.mp4"] if vendor == "platformcraft" else ["Доклад"])


def test_cancel_leaves_nothing(kinocraft: Command, vendor: str, server: Any) -> None:
    ((identity, *_),) = kinocraft("uploads", "list").rows
    assert kinocraft("uploads", "cancel", identity).out == f"cancelled {identity}\n"
    assert kinocraft("uploads", "list").out == ""
    assert stored(kinocraft, vendor, server) == []
    assert kinocraft("uploads", "resume", identity).code == 2


def test_an_upload_of_another_host_is_left_alone(
    kinocraft: Command, vendor: str, closed_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    ((identity, *_),) = kinocraft("uploads", "list").rows
    for name in ("KINESCOPE_UPLOAD_URL", "PLATFORMCRAFT_FILESPOT_URL"):
        monkeypatch.setenv(name, closed_url)
    assert kinocraft("uploads", "cancel", identity).code == 2
    assert kinocraft("uploads", "list").rows[0][0] == identity


def test_a_running_upload_is_not_cancelled(kinocraft: Command, vendor: str, server: Any) -> None:
    ((identity, *_),) = kinocraft("uploads", "list").rows
    removals = {"platformcraft": "files.uploads.cancel", "kinescope": "videos.delete"}
    with FileLock(f"{UploadJournal().path / identity}.upload.lock"):
        ended = kinocraft("uploads", "cancel", identity)
    assert ended.code != 0
    assert "is uploading" in ended.err
    assert server.control.journal(removals[vendor]) == []
    assert kinocraft("uploads", "resume", identity).code == 0


@pytest.mark.parametrize("action", ["cancel", "resume"])
def test_the_beginning_of_several_ids_names_none_of_them(kinocraft: Command, vendor: str, action: str) -> None:
    ((identity, *_),) = kinocraft("uploads", "list").rows
    folder = UploadJournal().path
    other = f"{identity[:-1]}{'1' if identity[-1] == '0' else '0'}"
    (folder / f"{other}.upload").write_bytes((folder / f"{identity}.upload").read_bytes())
    (folder / f"{other}.upload").chmod(0o600)
    ended = kinocraft("uploads", action, identity[:-1])
    assert ended.code == ExitCode.USAGE
    assert "several uploads begin" in ended.err
    assert {row[0] for row in kinocraft("uploads", "list").rows} == {identity, other}
    assert kinocraft("uploads", "cancel", other).code == 0


@pytest.mark.parametrize("id", ["nope", ""])
def test_an_unknown_upload_is_an_error_of_usage(kinocraft: Command, id: str) -> None:
    assert kinocraft("uploads", "resume", id).code == 2

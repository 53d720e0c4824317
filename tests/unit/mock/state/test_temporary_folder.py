"""Temporary folders of the server: nothing stays on disk, even of a server that was killed."""

from __future__ import annotations

import gc
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

import pytest

from kinocraft_mock import create_app
from kinocraft_mock.state.temporary_folder import LOCK, TemporaryFolder
from tests.seed.account import Account, RemoteServer

pytestmark = pytest.mark.skipif(os.name == "nt", reason="uses the signals of POSIX")


@pytest.fixture(autouse=True)
def _temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))


@contextmanager
def serving(tmp_path: Path, stop: signal.Signals = signal.SIGTERM) -> Generator[Account]:
    command = [sys.executable, "-m", "kinocraft_mock", "serve", "--port=0"]
    environment = {**os.environ, "TMPDIR": str(tmp_path)}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as process:
        assert process.stdout is not None
        _, url, _, account = process.stdout.readline().replace("(", "").replace(",", "").split()[:4]
        try:
            with (there := Account(RemoteServer(url, account))).http:
                there.log_in()
                yield there
        finally:
            process.send_signal(stop)


def age(folder: Path, seconds: float = 120) -> None:
    """Make the folder's lock older than one that its server may still have to take."""
    then = time.time() - seconds
    os.utime(folder / LOCK, (then, then))


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def output_of(program: str, folder: Path) -> str:
    """Run a program in the temporary folder. Return what it prints."""
    command = [sys.executable, "-c", program]
    environment = {**os.environ, "TMPDIR": str(folder)}
    return subprocess.run(command, env=environment, cwd=folder, capture_output=True, text=True).stdout


def test_the_next_server_removes_what_a_killed_one_left(tmp_path: Path) -> None:
    with serving(tmp_path, signal.SIGKILL) as account:
        account.file("/left", b"left" * 1000)
    (left,) = tmp_path.iterdir()
    assert list((left / "blobs").iterdir())
    age(left)
    with serving(tmp_path):
        assert not left.exists()
        assert len(names(tmp_path)) == 1
    assert names(tmp_path) == []


def test_the_folder_of_a_running_server_stays(tmp_path: Path) -> None:
    with serving(tmp_path) as account:
        account.file("/kept", b"kept")
        age(next(tmp_path.iterdir()))
        with serving(tmp_path):
            assert len(names(tmp_path)) == 2
        create_app().close()
        assert account.download("/kept").content == b"kept"


def test_a_folder_whose_server_has_just_created_it_stays(tmp_path: Path) -> None:
    created = tmp_path / "kinocraft-mock-new"
    created.mkdir()
    (created / LOCK).touch()
    create_app().close()
    assert names(tmp_path) == ["kinocraft-mock-new"]
    age(created)
    create_app().close()
    assert names(tmp_path) == []


def test_what_belongs_to_others_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("kinocraft-mock-data", "kinocraft-mockery", "other-folder"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "mine").touch()
    (tmp_path / "other-folder" / LOCK).touch()
    age(tmp_path / "other-folder")
    (tmp_path / "kinocraft-mock-link").symlink_to(tmp_path / "other-folder")
    (tmp_path / "kinocraft-mock-file").touch()
    (tmp_path / "kinocraft-mock-linked").mkdir()
    (tmp_path / "kinocraft-mock-linked" / LOCK).symlink_to(tmp_path / "other-folder" / LOCK)
    before = sorted(tmp_path.rglob("*"))
    create_app().close()
    assert sorted(tmp_path.rglob("*")) == before

    left = tmp_path / "kinocraft-mock-left"
    left.mkdir()
    (left / LOCK).touch()
    age(left)
    with monkeypatch.context() as patch:
        patch.setattr(os, "geteuid", lambda: left.stat().st_uid + 1)
        create_app().close()
    assert left.exists()
    create_app().close()
    assert sorted(tmp_path.rglob("*")) == before


def test_an_application_that_is_not_closed_leaves_nothing(tmp_path: Path) -> None:
    app = create_app()
    assert len(names(tmp_path)) == 1
    del app
    gc.collect()
    assert names(tmp_path) == []


@pytest.mark.parametrize("end", ["", "raise ValueError", "sys.exit(3)"])
def test_a_program_that_ends_leaves_nothing(tmp_path: Path, end: str) -> None:
    program = f"import os, sys; from kinocraft_mock import create_app; app = create_app(); print(os.listdir())\n{end}"
    printed = output_of(program, tmp_path)
    assert "kinocraft-mock-" in printed
    assert names(tmp_path) == []


def test_a_forked_process_leaves_the_folder_to_its_parent(tmp_path: Path) -> None:
    program = (
        "import os, sys; from kinocraft_mock import create_app; app = create_app()\n"
        "if os.fork() == 0: sys.exit()\n"
        "os.wait(); print(len(os.listdir())); app.close(); print(len(os.listdir()))"
    )
    printed = output_of(program, tmp_path)
    assert printed.split() == ["1", "0"]


def test_a_temporary_folder_that_cannot_be_read_is_no_obstacle(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def unreadable(_folder: str) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "scandir", unreadable)
    folder = TemporaryFolder()
    assert folder.path.parent == tmp_path
    monkeypatch.undo()
    folder.remove()
    assert not folder.path.exists()

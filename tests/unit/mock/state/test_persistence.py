"""State that survives the server."""

from __future__ import annotations

import os
import signal
import stat
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest

from kinocraft_mock import Control, StoreBusyError, running
from kinocraft_mock.state.store import StoreError
from tests.seed.account import Account, message

if TYPE_CHECKING:
    from collections.abc import Generator


@contextmanager
def opened(folder: Path, seed: int = 0) -> Generator[Account]:
    """Open an account on a server with its state in a folder."""
    with running(data_dir=folder, seed=seed, limits=False) as server:
        account = Account(server)
        with account.http:
            yield account


def test_objects_uploads_and_tokens_are_kept(tmp_path: Path) -> None:
    with opened(tmp_path / "made" / "here") as account:
        account.log_in()
        made = account.file("/a/b.mp4", b"kept").json()
        account.update("/a/b.mp4", description="Talk")
        upload_id = account.start("/c")
        account.put_part(upload_id, 0, b"one")
        tokens = account.tokens
    with opened(tmp_path / "made" / "here") as account:
        account.use(tokens)
        assert account.get("/a/b.mp4").json()["description"] == "Talk"
        assert account.get("/a/b.mp4").json()["id"] == made["id"]
        assert account.download("/a/b.mp4").content == b"kept"
        account.put_part(upload_id, 1, b"two")
        assert account.parts(upload_id) == [(0, 3), (1, 3)]
        assert account.complete(upload_id, b"onetwo").status_code == 200
        assert account.download("/c").content == b"onetwo"
        assert account.refresh().status_code == 200
        assert account.file("/d").json()["id"] != made["id"]


def test_the_account_is_kept_in_the_folder(tmp_path: Path) -> None:
    with opened(tmp_path, seed=1) as account:
        first = account.server.account
    with opened(tmp_path, seed=2) as account:
        assert account.server.account == first


def test_the_signing_key_is_private(tmp_path: Path) -> None:
    with opened(tmp_path) as account:
        assert not (tmp_path / "signing-key.pem").exists()  # nobody has logged in
        account.log_in()
    assert stat.S_IMODE((tmp_path / "signing-key.pem").stat().st_mode) == 0o600


def test_expired_tokens_stay_expired(tmp_path: Path) -> None:
    with opened(tmp_path) as account:
        account.log_in()
        account.server.control.fault("files.get", "expire_tokens")
        message(account.get(), 401)
        tokens = account.tokens
    with opened(tmp_path) as account:
        account.use(tokens)
        message(account.get(), 401)
        account.use(account.refresh().json())
        assert account.get().status_code == 200


def test_reset_empties_the_folder(tmp_path: Path) -> None:
    with opened(tmp_path) as account:
        account.log_in()
        account.file("/a", b"1")
        account.server.control.reset()
        assert list((tmp_path / "blobs").iterdir()) == []
    with opened(tmp_path) as account:
        account.log_in()
        assert account.listing() == []


def test_unreferenced_files_are_deleted(tmp_path: Path) -> None:
    with opened(tmp_path) as account:
        account.log_in()
        account.file("/a", b"kept")
    (tmp_path / "blobs" / "7-7").write_bytes(b"x")
    (tmp_path / "arriving" / "7-8").write_bytes(b"x")
    with opened(tmp_path) as account:
        account.log_in()
        assert len(list((tmp_path / "blobs").iterdir())) == 1
        assert list((tmp_path / "arriving").iterdir()) == []
        assert account.download("/a").content == b"kept"


def test_a_folder_is_used_by_one_server_at_a_time(tmp_path: Path) -> None:
    with opened(tmp_path), pytest.raises(StoreBusyError), running(data_dir=tmp_path):
        pass


def test_a_temporary_folder_is_deleted_with_the_server() -> None:
    with running(limits=False) as server:
        folder = server.app.context.blobs.folder.parent
        assert folder.is_dir()
    assert not folder.exists()


def test_acknowledged_data_survives_a_kill(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "kinocraft_mock", "serve", "--port=0", "--no-limits", f"--data-dir={tmp_path}"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        url = process.stdout.readline().split()[1]
        stand_in: Any = SimpleNamespace(url=url, account=Control(url).health()["account"])
        account = Account(stand_in)
        with account.http:
            account.log_in()
            for number in range(20):
                assert account.file(f"/f/{number}", bytes([number]) * 1000).status_code == 200
            upload_id = account.start("/big")
            for number in range(5):
                assert account.put_part(upload_id, number, b"p" * 2_000_000).status_code == 200
            account.delete("/f/0")
            tokens = account.tokens
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
    with opened(tmp_path) as account:
        account.use(tokens)
        assert account.get("/f").json()["paging"]["count"] == 19
        for number in range(1, 20):
            assert account.download(f"/f/{number}").content == bytes([number]) * 1000
        assert account.parts(upload_id) == [(number, 2_000_000) for number in range(5)]
        assert account.complete(upload_id, b"p" * 10_000_000).status_code == 200


def test_a_folder_with_other_files_is_rejected_and_left_alone(tmp_path: Path) -> None:
    (tmp_path / "blobs").mkdir()
    (tmp_path / "blobs" / "mine").write_bytes(b"mine")
    with pytest.raises(StoreError, match="empty folder"), running(data_dir=tmp_path):
        pass
    assert (tmp_path / "blobs" / "mine").read_bytes() == b"mine"
    assert [path.name for path in tmp_path.iterdir()] == ["blobs"]

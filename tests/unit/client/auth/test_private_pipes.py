"""A pipe or a device in the place of a private file is rejected at once: nobody waits for a writer."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kinocraft import FileTokenStore, UploadJournal, private_files
from kinocraft.cli.credentials import Accounts
from kinocraft.errors import KinocraftError, TokenStoreError
from kinocraft.uploads.journal import SUFFIX

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows has no pipes of this kind")


def within_seconds(act: Callable[[], Any], pipe: Path) -> Any:
    """Return the result of a function, or the error that it raises. A writer of the pipe ends its wait."""
    results: list[Any] = []

    def run() -> None:
        try:
            results.append(act())
        except (KinocraftError, OSError) as error:
            results.append(error)

    thread = threading.Thread(target=run)
    thread.start()
    thread.join(5)
    hangs = thread.is_alive()
    if hangs:
        pipe.write_bytes(b"")
        thread.join()
    assert not hangs, "it waited for a writer of the pipe"
    return results[0]


@pytest.fixture
def pipe(tmp_path: Path) -> Path:
    path = tmp_path / "pipe"
    os.mkfifo(path, 0o600)
    return path


def test_a_private_file_that_is_a_pipe_is_not_read(pipe: Path) -> None:
    error = within_seconds(lambda: private_files.read(pipe), pipe)
    assert isinstance(error, private_files.NotPrivateError)
    assert "a pipe or a device" in str(error)


def test_a_token_store_that_is_a_pipe_is_rejected(pipe: Path) -> None:
    error = within_seconds(lambda: FileTokenStore(pipe).load("account"), pipe)
    assert isinstance(error, TokenStoreError)
    assert "a pipe or a device" in str(error)


def test_a_file_of_logins_that_is_a_pipe_is_rejected(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KINOCRAFT_STATE_DIR", str(tmp_path))
    path = tmp_path / "credentials.json"
    os.mkfifo(path, 0o600)
    assert isinstance(within_seconds(lambda: Accounts().read(), path), TokenStoreError)


def test_an_upload_journal_passes_over_a_pipe(tmp_path: Path) -> None:
    path = tmp_path / f"upload{SUFFIX}"
    os.mkfifo(path, 0o600)
    assert within_seconds(lambda: list(UploadJournal(tmp_path).list()), path) == []


@pytest.mark.parametrize("device", ["/dev/null", "/dev/zero"])
def test_a_device_is_not_read(tmp_path: Path, device: str) -> None:
    link = tmp_path / "tokens.json"
    link.symlink_to(device)
    with pytest.raises(TokenStoreError, match="a pipe or a device"):
        FileTokenStore(link).load("account")

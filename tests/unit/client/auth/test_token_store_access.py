"""Access to a token store: modes, owners, links, leftover files and versions."""

from __future__ import annotations

import json
import logging
import os
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from kinocraft.auth.tokens import FileTokenStore, Tokens
from kinocraft.errors import TokenStoreError

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows has neither modes nor numbers of users")

TOKENS = Tokens("access-secret", "refresh-secret", "u", "o", 1.0, 2.0, 3.0)
ME = os.geteuid()


def save(store: FileTokenStore) -> None:
    store.acquire()
    try:
        store.save("a", TOKENS)
    finally:
        store.release()


def load(store: FileTokenStore) -> Tokens | None:
    store.acquire()
    try:
        return store.load("a")
    finally:
        store.release()


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@pytest.fixture(params=[0o000, 0o022, 0o077, 0o277, 0o777], ids=oct)
def umask(request: pytest.FixtureRequest) -> Iterator[int]:
    before = os.umask(request.param)
    yield request.param
    os.umask(before)


@pytest.fixture
def store(tmp_path: Path) -> FileTokenStore:
    return FileTokenStore(tmp_path / "tokens.json")


@pytest.mark.usefixtures("umask")
def test_files_and_new_folders_are_private_whatever_the_umask(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    store = FileTokenStore(tmp_path / "a" / "b" / "tokens.json")
    save(store)
    assert [mode(tmp_path / "a"), mode(tmp_path / "a" / "b"), mode(store.path)] == [0o700, 0o700, 0o600]
    assert mode(tmp_path) == 0o755  # it existed before


@pytest.mark.parametrize("loose", [0o604, 0o640, 0o644, 0o601, 0o410])
def test_a_store_that_others_can_read_is_tightened(
    store: FileTokenStore, loose: int, caplog: pytest.LogCaptureFixture
) -> None:
    save(store)
    store.path.chmod(loose)
    with caplog.at_level(logging.WARNING, "kinocraft"):
        assert load(store) == TOKENS
    assert mode(store.path) == 0o600
    assert "restricted to its owner" in caplog.text
    assert "secret" not in caplog.text


@pytest.mark.parametrize("loose", [0o620, 0o602, 0o666, 0o777])
def test_a_store_that_others_can_write_is_rejected(store: FileTokenStore, loose: int) -> None:
    """It may contain another account's tokens, which would receive this user's uploads."""
    save(store)
    store.path.chmod(loose)
    content = store.path.read_bytes()
    with pytest.raises(TokenStoreError, match=r"other users can write it.*delete it"):
        load(store)
    with pytest.raises(TokenStoreError, match=r"other users can write it.*delete it"):
        save(store)
    assert (mode(store.path), store.path.read_bytes()) == (loose, content)


def test_a_store_of_another_user_is_rejected(store: FileTokenStore, monkeypatch: pytest.MonkeyPatch) -> None:
    save(store)
    monkeypatch.setattr(os, "geteuid", lambda: ME + 1)
    with pytest.raises(TokenStoreError, match=f"belongs to another user \\(uid {ME}\\): delete tokens.json"):
        load(store)
    with pytest.raises(TokenStoreError, match="belongs to another user"):
        save(store)


def test_a_link_of_another_user_is_rejected(store: FileTokenStore, tmp_path: Path) -> None:
    if ME != 0:
        pytest.skip("only root can give a link to another user")
    save(FileTokenStore(tmp_path / "real.json"))
    store.path.symlink_to("real.json")
    assert load(store) == TOKENS
    os.lchown(store.path, 12345, 12345)
    with pytest.raises(TokenStoreError, match="belongs to another user"):
        load(store)


def test_a_folder_where_everybody_may_replace_the_store_is_rejected(store: FileTokenStore, tmp_path: Path) -> None:
    tmp_path.chmod(0o777)
    with pytest.raises(TokenStoreError, match=r"every user can replace files in .*chmod o-w"):
        save(store)
    assert list(tmp_path.iterdir()) == []
    tmp_path.chmod(0o1777)  # like /tmp: only the owner of a file may replace it
    save(store)
    assert load(store) == TOKENS


@pytest.mark.parametrize("loose", ["link", "file"])
def test_a_link_and_its_file_must_both_be_in_safe_folders(tmp_path: Path, loose: str) -> None:
    folders = {name: tmp_path / name for name in ("link", "file")}
    for folder in folders.values():
        folder.mkdir()
    link = folders["link"] / "tokens.json"
    link.symlink_to(folders["file"] / "real.json")
    folders[loose].chmod(0o777)
    with pytest.raises(TokenStoreError, match=rf"every user can replace files in .*{loose}\b"):
        save(FileTokenStore(link))
    assert list(folders["file"].iterdir()) == []


def test_temporary_files_of_a_killed_writer_are_deleted(store: FileTokenStore) -> None:
    program = """
import os, signal, sys
from kinocraft.auth.tokens import FileTokenStore, Tokens
store = FileTokenStore(sys.argv[1])
os.fsync = lambda _: os.kill(os.getpid(), signal.SIGKILL)
store.acquire()
store.save("a", Tokens("access-secret", "refresh-secret", "u", "o", 1.0, 2.0, 3.0))
"""
    killed = subprocess.run([sys.executable, "-c", program, str(store.path)], check=False)
    assert killed.returncode == -9
    (left,) = set(store.path.parent.iterdir()) - {Path(f"{store.path}.lock")}
    assert b"refresh-secret" in left.read_bytes()
    assert mode(left) == 0o600
    assert load(store) is None
    assert not left.exists()


def test_only_temporary_files_of_writers_are_deleted(store: FileTokenStore, tmp_path: Path) -> None:
    others = [
        ".tokens.json.original",
        ".tokens.json.lock",
        "tokens.json.kinocraft-draft",
        ".other.json.abcdefgh.kinocraft-draft",
        ".tokens.json.bak",
    ]
    for name in others:
        (tmp_path / name).touch()
    save(store)
    assert {*others, "tokens.json", "tokens.json.lock"} == {path.name for path in tmp_path.iterdir()}


@pytest.mark.parametrize("name", ["tokens[1].json", "*.json", "to?ens.json"])
def test_a_file_name_is_not_a_glob_pattern(tmp_path: Path, name: str) -> None:
    innocent = tmp_path / ".tokens1.json.abcdefgh.kinocraft-draft"
    innocent.touch()
    own = tmp_path / f".{name}.abcdefgh.kinocraft-draft"
    own.touch()
    save(FileTokenStore(tmp_path / name))
    assert innocent.exists()
    assert not own.exists()


@pytest.mark.parametrize("version", [0, 2, 99, "1", None, [], {}, "x" * 1000])
def test_a_store_of_an_unknown_version_is_rejected_and_kept(store: FileTokenStore, version: object) -> None:
    content = json.dumps({"version": version, "accounts": {}})
    store.path.write_text(content)
    store.path.chmod(0o600)
    for use in (load, save):
        with pytest.raises(TokenStoreError, match=r"has version .* reads version 1: upgrade kinocraft") as raised:
            use(store)
        assert len(str(raised.value)) < 400
    assert store.path.read_text() == content

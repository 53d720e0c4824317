"""The token file: complete, private, shared, and helpful errors otherwise."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any

import anyio
import httpx2
import pytest

from kinocraft import FileTokenStore, Tokens
from kinocraft.clock import SystemClock
from kinocraft.errors import TokenStoreError
from kinocraft.transport.effects import Work
from kinocraft.transport.runtimes import AsyncRuntime
from tests.faults.harness import engine

TOKENS = Tokens("access-secret", "refresh-secret", "user", "owner", 1.0, 2.0, 3.0)


@pytest.fixture
def store(tmp_path: Path) -> FileTokenStore:
    return FileTokenStore(tmp_path / "state" / "tokens.json", lock_timeout=0.2)


def saved(store: FileTokenStore, account: str = "a", tokens: Tokens = TOKENS) -> None:
    store.acquire()
    try:
        store.save(account, tokens)
    finally:
        store.release()


def test_saved_tokens_are_loaded(store: FileTokenStore) -> None:
    saved(store)
    assert store.load("a") == TOKENS
    assert FileTokenStore(store.path).load("a") == TOKENS


def test_a_missing_file_has_no_tokens(store: FileTokenStore) -> None:
    assert store.load("a") is None


def test_accounts_are_separate_and_their_logins_are_not_stored(store: FileTokenStore) -> None:
    saved(store, "somebody at https://host")
    saved(store, "b", replace(TOKENS, access="other"))
    assert store.load("somebody at https://host") == TOKENS
    assert store.load("c") is None
    assert b"somebody" not in store.path.read_bytes()


def test_only_the_owner_can_read_the_file(store: FileTokenStore) -> None:
    before = os.umask(0)
    try:
        saved(store)
    finally:
        os.umask(before)
    assert store.path.stat().st_mode & 0o777 == 0o600
    assert Path(f"{store.path}.lock").stat().st_mode & 0o777 == 0o600
    assert store.path.parent.stat().st_mode & 0o777 == 0o700


def test_a_file_that_others_can_read_becomes_private(store: FileTokenStore) -> None:
    saved(store)
    store.path.chmod(0o644)
    saved(store)
    assert store.path.stat().st_mode & 0o777 == 0o600


def test_saving_leaves_no_other_files(store: FileTokenStore) -> None:
    saved(store)
    assert {path.name for path in store.path.parent.iterdir()} <= {"tokens.json", "tokens.json.lock"}


def test_a_path_may_be_a_string() -> None:
    assert FileTokenStore("a/b").path == Path("a/b")


def test_the_default_path_is_in_the_users_state_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("KINOCRAFT_STATE_DIR", raising=False)
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    monkeypatch.setenv("HOME", str(tmp_path))
    assert FileTokenStore().path.is_relative_to(tmp_path)


# --- files that are none ------------------------------------------------------------------------------------------

KEPT = {
    "access": "a",
    "refresh": "r",
    "user_id": "u",
    "owner_id": "o",
    "issued": 1,
    "expires": 2.5,
    "refresh_expires": 3,
}
KEY = "ca978112ca1bbdcafac231b39a23dc4d"  # the key of the account "a" in the file


def test_unknown_fields_in_the_file_are_ignored(store: FileTokenStore) -> None:
    store.path.parent.mkdir()
    store.path.write_text(json.dumps({"version": 1, "accounts": {KEY: {**KEPT, "news": 1}}, "news": 2}))
    assert store.load("a") == Tokens("a", "r", "u", "o", 1, 2.5, 3)


@pytest.mark.parametrize(
    "content",
    [
        "not json",
        "\x00\xff",
        "[]",
        "null",
        "7",
        "{}",
        '{"accounts": []}',
        '{"accounts": "x"}',
        '{"version": 2, "accounts": {"',
        '{"name": "somebody\'s notes',
        "[" * 100_000,
        *(
            json.dumps({"accounts": {KEY: kept}})
            for kept in (
                [],
                "x",
                7,
                {},
                {**KEPT, "access": None},
                {**KEPT, "access": 7},
                {**KEPT, "expires": "soon"},
                {**KEPT, "expires": None},
                {**KEPT, "expires": True},
                {**KEPT, "expires": float("nan")},
                {**KEPT, "expires": float("inf")},
                {name: value for name, value in KEPT.items() if name != "refresh"},
            )
        ),
    ],
    ids=lambda content: content[:60],
)
def test_a_corrupt_file_raises_and_is_kept(store: FileTokenStore, content: str) -> None:
    store.path.parent.mkdir()
    store.path.write_text(content, encoding="latin-1")
    with pytest.raises(TokenStoreError, match=r"tokens\.json is not a valid token store.*delete it"):
        store.load("a")
    assert store.path.read_text(encoding="latin-1") == content


def test_a_corrupt_file_is_not_overwritten(store: FileTokenStore) -> None:
    store.path.parent.mkdir()
    store.path.write_text("somebody's notes")
    with pytest.raises(TokenStoreError, match="delete it"):
        saved(store)
    assert store.path.read_text() == "somebody's notes"


def test_a_folder_as_path_raises(store: FileTokenStore) -> None:
    store.path.mkdir(parents=True)
    with pytest.raises(TokenStoreError, match=r"cannot read the token store .*use a file"):
        store.load("a")
    with pytest.raises(TokenStoreError, match="use a file"):
        saved(store)


@pytest.mark.parametrize("name", ["file/tokens.json", "nul\x00l", "long" * 100, "nul\x00l/tokens.json"])
def test_an_invalid_path_raises(tmp_path: Path, name: str) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(TokenStoreError, match="use a file in a folder that you can write to"):
        saved(FileTokenStore(tmp_path / name))


@pytest.mark.parametrize("deed", ["lock", "read", "write"])
def test_missing_permissions_raise(store: FileTokenStore, monkeypatch: pytest.MonkeyPatch, deed: str) -> None:
    """Patched, because root may do everything."""
    saved(store)

    def forbidden(*_: Any, **__: Any) -> Any:
        raise PermissionError(13, "Permission denied")

    target = {"lock": "filelock.FileLock.acquire", "read": "pathlib.Path.open", "write": "tempfile.mkstemp"}
    monkeypatch.setattr(target[deed], forbidden)
    with pytest.raises(TokenStoreError, match=f"cannot {deed} .*Permission denied; use a file in a folder"):
        saved(store, tokens=replace(TOKENS, access="new"))
    monkeypatch.undo()
    assert store.load("a") == TOKENS
    saved(store)


@pytest.mark.parametrize("broken", ["mkstemp", "replace", "fsync"])
def test_a_failed_write_keeps_the_previous_file(
    store: FileTokenStore, monkeypatch: pytest.MonkeyPatch, broken: str
) -> None:
    saved(store)

    def fail(*_: Any, **__: Any) -> None:
        raise OSError(28, "No space left on device")

    target = {"mkstemp": "tempfile.mkstemp", "replace": "pathlib.Path.replace", "fsync": "os.fsync"}[broken]
    monkeypatch.setattr(target, fail)
    with pytest.raises(TokenStoreError, match=r"cannot write .*No space left on device"):
        saved(store, tokens=replace(TOKENS, access="new"))
    monkeypatch.undo()
    assert store.load("a") == TOKENS
    assert {path.name for path in store.path.parent.iterdir()} <= {"tokens.json", "tokens.json.lock"}
    saved(store, tokens=replace(TOKENS, access="new"))


KILLED = """
import os, sys
from kinocraft import FileTokenStore, Tokens

def wait(*_):
    print("writing", flush=True)
    sys.stdin.read()

os.fsync = wait
store = FileTokenStore(sys.argv[1])
store.acquire()
store.save("a", Tokens("new", "r", "u", "o", 1.0, 2.0, 3.0))
"""


def test_a_killed_writer_leaves_the_previous_file_and_no_lock(store: FileTokenStore) -> None:
    saved(store)
    with subprocess.Popen(
        [sys.executable, "-c", KILLED, str(store.path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as child:
        assert child.stdout
        assert child.stdout.readline() == "writing\n"
        with pytest.raises(TokenStoreError, match="locked by another process"):
            saved(store)
        child.send_signal(signal.SIGKILL)
    assert store.load("a") == TOKENS
    saved(store, tokens=replace(TOKENS, access="newer"))
    assert store.load("a") == replace(TOKENS, access="newer")


# --- the lock -----------------------------------------------------------------------------------------------------


def test_threads_take_the_lock_one_at_a_time(store: FileTokenStore) -> None:
    store = FileTokenStore(store.path)
    inside, most, lock = 0, 0, threading.Lock()

    def work() -> None:
        nonlocal inside, most
        store.acquire()
        with lock:
            inside += 1
            most = max(most, inside)
        store.save("a", TOKENS)
        with lock:
            inside -= 1
        store.release()

    with ThreadPoolExecutor(8) as pool:
        for future in [pool.submit(work) for _ in range(24)]:
            future.result(10)
    assert most == 1


@pytest.mark.parametrize("shared", [True, False])
def test_a_lock_that_is_never_released_raises(store: FileTokenStore, shared: bool) -> None:
    other = store if shared else FileTokenStore(store.path)
    other.acquire()
    with pytest.raises(TokenStoreError, match=r"locked by another (client|process) for 0\.2 s"):
        store.acquire()
    other.release()
    store.acquire()
    store.release()


def test_acquire_can_be_repeated_after_a_failure(store: FileTokenStore) -> None:
    store.path.parent.touch()
    for _ in range(3):
        with pytest.raises(TokenStoreError, match="cannot lock"):
            store.acquire()
    store.path.parent.unlink()
    saved(store)


def test_a_task_cancelled_while_waiting_does_not_hold_the_lock(store: FileTokenStore) -> None:
    store = FileTokenStore(store.path, lock_timeout=10)
    store.acquire()
    entered = threading.Event()

    def acquire() -> None:
        entered.set()
        store.acquire()

    def steps() -> Any:
        yield Work(acquire, undo=lambda _: store.release())
        raise AssertionError("it was cancelled before")

    async def main() -> None:
        import asyncio

        async with httpx2.AsyncClient() as client:
            task = asyncio.ensure_future(AsyncRuntime(engine(SystemClock()), client).run(steps()))
            await anyio.to_thread.run_sync(entered.wait)
            task.cancel()
            with pytest.raises(asyncio.CancelledError):
                await task
            store.release()
            # The abandoned thread gets the lock and releases it.
            await anyio.to_thread.run_sync(store.acquire)
            store.release()

    anyio.run(main)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork here")
def test_a_store_can_be_used_after_a_fork(store: FileTokenStore) -> None:
    saved(store)
    child = os.fork()
    if not child:
        try:
            saved(store, tokens=replace(TOKENS, access="child"))
        except BaseException:
            os._exit(1)
        os._exit(0)
    assert os.waitpid(child, 0)[1] == 0
    assert store.load("a") == replace(TOKENS, access="child")


def test_repr_shows_no_token(store: FileTokenStore) -> None:
    saved(store)
    for text in (repr(store), str(store), repr(store.load("a"))):
        assert "-secret" not in text

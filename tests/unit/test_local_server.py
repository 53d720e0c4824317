"""The local server as a process of the demo and the benchmarks: it is stopped, also on a busy machine."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from scripts import local_server
from scripts.local_server import ServerError

HANGING = """
import signal, sys, time
signal.signal(signal.SIGTERM, signal.SIG_IGN)
print("listening on http://127.0.0.1:1", flush=True)
time.sleep(3600)
"""
SLOW = """
import signal, sys, threading
stop = threading.Event()
signal.signal(signal.SIGTERM, lambda *_: stop.set())
print("listening on http://127.0.0.1:1", flush=True)
stop.wait()
sum(range(20_000_000))
"""

pytestmark = pytest.mark.skipif(os.name == "nt", reason="on Windows, a process can only be killed")


def package(folder: Path, program: str) -> Path:
    """Make a package that is started instead of the server."""
    (folder / "kinocraft_mock").mkdir()
    (folder / "kinocraft_mock" / "__init__.py").write_text("")
    (folder / "kinocraft_mock" / "__main__.py").write_text(program)
    return folder


def is_running(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def test_a_server_that_hangs_is_killed_and_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(local_server, "LONGEST_END", 0.1)
    with (
        pytest.raises(ServerError, match=r"did not stop within 0\.1 s, and was killed"),
        local_server.local_server(packages=package(tmp_path, HANGING)) as server,
    ):
        assert is_running(server.pid)
    assert not is_running(server.pid)


def test_a_server_that_stops_slowly_is_waited_for(tmp_path: Path) -> None:
    with local_server.local_server(packages=package(tmp_path, SLOW)) as server:
        assert is_running(server.pid)
    assert not is_running(server.pid)


def test_an_error_of_the_program_is_not_hidden_by_a_server_that_hangs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(local_server, "LONGEST_END", 0.1)
    with (
        pytest.raises(ZeroDivisionError),
        local_server.local_server(packages=package(tmp_path, HANGING)),
    ):
        raise ZeroDivisionError

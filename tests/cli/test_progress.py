"""The progress of uploads and downloads: confirmed bytes, speed, time left and retries, in terminals and in pipes."""

from __future__ import annotations

import json
import os
import pty
import re
import threading
from contextlib import redirect_stderr, redirect_stdout, suppress
from pathlib import Path
from typing import Any

import pytest

from kinocraft.cli.app import app
from tests.cli.conftest import Command
from tests.cli.test_process import ESCAPE

WAYS = ("upload to platformcraft", "upload to kinescope", "download")
FAULTS: dict[str, tuple[str, str, dict[str, Any]]] = {
    "upload to platformcraft": ("files.uploads.put_part", "drop_request", {"after": 1, "times": 2}),
    "upload to kinescope": ("videos.uploads.append", "drop_request", {"after": 1, "times": 2}),
    "download": ("cdn.download", "drop_response", {"bytes": 20_000, "times": 2}),
}
BAR = re.compile(r"━.*100\.0/100\.0 KiB.* (\?|[\d.]+ ([kM]?B|bytes)/s).*(--:--|\d\d:\d\d).*2 retries")


@pytest.fixture(params=WAYS)
def way(request: pytest.FixtureRequest) -> str:
    """What is transferred."""
    name: str = request.param
    return name


@pytest.fixture
def arguments(way: str, kinocraft: Command, server: Any, talk: Path, project: str) -> list[str]:
    """The arguments of a transfer during which two connections break."""
    if way == "download":
        kinocraft("upload", talk, "--to", "platformcraft:/talk.mp4")
        arguments = ["download", "platformcraft:/talk.mp4", "--to", str(talk.with_name("copy.mp4"))]
    else:
        target = "platformcraft:/talk.mp4" if way.endswith("platformcraft") else f"kinescope:{project}"
        title = [] if way.endswith("platformcraft") else ["--title", "Доклад"]  # sent in chunks
        arguments = ["upload", str(talk), "--to", target, "--part-size", "30000", *title]
    operation, kind, parameters = FAULTS[way]
    server.control.fault(operation, kind, **parameters)
    return arguments


def test_a_pipe_gets_lines_with_bytes_and_retries(kinocraft: Command, arguments: list[str]) -> None:
    ended = kinocraft(*arguments)
    assert ended.code == 0
    assert ESCAPE not in ended.out + ended.err
    lines = ended.err.splitlines()
    assert lines[-1] == "talk.mp4: 102,400 of 102,400 bytes, 2 retries"
    assert 1 < len(lines) <= 10
    assert len(ended.out.splitlines()) == 1


def in_terminal(arguments: list[str], monkeypatch: pytest.MonkeyPatch) -> str:
    """Run the command of this process in a terminal of 100 columns, and return all that it drew.

    It waits on the server's clock, as the other tests do. A process of its own would wait for a busy machine.
    """
    for name, value in (("TERM", "xterm"), ("COLUMNS", "100"), ("LINES", "30")):
        monkeypatch.setenv(name, value)
    ours, theirs = pty.openpty()
    drawn: list[bytes] = []

    def read() -> None:
        with suppress(OSError):  # the other end is closed
            while block := os.read(ours, 65536):
                drawn.append(block)

    reader = threading.Thread(target=read)
    reader.start()
    try:
        with os.fdopen(theirs, "w", encoding="utf-8") as terminal, redirect_stdout(terminal), redirect_stderr(terminal):
            assert app(arguments, prog_name="kinocraft", standalone_mode=False) in (None, 0)
    finally:
        reader.join()
        os.close(ours)
    return b"".join(drawn).decode()


def test_a_terminal_gets_a_bar_with_bytes_speed_time_left_and_retries(
    arguments: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn = in_terminal(arguments, monkeypatch)
    last = [line for line in re.split(r"[\r\n]+", re.sub(r"\x1b\[[\d;?]*[A-Za-z]", "", drawn)) if "KiB" in line][-1]
    assert BAR.search(last), last


def test_a_quiet_command_prints_its_result_alone(kinocraft: Command, arguments: list[str]) -> None:
    ended = kinocraft(*arguments, "-q")
    assert (ended.code, ended.err) == (0, "")
    assert len(ended.out.splitlines()) == 1


def test_json_lines_hold_no_progress(kinocraft: Command, arguments: list[str]) -> None:
    ended = kinocraft(*arguments, "--json")
    (line,) = ended.out.splitlines()
    assert json.loads(line)["file"]
    assert "2 retries" in ended.err.splitlines()[-1]

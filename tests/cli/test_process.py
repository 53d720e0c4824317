"""The command as a process: pipes and terminals, Ctrl-C, readers that go away, missing packages, completion, start."""

from __future__ import annotations

import os
import pty
import select
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from kinocraft.cli import main
from tests.cli.conftest import wait_until_fired

Start = Callable[..., subprocess.Popen[str]]
ESCAPE = "\x1b"
LONGEST = 150
"""Seconds that a command may take to draw more: it has a session of its own, which a busy machine may let wait."""


def ended(process: subprocess.Popen[str], stdin: str = "") -> tuple[int, str, str]:
    out, err = process.communicate(stdin, timeout=60)
    return process.returncode, out, err


def in_terminal(start: Start, *arguments: str | Path, env: Mapping[str, str] | None = None) -> tuple[int, str]:
    """Run the command in a terminal of 100 columns. Return its exit code and all that it drew."""
    ours, theirs = pty.openpty()
    environment = {"TERM": "xterm", "COLUMNS": "100", "LINES": "30", **(env or {})}
    process = start(*arguments, env=environment, stdin=theirs, stdout=theirs, stderr=theirs, start_new_session=True)
    os.close(theirs)
    drawn = b""
    while select.select([ours], [], [], LONGEST)[0]:
        try:
            block = os.read(ours, 65536)
        except OSError:  # the other end is closed
            break
        drawn += block
        if not block:
            break
    os.close(ours)
    return process.wait(LONGEST), drawn.decode()


def test_a_pipe_gets_plain_lines(process: Start, talk: Path) -> None:
    code, out, err = ended(process("upload", talk, "--to", "platformcraft:/a.mp4", "--part-size", "30000"))
    assert (code, out) == (0, "platformcraft:/a.mp4\n")
    assert ESCAPE not in err
    assert err.splitlines()[-1] == "talk.mp4: 102,400 of 102,400 bytes"


def test_a_terminal_gets_a_bar_and_the_result(process: Start, talk: Path) -> None:
    code, drawn = in_terminal(process, "upload", talk, "--to", "platformcraft:/a.mp4", "--part-size", "30000")
    assert code == 0
    assert ESCAPE in drawn
    for part in ("talk.mp4", "━", "100.0/100.0 KiB", "platformcraft:/a.mp4"):
        assert part in drawn


@pytest.mark.parametrize("given", [("-q",), ("TERM", "dumb")])
def test_a_quiet_or_dumb_terminal_gets_no_bar(process: Start, talk: Path, given: tuple[str, ...]) -> None:
    quiet = given == ("-q",)
    options, env = (given, {}) if quiet else ((), dict([given]))
    code, drawn = in_terminal(process, "upload", talk, "--to", "platformcraft:/a.mp4", *options, env=env)
    assert code == 0
    assert ESCAPE not in drawn
    assert ("bytes" in drawn) != quiet


def test_a_terminal_gets_a_table_with_titles(process: Start, talk: Path) -> None:
    ended(process("upload", talk, "--to", "platformcraft:/[red]a.mp4"))
    _, drawn = in_terminal(process, "ls", "platformcraft:/")
    assert "size" in drawn
    assert "/[red]a.mp4" in drawn
    _, drawn = in_terminal(process, "ls", "platformcraft:/", "--json")
    assert drawn.startswith("{")


def test_a_terminal_is_asked_for_a_secret_without_showing_it(process: Start, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("KINESCOPE_TOKEN")
    ours, theirs = pty.openpty()
    started = process("login", "kinescope", stdin=theirs, stdout=theirs, stderr=theirs, start_new_session=True)
    os.close(theirs)
    drawn = b""
    while b": " not in drawn:
        drawn += os.read(ours, 1000)
    os.write(ours, b"mock-token\n")
    while b"logged in" not in drawn:
        drawn += os.read(ours, 1000)
    os.close(ours)
    assert started.wait(60) == 0
    assert b"mock-token" not in drawn


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
@pytest.mark.parametrize("vendor", ["platformcraft", "kinescope"])
def test_a_signal_ends_an_upload_with_its_own_exit_code(
    process: Start, talk: Path, server: Any, project: str, number: int, code: int, vendor: str
) -> None:
    operation = {"platformcraft": "files.uploads.put_part", "kinescope": "videos.uploads.append"}[vendor]
    target = {"platformcraft": "platformcraft:/a.mp4", "kinescope": f"kinescope:{project}"}[vendor]
    fault = server.control.fault(operation, "stall", seconds=60, after=1)
    title = ("--title", "Доклад") if vendor == "kinescope" else ()  # sent in chunks
    started = process("upload", talk, "--to", target, "--part-size", "30000", *title)
    wait_until_fired(server, fault, started)
    started.send_signal(number)
    out, err = started.communicate(timeout=60)
    assert (started.returncode, out) == (code, "")
    assert "Traceback" not in err
    assert f"kinocraft: {'interrupted' if code == 130 else 'terminated'}" in err


def test_a_reader_that_goes_away_is_no_traceback(process: Start, server: Any) -> None:
    server.control.seed()
    read, write = os.pipe()
    os.close(read)
    started = process("videos", "ls", stdout=write)
    os.close(write)
    assert started.wait(60) == 141
    assert started.stderr is not None
    assert started.stderr.read() == ""


def test_output_in_another_encoding_is_still_utf_8(process: Start, talk: Path, tmp_path: Path) -> None:
    file = talk.rename(tmp_path / "день.mp4")
    code, out, _ = ended(process("upload", file, "--to", "platformcraft:/", env={"PYTHONIOENCODING": "ascii"}))
    assert (code, out) == (0, "platformcraft:/день.mp4\n")


@pytest.mark.parametrize("name", [b"\xff.mp4", b"a\x1b[31m.mp4", b"line\nbreak.mp4", b"-q.mp4"])
def test_an_odd_local_name_is_printed_safely(process: Start, tmp_path: Path, name: bytes) -> None:
    file = os.fsencode(tmp_path) + b"/" + name
    Path(os.fsdecode(file)).write_bytes(b"video")
    code, out, err = ended(process("upload", os.fsdecode(file), "--to", "platformcraft:/a.mp4"))
    assert (code, out) == (0, "platformcraft:/a.mp4\n")
    assert err.count("\n") == 1
    assert ESCAPE not in err


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_prints_a_script(process: Start, shell: str, tmp_path: Path) -> None:
    code, out, _ = ended(process("completion", shell))
    assert code == 0
    assert f"_KINOCRAFT_COMPLETE=complete_{shell}" in out
    if checker := shutil.which(shell):
        script = tmp_path / "script"
        script.write_text(out)
        subprocess.run([checker, "-n", script], check=True)


@pytest.mark.parametrize(
    ("words", "completed"),
    [("kinocraft vi", "videos"), ("kinocraft videos wa", "wait"), ("kinocraft upload --ti", "--title")],
)
def test_bash_completes_commands_and_options(process: Start, words: str, completed: str) -> None:
    env = {"_KINOCRAFT_COMPLETE": "complete_bash", "COMP_WORDS": words, "COMP_CWORD": str(len(words.split()) - 1)}
    code, out, _ = ended(process(env=env))
    assert (code, out.split()) == (0, [completed])


def test_help_loads_neither_the_client_nor_rich() -> None:
    program = (
        "import sys; from kinocraft.cli import main\ntry: main()\nfinally: sys.stderr.write(' '.join(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", program, "--help"], capture_output=True, text=True, timeout=60)
    assert done.stdout.startswith("Usage: kinocraft")
    loaded = set(done.stderr.split())
    assert loaded.isdisjoint(
        {"httpx2", "pydantic", "rich", "keyring", "asyncio", "kinocraft.client", "kinocraft.errors"}
    )
    assert len(loaded) < 190


def test_missing_packages_are_named(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    for name in [name for name in sys.modules if name.startswith("kinocraft.cli.")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "typer", None)
    with pytest.raises(SystemExit) as stopped:
        main()
    assert stopped.value.code == 2
    assert capsys.readouterr().err == "kinocraft needs more packages (typer): pip install 'kinocraft[cli]'\n"


def test_version_is_printed(process: Start) -> None:
    code, out, _ = ended(process("--version"))
    assert code == 0
    assert out.startswith("kinocraft ")

"""Fixtures of the tests of the command line: the command in this process, and as a process of its own."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import keyring
import pytest
from keyring.core import load_keyring
from typer.testing import CliRunner

from kinocraft.cli.app import app
from kinocraft.cli.commands import OPTIONS
from kinocraft.clock import SystemClock

VARIABLES = ("KINESCOPE_TOKEN", "PLATFORMCRAFT_LOGIN", "PLATFORMCRAFT_PASSWORD")
NO_KEYRING = "keyring.backends.fail.Keyring"
"""The keyring of a machine without one."""


@dataclass(frozen=True)
class Ended:
    """A command that has ended."""

    code: int
    out: str
    err: str

    @property
    def rows(self) -> list[list[str]]:
        """The lines of stdout, split at tabs."""
        return [line.split("\t") for line in self.out.splitlines()]

    @property
    def json(self) -> list[Any]:
        """The lines of stdout as JSON."""
        return [json.loads(line) for line in self.out.splitlines()]

    @property
    def error(self) -> dict[str, Any]:
        """The error on stderr, of a command with --json."""
        facts: dict[str, Any] = json.loads(self.err.splitlines()[-1])["error"]
        return facts


Command = Callable[..., Ended]


@pytest.fixture(autouse=True)
def state(tmp_path: Path, server: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A state folder of the test, no keyring, and the server in the environment. Waits advance the server's clock."""
    folder = tmp_path / "state"

    def advance(_clock: SystemClock, seconds: float) -> None:
        server.control.advance(seconds)

    monkeypatch.setenv("KINOCRAFT_STATE_DIR", str(folder))
    monkeypatch.setattr(SystemClock, "sleep", advance)
    monkeypatch.setitem(OPTIONS, "rate_limits", False)
    for name, value in server.environment.items():
        monkeypatch.setenv(name, value)
    before = keyring.get_keyring()
    keyring.set_keyring(load_keyring(NO_KEYRING))
    yield folder
    keyring.set_keyring(before)


@pytest.fixture
def logged_out(monkeypatch: pytest.MonkeyPatch) -> None:
    """No login in the environment."""
    for name in VARIABLES:
        monkeypatch.delenv(name)


@pytest.fixture
def kinocraft() -> Command:
    """A function that runs the command in this process, with its output in pipes."""

    def run(*arguments: str | Path, stdin: str = "") -> Ended:
        ended = CliRunner().invoke(app, [str(each) for each in arguments], input=stdin, prog_name="kinocraft")
        if ended.exception is not None and not isinstance(ended.exception, SystemExit):
            raise ended.exception
        return Ended(ended.exit_code, ended.stdout, ended.stderr)

    return run


@pytest.fixture
def process() -> Iterator[Callable[..., subprocess.Popen[str]]]:
    """A function that starts the command as a process of its own. It is killed at the end of the test."""
    started: list[subprocess.Popen[str]] = []
    before = signal.getsignal(signal.SIGINT)
    signal.signal(signal.SIGINT, signal.default_int_handler)  # a process would inherit that it is ignored

    def start(*arguments: str | Path, env: Mapping[str, str] | None = None, **options: Any) -> subprocess.Popen[str]:
        pipes: dict[str, Any] = dict.fromkeys(("stdin", "stdout", "stderr"), subprocess.PIPE)
        made = subprocess.Popen(
            [sys.executable, "-m", "kinocraft.cli", *map(str, arguments)],
            env={**os.environ, "PYTHON_KEYRING_BACKEND": NO_KEYRING, **(env or {})},
            text=True,
            **(pipes | options),
        )
        started.append(made)
        return made

    yield start
    for each in started:
        with each:
            each.kill()
    signal.signal(signal.SIGINT, before)


def wait_until_fired(server: Any, fault: str, started: subprocess.Popen[str]) -> None:
    """Return when a fault has happened. Fail if the process ends before."""
    while not server.control.fired(fault):
        # A pause that ends with the process: to ask at once again would take the processor from it.
        with contextlib.suppress(subprocess.TimeoutExpired):
            pytest.fail(f"the command ended with {started.wait(0.05)}")


@pytest.fixture
def project(kinocraft: Command) -> str:
    """The id of a project."""
    return new_project(kinocraft, "Talks")


def new_project(kinocraft: Command, name: str) -> str:
    """Create a project, and return its id."""
    fields = ("-f", f"name={name}", "-f", "privacy_type=anywhere", "-F", "privacy_domains=[]")
    identity: str = kinocraft("api", "POST", "kinescope:/v1/projects", *fields).json[0]["data"]["id"]
    return identity


@pytest.fixture
def event(kinocraft: Command, project: str) -> str:
    """The id of a live event."""
    (made,) = kinocraft("live", "create", "Launch day", "--parent", project, "--json").json
    assert (made["name"], made["type"]) == ("Launch day", "one-time")
    identity: str = made["id"]
    return identity


@pytest.fixture
def talk(tmp_path: Path) -> Path:
    """A file to upload."""
    file = tmp_path / "talk.mp4"
    file.write_bytes(bytes(range(256)) * 400)
    return file

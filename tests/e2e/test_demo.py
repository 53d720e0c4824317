"""The demo as a program: its claims on success, and that it makes none on failure."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import textwrap
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import kinocraft_mock
from kinocraft_mock.app import Application

if TYPE_CHECKING:
    from collections.abc import Iterator

DEMO = Path(__file__).resolve().parents[2] / "scripts" / "demo.py"


def run_demo(folder: Path, *arguments: str, **settings: str) -> subprocess.CompletedProcess[str]:
    """Run the demo without a terminal, with its temporary files in a folder for inspection."""
    environment = {name: value for name, value in os.environ.items() if name != "TERM"}
    environment |= {"TMPDIR": str(folder), "PYTHONIOENCODING": "ascii"} | settings
    return subprocess.run(
        [sys.executable, str(DEMO), *arguments],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        env=environment,
        timeout=60,
    )


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Return the output of a demo that succeeded and left no files."""
    folder = tmp_path_factory.mktemp("demo")
    done = run_demo(folder)
    assert (done.stderr, done.returncode) == ("", 0)
    assert list(folder.iterdir()) == []
    return done.stdout


@pytest.fixture
def demo_server() -> Iterator[Any]:
    """Run a server for the demo, which the test can manipulate."""
    with kinocraft_mock.running(limits=False) as server:
        yield server


def test_the_demo_reports_what_it_verified(shown: str) -> None:
    assert "the connection broke after 100,000 of 262,144 bytes" in shown
    assert "rejected, because the login had expired" in shown
    assert re.search(r"\d+ parts in \d+ requests, 1 login, 1 renewal;", shown)
    assert re.search(r"/talks/talk\.mp4, \d\.\d MB, video/mp4", shown)
    assert "the copy has the same bytes as the video" in shown


def test_without_a_terminal_it_prints_plain_lines_of_at_most_80_columns(shown: str) -> None:
    assert not {"\x1b", "\r", "\t"} & set(shown)
    assert max(map(len, shown.splitlines())) <= 80


def test_the_printed_code_works(shown: str, tmp_path: Path, server: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    printed = shown.partition("The Python that did it\n")[2].partition("Every step")[0]
    monkeypatch.chdir(tmp_path)
    for name, value in server.environment.items():
        monkeypatch.setenv(name, value)
    Path("talk.mp4").write_bytes(bytes(1000))

    exec(textwrap.dedent(printed), {"options": {"part_size": 300}})

    sent = server.control.journal("files.uploads.put_part")
    assert [exchange["status"] for exchange in sent] == [200] * 4


def assert_failed(done: subprocess.CompletedProcess[str], reason: str) -> None:
    assert done.returncode == 1
    assert re.fullmatch(rf"\ndemo: FAILED: .*{reason}.*\n", done.stderr)
    assert "Every step was checked" not in done.stdout


def test_altered_bytes_fail_the_demo(tmp_path: Path, demo_server: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    untouched = Application.__call__

    async def altering(self: Application, scope: Any, receive: Any, send: Any) -> None:
        async def alter(message: Any) -> None:
            body = message.get("body")
            if body and scope["path"].startswith("/platformcraft/cdn/"):
                message = {**message, "body": bytes([body[0] ^ 1]) + body[1:]}
            await send(message)

        await untouched(self, scope, receive, alter)

    monkeypatch.setattr(Application, "__call__", altering)

    assert_failed(run_demo(tmp_path, "--server", demo_server.url), "the copy differs from the video")


def test_an_unexpected_fault_fails_the_demo(tmp_path: Path, demo_server: Any) -> None:
    demo_server.control.fault("files.uploads.put_part", "drop_request", bytes=5)

    assert_failed(run_demo(tmp_path, "--server", demo_server.url), "2 connections broke instead of 1")


def test_a_rejected_login_ends_the_demo(tmp_path: Path) -> None:
    with kinocraft_mock.running(limits=False, password="another") as server:
        assert_failed(run_demo(tmp_path, "--server", server.url), "403 Forbidden")


def test_a_missing_server_ends_the_demo(tmp_path: Path, closed_url: str) -> None:
    assert_failed(run_demo(tmp_path, "--server", closed_url), "Connection refused")

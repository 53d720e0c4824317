"""`transfer`: what it prints, its exit codes, and that the same command resumes it."""

from __future__ import annotations

import json
import signal
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Command


@pytest.fixture
def manifest(tmp_path: Path) -> Path:
    for name in ("a.mp4", "б.mp4"):
        (tmp_path / name).write_bytes(name.encode() * 100)
    file = tmp_path / "m.csv"
    file.write_text("source,title\na.mp4,First\nнет.mp4,None\nб.mp4,Вторая\n", "utf-8")
    return file


def test_transfer_prints_each_source_with_its_place(kinocraft: Command, manifest: Path, tmp_path: Path) -> None:
    ended = kinocraft("transfer", manifest, "--to", "platformcraft:/lib", "--workers", "1")
    assert ended.code == 8
    assert ended.rows == [
        [str(tmp_path / "a.mp4"), "platformcraft:/lib/a.mp4"],
        [str(tmp_path / "б.mp4"), "platformcraft:/lib/б.mp4"],
    ]
    failed, counted = ended.err.splitlines()
    missing = tmp_path / "нет.mp4"
    assert failed == f"kinocraft: {missing}: cannot read {missing}: No such file or directory; nothing was sent"
    assert counted == f"2 moved, 0 skipped, 1 failed, 0 duplicates: {tmp_path / 'm.results.jsonl'}"


def test_transfer_resumes_where_it_ended(kinocraft: Command, manifest: Path, tmp_path: Path) -> None:
    kinocraft("transfer", manifest, "--to", "platformcraft:/lib")
    (tmp_path / "нет.mp4").write_bytes(b"here now")
    ended = kinocraft("transfer", manifest, "--to", "platformcraft:/lib", "-q")
    assert (ended.code, ended.err) == (0, "")
    assert ended.rows == [[str(tmp_path / "нет.mp4"), "platformcraft:/lib/нет.mp4"]]


def test_transfer_prints_json_for_scripts(kinocraft: Command, manifest: Path, tmp_path: Path, project: str) -> None:
    results = tmp_path / "own.jsonl"
    ended = kinocraft(
        "transfer", manifest, "--to", f"kinescope:{project}", "--json", "--results", results, "--workers", "1"
    )
    assert [(each["position"], each["size"]) for each in ended.json] == [(0, 500), (2, 600)]
    assert all(each["place"].startswith("kinescope:") for each in ended.json)
    error = json.loads(ended.err.splitlines()[0])["error"]
    assert (error["kind"], error["exit_code"], error["about"]) == ("SourceError", 8, str(tmp_path / "нет.mp4"))
    assert len(results.read_text().splitlines()) == 3


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["none.csv"], 2, "cannot read none.csv"),
        (["m.csv", "--to", "lib"], 2, "names no service"),
        (["m.csv", "--executor", "boats"], 2, "is not an executor"),
        (["m.csv", "--workers", "0"], 2, "range"),
        (["m.csv", "--redis", "http://127.0.0.1"], 2, "must be a URL like redis://"),
        (["platformcraft:/lib", "--to", "kinescope:a"], 2, "--results FILE"),
        (["kinescope:none", "--to", "platformcraft:/a", "--results", "r"], 6, "400"),
        (["m.csv", "--to", "platformcraft:/a", "--results", "a.mp4/r"], 8, "cannot write a.mp4/r"),
    ],
)
def test_transfer_ends_with_the_code_of_its_mistake(
    kinocraft: Command, manifest: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], code: int, words: str
) -> None:
    monkeypatch.chdir(manifest.parent)
    ended = kinocraft("transfer", *arguments)
    assert (ended.code, ended.out) == (code, "")
    assert words in ended.err


def test_transfer_without_a_login_says_so_for_each_item(kinocraft: Command, manifest: Path, logged_out: None) -> None:
    ended = kinocraft("transfer", manifest, "--to", "platformcraft:/lib")
    assert ended.code in (3, 8)
    assert "run `kinocraft login platformcraft`" in ended.err


def test_transfer_moves_a_library_from_one_service_to_the_other(
    kinocraft: Command, manifest: Path, tmp_path: Path, project: str, server: Any
) -> None:
    kinocraft("transfer", manifest, "--to", "platformcraft:/lib/2026")
    ended = kinocraft(
        "transfer", "platformcraft:/lib", "--to", f"kinescope:{project}", "--results", tmp_path / "r", "--wait"
    )
    assert ended.code == 0
    titles = {row[3] for row in kinocraft("videos", "ls").rows}
    assert titles == {"a", "б"}
    back = kinocraft("transfer", f"kinescope:{project}", "--to", "platformcraft:/back", "--results", tmp_path / "b")
    assert {row[1] for row in back.rows} == {"platformcraft:/back/2026/a.mp4", "platformcraft:/back/2026/б.mp4"}


def test_ctrl_c_ends_a_transfer_and_the_same_command_resumes_it(
    process: Callable[..., subprocess.Popen[str]], kinocraft: Command, manifest: Path, tmp_path: Path, server: Any
) -> None:
    fault = server.control.fault("files.create", "stall", seconds=60, after=1)
    started = process("transfer", manifest, "--to", "platformcraft:/lib", "--workers", "1")
    while not server.control.fired(fault):
        assert started.poll() is None
    started.send_signal(signal.SIGINT)
    server.control.cancel_fault(fault)
    _, err = started.communicate(timeout=60)
    assert started.returncode == 130
    assert "Traceback" not in err
    (tmp_path / "нет.mp4").write_bytes(b"here now")
    assert kinocraft("transfer", manifest, "--to", "platformcraft:/lib").code == 0
    assert len(kinocraft("ls", "platformcraft:/lib").rows) == 3

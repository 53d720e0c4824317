"""Fixtures of the tests of transfers: clients of the local server, files, and a function that moves them."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from kinocraft import Kinescope, Platformcraft, TransferReport, transfer
from kinocraft.clock import SystemClock
from tests.seed.clients import new_project

Move = Callable[..., TransferReport]


@pytest.fixture(autouse=True)
def environment(tmp_path: Path, server: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """The server in the environment, a state folder of the test, and waits that advance the server's clock."""

    def advance(_clock: SystemClock, seconds: float) -> None:
        server.control.advance(seconds)

    monkeypatch.setattr(SystemClock, "sleep", advance)
    monkeypatch.setenv("KINOCRAFT_STATE_DIR", str(tmp_path / "state"))
    for name, value in server.environment.items():
        monkeypatch.setenv(name, value)


@pytest.fixture
def kinescope() -> Iterator[Kinescope]:
    with Kinescope(rate_limits=False, timeout=5) as client:
        yield client


@pytest.fixture
def platformcraft() -> Iterator[Platformcraft]:
    with Platformcraft(rate_limits=False, timeout=5) as client:
        yield client


@pytest.fixture
def project(kinescope: Kinescope) -> str:
    """The id of a project."""
    return new_project(kinescope)


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    """Six files to move, with names in two scripts."""
    return write_library(
        tmp_path / "library", [f"{'доклад' if number % 2 else 'talk'} {number}" for number in range(6)]
    )


def write_library(folder: Path, titles: list[str]) -> list[Path]:
    """Write a file of its own size and content for each title."""
    folder.mkdir()
    made = [folder / f"{title}.mp4" for title in titles]
    for number, file in enumerate(made):
        file.write_bytes(bytes([number]) * (1000 + number))
    return made


@pytest.fixture
def move(kinescope: Kinescope, platformcraft: Platformcraft, tmp_path: Path) -> Move:
    """A function that runs a transfer with the clients of the test."""

    def run(items: Any, executor: Any = None, **options: Any) -> TransferReport:
        if not isinstance(items, Path):
            options = {"results": tmp_path / "results.jsonl", **options}
        given: dict[str, Any] = {"kinescope": kinescope, "platformcraft": platformcraft, **options}
        return transfer(items, executor, **given)

    return run


def rows(files: list[Path]) -> list[dict[str, str]]:
    return [{"source": str(file)} for file in files]


def lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def counts(report: TransferReport) -> tuple[int, int, int, int]:
    """What was done, skipped and failed, and the duplicates."""
    return report.done, report.skipped, report.failed, report.duplicates

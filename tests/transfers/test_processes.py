"""Transfers in processes: shared limits, no login in what they are sent, and workers that die."""

from __future__ import annotations

import multiprocessing
import os
import pickle
import subprocess
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from pyrate_limiter import Rate, RateItem

from kinocraft import FileBuckets, Kinescope, Platformcraft, transfer
from kinocraft.errors import ConfigurationError, NotFoundError, SharedLimitsError, TransferError
from kinocraft.transfers.clients import ClientsRecipe
from kinocraft.transfers.items import TransferItem
from kinocraft.transfers.places import Place
from kinocraft.transfers.task import Outcome, Task
from tests.transfers import makers
from tests.transfers.conftest import counts, rows

SECRET = "a-very-secret-token"


@pytest.mark.parametrize(
    "make", [pytest.param(makers.make_platformcraft, marks=pytest.mark.slow), makers.make_dying_platformcraft]
)
def test_processes_move_everything_once_also_if_one_dies(
    make: Callable[..., Platformcraft],
    files: list[Path],
    platformcraft: Platformcraft,
    tmp_path: Path,
    server: Any,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    deadly = tmp_path / "die"
    deadly.touch()
    monkeypatch.setenv(makers.SUICIDE, str(deadly))

    report = transfer(
        rows(files), "processes", to="platformcraft:/lib", results=tmp_path / "r.jsonl", workers=2, platformcraft=make
    )

    assert counts(report) == (6, 0, 0, 0)
    assert deadly.exists() == (make is makers.make_platformcraft)
    assert {item.name: item.size for item in platformcraft.files.list("/lib")} == {
        file.name: file.stat().st_size for file in files
    }
    assert len(server.control.journal("files.create")) == 6


@pytest.mark.slow
def test_an_item_that_kills_its_workers_fails_alone(files: list[Path], tmp_path: Path) -> None:
    report = transfer(
        rows(files[:1]),
        "processes",
        to="platformcraft:/lib",
        results=tmp_path / "r.jsonl",
        workers=1,
        platformcraft=makers.make_deadly_platformcraft,
    )
    assert counts(report) == (0, 0, 1, 0)
    assert "the worker process died" in str(next(iter(report.results())).error)


@pytest.mark.slow
def test_an_executor_of_the_caller_that_breaks_ends_the_transfer(
    files: list[Path], tmp_path: Path, platformcraft: Platformcraft
) -> None:
    items, options = rows(files[:1]), {"to": "platformcraft:/lib", "results": tmp_path / "r.jsonl"}
    with (
        ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as pool,
        pytest.raises(TransferError, match="run the same transfer again"),
    ):
        transfer(items, pool, platformcraft=makers.make_deadly_platformcraft, **options)  # type: ignore[arg-type]
    with pytest.raises(NotFoundError):
        platformcraft.files.get(f"/lib/{files[0].name}")
    assert counts(transfer(items, platformcraft=platformcraft, **options)) == (1, 0, 0, 0)  # type: ignore[arg-type]


def test_a_login_is_never_sent_to_other_processes(files: list[Path], tmp_path: Path) -> None:
    client = Kinescope(SECRET, api_url="http://127.0.0.1:1")
    for maker in (client, partial(Kinescope, SECRET), lambda **options: Kinescope(SECRET, **options)):
        with pytest.raises(ConfigurationError, match="kinescope must be a function of a module"):
            transfer(rows(files), "processes", to="kinescope:a", results=tmp_path / "r.jsonl", kinescope=maker)
        with pytest.raises(ConfigurationError):
            pickle.dumps(ClientsRecipe(kinescope=maker))
        assert SECRET not in repr(ClientsRecipe(kinescope=maker))
    assert not (tmp_path / "r.jsonl").exists()


def test_what_workers_receive_and_return_can_be_pickled() -> None:
    task = Task(1, "0f", TransferItem("a.mp4", title="Доклад"), Place("kinescope", "x"))
    recipe = ClientsRecipe(makers.make_kinescope, makers.make_platformcraft, FileBuckets("limits.sqlite"))
    assert pickle.loads(pickle.dumps((task, recipe))) == (task, recipe)
    outcome = Outcome("failed", error=TransferError("no"))
    assert str(pickle.loads(pickle.dumps(outcome)).error) == "no"


def test_processes_share_limits_through_a_file(tmp_path: Path) -> None:
    def admitted(factory: FileBuckets) -> int:
        bucket = factory("files at host", [Rate(5, 1000)])
        return sum(bool(bucket.put(RateItem("x", 1_000_000 + number))) for number in range(4))

    path = tmp_path / "state" / "limits.sqlite"
    assert admitted(FileBuckets(path)) + admitted(FileBuckets(path)) == 5
    (tmp_path / "file").touch()
    with pytest.raises(SharedLimitsError, match="cannot be shared"):
        FileBuckets(tmp_path / "file" / "limits.sqlite")("a", [Rate(5, 1000)])


@pytest.mark.slow
def test_processes_are_limited_together(files: list[Path], tmp_path: Path, server: Any) -> None:
    """Twenty requests take at least a second, whichever process sends them."""
    more = [tmp_path / f"{number}.mp4" for number in range(12)]
    for file in more:
        file.write_bytes(b"video")
    report = transfer(rows(more), "processes", to="platformcraft:/lib", results=tmp_path / "r.jsonl", workers=2)
    assert counts(report) == (12, 0, 0, 0)
    times = sorted(each["time"] for each in server.control.journal("files.create"))
    assert times[10] - times[0] >= 1.0


@pytest.mark.slow
def test_no_processes_are_left(files: list[Path], tmp_path: Path) -> None:
    def children() -> str:
        return subprocess.run(
            ["pgrep", "-P", str(os.getpid()), "-f", "spawn_main"], capture_output=True, text=True
        ).stdout

    before = children()
    transfer(
        rows(files[:1]),
        "processes",
        to="platformcraft:/lib",
        results=tmp_path / "r.jsonl",
        workers=1,
        platformcraft=makers.make_platformcraft,
    )
    assert children() == before

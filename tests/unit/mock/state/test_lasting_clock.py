"""With a data folder, the clock of a server is the one that the server before it left."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, Any

import pytest

from kinocraft_mock import create_app, running
from kinocraft_mock.state.clock import LATEST, Clock
from kinocraft_mock.state.data_folder import DATABASE
from kinocraft_mock.state.store import StoreError
from tests import seed
from tests.seed.account import NOON
from tests.seed.workspace import Workspace

if TYPE_CHECKING:
    from pathlib import Path

HOUR = 3600.0


@pytest.fixture
def machine(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The machine's clock, which stands still unless a test moves it."""
    now = [float(NOON)]
    monkeypatch.setattr(Clock.__init__, "__defaults__", (lambda: now[0],))
    return now


def test_an_advanced_clock_stays_ahead(tmp_path: Path, machine: list[float]) -> None:
    with running(data_dir=tmp_path) as server:
        server.control.advance(HOUR)
    machine[0] += 10
    with running(data_dir=tmp_path) as server:
        assert server.control.now() == NOON + HOUR + 10
        server.control.advance(HOUR)
    with running(data_dir=tmp_path) as server:
        assert server.control.now() == NOON + 2 * HOUR + 10


def test_a_frozen_clock_stays_frozen_until_it_runs_again(tmp_path: Path, machine: list[float]) -> None:
    with running(data_dir=tmp_path) as server:
        server.control.freeze()
        server.control.set_clock(NOON + 5)
    machine[0] += 10
    with running(data_dir=tmp_path) as server:
        assert server.control.now() == NOON + 5
        server.control.freeze(False)
    machine[0] += 10
    with running(data_dir=tmp_path) as server:
        assert server.control.now() == NOON + 15


def test_a_video_that_was_done_is_done_after_a_restart(tmp_path: Path, machine: list[float]) -> None:
    with running(data_dir=tmp_path) as server:
        workspace = Workspace(server)
        with workspace.http:
            seed.project(workspace)
            made = seed.video(workspace)
            server.control.advance(HOUR)
    with running(data_dir=tmp_path) as server:
        workspace = Workspace(server)
        with workspace.http:
            assert seed.get_video(workspace, made["id"])["status"] == "done"


def test_a_reset_returns_to_the_clock_of_the_machine(tmp_path: Path, machine: list[float]) -> None:
    with running(data_dir=tmp_path) as server:
        server.control.advance(HOUR)
        server.control.reset()
        assert server.control.now() == NOON
    with running(data_dir=tmp_path) as server:
        assert server.control.now() == NOON


def test_an_imported_clock_lasts(tmp_path: Path, machine: list[float]) -> None:
    with running(data_dir=tmp_path / "a") as server:
        server.control.advance(HOUR)
        server.control.save_state(tmp_path / "state")
    with running(data_dir=tmp_path / "b") as server:
        server.control.load_state(tmp_path / "state")
    with running(data_dir=tmp_path / "b") as server:
        assert server.control.now() == NOON + HOUR


def test_the_clock_of_a_caller_is_left_alone(tmp_path: Path, machine: list[float]) -> None:
    with running(data_dir=tmp_path) as server:
        server.control.advance(HOUR)
    app = create_app(data_dir=tmp_path, clock=Clock(lambda: 7.0))
    try:
        assert app.context.clock.now() == 7
        app.context.clock.advance(1)
    finally:
        app.close()
    with running(data_dir=tmp_path) as server:
        assert server.control.now() == NOON + HOUR


@pytest.mark.parametrize(
    ("note", "value"),
    [
        ("clock offset", "1"),
        ("clock offset", None),
        ("clock offset", 1e400),
        ("clock offset", -2.0 * NOON),
        ("clock offset", float(LATEST)),
        ("clock stopped", "now"),
        ("clock stopped", -1.0),
        ("clock stopped", LATEST + 1.0),
    ],
)
def test_an_impossible_clock_is_rejected(tmp_path: Path, machine: list[float], note: str, value: Any) -> None:
    with running(data_dir=tmp_path) as server:
        server.control.advance(HOUR)
    with closing(sqlite3.connect(tmp_path / DATABASE)) as database, database:
        assert database.execute("UPDATE notes SET value = ? WHERE key = ?", (value, note)).rowcount == 1
    with pytest.raises(StoreError, match="changed by another program"):
        create_app(data_dir=tmp_path)

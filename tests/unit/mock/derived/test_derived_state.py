"""What derived handlers keep is part of the server's state, as everything else."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

import kinocraft_mock
from kinocraft_mock.cli import _show  # pyright: ignore[reportPrivateUsage]
from tests.seed.workspace import Workspace, data
from tests.unit.mock.derived.registry import inventing

if TYPE_CHECKING:
    from pathlib import Path


def label(workspace: Workspace, name: str) -> Any:
    return data(workspace.post("/v1/labels", {"name": name}))


def label_on(server: Any, name: str) -> Any:
    workspace = Workspace(server)
    with workspace.http:
        return label(workspace, name)


def labels(server: Any) -> Any:
    workspace = Workspace(server)
    with workspace.http:
        return data(workspace.get("/v1/labels"))


def test_a_data_folder_keeps_them(tmp_path: Path) -> None:
    with inventing():
        with kinocraft_mock.running(port=0, data_dir=tmp_path) as server:
            made = label_on(server, "kept")
        with kinocraft_mock.running(port=0, data_dir=tmp_path) as server:
            assert labels(server) == [made]
            assert label_on(server, "new")["id"] != made["id"]


def test_a_reset_removes_them(workspace: Workspace) -> None:
    label(workspace, "gone")
    workspace.server.control.reset()
    assert labels(workspace.server) == []


def test_a_state_file_has_them(workspace: Workspace, tmp_path: Path) -> None:
    made = label(workspace, "saved")
    workspace.server.control.save_state(tmp_path / "state.tar")
    workspace.server.control.reset()
    workspace.server.control.load_state(tmp_path / "state.tar")
    assert labels(workspace.server) == [made]


def test_the_command_prints_each_inferred_response(workspace: Workspace, capsys: pytest.CaptureFixture[str]) -> None:
    label(workspace, "shown")
    data(workspace.get("/v1/tags"))
    for exchange in workspace.server.app.context.journal.read():
        _show(exchange, verbose=False)
    (line,) = capsys.readouterr().err.splitlines()
    assert (
        line
        == "POST /kinescope/api/v1/labels 200 labels.create (inferred: the server has no handler of its own for it)"
    )


def test_a_har_file_marks_inferred_responses(workspace: Workspace, tmp_path: Path) -> None:
    import json

    label(workspace, "seen")
    workspace.server.control.save_har(tmp_path / "journal.har")
    entries = json.loads((tmp_path / "journal.har").read_bytes())["log"]["entries"]
    assert [entry["_inferred"] for entry in entries] == [True]

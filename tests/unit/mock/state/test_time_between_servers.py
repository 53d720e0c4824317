"""What expires while no server runs has expired when the next one starts, before anyone asks."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kinocraft_mock import running
from kinocraft_mock.state.clock import Clock
from tests import seed
from tests.seed.account import NOON
from tests.seed.workspace import Workspace
from tests.unit.mock.kinescope.uploads import upload_helpers as given

if TYPE_CHECKING:
    from pathlib import Path

DAY = 24 * 3600


@pytest.mark.parametrize("passed", [DAY - 1, DAY])
def test_the_bytes_of_an_upload_that_expired_meanwhile_are_removed_at_the_start(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, passed: int
) -> None:
    now = [float(NOON)]
    monkeypatch.setattr(Clock.__init__, "__defaults__", (lambda: now[0],))
    with running(data_dir=tmp_path, limits=False) as server:
        workspace = Workspace(server)
        with workspace.http:
            made = seed.upload_session(workspace, seed.project(workspace)["id"], 10)
            assert given.patch(workspace, made["endpoint"], 0, b"abc").status_code == 204
    now[0] += passed
    with running(data_dir=tmp_path, limits=False) as server:
        blobs = [*server.app.context.blobs.folder.iterdir()]
        assert len(blobs) == (1 if passed < DAY else 0)
        workspace = Workspace(server)
        with workspace.http:
            assert seed.get_video(workspace, made["id"])["status"] == ("uploading" if passed < DAY else "suspended")

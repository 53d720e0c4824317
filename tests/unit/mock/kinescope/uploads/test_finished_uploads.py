"""An upload session that has all bytes takes no more, however many come."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests import seed
from tests.unit.mock.kinescope.uploads import upload_helpers as given

if TYPE_CHECKING:
    from tests.seed.workspace import Workspace

CONTENT = b"0123456789"


@pytest.mark.parametrize("size", [1, len(CONTENT) - 1, len(CONTENT), len(CONTENT) + 1, 1 << 20])
@pytest.mark.parametrize("way", ["chunk", "whole"])
def test_a_finished_upload_rejects_a_whole_file_of_any_size(workspace: Workspace, way: str, size: int) -> None:
    project = seed.project(workspace)["id"]
    made = seed.upload_session(workspace, project, len(CONTENT))
    endpoint, video = made["endpoint"], made["id"]
    if way == "chunk":
        assert given.patch(workspace, endpoint, 0, CONTENT).status_code == 204
    else:
        assert given.send(workspace, endpoint, CONTENT).status_code == 200
    assert given.send(workspace, endpoint, b"x" * size).status_code == 403
    assert given.head(workspace, endpoint).headers["upload-offset"] == str(len(CONTENT))
    assert given.content_of(workspace, video) == CONTENT
    assert seed.get_video(workspace, video)["status"] == "done"

"""The largest upload that can be announced: exactly as many bytes as the server accepts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kinocraft_mock.services.kinescope.uploads.sessions import LARGEST
from tests import seed
from tests.seed.workspace import data, invalid
from tests.unit.mock.kinescope.uploads import upload_helpers as given

if TYPE_CHECKING:
    from tests.seed.workspace import Workspace


@pytest.mark.parametrize("kind", ["video", "attachment"])
def test_an_upload_may_have_as_many_bytes_as_the_largest_one_and_no_more(workspace: Workspace, kind: str) -> None:
    project = seed.project(workspace)["id"]
    parent = project if kind == "video" else seed.video(workspace, project)["id"]
    body = {"type": kind, "parent_id": parent, "title": "t", "filename": "a.mp4"}
    made = data(workspace.init_upload({**body, "filesize": LARGEST}))
    assert given.head(workspace, made["endpoint"]).headers["upload-length"] == str(LARGEST)
    assert invalid(workspace.init_upload({**body, "filesize": LARGEST + 1})) == {"filesize": "max"}

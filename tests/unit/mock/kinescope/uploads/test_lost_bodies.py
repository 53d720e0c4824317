"""The bytes of an upload that breaks off are removed, whatever was deleted meanwhile."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests import seed
from tests.seed.workspace import UPLOADER, Workspace
from tests.unit.mock.kinescope.uploads import upload_helpers as given

Begun = tuple[str, str, dict[str, str]]


def in_one_request(workspace: Workspace, project: str) -> Begun:
    headers = {"X-Video-Title": "t", "X-Parent-ID": project, "Content-Type": given.OCTETS}
    return "POST", f"{workspace.server.url}{UPLOADER}/v2/video", headers


def in_a_chunk(workspace: Workspace, project: str) -> Begun:
    endpoint = seed.upload_session(workspace, project, 100)["endpoint"]
    return "PATCH", endpoint, {"Tus-Resumable": "1.0.0", "Upload-Offset": "0", "Content-Type": given.PIECE}


@pytest.mark.parametrize("begin", [in_one_request, in_a_chunk])
def test_the_bytes_are_removed_although_the_project_is_gone(
    workspace: Workspace, begin: Callable[[Workspace, str], Begun]
) -> None:
    project = seed.project(workspace)["id"]
    method, url, headers = begin(workspace, project)
    arriving = workspace.server.app.context.blobs.arriving().parent
    with given.begin(method, url, {"Authorization": "Bearer mock-token", **headers}, b"begin", 100):
        given.eventually(lambda: len(list(arriving.iterdir())), 1)
        for video in workspace.get("/v1/videos").json()["data"]:
            workspace.delete(f"/v1/videos/{video['id']}")
        assert workspace.delete(f"/v1/projects/{project}").status_code == 200
    given.eventually(lambda: list(arriving.iterdir()), [])

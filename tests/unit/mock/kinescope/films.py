"""Videos for tests: uploaded as anybody would, and waited for by moving the clock."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.unit.mock.kinescope.workspace import data

if TYPE_CHECKING:
    from tests.unit.mock.kinescope.workspace import Workspace

LONG_ENOUGH = 60.0
"""Seconds after which every video is done."""


def project(workspace: Workspace, name: str = "Films", **fields: Any) -> str:
    """The id of a new project."""
    body = {"name": name, "privacy_type": "anywhere", "privacy_domains": [], **fields}
    made: str = data(workspace.post("/v1/projects", body))["id"]
    return made


def folder(workspace: Workspace, project_id: str, name: str = "Folder", **fields: Any) -> str:
    """The id of a new folder."""
    made: str = data(workspace.post(f"/v1/projects/{project_id}/folders", {"name": name, **fields}))["id"]
    return made


def sent(
    workspace: Workspace,
    parent_id: str,
    title: str = "Film",
    content: bytes = b"a film",
    name: str = "film.mp4",
    **headers: str,
) -> str:
    """The id of a video whose bytes have just been sent."""
    named = {"X_Parent_ID": parent_id, "X_Video_Title": title, "X_File_Name": name}
    made: str = data(workspace.upload("/v2/video", content, **named, **headers))["id"]
    return made


def film(workspace: Workspace, parent_id: str | None = None, title: str = "Film", **options: Any) -> dict[str, Any]:
    """A video that is done; in a project of its own where none is named."""
    video_id = sent(workspace, parent_id or project(workspace), title, **options)
    return finished(workspace, video_id)


def finished(workspace: Workspace, video_id: str) -> dict[str, Any]:
    """A video after so long that it is done."""
    workspace.server.control.advance(LONG_ENOUGH)
    video = video_of(workspace, video_id)
    assert video["status"] == "done"
    return video


def video_of(workspace: Workspace, video_id: str) -> dict[str, Any]:
    """A video as it is now."""
    found: dict[str, Any] = data(workspace.get(f"/v1/videos/{video_id}"))
    return found


def source(video: dict[str, Any]) -> dict[str, Any]:
    """The uploaded file of a video."""
    found: dict[str, Any] = next(each for each in video["assets"] if each["quality"] == "original")
    return found

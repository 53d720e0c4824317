"""Videos for tests of what was watched, with a content that is known."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.unit.mock.kinescope.workspace import data

if TYPE_CHECKING:
    from tests.unit.mock.kinescope.workspace import Workspace


def film(workspace: Workspace, place: str, size: int = 1000, duration: float = 100) -> str:
    """The id of a video that is done, of so many bytes and seconds, made at this moment by the server's clock."""
    headers = {"X_Parent_ID": place, "X_Video_Title": "Film", "X_File_Name": "film.mp4"}
    made: dict[str, Any] = data(workspace.upload("/v2/video", b"x" * size, **headers))
    before = workspace.server.control.now()
    workspace.server.control.advance(60)
    workspace.server.control.set_media(made["id"], duration=duration)
    workspace.server.control.set_clock(before)
    video_id: str = made["id"]
    return video_id

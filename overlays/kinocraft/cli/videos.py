"""`videos ls|get|rm|wait`."""

from __future__ import annotations

from typing import Annotated

import typer

from .commands import Failures, Run, command, group
from .output import Columns

__all__ = ["COLUMNS", "app", "find_parent"]

app = group("Videos of Kinescope.")

COLUMNS: Columns = {
    "id": lambda video: video.id,
    "status": lambda video: video.status,
    "duration": lambda video: video.duration,
    "title": lambda video: video.title,
}

Ids = Annotated[list[str], typer.Argument(metavar="ID...", help="The ids of the videos.")]


@command(app)
def ls(
    run: Run,
    project: Annotated[str | None, typer.Option(metavar="ID", help="Only of this project.")] = None,
    folder: Annotated[str | None, typer.Option(metavar="ID", help="Only of this folder.")] = None,
    status: Annotated[list[str] | None, typer.Option(help="Only in this state, such as done. May be repeated.")] = None,
    search: Annotated[str | None, typer.Option("--search", help="Only with this text.")] = None,
    order: Annotated[str | None, typer.Option(help="Sort by a field, such as -created_at.")] = None,
) -> None:
    """List videos."""
    given = {"project_id": project, "folder_id": folder, "status": status or None, "q": search, "order": order}
    options = {name: value for name, value in given.items() if value is not None}
    run.output.records(run.kinescope.videos.list(**options), COLUMNS)  # type: ignore[arg-type]


@command(app)
def get(run: Run, id: Annotated[str, typer.Argument(metavar="ID", help="The id of the video.")]) -> None:
    """Show a video."""
    run.output.record(run.kinescope.videos.get(id))


@command(app)
def rm(run: Run, ids: Ids) -> None:
    """Delete videos. It does not ask for confirmation."""
    failures = Failures(run.output)
    for id in ids:
        with failures.about(id):
            run.kinescope.videos.delete(id)
            run.output.result({"deleted": id}, f"deleted {id}")
    failures.finish()


@command(app)
def wait(
    run: Run,
    ids: Ids,
    timeout: Annotated[float | None, typer.Option(metavar="SECONDS", help="Wait at most this long for each.")] = None,
) -> None:
    """Wait until videos are encoded. The exit code is 10 if one cannot be, and 5 if it takes too long."""
    failures = Failures(run.output)
    for id in ids:
        with failures.about(id):
            video = run.kinescope.videos.wait(id, deadline=timeout)
            run.output.result({"id": id, "status": video.status, "play_link": video.play_link}, f"{id} {video.status}")
    failures.finish()


def find_parent(run: Run, id: str) -> tuple[str, str | None]:
    """Return the project and the folder of this id; no folder if it is a project's.

    Raises:
        NotFoundError: It is neither a project nor a folder.
    """
    from ..errors import NotFoundError

    try:
        return run.kinescope.projects.get(id).id, None
    except NotFoundError:
        for project in run.kinescope.projects.list():
            if any(folder.id == id for folder in run.kinescope.projects.folders.list(project)):
                return project.id, id
        raise

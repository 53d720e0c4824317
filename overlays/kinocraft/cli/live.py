"""`live ls|get|create|enable|complete|rm|videos`."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from .commands import Failures, Run, command, group
from .output import Columns
from .videos import COLUMNS as VIDEOS

__all__ = ["app"]

app = group("Live events of Kinescope.")

COLUMNS: Columns = {
    "id": lambda event: event.id,
    "type": lambda event: event.type,
    "created": lambda event: event.created_at,
    "name": lambda event: event.name,
}

Id = Annotated[str, typer.Argument(metavar="ID", help="The id of the event.")]
Reveal = Annotated[bool, typer.Option("--reveal", help="Show the stream key for the encoder, which is a secret.")]


@command(app)
def ls(
    run: Run,
    project: Annotated[str | None, typer.Option(metavar="ID", help="Only of this project.")] = None,
    folder: Annotated[str | None, typer.Option(metavar="ID", help="Only of this folder.")] = None,
) -> None:
    """List live events."""
    given = {"project_id": project, "folder_id": folder}
    options = {name: value for name, value in given.items() if value is not None}
    run.output.records(run.kinescope.live.events.list(**options), COLUMNS)  # type: ignore[arg-type]


@command(app)
def get(run: Run, id: Id, reveal: Reveal = False) -> None:
    """Show a live event."""
    run.output.record(run.kinescope.live.events.get(id), reveal=reveal)


@command(app)
def create(
    run: Run,
    name: Annotated[str, typer.Argument(help="The name of the event.")],
    parent: Annotated[str | None, typer.Option(metavar="ID", help="Its project or folder.")] = None,
    type: Annotated[Literal["one-time", "recurring"], typer.Option(help="How often it is broadcast.")] = "one-time",
    subtitle: Annotated[str | None, typer.Option(help="A second line under the name.")] = None,
    reveal: Reveal = False,
) -> None:
    """Make a live event, as a draft. `enable` allows an encoder to send to it."""
    given = {"parent_id": parent, "subtitle": subtitle}
    options = {key: value for key, value in given.items() if value is not None}
    made = run.kinescope.live.events.create(name=name, type=type, **options)  # type: ignore[arg-type]
    run.output.record(made, reveal=reveal)


@command(app)
def enable(run: Run, id: Id) -> None:
    """Allow an encoder to send to an event."""
    run.kinescope.live.events.enable(id)
    run.output.result({"enabled": id}, f"enabled {id}")


@command(app)
def complete(run: Run, id: Id) -> None:
    """End an event. Its recording becomes a video."""
    run.kinescope.live.events.complete(id)
    run.output.result({"completed": id}, f"completed {id}")


@command(app)
def rm(run: Run, ids: Annotated[list[str], typer.Argument(metavar="ID...", help="The ids of the events.")]) -> None:
    """Delete live events. It does not ask."""
    failures = Failures(run.output)
    for id in ids:
        with failures.about(id):
            run.kinescope.live.events.delete(id)
            run.output.result({"deleted": id}, f"deleted {id}")
    failures.finish()


@command(app)
def videos(run: Run, id: Id) -> None:
    """List the recordings of an event."""
    run.output.records(run.kinescope.live.events.list_videos(id), VIDEOS)

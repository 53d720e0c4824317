"""`live ls|get|create|schedule|enable|complete|move|rm|videos`, and `live restreams ls|add|rm`."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

import typer

from .account import ask_secret
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

restreams = group("Other services that an event is sent to as well.")
app.add_typer(restreams, name="restreams")

RESTREAMS: Columns = {
    "id": lambda restream: restream.id,
    "enabled": lambda restream: restream.enabled,
    "url": lambda restream: restream.url,
    "name": lambda restream: restream.name,
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
    """Create a live event, as a draft. `enable` allows an encoder to send to it."""
    given = {"parent_id": parent, "subtitle": subtitle}
    options = {key: value for key, value in given.items() if value is not None}
    made = run.kinescope.live.events.create(name=name, type=type, **options)  # type: ignore[arg-type]
    run.output.record(made, reveal=reveal)


def parse_time(text: str) -> datetime:
    """Return a time with its offset from UTC.

    Raises:
        BadParameter: The text is not a time, or has no offset.
    """
    try:
        time = datetime.fromisoformat(text)
    except ValueError:
        time = None
    if time is None or time.tzinfo is None:
        raise typer.BadParameter(f"{text!r} is not a time with an offset from UTC, such as 2026-03-01T18:00:00+03:00")
    return time


@command(app)
def schedule(
    run: Run,
    id: Id,
    at: Annotated[
        datetime,
        typer.Argument(parser=parse_time, metavar="TIME", help="When it begins, such as 2026-03-01T18:00:00+03:00."),
    ],
) -> None:
    """Set when an event begins."""
    run.output.record(run.kinescope.live.events.streams.schedule(id, started_at=at))


@command(app)
def move(
    run: Run, id: Id, parent: Annotated[str, typer.Argument(metavar="PARENT", help="The id of the project or folder.")]
) -> None:
    """Move an event to another project or folder."""
    run.kinescope.live.events.move(id, parent)
    run.output.result({"moved": id, "to": parent}, f"moved {id} to {parent}")


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
    """Delete live events. It does not ask for confirmation."""
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


@command(restreams, "ls")
def list_restreams(run: Run, id: Id) -> None:
    """List the services that an event is sent to."""
    run.output.records(run.kinescope.live.events.restreams.list(id), RESTREAMS)


@command(restreams, "add")
def add_restream(
    run: Run,
    id: Id,
    name: Annotated[str, typer.Argument(help="The name of the other service.")],
    url: Annotated[str, typer.Argument(metavar="URL", help="Its RTMP address.")],
    reveal: Reveal = False,
) -> None:
    """Send an event to another service as well.

    The command asks for the stream key without showing it, or reads it from stdin if that is not a terminal.
    """
    key = ask_secret("Stream key")
    made = run.kinescope.live.events.restreams.create(id, name=name, url=url, key=key)
    run.output.record(made, reveal=reveal)


@command(restreams, "rm")
def remove_restream(
    run: Run, id: Id, restream: Annotated[str, typer.Argument(metavar="RESTREAM", help="The id that `ls` prints.")]
) -> None:
    """Stop sending an event to another service."""
    run.kinescope.live.events.restreams.delete(id, restream)
    run.output.result({"deleted": restream}, f"deleted {restream}")

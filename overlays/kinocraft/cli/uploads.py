"""`upload`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from .commands import Failures, Run, command
from .progress import progress
from .targets import KINESCOPE, Target, parse_target

if TYPE_CHECKING:
    from ..types.kinescope import UploadedVideo
    from ..types.platformcraft import StoredFile

__all__ = ["add_commands"]


def add_commands(app: typer.Typer) -> None:
    """Add the commands."""
    command(app)(upload)


def upload(
    run: Run,
    files: Annotated[list[Path], typer.Argument(metavar="FILE...", help="The files to upload.")],
    to: Annotated[
        Target,
        typer.Option(
            "--to",
            parser=parse_target,
            metavar="TARGET",
            help="platformcraft:/path, a folder if it ends with a slash or exists as one; or kinescope:PARENT, the id"
            " of a project or folder.",
        ),
    ],
    title: Annotated[str | None, typer.Option(help="The title of a video. Default: its file name.")] = None,
    description: Annotated[str | None, typer.Option(help="The description of a video.")] = None,
    wait: Annotated[bool, typer.Option("--wait", help="Wait until Kinescope has encoded the video.")] = False,
    part_size: Annotated[int | None, typer.Option(min=1, metavar="BYTES", help="The size of a part.")] = None,
) -> None:
    """Upload files. Prints where each is: its path, or the id of the video.

    Progress shows the bytes that the service has confirmed. A file that fails does not stop the others.
    """
    _check(files, to, title, description, wait)
    sizes: dict[str, Any] = {"part_size": part_size} if part_size else {}
    folder = to.is_path and _is_folder(run, to, len(files))
    failures = Failures(run.output)
    for file in files:
        with failures.about(str(file)), progress(run.output, file.name, _size(file)) as bar:
            if to.is_path:
                path = f"{to.place.rstrip('/')}/{file.name}" if folder else to.place
                _stored(run, file, run.platformcraft.files.upload(file, path, progress=bar, **sizes))
                continue
            texts = {"title": title, "description": description}
            given: dict[str, Any] = {name: text for name, text in texts.items() if text is not None} | sizes
            made = run.kinescope.videos.upload(file, parent_id=to.place, progress=bar, **given)
            _made(run, file, made)
            if wait:
                run.output.note(f"{file.name}: uploaded; waiting until it is encoded")
                run.kinescope.videos.wait(made)
    failures.finish()


def _check(files: list[Path], to: Target, title: str | None, description: str | None, wait: bool) -> None:
    if to.is_path and (title is not None or description is not None or wait):
        raise typer.BadParameter("--title, --description and --wait are for videos: use --to kinescope:PARENT")
    if not to.is_path:
        to.require(KINESCOPE, "a project or folder")
    if title is not None and len(files) > 1:
        raise typer.BadParameter("--title is for one file")


def _is_folder(run: Run, to: Target, count: int) -> bool:
    """Return whether the files go into a folder of this path, like the destination of `cp`."""
    from ..errors import NotFoundError

    if to.place.endswith("/") or count > 1:
        return True
    try:
        return run.platformcraft.files.get(to.place, limit=1).type != "file"
    except NotFoundError:
        return False


def _size(file: Path) -> int:
    return file.stat().st_size


def _stored(run: Run, file: Path, stored: StoredFile) -> None:
    facts = {"file": str(file), "path": stored.path, "size": stored.size, "download_url": stored.download_url}
    run.output.result(facts, f"platformcraft:{stored.path}")


def _made(run: Run, file: Path, made: UploadedVideo) -> None:
    facts = {"file": str(file), "id": made.id, "title": made.title, "status": made.status}
    run.output.result(facts, f"kinescope:{made.id}")

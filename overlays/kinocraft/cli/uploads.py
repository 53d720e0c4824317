"""`upload`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ..transfers.places import KINESCOPE, PLATFORMCRAFT, Place
from .commands import Failures, Run, command
from .progress import progress
from .rates import LimitRate
from .targets import parse_target, require

if TYPE_CHECKING:
    from ..types.kinescope import UploadedVideo

__all__ = ["add_commands", "send"]


def add_commands(app: typer.Typer) -> None:
    """Add the commands."""
    command(app)(upload)


def upload(
    run: Run,
    files: Annotated[list[Path], typer.Argument(metavar="FILE...", help="The files to upload.")],
    to: Annotated[
        Place,
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
    part_size: Annotated[
        int | None, typer.Option(min=1, metavar="BYTES", help="The size of a part. Default: chosen for the speed.")
    ] = None,
    limit_rate: LimitRate = None,
) -> None:
    """Upload files. Prints where each is: its path, or the id of the video.

    Progress shows the bytes that the service has confirmed. A file that fails does not stop the others. After an
    interruption, the same command resumes the upload of a large file; `uploads list` shows what can be resumed.
    """
    from ..sources import own_name

    _check(files, to, title, description, wait)
    given = {"title": title, "description": description, "part_size": part_size, "limit_rate": limit_rate}
    options = {name: value for name, value in given.items() if value is not None}
    folder = to.is_path and _is_folder(run, to, len(files))
    failures = Failures(run.output)
    for file in files:
        with failures.about(str(file)):
            path = f"{to.name.rstrip('/')}/{own_name(file)}" if folder else to.name
            video = send(run, file, to.vendor, options | ({"path": path} if to.is_path else {"parent_id": to.name}))
            if wait and video:
                run.output.note(f"{file.name}: uploaded; waiting until it is encoded")
                run.kinescope.videos.wait(video)
    failures.finish()


def send(run: Run, file: Path, vendor: str, options: dict[str, Any]) -> UploadedVideo | None:
    """Upload a file with these options, or resume its upload, and print where it is. Return the video if it is one."""
    with progress(run.output, file.name, file.stat().st_size) as bar:
        if vendor == PLATFORMCRAFT:
            stored = run.platformcraft.files.upload(file, progress=bar, **options)
            facts = {"file": str(file), "path": stored.path, "size": stored.size, "download_url": stored.download_url}
            place = f"{vendor}:{stored.path}"
            video = None
        else:
            video = run.kinescope.videos.upload(file, progress=bar, **options)
            facts = {"file": str(file), "id": video.id, "title": video.title, "status": video.status}
            place = f"{vendor}:{video.id}"
    run.output.result(facts, place)
    return video


def _check(files: list[Path], to: Place, title: str | None, description: str | None, wait: bool) -> None:
    if to.is_path and (title is not None or description is not None or wait):
        raise typer.BadParameter("--title, --description and --wait are for videos: use --to kinescope:PARENT")
    if not to.is_path:
        require(to, KINESCOPE, "a project or folder")
    if title is not None and len(files) > 1:
        raise typer.BadParameter("--title is for one file")


def _is_folder(run: Run, to: Place, count: int) -> bool:
    """Return whether the files go into a folder of this path, like the destination of `cp`."""
    from ..errors import NotFoundError

    if to.name.endswith("/") or count > 1:
        return True
    try:
        return run.platformcraft.files.get(to.name, limit=1).type != "file"
    except NotFoundError:
        return False

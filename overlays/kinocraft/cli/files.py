"""`ls`, `download`, `rm` and `mv`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ..transfers.places import KINESCOPE, PLATFORMCRAFT, Place
from .commands import Failures, Run, command
from .output import Columns
from .progress import progress
from .rates import LimitRate
from .targets import ALL_PROJECTS, parse_listed, parse_target, require
from .videos import COLUMNS as VIDEOS
from .videos import find_parent

if TYPE_CHECKING:
    from ..downloads import DownloadProgress
    from ..responses.verification import DownloadedPath
    from ..types.platformcraft import FileListItem, FileObject

__all__ = ["add_commands"]

COLUMNS: Columns = {
    "size": lambda item: "" if _is_folder(item) else item.size,
    "changed": lambda item: item.latest_update,
    "path": lambda item: f"{item.path}/" if _is_folder(item) else item.path,
}
FOLDERS: Columns = {"id": lambda item: item.id, "name": lambda item: item.name}

Places = Annotated[
    list[Place],
    typer.Argument(parser=parse_target, metavar="TARGET...", help="The objects, such as platformcraft:/path."),
]


def add_commands(app: typer.Typer) -> None:
    """Add the commands."""
    command(app)(ls)
    command(app)(download)
    command(app)(rm)
    command(app)(mv)


def ls(
    run: Run,
    target: Annotated[
        Place,
        typer.Argument(
            parser=parse_listed,
            metavar="TARGET",
            help="platformcraft:/path, a file or a folder; kinescope: for all projects; or kinescope:ID, a project or"
            " folder.",
        ),
    ],
) -> None:
    """List a folder, or the projects, folders and videos of Kinescope."""
    if target.is_path:
        found = run.platformcraft.files.get(target.name, limit=1)
        items = [found] if found.type == "file" else run.platformcraft.files.list(target.name)
        run.output.records(items, COLUMNS)
        return
    if target == ALL_PROJECTS:
        run.output.records(run.kinescope.projects.list(), FOLDERS)
        return
    project, folder = find_parent(run, target.name)
    if folder is None:
        run.output.records(run.kinescope.projects.folders.list(project), FOLDERS)
        run.output.records(run.kinescope.videos.list(project_id=project, without_folder=True), VIDEOS)
    else:
        run.output.records(run.kinescope.videos.list(folder_id=folder), VIDEOS)


def download(
    run: Run,
    targets: Places,
    to: Annotated[Path, typer.Option("--to", metavar="PATH", help="A folder, or the file to write.")] = Path(),
    force: Annotated[bool, typer.Option("--force", "-f", help="Replace files that exist.")] = False,
    limit_rate: LimitRate = None,
) -> None:
    """Download files from Platformcraft. A file appears when it is complete and verified."""
    for target in targets:
        require(target, PLATFORMCRAFT, "a file")
    if len(targets) > 1 and not to.is_dir():
        raise typer.BadParameter(f"{to} is not a folder: several files need one")
    failures = Failures(run.output)
    for target in targets:
        with failures.about(str(target)):
            path = to / target.basename if to.is_dir() else to
            if path.exists() and not force:
                raise FileExistsError(f"{path} exists: add --force to replace it")
            made = _save(run, target, path, limit_rate)
            facts = {"target": str(target), "file": str(made), "size": made.stat().st_size, "verified": made.verified}
            run.output.result(facts, str(made))
    failures.finish()


def _save(run: Run, target: Place, path: Path, limit_rate: float | None) -> DownloadedPath:
    from ..uploads.engine import UploadProgress

    file = run.platformcraft.files.get(target.name, limit=1)
    with progress(run.output, target.basename, file.size or 0) as bar:

        def show(done: DownloadProgress) -> None:
            bar(UploadProgress(done.received, done.total, 1))

        return run.platformcraft.files.download(file, path, progress=show, limit_rate=limit_rate)


def rm(
    run: Run,
    targets: Places,
    recursive: Annotated[bool, typer.Option("--recursive", "-r", help="Delete folders with their contents.")] = False,
    force: Annotated[bool, typer.Option("--force", "-f", help="Ignore what does not exist.")] = False,
) -> None:
    """Delete files, folders or videos. It does not ask for confirmation."""
    from ..errors import NotFoundError

    failures = Failures(run.output)
    for target in targets:
        with failures.about(str(target)):
            try:
                if target.is_path:
                    _delete(run, target, recursive)
                else:
                    run.kinescope.videos.delete(target.name)
            except NotFoundError:
                if not force:
                    raise
                continue
            run.output.result({"deleted": str(target)}, f"deleted {target}")
    failures.finish()


def _delete(run: Run, target: Place, recursive: bool) -> None:
    from ..errors import InvalidArgumentError

    place = target.name.rstrip("/")
    if not place:
        raise InvalidArgumentError("the root cannot be deleted: name what is in it")
    if not recursive and run.platformcraft.files.get(place, limit=1).type != "file":
        raise InvalidArgumentError("it is a folder: add --recursive to delete it with its contents")
    run.platformcraft.files.delete(place)


def mv(
    run: Run,
    source: Annotated[Place, typer.Argument(parser=parse_target, metavar="SOURCE", help="What to move.")],
    destination: Annotated[
        Place,
        typer.Argument(parser=parse_target, metavar="TARGET", help="Its new path, or the folder or project for it."),
    ],
) -> None:
    """Move or rename a file or folder, or move a video to another project or folder."""
    if source.vendor != destination.vendor:
        raise typer.BadParameter("both places must be on the same service")
    if not source.is_path:
        from kinocraft_runtime.calls import UNSET

        video = require(source, KINESCOPE, "a video")
        project, folder = find_parent(run, require(destination, KINESCOPE, "a project or folder"))
        run.kinescope.videos.move(video, project, folder_id=folder or UNSET)
        run.output.result({"moved": str(source), "to": str(destination)}, f"moved {source} to {destination}")
        return
    folder, name = _split(run, destination, source.basename)
    files = run.platformcraft.files
    path = source.name.rstrip("/")
    if (path.rpartition("/")[0] or "/") != folder:
        path = files.move(path, folder).path or f"{folder.rstrip('/')}/{source.basename}"
    if name != source.basename:
        files.update(path, name=name)
    moved = f"{folder.rstrip('/')}/{name}"
    run.output.result({"moved": str(source), "to": moved}, f"moved {source} to {PLATFORMCRAFT}:{moved}")


def _split(run: Run, destination: Place, name: str) -> tuple[str, str]:
    """Return the folder to move into, and the name to have there, like the destination of `mv`."""
    from ..errors import NotFoundError

    place = destination.name.rstrip("/") or "/"
    if destination.name.endswith("/"):
        return place, name
    try:
        if run.platformcraft.files.get(place, limit=1).type != "file":
            return place, name
    except NotFoundError:
        pass
    return place.rpartition("/")[0] or "/", destination.basename


def _is_folder(item: FileListItem | FileObject) -> bool:
    return not item.download_url

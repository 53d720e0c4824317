"""`transfer`: move a library, with a result manifest from which the same command resumes."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from .commands import OPTIONS, Failures, Run, command
from .targets import parse_target

if TYPE_CHECKING:
    from ..kinescope import Kinescope
    from ..platformcraft import Platformcraft
    from ..transfers.pools import AnyExecutor
    from ..transfers.results import TransferResult

__all__ = ["add_commands"]

DASK = "dask://"


def add_commands(app: typer.Typer) -> None:
    """Add the commands."""
    command(app)(transfer)


def transfer(
    run: Run,
    manifest: Annotated[
        str,
        typer.Argument(
            metavar="MANIFEST",
            help="A .csv or .jsonl file with the columns source, to, title, description and folder; or"
            " platformcraft:/folder, for all files below it; or kinescope:ID, for the videos of a project or folder.",
        ),
    ],
    to: Annotated[
        str,
        typer.Option(
            "--to", metavar="TARGET", help="Where items without a `to` go: platformcraft:/path or kinescope:ID."
        ),
    ] = "",
    results: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="The result manifest. Default: beside the manifest, as NAME.results.jsonl."),
    ] = None,
    workers: Annotated[int, typer.Option(min=1, metavar="N", help="The number of items moved at a time.")] = 4,
    executor: Annotated[
        str,
        typer.Option(metavar="KIND", help="threads, processes, or dask://HOST:PORT, the scheduler of a Dask cluster."),
    ] = "threads",
    redis: Annotated[
        str | None,
        typer.Option(metavar="URL", help="Share the rate limits through Redis. Default: KINOCRAFT_REDIS_URL."),
    ] = None,
    through: Annotated[
        Literal["url", "machine"],
        typer.Option(
            help="How URLs and files of Platformcraft get to Kinescope: it downloads them, or this machine does."
        ),
    ] = "url",
    replace: Annotated[bool, typer.Option("--replace", help="Move an item again if its source has changed.")] = False,
    wait: Annotated[bool, typer.Option("--wait", help="Wait until Kinescope has encoded each video.")] = False,
) -> None:
    """Move a library. Prints each source and where it is now.

    Every result is recorded at once. After an interruption or a failure, the same command resumes the transfer: it
    skips what is done, and tries the rest again. An item that fails does not stop the others; the exit code is that of
    the first failure.
    """
    from ..transfers.runner import transfer as move

    if to:
        parse_target(to)
    if results is None and manifest.startswith(("platformcraft:", "kinescope:")):
        raise typer.BadParameter("name the file for the results: --results FILE")
    failures = Failures(run.output)

    def show(result: TransferResult, error: Exception | None) -> None:
        if error is not None:
            with failures.about(result.source):
                raise error
        elif result.status == "done":
            facts = {"position": result.position, "source": result.source, "place": result.place, "size": result.size}
            run.output.record_line(facts, ("source", "place"))

    with _executor(executor) as chosen:
        report = move(
            manifest,
            chosen,
            to=to,
            results=results,
            workers=workers,
            through=through,
            replace=replace,
            wait=wait,
            limits=redis,
            kinescope=make_kinescope,
            platformcraft=make_platformcraft,
            on_result=show,
        )
    counts = f"{report.done} moved, {report.skipped} skipped, {report.failed} failed, {report.duplicates} duplicates"
    run.output.note(f"{counts}: {report.path}")
    failures.finish()


def make_kinescope(**options: Any) -> Kinescope:
    """Return a client with the login of this machine. Workers call it."""
    from .credentials import kinescope

    return kinescope({**OPTIONS, **options})  # type: ignore[typeddict-item]


def make_platformcraft(**options: Any) -> Platformcraft:
    """Return a client with the login of this machine. Workers call it."""
    from .credentials import platformcraft

    return platformcraft({**OPTIONS, **options})  # type: ignore[typeddict-item]


@contextmanager
def _executor(kind: str) -> Generator[AnyExecutor]:
    """Provide the executor of this name."""
    if kind == "threads":
        yield "threads"
    elif kind == "processes":
        yield "processes"
    elif kind.startswith(DASK):
        try:
            distributed: Any = import_module("distributed")
        except ModuleNotFoundError:
            raise typer.BadParameter("Dask needs more packages: pip install 'kinocraft[transfer]'") from None
        with distributed.Client(f"tcp://{kind.removeprefix(DASK)}") as client:
            yield client.get_executor(pure=False)
    else:
        raise typer.BadParameter(f"{kind!r} is not an executor: write threads, processes or dask://HOST:PORT")

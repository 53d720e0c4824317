"""The progress of uploads and downloads: bars in a terminal, else a few lines."""

from __future__ import annotations

import logging
from collections.abc import Generator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Protocol

from .output import Output
from .text import visible

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

    from ..uploads.engine import UploadProgress

__all__ = ["Bar", "Retries", "progress"]

STEPS = 10
"""The most lines that show the progress of a file where no bar can be drawn."""


class Bar(Protocol):
    """Shows the progress of one file."""

    def __call__(self, progress: UploadProgress) -> None:
        """Show how many bytes the service has confirmed. It may be called in another thread."""
        ...


class Retries(logging.Handler):
    """Counts the attempts that failed, from the client's log, and keeps its warnings."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.count = 0
        self.warnings: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Count an attempt without a response, or with one that is retried. Keep a warning."""
        if record.levelno >= logging.WARNING:
            self.warnings.append(record.getMessage())
        status: int | str | None = getattr(record, "status", None)
        if isinstance(status, str) or (isinstance(status, int) and (status >= 500 or status in (408, 423, 429))):
            self.count += 1

    @contextmanager
    def listening(self) -> Generator[Retries]:
        """Listen to the log of the client."""
        log = logging.getLogger("kinocraft")
        level = log.level
        log.addHandler(self)
        log.setLevel(logging.DEBUG)
        try:
            yield self
        finally:
            log.removeHandler(self)
            log.setLevel(level)


@contextmanager
def progress(output: Output, name: str, total: int) -> Generator[Bar]:
    """Show the progress of a file while the body runs, and then the client's warnings."""
    with Retries().listening() as retries:
        try:
            if output.live:
                with _bars(output) as bars:
                    task = bars.add_task(visible(name), total=total, notes="")
                    yield _LiveBar(bars, task, retries)
            else:
                yield _Lines(output, name, retries)
        finally:
            for warning in retries.warnings:
                output.note(f"{name}: {warning}")


def _bars(output: Output) -> Progress:
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        DownloadColumn,
        Progress,
        TextColumn,
        TimeRemainingColumn,
        TransferSpeedColumn,
    )
    from rich.table import Column

    return Progress(
        TextColumn("{task.description}", markup=False, table_column=Column(ratio=1, no_wrap=True, overflow="ellipsis")),
        BarColumn(bar_width=20),
        DownloadColumn(binary_units=True),
        TransferSpeedColumn(),
        TimeRemainingColumn(compact=True),
        TextColumn("{task.fields[notes]}", markup=False, style="yellow"),
        console=Console(file=output.stderr, highlight=False),
        expand=True,
    )


class _LiveBar:
    """A bar that is redrawn."""

    def __init__(self, bars: Progress, task: TaskID, retries: Retries) -> None:
        self._bars = bars
        self._task = task
        self._retries = retries

    def __call__(self, progress: UploadProgress) -> None:
        """Redraw the bar."""
        notes = _notes(progress, self._retries.count)
        self._bars.update(self._task, completed=progress.confirmed, total=progress.total, notes=notes)


class _Lines:
    """A line for each tenth of the file."""

    def __init__(self, output: Output, name: str, retries: Retries) -> None:
        self._output = output
        self._name = name
        self._retries = retries
        self._shown = 0

    def __call__(self, progress: UploadProgress) -> None:
        """Print a line if enough has happened since the last one."""
        done = progress.confirmed * STEPS // progress.total if progress.total else STEPS
        if done <= self._shown:
            return
        self._shown = done
        text = f"{self._name}: {progress.confirmed:,} of {progress.total:,} bytes"
        notes = _notes(progress, self._retries.count)
        self._output.note(f"{text}, {notes}" if notes else text)


def _notes(progress: UploadProgress, retries: int) -> str:
    """Return what is unusual about an upload."""
    retried = f"{retries} {'retry' if retries == 1 else 'retries'}" if retries else ""
    return ", ".join(filter(None, ("resumed" if progress.resumed else "", retried)))

"""The output of the demo: aligned, at most 80 columns wide, coloured only on a terminal."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Generator, Sequence
from contextlib import contextmanager

from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, Progress, TextColumn

__all__ = ["Screen", "megabytes"]

WIDTH = 80
LABEL = 25
"""The column in which the text of a step begins."""


def megabytes(size: int) -> str:
    return f"{size / 1e6:.1f} MB"


class Screen:
    """Prints the numbered steps of the demo."""

    def __init__(self) -> None:
        # Without TERM, rich assumes a capable terminal.
        dumb = os.name != "nt" and os.environ.get("TERM", "") in ("", "dumb", "unknown")
        plain = dumb or not sys.stdout.isatty()
        self._console = Console(
            force_terminal=False if plain else None,
            color_system=None if plain else "auto",
            highlight=False,
            soft_wrap=True,
        )
        self._console.width = WIDTH if plain else min(WIDTH, self._console.width)
        self._steps = 0

    def title(self, title: str, lines: Sequence[str]) -> None:
        self._print(f"[bold]{escape(title)}[/]\n")
        for line in lines:
            self._print(escape(line))
        self._print("")

    def step(self, label: str) -> None:
        """Print the label of a step; `finish_step` completes the line."""
        self._console.print(self._label(label), end="")
        self._console.file.flush()

    def finish_step(self, line: str, *further_lines: str) -> None:
        """Complete the line of a step, and print further lines below it."""
        self._print(escape(line))
        for further in further_lines:
            self._print(" " * LABEL + escape(further))

    @contextmanager
    def bar(self, label: str, total: int) -> Generator[Callable[[int], None]]:
        """Show a progress bar for a step. Yield a function that takes the number of confirmed bytes."""
        if not self._console.is_terminal:
            self.step(label)
            yield lambda _: None
            self.finish_step(f"100%  {megabytes(total)} of {megabytes(total)} confirmed by the server")
            return
        columns = (
            TextColumn(self._label(label)[:-1]),  # a space follows each column
            BarColumn(20),
            TextColumn("{task.percentage:3.0f}%  {task.fields[done]} confirmed"),
        )
        with Progress(*columns, console=self._console, refresh_per_second=20) as progress:
            task = progress.add_task("", total=total, done="")

            def show(done: int) -> None:
                progress.update(task, completed=done, done=f"{megabytes(done)} of {megabytes(total)}")

            show(0)
            yield show

    def _label(self, label: str) -> str:
        self._steps += 1
        return f"[bold cyan]{self._steps}[/]  {escape(label):{LABEL - 3}}"

    def heading(self, title: str) -> None:
        self._print(f"\n[bold]{escape(title)}[/]\n")

    def row(self, label: str, *lines: str) -> None:
        """Print lines beside a label."""
        for left, line in zip((label, *[""] * len(lines)), lines, strict=False):
            self._print(f"   {escape(left):{LABEL - 3}}{escape(line)}")

    def lines(self, lines: Sequence[str]) -> None:
        for line in lines:
            self._print(f"   {escape(line)}".rstrip())

    def end(self, line: str) -> None:
        self._print(f"\n[bold green]{escape(line)}[/]")

    def _print(self, text: str) -> None:
        self._console.print(text)

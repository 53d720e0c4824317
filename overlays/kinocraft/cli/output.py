"""What a command prints: tables for people, lines with tabs for pipes, JSON lines for scripts."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Any, TextIO

from .exit_codes import exit_code
from .text import as_json, cell, plain, visible

__all__ = ["Columns", "Output"]

Columns = Mapping[str, Callable[[Any], object]]
"""The columns of a listing: their titles, and how each is read from an object."""


class Output:
    """Results go to stdout, and everything else to stderr.

    Args:
        json: Print each result as a line of JSON, and an error as one on stderr.
        quiet: Print no progress and no messages, only results and errors.
    """

    def __init__(self, *, json: bool = False, quiet: bool = False) -> None:
        self.json = json
        self.quiet = quiet
        self.stdout: TextIO = sys.stdout
        self.stderr: TextIO = sys.stderr

    @property
    def tables(self) -> bool:
        """Whether a person reads the results, not a program."""
        return not self.json and self.stdout.isatty()

    @property
    def live(self) -> bool:
        """Whether progress can be drawn and redrawn."""
        return not self.quiet and self.stderr.isatty() and os.environ.get("TERM") != "dumb"

    def records(self, items: Iterable[object], columns: Columns) -> None:
        """Print objects: a table in a terminal, else a line for each as soon as it is known."""
        if self.tables:
            self._table(items, columns)
            return
        for item in items:
            if self.json:
                self._line(as_json(plain(item)))
            else:
                self._line("\t".join(cell(read(item)) for read in columns.values()))

    def record(self, item: object, *, reveal: bool = False) -> None:
        """Print one object: its fields, one to a line."""
        fields = plain(item, reveal=reveal)
        if self.json:
            self._line(as_json(fields))
            return
        width = max(map(len, fields), default=0) if self.tables else 0
        for name, value in fields.items():
            self._line(f"{name:<{width}}  {cell(value)}" if self.tables else f"{name}\t{cell(value)}")

    def result(self, fields: Mapping[str, object], text: str) -> None:
        """Print the result of a command: the fields in JSON, else the text."""
        self._line(as_json(fields) if self.json else visible(text))

    def record_line(self, fields: Mapping[str, object], columns: Collection[str]) -> None:
        """Print a result in one line: the fields in JSON, else these columns with tabs between them."""
        self._line(as_json(fields) if self.json else "\t".join(cell(fields[name]) for name in columns))

    def raw(self, text: str) -> None:
        """Print text as it is."""
        self._line(text)

    def binary(self, content: bytes) -> None:
        """Write bytes as they are."""
        self.stdout.flush()
        self.stdout.buffer.write(content)
        self.stdout.flush()

    def note(self, text: str) -> None:
        """Print a message, unless the command is quiet."""
        if not self.quiet:
            self._message(visible(text))

    def error(self, error: BaseException, **context: str) -> None:
        """Print an error with its notes. The context says, for example, which file it is about."""
        text = _words(error, context.values())
        notes: list[str] = getattr(error, "__notes__", [])
        if self.json:
            facts = {"kind": type(error).__name__, "message": text, "exit_code": int(exit_code(error))}
            status: int | None = getattr(error, "status", None)
            known = {"status": status} if isinstance(status, int) else {}
            self._message(as_json({"error": facts | known | {"notes": notes} | context}))
            return
        where = "".join(f"{value}: " for value in context.values())
        self._message(visible(f"kinocraft: {where}{text}"))
        for note in notes:
            self._message(visible(f"  {note}"))

    def _line(self, text: str) -> None:
        self.stdout.write(text + "\n")

    def _message(self, text: str) -> None:
        self.stdout.flush()
        self.stderr.write(text + "\n")
        self.stderr.flush()

    def _table(self, items: Iterable[object], columns: Columns) -> None:
        from rich.console import Console
        from rich.table import Table
        from rich.text import Text

        table = Table(box=None, pad_edge=False, header_style="bold", show_edge=False)
        for title in columns:
            right = title in ("size", "duration")
            table.add_column(title, justify="right" if right else "left", overflow="fold", no_wrap=right)
        for item in items:
            # Text, not a string: rich would read markup in a string.
            table.add_row(*(Text(cell(read(item))) for read in columns.values()))
        if table.row_count:
            Console(file=self.stdout, highlight=False).print(table)
        else:
            self.note("nothing")


def _words(error: BaseException, printed: Collection[str]) -> str:
    """Return the message of an error: that of an OSError without its number, and without a file `printed` before."""
    if isinstance(error, OSError) and error.strerror:
        named = error.filename and str(error.filename) not in printed
        return f"{error.filename}: {error.strerror}" if named else error.strerror
    return str(error) or type(error).__name__

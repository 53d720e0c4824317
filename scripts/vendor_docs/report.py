"""Print findings as a table: aligned and coloured on a terminal, else as plain lines."""

from __future__ import annotations

import os
import shutil
import sys
import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TextIO

from .findings import Finding

_RED, _YELLOW, _DIM, _BOLD, _OFF = "\033[31m", "\033[33m", "\033[2m", "\033[1m", "\033[0m"
_NARROW = 60
_GAP = 2


@dataclass(frozen=True, slots=True)
class Style:
    """How to print. `width` is None if lines are not shortened."""

    width: int | None
    colour: bool


def style_of(stream: TextIO, environment: Mapping[str, str] | None = None) -> Style:
    """Return the style for a stream: colours only on a terminal, and never if NO_COLOR is set or TERM is dumb."""
    known = os.environ if environment is None else environment
    if not stream.isatty():
        return Style(None, colour=False)
    colour = not known.get("NO_COLOR") and known.get("TERM") != "dumb"
    return Style(max(_NARROW, shutil.get_terminal_size().columns), colour)


def rendered(page: str, found: Sequence[Finding], style: Style) -> str:
    """Return the table, with a summary line."""
    if not found:
        return f"{page}: nothing has changed, and specs/ agree."
    rows = [_row(one) for one in found]
    widths = [max(len(row[column]) for row in rows) for column in range(3)]
    lines: list[str] = []
    for one, row in zip(found, rows, strict=True):
        lines += _lines(one, row, widths, style)
    breaking = sum(one.breaking for one in found)
    total = f"{len(found)} finding{'s' * (len(found) != 1)}"
    lines.append(_painted(f"{page}: {total}, {breaking} of them breaking.", _BOLD, style))
    return "\n".join(lines)


def _row(one: Finding) -> tuple[str, str, str, str, str]:
    line = str(one.line) if one.line else ""
    what = " ".join(part for part in (f"{one.part}:" if one.part else "", one.name or "") if part)
    change = f"{one.was or 'none'} -> {one.now or 'none'}" if one.was or one.now else ""
    said = ", ".join(part for part in (what, change) if part)
    where = f"{one.file}#{one.pointer}" if one.file else ""
    return one.kind, line, one.operation or str(one.entry), said, where


def _lines(one: Finding, row: tuple[str, str, str, str, str], widths: Sequence[int], style: Style) -> list[str]:
    kind, line, operation, said, where = row
    mark = "!" if one.breaking else " "
    head = f"{mark} {kind:<{widths[0]}}  {line:>{widths[1]}}  "
    edit = f"edit {where}" if where else ""
    if style.width is None:
        tail = "  ".join(part for part in (f"{operation:<{widths[2]}}", said, edit) if part)
        return [f"{head}{tail}".rstrip()]
    # On a terminal, the first line of a finding has columns. What does not fit is indented below it.
    colour = _RED if one.breaking else _YELLOW
    indent = " " * (len(mark) + _GAP + 1)
    lines = [f"{_painted(head, colour, style)}{_shortened(operation, style.width - len(head))}"]
    for text, paint in ((said, ""), (edit, _DIM)):
        wrapped = textwrap.wrap(text, style.width - len(indent), break_on_hyphens=False)
        lines.extend(f"{indent}{_painted(part, paint, style)}" for part in wrapped)
    return lines


def _shortened(text: str, width: int) -> str:
    return text if len(text) <= width else f"{text[: max(1, width - 1)]}…"


def _painted(text: str, colour: str, style: Style) -> str:
    return f"{colour}{text}{_OFF}" if style.colour and colour else text


def show(page: str, found: Sequence[Finding], stream: TextIO | None = None) -> None:
    """Print the table."""
    target = stream or sys.stdout
    print(rendered(page, found, style_of(target)), file=target)

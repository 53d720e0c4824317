"""Read tables with pipes: join wrapped rows, and convert rows to fields or parameters."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from ..inventory import Field, Parameter
from ..text import digest, fold, latin
from .prose import parse_prose, type_in

_RULE = re.compile(r"^\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*\|?$")
_NAME = re.compile(r"^[^\W\d]?[\w.\[\]-]*$")
_QUOTED_NAME = re.compile(r"^[\"'`‘“](\w+)[\"'`’”]\s*[-–—:]\s*(.*)$", re.DOTALL)
_SAMPLE = re.compile(r"(?:^|·|;|,)\s*example:\s*(.+)$", re.IGNORECASE)


class TableError(Exception):
    """A table is incomplete. `line` is its line."""

    def __init__(self, line: int, expected: str) -> None:
        super().__init__(expected)
        self.line = line
        self.expected = expected


@dataclass(slots=True)
class Row:
    """A row: its cells, and in `more` the rows that continue its last cell."""

    line: int
    cells: list[str]
    more: list[tuple[int, str]] = field(default_factory=list[tuple[int, str]])


@dataclass(slots=True)
class Table:
    """A table: the names of its columns and its rows."""

    line: int
    header: list[str]
    rows: list[Row]

    @property
    def first(self) -> str:
        """The name of the first column in lower case, which identifies the kind of table."""
        return self.header[0].lower()


def begins(lines: list[tuple[int, str]], at: int) -> bool:
    """Return whether a table begins on this line: a header with a rule below it."""
    return "|" in lines[at][1] and at + 1 < len(lines) and is_rule(lines[at + 1][1])


def is_rule(line: str) -> bool:
    """Return whether a line is the rule below a header."""
    return "|" in line and bool(_RULE.match(line))


def read_table(lines: list[tuple[int, str]], at: int) -> tuple[Table, int]:
    """Read the table that begins on this line. Return it and the line after it."""
    table = Table(lines[at][0], _cells(lines[at][1]), [])
    at += 2
    while at < len(lines):
        if not _is_row(lines, at):
            break
        number, text = lines[at]
        at += 1
        while not text.endswith("|") or text == "|":
            if at >= len(lines):
                raise TableError(number, 'the "|" that ends this row of the table')
            text = f"{text} {lines[at][1]}"
            at += 1
        cells = _cells(text)
        if cells == table.header:
            raise TableError(number, "a rule of dashes under the header of a table")
        if table.rows and not any(cells[1:]) and not _NAME.match(cells[0]):
            table.rows[-1].more.append((number, cells[0]))
        else:
            table.rows.append(Row(number, cells))
        if at >= len(lines) and text.count("|") < len(table.header):
            raise TableError(number, "the other cells of this row, not the end of the page")
    if not table.rows:
        raise TableError(table.line, "rows under the header of this table")
    return table, at


def _is_row(lines: list[tuple[int, str]], at: int) -> bool:
    text = lines[at][1]
    if text.startswith(("{", '["', "[ ")) or begins(lines, at):
        return False
    if "|" in text:
        return True
    # The first half of a wrapped row: the next line has the pipes, and does not begin a row.
    following = lines[at + 1][1] if at + 1 < len(lines) else ""
    return following.endswith("|") and not following.startswith(("|", "{", "["))


def _cells(text: str) -> list[str]:
    inner = text.strip().removeprefix("|").removesuffix("|")
    return [fold(cell).strip("`").strip() for cell in inner.split("|")]


def fields(table: Table) -> tuple[Field, ...]:
    """Return the fields of a table. A quoted name in a continued row is a nested field."""
    found: list[Field] = []
    for row in table.rows:
        name = latin(row.cells[0])
        type_name = row.cells[1] if len(row.cells) > 1 and row.cells[1] else None
        words = [row.cells[2] if len(row.cells) > 2 else ""]
        inner: list[Field] = []
        for line, text in row.more:
            if nested := _QUOTED_NAME.match(text):
                inner.append(_field(f"{name}.{nested[1]}", type_in(nested[2]), nested[2], line))
            else:
                words.append(text)
        found.append(_field(name, type_name, " ".join(words), row.line))
        found.extend(inner)
    return tuple(found)


def _field(name: str, type_name: str | None, description: str, line: int) -> Field:
    says = parse_prose(description.strip(), type_name)
    return Field(name, type_name, says.required, says.enum, digest(says.rest) if says.rest else None, line)


def parameters(table: Table) -> tuple[Parameter, ...]:
    """Return the parameters of a table: form fields if it has types, else headers with sample values."""
    typed = "type" in [title.lower() for title in table.header]
    found: list[Parameter] = []
    for row in table.rows:
        type_name = row.cells[1] if typed and len(row.cells) > 1 and row.cells[1] else None
        text = " ".join([*row.cells[2 if typed else 1 :], *(more for _, more in row.more)]).strip()
        example = None if typed else text or None
        if sample := _SAMPLE.search(text):
            example = sample[1].strip()
            text = text[: sample.start()].strip(" —–-·")
        says = parse_prose(text.strip(" —–-"), type_name)
        found.append(
            Parameter(
                name=latin(row.cells[0]),
                where="form" if typed else "header" if "-" in row.cells[0] else "option",
                type=type_name,
                required=says.required,
                enum=says.enum,
                example=example,
                description_hash=digest(says.rest) if typed and says.rest else None,
                line=row.line,
            )
        )
    return tuple(found)

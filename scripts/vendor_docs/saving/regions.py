"""Divide the text of a page into regions by what the reader makes of them, and find text that no rule explains."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from ..inventory import Inventory
from ..json_paths import key_types
from ..readers import json_repair, kinescope, operation_header, platformcraft, tables
from ..readers.prose import parse_prose
from ..text import is_statement

Role = Literal["name", "row", "example", "prose", "heading", "stray"]

# The longest run of sentences without a heading, a table or an example between them, in characters: twice as long as
# any run on a vendor's page. Longer runs are no API documentation.
PREAMBLE_RUN = 1800
ENTRY_RUN = 800
# Words without any character of code, in the middle of a sample.
_WORDS_ONLY = re.compile(r"^[^(){}\[\]=;:'\"\\<>#/_]*$")
_SAMPLE_WORDS = 5


@dataclass(frozen=True, slots=True)
class Region:
    """A piece of the text. `facts` is what its contract depends on; prose has none."""

    start: int
    end: int
    role: Role
    facts: str = ""


def regions(vendor: str, text: str, page: Inventory) -> list[Region]:
    """Return the regions of a page in order. White space between them belongs to none."""
    found = _kinescope(text, page) if vendor == kinescope.PAGE else _platformcraft(text)
    return list(_limited(found, _first_operation(text, page)))


def unexplained(text: str, found: Iterable[Region]) -> list[tuple[int, int]]:
    """Return the positions of text that no rule explains."""
    strays: list[tuple[int, int]] = []
    at = 0
    for one in found:
        if text[at : one.start].strip():
            strays.append((at, one.start))
        if one.role == "stray":
            strays.append((one.start, one.end))
        at = max(at, one.end)
    if text[at:].strip():
        strays.append((at, len(text)))
    return strays


def _first_operation(text: str, page: Inventory) -> int:
    line = page.operations[0].line
    position = 0
    for _ in range(line - 1):
        position = text.index("\n", position) + 1
    return position


def _limited(found: Iterable[Region], first: int) -> Iterator[Region]:
    """Mark what exceeds the longest run of prose, and headings without content, as stray."""
    run = 0
    kept = list(found)
    for at, one in enumerate(kept):
        following = kept[at + 1].role if at + 1 < len(kept) else "end"
        role = one.role
        if role == "heading":
            role = "stray" if following in {"heading", "end"} else "name"
        elif role == "prose":
            run += one.end - one.start
            if run > (ENTRY_RUN if one.start > first else PREAMBLE_RUN):
                role = "stray"
        else:
            run = 0
        yield Region(one.start, one.end, role, one.facts)


# --- Kinescope


def _kinescope(text: str, page: Inventory) -> Iterator[Region]:
    filled = _filled(page)
    for block in kinescope.split_blocks(text):
        if block.table:
            yield from _rows(text, block)
        elif block.parsed:
            yield Region(block.start, block.end, "example", _example(block.parsed.value))
        elif block.kind == "url":
            yield Region(block.start, block.end, "name")
        elif is_statement(block.text):
            yield Region(block.start, block.end, "prose")
        else:
            certain = block.text in filled or kinescope.is_label(block.text)
            yield Region(block.start, block.end, "name" if certain else "heading")


def _filled(page: Inventory) -> set[str]:
    """Return the titles, and the parts of sections that contain an operation or a table."""
    used = {operation.section for operation in page.operations} | set(page.section_fields)
    return {operation.title for operation in page.operations} | {
        part for one in used for part in (one, *one.split("/"))
    }


def _rows(text: str, block: kinescope.Block) -> Iterator[Region]:
    table = block.table
    assert table is not None
    lines = text[block.start : block.end].split("\n")
    starts = [block.start]
    for line in lines[:-1]:
        starts.append(starts[-1] + len(line) + 1)
    starts.append(block.end)
    numbers = [row.line - block.line for row in table.rows]
    yield Region(block.start, starts[numbers[0]], "name")
    for row, begin, end in zip(table.rows, numbers, [*numbers[1:], len(starts) - 1], strict=True):
        one = tables.Table(row.line, table.header, [row])
        if table.first == "parameter":
            facts = str([(p.name, p.where, p.type, p.required, p.enum, p.example) for p in tables.parameters(one)])
        elif table.first == "code":
            facts = str(row.cells[:2])
        else:
            facts = str([(f.name, f.type, f.required, f.enum) for f in tables.fields(one)])
        yield Region(starts[begin], starts[end], "row", facts)


def _example(value: object) -> str:
    return str(sorted(key_types(value).items()))


# --- Platformcraft


def _platformcraft(text: str) -> Iterator[Region]:
    for start, end, role in platformcraft.line_roles(text):
        line = text[start:end]
        if role in {"name", "label"}:
            yield Region(start, end, "name")
        elif role == "header":
            yield Region(start, end, "row", _header(line))
        elif role == "example":
            yield Region(start, end, "example", _example_line(line))
        elif role == "sample":
            foreign = _WORDS_ONLY.match(line) and len(line.split()) >= _SAMPLE_WORDS
            yield Region(start, end, "stray" if foreign else "prose" if line.lstrip().startswith("#") else "name")
        else:
            yield Region(start, end, "prose")


@lru_cache(maxsize=1 << 14)
def _header(line: str) -> str:
    """Return what the contract depends on in a row of a header: all of a labelled row, but not its sentences."""
    folded = " ".join(line.split())
    name = operation_header.label(folded)
    if name in {"description", "returns", "note"}:
        return name
    if name:
        return folded
    says = parse_prose(folded.partition(" ")[2], "string")
    return str((folded.partition(" ")[0], says.required, says.enum))


@lru_cache(maxsize=1 << 14)
def _example_line(line: str) -> str:
    """Return the keys and the types of a line of an example, without its values and comments."""
    try:
        parsed = json_repair.parse("{" + line.strip().removeprefix("{") + "\n}", loose=True)
    except json_repair.JSONError:
        return line.strip()
    return _example(parsed.value)

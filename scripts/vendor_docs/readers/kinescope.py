"""Read the Kinescope dialect: headings, `{{host}}/path` joined to a sentence, tables with pipes, JSON on one line.

The text has no heading levels and lacks some line breaks: the next heading may follow an example on the same line.
A heading is recognized by its position (before a URL or a table, or after an example), never by its words.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from ..inventory import Error, Example, Field, Inventory, Kind, Operation, PageError, Parameter, Prose
from ..text import SENTENCE_END, bare_digest, fold, is_statement, line_of, prose_digest
from ..type_guards import is_object
from . import json_repair, tables
from .section import Entry, entry_words, place
from .tables import Table

PAGE = "kinescope"
_VERSION = re.compile(r"^v\d+$")
# A page that was saved from HTML or Markdown has the method in front of the URL, or on a line of its own.
_METHODS = "GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS"
_METHOD = re.compile(rf"^(?:{_METHODS})$")
_URL = re.compile(rf"^(?:({_METHODS})\s*)?\{{\{{\s*(\w+)\s*\}}\}}\s*(\S*)\s*(.*)$")
_URL_BEGINS = re.compile(rf"^(?:(?:{_METHODS})\s*)?\{{\{{")
# What differs between extractors: method labels, the bars of tables, and the rules under their headers.
_LAYOUT = re.compile(rf"^[ \t]*(?:{_METHODS})[ \t]*(?=\{{\{{|$)|\||-{{3,}}", re.MULTILINE)
# Path and sentence are joined to one word. Its last capital letter begins the sentence.
_GLUED = re.compile(r"^(\S*?)((?:[A-ZА-ЯЁ][^\sA-ZА-ЯЁ]*|[A-ZА-ЯЁ]{2,}[^\sA-ZА-ЯЁ]*))$")
_VARIABLE = re.compile(r":(\w+)")
_SLUG = re.compile(r"^(?:[a-z0-9][\w/-]*(?: [a-z0-9_-]+)?|[A-Z0-9]{2,6})$")
_TAIL = re.compile(r"^(?:[\"}\],:]|null\b|true\b|false\b)")
_STATUS = re.compile(r"^[1-5](?:\d\d|xx)$")


@dataclass(slots=True)
class Block:
    """A piece of the page: `url`, `json`, `table`, or `text`, and its positions in the page."""

    line: int
    kind: str
    start: int
    end: int
    text: str = ""
    host: str = ""
    method: str | None = None
    parsed: json_repair.Parsed | None = None
    table: Table | None = None


@dataclass(slots=True)
class _Entry:
    """An operation while it is read."""

    title: str
    line: int
    method: str | None = None
    host: str | None = None
    path: str | None = None
    prose: list[str] = field(default_factory=list[str])
    prose_line: int = 0
    parameters: list[Parameter] = field(default_factory=list[Parameter])
    fields: list[Field] = field(default_factory=list[Field])
    examples: list[Example] = field(default_factory=list[Example])

    @property
    def shown(self) -> bool:
        """Whether the operation has a table or an example already."""
        return bool(self.parameters or self.fields or self.examples)

    def add_prose(self, line: int, text: str) -> None:
        self.prose_line = self.prose_line or line
        self.prose.append(text)


def read(text: str) -> Inventory:
    """Read a Kinescope page."""
    blocks = split_blocks(text)
    begin = next((at for at, block in enumerate(blocks) if block.kind == "text" and _VERSION.match(block.text)), None)
    first_url = next((block for block in blocks if block.kind == "url"), None)
    if first_url is None:
        raise PageError(PAGE, 1, "expected operations, each with a URL that begins with {{...Host}}; found none")
    if begin is None or blocks[begin].line > first_url.line:
        raise PageError(PAGE, first_url.line, "expected a version as heading, such as v1, before this operation")
    preamble = _Preamble(blocks[:begin])
    body = _Body(blocks[begin:], preamble)
    # A page with other layout, or without the methods, is the same page.
    return body.inventory(bare_digest(_LAYOUT.sub("", text)))


def is_label(text: str) -> bool:
    """Return whether a line is a version or a method label."""
    return bool(_VERSION.match(text) or _METHOD.match(text))


@lru_cache(maxsize=2)  # `read` and the regions of a page divide the same text
def split_blocks(text: str) -> tuple[Block, ...]:
    """Split the page into blocks."""
    blocks: list[Block] = []
    at = counted = 0
    line = 1
    while at < len(text):
        if text[at].isspace():
            at += 1
            continue
        end = text.find("\n", at)
        end = len(text) if end < 0 else end
        line += text.count("\n", counted, at)
        counted = at
        rest = text[at:end].strip()
        if _URL_BEGINS.match(rest):
            blocks.extend(_url(rest, line, at))
        elif rest[0] in "{[":
            try:
                parsed = json_repair.parse(text, at, loose=False)
            except json_repair.JSONError as error:
                raise PageError(PAGE, line_of(text, error.position), f"expected {error.expected}") from error
            blocks.append(Block(line, "json", at, parsed.end, text[at : parsed.end], parsed=parsed))
            at = parsed.end
            continue
        elif "|" in rest and tables.begins(lines := _lines_from(text, at, line), 0):
            try:
                table, count = tables.read_table(lines, 0)
            except tables.TableError as error:
                raise PageError(PAGE, error.line, f"expected {error.expected}") from error
            start, at = at, _after(text, at, line, lines, count)
            blocks.append(Block(line, "table", start, at, table=table))
            continue
        elif _TAIL.match(rest) or rest.endswith("|") or tables.is_rule(rest):
            raise PageError(PAGE, line, "expected a heading, a sentence, or the beginning of a table or an example")
        else:
            blocks.append(Block(line, "text", at, end, fold(rest)))
        at = end
    return tuple(blocks)


def _lines_from(text: str, at: int, line: int) -> list[tuple[int, str]]:
    """Return the next lines that may belong to a table, with their numbers and without blank lines."""
    found: list[tuple[int, str]] = []
    for number, raw in enumerate(text[at : at + 40_000].split("\n"), line):
        if stripped := raw.strip():
            if _URL_BEGINS.match(stripped):
                found.append((number, stripped))
                break
            found.append((number, stripped))
    return found


def _after(text: str, at: int, line: int, lines: list[tuple[int, str]], count: int) -> int:
    """Return the position of the line after a table."""
    if count >= len(lines):
        return len(text)
    for _ in range(lines[count][0] - line):
        at = text.index("\n", at) + 1
    return at


def _url(rest: str, line: int, start: int) -> list[Block]:
    found = _URL.match(rest)
    if not found or not found[3].startswith("/"):
        raise PageError(PAGE, line, "expected a URL: {{...Host}}/path")
    word, sentence = found[3], found[4]
    # A URL alone on its line is not joined to a sentence, even if it has capital letters.
    if (sentence or SENTENCE_END.search(word)) and (glued := _GLUED.match(word)):
        word, sentence = glued[1], f"{glued[2]} {sentence}"
    end = start + found.start(3) + len(word)
    blocks = [Block(line, "url", start, end, word, host=found[2], method=found[1])]
    if sentence.strip():
        blocks.append(Block(line, "text", end, start + len(rest), fold(sentence)))
    return blocks


def _host(name: str) -> str:
    """Return the name of a host: `baseHost` is `api`."""
    bare = re.sub(r"(?i)_?(?:host|url)$", "", name).lower()
    return "api" if bare in {"base", ""} else bare


def _example(block: Block, kind: Kind) -> Example:
    assert block.parsed is not None
    return Example(kind, "page", block.line, bare_digest(block.text), block.parsed.value, block.parsed.repairs)


class _Preamble:
    """The text before the first version: prose, error tables, examples."""

    def __init__(self, blocks: Sequence[Block]) -> None:
        self.prose: list[str] = []
        self.line = blocks[0].line if blocks else 1
        self.errors: list[Error] = []
        self.fields: dict[str, tuple[Field, ...]] = {}
        self.examples: list[Example] = []
        for block in blocks:
            if block.kind == "text":
                self.prose.append(block.text)
            elif block.kind == "json":
                self.examples.append(_example(block, _kind(block, after=False)))
            elif block.table is not None and block.table.first == "code":
                self.errors.extend(_errors(block.table))
            elif block.table is not None:
                self.fields[""] = (*self.fields.get("", ()), *tables.fields(block.table))


def _errors(table: Table) -> list[Error]:
    statuses = sum(bool(_STATUS.match(row.cells[0])) for row in table.rows) * 2 > len(table.rows)
    found: list[Error] = []
    for row in table.rows:
        name = row.cells[1] if len(row.cells) > 1 else ""
        words = " ".join([*row.cells[2:], *(text for _, text in row.more)]).strip()
        known = name if name.strip("-–—") else None
        digest = prose_digest([words]) if words else None
        found.append(Error("http" if statuses else "code", row.cells[0], known, digest, row.line))
    return found


def _kind(block: Block, *, after: bool) -> Kind:
    """Infer the kind of an example: responses have an envelope, and requests come before responses (`after`)."""
    value = block.parsed.value if block.parsed else None
    if is_object(value) and list(value) == ["error"]:
        return "error"
    return "response" if after or (is_object(value) and "data" in value) else "request"


class _Body:
    """Read the operations block by block. `pending` has the lines of text since the last block of another kind."""

    def __init__(self, blocks: Sequence[Block], preamble: _Preamble) -> None:
        self.preamble = preamble
        self.items: list[tuple[Entry, _Entry | None]] = []
        self.tables: list[tuple[Entry, Table]] = []
        self.current: _Entry | None = None
        self.pending: list[Block] = []
        self.method: str | None = None  # the last label on a line of its own, which the next operation takes
        for block in blocks:
            if block.kind == "text" and _METHOD.match(block.text):
                self.method = block.text
            elif block.kind == "text":
                self.pending.append(block)
            elif block.kind == "url":
                self.url(block)
            elif block.kind == "json":
                self.json(block)
            else:
                self.table(block)
        self.end(blocks[-1])

    def split(self) -> list[Block]:
        """Add the pending lines to where they belong. Return the headings at their end."""
        lines, self.pending = self.pending, []
        if self.current is None or self.current.shown:
            # After an example or a table come headings. If a sentence follows, the last heading is a title.
            while (at := next((at for at, block in enumerate(lines) if is_statement(block.text)), None)) is not None:
                if at:
                    self.headings(lines[: at - 1])
                    self.begin(lines[at - 1])
                if self.current is None:
                    raise PageError(PAGE, lines[at].line, "expected a heading")
                self.current.add_prose(lines[at].line, lines[at].text)
                lines = lines[at + 1 :]
                if at:
                    self.pending = lines
                    return self.split()
            return lines
        last = max((at for at, block in enumerate(lines) if is_statement(block.text)), default=-1)
        version = next((at for at, block in enumerate(lines) if _VERSION.match(block.text)), len(lines))
        prose_end = min(last + 1, version)
        for block in lines[:prose_end]:
            self.current.add_prose(block.line, block.text)
        if version < last + 1:
            self.current = None
            self.pending = lines[version:]
            return self.split()
        return lines[prose_end:]

    def headings(self, blocks: list[Block]) -> None:
        for block in blocks:
            top = bool(_VERSION.match(block.text))
            self.items.append((Entry(block.text, None, top=top), None))
            self.current = None

    def begin(self, title: Block, url: Block | None = None) -> None:
        path = _VARIABLE.sub(r"{\1}", url.text) if url else None
        method = (url.method if url else None) or self.method
        self.current = _Entry(title.text, title.line, method, _host(url.host) if url else None, path)
        self.method = None
        words, titled = entry_words(title.text, path)
        self.items.append((Entry(title.text, words, titled), self.current))

    def url(self, block: Block) -> None:
        left = self.split()
        if not left:
            raise PageError(PAGE, block.line, "expected a title before the URL of an operation")
        self.headings(left[:-1])
        self.begin(left[-1], block)

    def json(self, block: Block) -> None:
        left = self.split()
        if self.current is None or (left and self.current.shown):
            raise PageError(PAGE, block.line, "expected the URL or a description of the operation before its example")
        for sentence in left:
            self.current.add_prose(sentence.line, sentence.text)
        after = any(example.kind != "request" for example in self.current.examples)
        self.current.examples.append(_example(block, _kind(block, after=after)))

    def table(self, block: Block) -> None:
        table = block.table
        assert table is not None
        left = self.split()
        if left and self.current is not None and not self.current.shown and not all(_SLUG.match(b.text) for b in left):
            for sentence in left:  # an operation may repeat its title before its table
                self.current.add_prose(sentence.line, sentence.text)
            left = []
        if left and table.first == "parameter":
            self.headings(left[:-1])
            self.begin(left[-1])
            left = []
        self.headings(left)
        if table.first == "code":
            self.preamble.errors.extend(_errors(table))
        elif self.current is None:
            if not self.items:
                raise PageError(PAGE, block.line, "expected a heading before the table")
            self.tables.append((self.items[-1][0], table))
        elif table.first == "parameter":
            self.current.parameters.extend(tables.parameters(table))
        else:
            self.current.fields.extend(tables.fields(table))

    def end(self, last: Block) -> None:
        if left := self.split():
            raise PageError(PAGE, left[-1].line, "expected what this heading announces, not the end of the page")
        entry = self.current
        if entry is None:
            raise PageError(PAGE, last.line, "expected an operation, not the end of the page")
        if last.kind == "url" or not entry.prose or (last.kind == "text" and not SENTENCE_END.search(last.text)):
            raise PageError(PAGE, last.line, "expected the rest of the last operation, not the end of the page")

    def inventory(self, sha256: str) -> Inventory:
        place([entry for entry, _ in self.items], at_top=False)
        seen: dict[tuple[str, str], int] = {}
        operations: list[Operation] = []
        sections: list[str] = []
        for entry, operation in self.items:
            if operation is None:
                sections.append(entry.section)
                continue
            if not operation.prose and not operation.shown:
                raise PageError(PAGE, operation.line, f'expected a description of "{operation.title}"')
            key = (entry.section, operation.title)
            seen[key] = seen.get(key, 0) + 1
            operations.append(_operation(operation, entry.section, seen[key]))
        section_fields = dict(self.preamble.fields)
        for entry, table in self.tables:
            section_fields[entry.section] = (*section_fields.get(entry.section, ()), *tables.fields(table))
        return Inventory(
            page=PAGE,
            sha256=sha256,
            preamble=Prose(prose_digest(self.preamble.prose), self.preamble.line),
            sections=tuple(dict.fromkeys(sections)),
            operations=tuple(operations),
            errors=tuple(self.preamble.errors),
            section_fields=section_fields,
            examples=tuple(self.preamble.examples),
        )


def _operation(entry: _Entry, section: str, occurrence: int) -> Operation:
    path, _, query = (entry.path or "").partition("?")
    return Operation(
        section=section,
        title=entry.title,
        occurrence=occurrence,
        line=entry.line,
        host=entry.host,
        method=entry.method,
        path=path or None,
        query=tuple(part.partition("=")[0] for part in query.split("&") if part),
        content_type=None,
        parameters=tuple(entry.parameters),
        fields=tuple(entry.fields),
        prose=Prose(prose_digest(entry.prose), entry.prose_line or entry.line),
        examples=tuple(entry.examples),
    )

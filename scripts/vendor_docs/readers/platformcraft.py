"""Read the Platformcraft dialect: a title, a header of labelled rows, JSON examples, and samples in three languages.

A heading is recognized by its position: the line before a header is a title, and further lines before it are sections.
A section with a host below its heading begins a service.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from ..inventory import Example, Inventory, Kind, Operation, PageError, Parameter, Prose
from ..text import SENTENCE_END, bare_digest, fold, is_statement, line_of, prose_digest
from . import json_repair, operation_header, samples
from .operation_header import OperationHeader, OperationHeaderError
from .prose import parse_prose
from .samples import Sample, SampleError
from .section import Entry, entry_words, place

PAGE = "platformcraft"
_BARE_URL = re.compile(r"^https?://\S+$")
_LABEL = re.compile(r"^(?:(?:Request|Response)\b[\w ]*\bexamples?|Examples? of\b.*|Notes?)\s*:?$", re.IGNORECASE)
_TAIL = re.compile(r"^[\"}\],:]")
_CODE_TAIL = re.compile(r"^[)};\]]|[;{(,\\]$|^\.\w+\(|\w\(.*\)$|=")


@dataclass(slots=True)
class _Line:
    number: int
    text: str  # folded
    start: int  # its position in the page, after its indent


@dataclass(slots=True)
class _Entry:
    """An operation while it is read."""

    title: str
    line: int
    header: OperationHeader
    prose: list[str] = field(default_factory=list[str])
    code: list[Sample] = field(default_factory=list[Sample])
    examples: list[Example] = field(default_factory=list[Example])


def read(text: str) -> Inventory:
    """Read a Platformcraft page."""
    return _Page(text).inventory()


def line_roles(text: str) -> list[tuple[int, int, str]]:
    """Return the start, the end and the role of each line that is not blank.

    The roles are `name` (headings and titles), `header`, `example`, `sample`, `label`, `prose` and `note` (prose after
    the header of an operation).
    """
    page = _Page(text)
    ends = [text.find("\n", line.start) for line in page.lines]
    return [
        (line.start, len(text) if end < 0 else end, page.roles.get(line.number, "prose"))
        for line, end in zip(page.lines, ends, strict=True)
    ]


class _Page:
    def __init__(self, text: str) -> None:
        self.text = text
        self.lines = _lines(text)
        self.entries: list[tuple[Entry, _Entry | None]] = []
        self.preamble: list[str] = []
        self.roles: dict[int, str] = {}
        titles = [at for at in range(len(self.lines)) if self.is_title(at)]
        if not titles:
            raise PageError(PAGE, 1, "expected operations, each with rows from Description on; found none")
        ends = [*titles[1:], len(self.lines)]
        self.read_headings(0, titles[0], first=True)
        for begin, end in zip(titles, ends, strict=True):
            tail = self.read_operation(begin, end)
            self.read_headings(tail, end, first=False)
        self.check_end()

    def is_title(self, at: int) -> bool:
        """Return whether a header begins on the next line."""
        lines = self.lines
        if at + 2 >= len(lines) or operation_header.label(lines[at + 1].text) != "description":
            return at + 2 == len(lines) and operation_header.label(lines[at + 1].text) == "description"
        text = lines[at].text
        if (
            operation_header.label(text)
            or _LABEL.match(text)
            or _TAIL.match(text)
            or _CODE_TAIL.search(text)
            or _BARE_URL.match(text)
        ):
            raise PageError(PAGE, lines[at + 1].number, "expected a title before this description")
        return True

    def headings_from(self, begin: int, end: int) -> int:
        """Return where the headings between an operation and the next title begin."""
        at = end
        while at > begin and (_BARE_URL.match(self.lines[at - 1].text) or self.is_heading(at - 1)):
            at -= 1
        while at < end and _BARE_URL.match(self.lines[at].text):
            at += 1
        return at

    def is_heading(self, at: int) -> bool:
        text = self.lines[at].text
        return not (is_statement(text) or _LABEL.match(text) or _TAIL.match(text) or _CODE_TAIL.search(text))

    def read_headings(self, begin: int, end: int, *, first: bool) -> None:
        """Read the text before a title that belongs to no operation: section headings, hosts, prose."""
        for at in range(begin, end):
            line = self.lines[at]
            following = self.lines[at + 1].text if at + 1 < len(self.lines) else ""
            if _BARE_URL.match(line.text):
                self.preamble.append(line.text)
            elif self.is_heading(at):
                if at + 1 == len(self.lines):
                    raise PageError(PAGE, line.number, "expected what this heading announces, not the end of the page")
                self.roles[line.number] = "name"
                top = first or bool(_BARE_URL.match(following))
                self.entries.append((Entry(line.text, None, top=top), None))
            elif first:
                self.preamble.append(line.text)
            else:
                raise PageError(PAGE, line.number, "expected a heading")

    def read_operation(self, begin: int, end: int) -> int:
        """Read an operation. Return the end of its text, where headings may follow."""
        title = self.lines[begin]
        if not self.entries:
            raise PageError(PAGE, title.number, "expected the heading of a service before the first operation")
        rows = [(line.number, line.text) for line in self.lines[begin + 1 : end]]
        try:
            header, count = operation_header.read(rows, lambda text: bool(_LABEL.match(text)) or self.is_content(text))
        except OperationHeaderError as error:
            raise PageError(PAGE, error.line, f'expected {error.expected}, of "{title.text}"') from error
        entry = _Entry(title.text, title.number, header)
        self.roles[title.number] = "name"
        self.roles.update({number: "header" for number, _ in rows[:count]})
        words, titled = entry_words(title.text, f"{header.path} {' '.join(header.query)}")
        stop = self.read_content(entry, begin + 1 + count, end)
        self.entries.append((Entry(title.text, words, titled), entry))
        return stop

    def is_content(self, text: str) -> bool:
        return text[0] in "{[" or bool(_BARE_URL.match(text)) or samples.begins(text, None) is not None

    def read_content(self, entry: _Entry, at: int, end: int) -> int:
        """Read the examples, samples and notes after a header."""
        headings = self.headings_from(at, end)
        kind: Kind | None = None
        sample: Sample | None = None
        while at < headings:
            line = self.lines[at]
            if _LABEL.match(line.text):
                sample = None
                self.roles[line.number] = "label"
                kind = "response" if line.text.lower().startswith("response") else "request"
                entry.prose.append(line.text)
            elif language := samples.begins(line.text, sample.language if sample else None):
                sample = Sample(language, line.number, [line.text])
                entry.code.append(sample)
                self.roles[line.number] = "sample"
            elif sample is not None:
                self.roles[line.number] = "sample"
                sample.lines.append(self.text[line.start : self.text.find("\n", line.start)].rstrip() or line.text)
            elif line.text[0] in "{[":
                at = self.read_json(entry, at, kind or ("response" if entry.code else "request"))
                continue
            elif _TAIL.match(line.text):
                raise PageError(PAGE, line.number, "expected a label, an example from its beginning, or a title")
            else:
                self.roles[line.number] = "note"
                entry.prose.append(line.text)
            at += 1
        return headings

    def read_json(self, entry: _Entry, at: int, kind: Kind) -> int:
        """Read a JSON example. Return the line after it."""
        start = self.lines[at].start
        try:
            parsed = json_repair.parse(self.text, start, loose=True)
        except json_repair.JSONError as error:
            raise PageError(PAGE, line_of(self.text, error.position), f"expected {error.expected}") from error
        marks = [(key, parse_prose(note, "string")) for key, note in parsed.notes]
        entry.examples.append(
            Example(
                kind=kind,
                source="page",
                line=self.lines[at].number,
                raw_sha256=bare_digest(self.text[start : parsed.end]),
                value=parsed.value,
                repairs=parsed.repairs,
                notes=tuple((key, prose_digest([note])) for key, note in parsed.notes),
                required=tuple(key for key, mark in marks if mark.required),
                enums=tuple((key, mark.enum) for key, mark in marks if mark.enum),
            )
        )
        while at < len(self.lines) and self.lines[at].start < parsed.end:
            self.roles[self.lines[at].number] = "example"
            at += 1
        return at

    def check_end(self) -> None:
        """Raise PageError if the last operation is incomplete: it must end like the others."""
        operations = [entry for _, entry in self.entries if entry is not None]
        last, others = operations[-1], operations[:-1]
        languages = {sample.language for entry in others for sample in entry.code}
        last_lines = {entry.code[-1].lines[-1] for entry in others if entry.code}
        number = self.lines[-1].number
        if others and all(entry.code for entry in others):
            if {sample.language for sample in last.code} != languages:
                raise PageError(PAGE, number, f"expected samples in {', '.join(sorted(languages))} at the end")
            if last.code[-1].lines[-1] not in last_lines:
                raise PageError(PAGE, number, "expected the rest of the last sample, not the end of the page")
        with_response = [entry for entry in others if entry.header.returns]
        shown = all(any(example.kind == "response" for example in entry.examples) for entry in with_response)
        if last.header.returns and with_response and shown and not any(one.kind == "response" for one in last.examples):
            raise PageError(PAGE, number, "expected the response of the last operation, not the end of the page")
        closing = self.lines[-1].text
        if _LABEL.match(closing):
            raise PageError(PAGE, number, "expected what this label announces, not the end of the page")
        if last.prose and last.prose[-1] == closing and not (SENTENCE_END.search(closing) or _BARE_URL.match(closing)):
            raise PageError(PAGE, number, "expected the rest of this sentence, not the end of the page")
        if last.code and any(last.code[-1].text.count(a) != last.code[-1].text.count(b) for a, b in ("()", "{}", "[]")):
            raise PageError(PAGE, number, "expected the bracket that closes this sample, not the end of the page")

    def inventory(self) -> Inventory:
        place([entry for entry, _ in self.entries], at_top=True)
        seen: dict[tuple[str, str], int] = {}
        operations: list[Operation] = []
        for placed, entry in self.entries:
            if entry is None:
                continue
            key = (placed.section, entry.title)
            seen[key] = seen.get(key, 0) + 1
            operations.append(_operation(entry, placed.section, seen[key]))
        return Inventory(
            page=PAGE,
            sha256=bare_digest(self.text),
            preamble=Prose(prose_digest(self.preamble), self.lines[0].number),
            sections=tuple(dict.fromkeys(placed.section for placed, entry in self.entries if entry is None)),
            operations=tuple(operations),
            errors=(),
            section_fields={},
        )


def _lines(text: str) -> list[_Line]:
    found: list[_Line] = []
    start = 0
    for number, raw in enumerate(text.split("\n"), 1):
        if raw.strip():
            found.append(_Line(number, fold(raw), start + len(raw) - len(raw.lstrip())))
        start += len(raw) + 1
    return found


def _operation(entry: _Entry, section: str, occurrence: int) -> Operation:
    examples = list(entry.examples)
    for sample in entry.code:
        try:
            example = samples.body(sample)
        except SampleError as error:
            raise PageError(PAGE, error.line, error.expected) from error
        if example:
            examples.append(example)
    examples.sort(key=lambda example: example.line)
    prose = [*entry.header.prose, *entry.prose, *(bare_digest(sample.text) for sample in entry.code)]
    parameters: tuple[Parameter, ...] = entry.header.parameters()
    return Operation(
        section=section,
        title=entry.title,
        occurrence=occurrence,
        line=entry.line,
        host=entry.header.host,
        method=entry.header.method,
        path=entry.header.path,
        query=entry.header.query,
        content_type=entry.header.content_type,
        parameters=parameters,
        fields=(),
        prose=Prose(prose_digest(prose), entry.header.line),
        examples=tuple(examples),
    )

"""Mutations of a page's text, each with the findings that a check must report for it.

No mutation depends on the words of a page. The reader finds the fields, paths and examples to mutate, and the new text
is our own.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from vendor_docs import Example, Field, Inventory, Operation, Parameter
from vendor_docs.changes import Entry
from vendor_docs.findings import Finding
from vendor_docs.json_paths import key_types
from vendor_docs.readers.json_repair import parse

# A key with a plain value. In comments, no line begins with a key.
_PAIR = re.compile(
    r'(?:"(\w+)"|(?<=\n) *([a-z_]+)):\s*'
    r'("(?:[^"\\\n]|\\[^n])*"(?!\s*:)|-?\d[\d.]*|true\b|false\b|null\b)(?=\s*[,}#\n])'
)


@dataclass(frozen=True, slots=True)
class Mutation:
    """A replacement of the text from `start` to `end`. `expected` has the kinds of findings for each entry."""

    sort: str
    section: str
    start: int
    end: int
    text: str
    entries: tuple[Entry, ...]
    expected: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.sort} in {self.entries[0]} at {self.start}"

    def missing(self, found: Iterable[Finding]) -> list[str]:
        """Return the expected kinds that were not reported for the right entry."""
        reported = {(one.kind, one.entry) for one in found}
        return [
            f"{kind} of {entry}" for entry in self.entries for kind in self.expected if (kind, entry) not in reported
        ]


def applied(text: str, mutations: Iterable[Mutation]) -> str:
    """Return the text with several mutations, which must not overlap."""
    for one in sorted(mutations, key=lambda one: one.start, reverse=True):
        text = text[: one.start] + one.text + text[one.end :]
    return text


def compatible(one: Mutation, other: Mutation) -> bool:
    """Return whether two mutations of the same text can be distinguished."""
    apart = one.end < other.start - 1 or other.end < one.start - 1
    return apart and not set(one.entries) & set(other.entries)


@dataclass
class Page:
    """A page with the positions of its entries and examples."""

    text: str
    inventory: Inventory
    lines: list[int] = field(default_factory=list[int])
    titles: list[int] = field(default_factory=list[int])

    def __post_init__(self) -> None:
        self.lines = [0, *(found.end() for found in re.finditer("\n", self.text)), len(self.text) + 1]
        for operation in self.inventory.operations:
            # A title may follow an example on the same line.
            start, end = self.line(operation.line)
            folded = r"\s+".join(map(re.escape, operation.title.split()))
            found = re.search(rf"{folded}[ \t]*$", self.text[start:end], re.MULTILINE)
            assert found, operation.title
            self.titles.append(start + found.start())
        self.examples = {at: list(self._examples(at)) for at in range(len(self.titles))}

    @property
    def piped(self) -> bool:
        """Whether tables have pipes."""
        return self.inventory.page == "kinescope"

    def line(self, number: int) -> tuple[int, int]:
        """Return the start and the end of a line."""
        return self.lines[number - 1], self.lines[number] - 1

    def end(self, at: int) -> int:
        """Return the start of the next entry, without its headings."""
        return self.titles[at + 1] if at + 1 < len(self.titles) else len(self.text)

    def _examples(self, at: int) -> Iterator[tuple[Example, int, int]]:
        loose = not self.piped
        stop = 0
        for example in self.inventory.operations[at].examples:
            if example.source != "page":
                continue
            found = re.compile(r"[{\[](?!\{)").search(self.text, max(stop, self.line(example.line)[0]))
            assert found
            stop = parse(self.text, found.start(), loose=loose).end
            yield example, found.start(), stop

    def mutations(self) -> Iterator[Mutation]:
        """Yield every possible mutation."""
        operations = self.inventory.operations
        for at, operation in enumerate(operations):
            entry = Entry(*operation.key)
            yield from self._entry(at, operation, entry)
            yield from self._rows([*operation.parameters, *operation.fields], entry)
            for example, start, end in self.examples[at]:
                yield from self._example(example, start, end, entry)
        for section, fields in self.inventory.section_fields.items():
            yield from self._rows(list(fields), Entry(section))
        yield from self._errors()
        yield from self._sections()

    def _change(self, sort: str, entry: Entry, start: int, end: int, text: str, *expected: str) -> Mutation:
        return Mutation(sort, entry.section, start, end, text, (entry,), expected)

    # --- entries

    def _entry(self, at: int, operation: Operation, entry: Entry) -> Iterator[Mutation]:
        start = self.titles[at]
        end = start + len(operation.title)
        yield self._change("rename title", entry, start, end, f"{operation.title.rstrip('.')} anew", "operation-moved")
        if found := self.url(at, operation):
            yield self._change("longer path", entry, found[1], found[1], "/elsewhere", "operation-moved")
            head = self.text[found[0] : found[1]]
            if step := re.search(r"/[a-z][a-z-]*(?=/)", head[head.find("//") + 2 :]):
                inside = found[0] + head.find("//") + 2 + step.end()
                yield self._change("other path", entry, inside, inside, "-elsewhere", "operation-moved")
            host = re.compile(r"(?<=\{\{)\w+|(?<=//)[\w.]+").search(self.text, found[0])
            assert host
            other = "otherHost" if self.text[found[0]] == "{" else f"new.{host[0]}"
            yield self._change("other host", entry, host.start(), host.end(), other, "operation-moved")
            sentence = self.line(self._number(found[1]))[1]
            if self.piped and self.text[sentence - 1] == ".":
                yield self._change("other prose", entry, sentence, sentence, " A word of ours.", "text-changed")
        if not self.piped:
            yield from self._header(at, entry)
        yield from self._whole(at, operation, entry)

    def _header(self, at: int, entry: Entry) -> Iterator[Mutation]:
        part = self.text[self.titles[at] : self.end(at)]
        if found := re.search(r"^(?:Method|Метод) +(POST|PUT|GET|DELETE)", part, re.MULTILINE):
            start = self.titles[at] + found.start(1)
            other = "PATCH" if found[1] in {"POST", "PUT"} else "HEAD"
            yield self._change("other method", entry, start, start + len(found[1]), other, "operation-moved")
        if found := re.search(r"^Description .*$", part, re.MULTILINE):
            start = self.titles[at] + found.end()
            yield self._change("other prose", entry, start, start, " A word of ours", "text-changed")

    def _whole(self, at: int, operation: Operation, entry: Entry) -> Iterator[Mutation]:
        """Remove the entry, or insert another one before it."""
        start, operations = self.titles[at], self.inventory.operations
        if at + 1 < len(operations) and operations[at + 1].section == operation.section:
            yield self._change("remove operation", entry, start, self.end(at), "", "operation-removed")
        if at and operations[at - 1].section == operation.section and (found := self.url(at, operation)):
            url = self.text[found[0] : found[1]]
            if self.piped:
                added = f"Brand new call\n{url}/brand-newSays a word of ours.\n"
            else:
                added = (
                    "Brand new call\n\nDescription Method says a word of ours\n"
                    f"Structure URL {url}/brand-new\nMethod POST\nRequest body type -\nReturns -\n\n"
                )
            new = Entry(operation.section, "Brand new call")
            yield Mutation("add operation", entry.section, start, start, added, (new,), ("operation-added",))

    def url(self, at: int, operation: Operation) -> tuple[int, int] | None:
        """Return the positions of host and path of an entry, without the query."""
        if operation.path is None:
            return None
        if self.piped:
            raw = re.escape(re.sub(r"\{(\w+)\}", r":\1", operation.path))
            found = re.compile(r"\{\{\s*\w+\s*\}\}\s*" + raw).search(self.text, self.titles[at])
        else:
            found = re.compile(r"(?<=URL )https?://[^\s?]+").search(self.text, self.titles[at])
        return (found.start(), found.end()) if found and found.end() < self.end(at) else None

    def _number(self, offset: int) -> int:
        return self.text.count("\n", 0, offset) + 1

    # --- tables

    def _rows(self, rows: list[Field | Parameter], entry: Entry) -> Iterator[Mutation]:
        for at, row in enumerate(rows):
            start, end = self.line(row.line)
            line = self.text[start:end]
            thing = "parameter" if isinstance(row, Parameter) else "field"
            name = re.match(r"[|\s`]*([^\W\d][\w.-]*)", line) if "." not in row.name else None
            if name is None or name[1][-2:] != row.name[-2:]:
                name = re.search(rf"(?<=[\"'])({re.escape(row.name.rpartition('.')[2])})(?=[\"'])", line)
            if name is None:
                continue
            both = (f"{thing}-removed", f"{thing}-added")
            place = (start + name.start(1), start + name.end(1))
            yield self._change(f"rename {thing}", entry, *place, "brandnew", *both)
            following = rows[at + 1].line if at + 1 < len(rows) else None
            if following == row.line + 1 and at and not line.lstrip().startswith(('"', "'")):
                yield self._change(f"remove {thing}", entry, start, end + 1, "", f"{thing}-removed")
                new = self._new_row(row, line)
                yield self._change(f"add {thing}", entry, end + 1, end + 1, new, f"{thing}-added")
            if self.piped and not line.endswith("|"):
                continue
            if row.type and (found := re.search(rf"(?<!\w){re.escape(row.type)}(?!\w)", line[name.end(1) :])):
                place = (start + name.end(1) + found.start(), start + name.end(1) + found.end())
                other = "integer" if row.type.lower() in {"string", "bool", "boolean", "text"} else "boolean"
                yield self._change(f"retype {thing}", entry, *place, other, "type-changed")
            yield from self._marks(row, line, start, entry)
            yield from self._values(row.enum, start, self.lines[min(row.line + 2, len(self.lines) - 1)], entry)

    def _new_row(self, row: Field | Parameter, line: str) -> str:
        if not self.piped:
            return "brandnew boolean type parameter, of ours\n"
        return "| brandnew | string | Of ours. |\n" if line.count("|") > 2 or row.type else "brandnew | ours |\n"

    def _marks(self, row: Field | Parameter, line: str, start: int, entry: Entry) -> Iterator[Mutation]:
        described = line.strip("|").count("|") > 1
        if found := re.search(r"(?i)\bnot required\b", line):
            place = (start + found.start(), start + found.end())
            yield self._change("require", entry, *place, "Required", "required-changed")
        elif row.required is None and "example:" not in line and ((described and row.type) or not self.piped):
            close = len(line.rstrip().removesuffix("|").rstrip())
            yield self._change("require", entry, start + close, start + close, " (required)", "required-changed")
        elif found := re.search(r"(?i)(?<!not )\brequired\b", line):
            place = (start + found.start(), start + found.end())
            yield self._change("no more require", entry, *place, "Not required", "required-changed")

    def _values(self, values: tuple[str, ...], start: int, stop: int, entry: Entry) -> Iterator[Mutation]:
        """Add, remove or replace an allowed value."""
        if len(values) < 3:
            return
        first, last = values[-2:]
        listed = re.compile(rf'({re.escape(first)}"?)(\s*,\s*|\s+or\s+|\s+)("?{re.escape(last)}"?)')
        found = listed.search(self.text, start, stop)
        if not found:
            return
        quote = '"' if found[3].endswith('"') else ""
        new = f"{quote}brandnew{quote}"
        yield self._change("add value", entry, found.end(), found.end(), f"{found[2]}{new}", "enum-value-added")
        yield self._change("remove value", entry, found.start(2), found.end(), "", "enum-value-removed")
        both = ("enum-value-removed", "enum-value-added")
        yield self._change("rename value", entry, found.start(3), found.end(), new, *both)

    # --- examples

    def _example(self, example: Example, start: int, end: int, entry: Entry) -> Iterator[Mutation]:
        last = entry == Entry(*self.inventory.operations[-1].key)
        if not last and (not self.piped or self.text[:start].rstrip()[-1] in ".}]|"):
            # Not at the end of the page. Not after an incomplete sentence, which the next heading would continue.
            yield self._change("remove example", entry, start, end, "", "text-changed")
        types = key_types(example.value)
        for found in _PAIR.finditer(self.text, start, end):
            group = 1 if found[1] else 2
            place = (found.start(group), found.end(group))
            yield self._change("rename key", entry, *place, "brandnew", "field-added")
            value = found[3]
            other, new = ('"ours"', "string") if value[0] != '"' else ("12345", "number")
            if not any(path.split(".")[-1] == found[group] and new in known for path, known in types.items()):
                yield self._change("retype value", entry, found.start(3), found.end(3), other, "type-changed")
            if value[0] == '"' and len(value) > 2:
                place = (found.end(3) - 1, found.end(3) - 1)
                yield self._change("other value", entry, *place, " ours", "text-changed")
            before = found.start(group) - (group == 1)
            yield self._change("add key", entry, before, before, '"brandnew": "ours", ', "field-added")
        for path, values in example.enums:
            for one in self._values(values, start, end, entry):
                if path:
                    yield one

    # --- outside of entries

    def _errors(self) -> Iterator[Mutation]:
        both = ("error-code-removed", "error-code-added")
        entry = Entry()
        for one, following in pairwise([*self.inventory.errors, None]):
            assert one
            start, end = self.line(one.line)
            line = self.text[start:end]
            code = re.search(rf"\b{one.code}\b", line)
            assert code
            other = "418" if one.table == "http" else "987654"
            yield self._change("other code", entry, start + code.start(), start + code.end(), other, *both)
            if one.name and (found := re.search(re.escape(one.name), line)):
                place = (start + found.start(), start + found.end())
                yield self._change("other error name", entry, *place, "BRAND_NEW", *both)
            if following and following.line == one.line + 1:
                yield self._change("remove error", entry, start, end + 1, "", both[0])
                row = "| 987654 | BRAND_NEW | Of ours. |\n" if one.table == "code" else "| 418 | Teapot | Of ours. |\n"
                yield self._change("add error", entry, end + 1, end + 1, row, both[1])

    def _sections(self) -> Iterator[Mutation]:
        """Remove a section with all its entries. Only sections without subsections are removed."""
        sections, operations = self.inventory.sections, self.inventory.operations
        for index, section in enumerate(sections):
            own = [at for at, one in enumerate(operations) if one.section == section]
            nested = any(other.startswith(f"{section}/") for other in sections)
            if not own or nested or own != list(range(own[0], own[-1] + 1)) or own[-1] + 1 == len(operations):
                continue
            before = self.titles[own[0] - 1] if own[0] else 0
            start = self.heading(section, before, self.titles[own[0]])
            following = self.titles[own[-1] + 1]
            stop: int | None = following
            if index + 1 < len(sections) and operations[own[-1] + 1].section not in sections[:index]:
                stop = self.heading(sections[index + 1], self.titles[own[-1]], following)
            if start is not None and stop is not None:
                entries = tuple(Entry(*operations[at].key) for at in own)
                yield Mutation("remove section", section, start, stop, "", entries, ("operation-removed",))

    def heading(self, section: str, start: int, stop: int) -> int | None:
        """Return the position of a heading between two entries: on its own line, or after an example."""
        for name in _tails(section):
            heading = re.compile(rf"(?:^|(?<=[}}\],])|(?<=truncated)){re.escape(name)}[ \t]*$", re.MULTILINE)
            if found := list(heading.finditer(self.text, start, stop)):
                return found[-1].start()
        return None


def _tails(section: str) -> Iterator[str]:
    """Yield the parts of a section's path that may be its heading. A heading may contain a slash."""
    steps = section.split("/")
    for begin in range(len(steps)):
        yield "/".join(steps[begin:])


# --- changes without meaning


def blank_lines(text: str, at: int) -> str:
    """Insert a blank line between two lines."""
    end = text.find("\n", at)
    return text if end < 0 else f"{text[: end + 1]}   \n\n{text[end + 1 :]}"


def trailing_blanks(text: str, at: int) -> str:
    """Add spaces at the end of a line."""
    end = text.find("\n", at)
    return text if end < 0 else f"{text[:end]}  \t{text[end:]}"


def wider_spaces(text: str, at: int) -> str:
    """Widen a space between two words."""
    found = re.compile(r"(?<=[^\s]) (?=[^\s])").search(text, at)
    return f"{text[: found.start()]}   {text[found.end() :]}" if found else text


def indented(text: str, at: int) -> str:
    """Indent a line."""
    end = text.find("\n", at)
    return text if end < 0 else f"{text[: end + 1]}    {text[end + 1 :]}"


def broken_json(text: str, at: int) -> str:
    """Insert a line break after a comma between two keys of an example."""
    found = re.compile(r'(?<=[\w"\]}]), (?="\w+": )').search(text, at)
    return f"{text[: found.start()]},\n  {text[found.end() :]}" if found else text


def windows_ends(text: str, at: int) -> str:
    """Use line ends of two characters, or add blank lines at the end."""
    return text.replace("\n", "\r\n") if at % 2 else text + "\n\n"


MEANINGLESS: tuple[Callable[[str, int], str], ...] = (
    blank_lines,
    trailing_blanks,
    wider_spaces,
    indented,
    broken_json,
    windows_ends,
)

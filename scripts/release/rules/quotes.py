"""Short quotes of a page: what a reviewer needs to judge a change."""

from __future__ import annotations

import re
from collections.abc import Sequence

from vendor_docs.findings import Finding
from vendor_docs.inventory import Field, Inventory, Parameter
from vendor_docs.text import fold

from ..changes import QUOTE_LENGTH

_EXAMPLE_LINES = 200


def quote(lines: Sequence[str], line: int | None, around: str | None) -> str:
    """Return what a page says on a line, in at most QUOTE_LENGTH characters around a word."""
    if not line or not 0 < line <= len(lines):
        return ""
    text = fold(lines[line - 1])
    if len(text) <= QUOTE_LENGTH:
        return text
    at = max(text.find(around), 0) if around else 0
    start = max(0, min(at - QUOTE_LENGTH // 3, len(text) - QUOTE_LENGTH + 2))
    end = start + QUOTE_LENGTH - (start > 0) - 1
    return f"{'…' if start else ''}{text[start:end]}{'…' if end < len(text) else ''}"


def after(finding: Finding, lines: Sequence[str]) -> str:
    """Return what the page says now; nothing if it says nothing any more."""
    if finding.kind.endswith("-removed"):
        return ""
    return quote(lines, _line_in(finding, finding.line, lines), word_of(finding))


def _line_in(finding: Finding, line: int | None, lines: Sequence[str]) -> int | None:
    """Return the line of a key in an example, which may have many lines."""
    word = word_of(finding)
    if not line or not word or "example" not in (finding.part or ""):
        return line
    shown = range(line, min(line + _EXAMPLE_LINES, len(lines)) + 1)
    return next((number for number in shown if re.search(rf"\b{re.escape(word)}\b", lines[number - 1])), line)


def word_of(finding: Finding) -> str | None:
    """Return the word in the line that the finding is about."""
    if finding.kind.startswith("enum-value"):
        return finding.now or finding.was
    if finding.kind.startswith("error-code"):
        return (finding.name or "  ").split(" ")[1]
    if finding.kind.startswith("operation"):
        return finding.entry.title
    return (finding.name or "").split(".")[-1].removesuffix("[]") or None


def before(finding: Finding, previous: Inventory | None, lines: Sequence[str]) -> str:
    """Return what the locked page said: a quote if its text is at hand, else what the lock knows of it."""
    if finding.kind.endswith("-added"):
        return ""
    line = _former_line(finding, previous) if previous else None
    if line:
        return quote(lines, _line_in(finding, line, lines), word_of(finding))
    said = " ".join(part for part in (finding.name, finding.was) if part)
    return (said or finding.entry.title or finding.entry.section)[:QUOTE_LENGTH]


def _former_line(finding: Finding, previous: Inventory) -> int | None:
    name = (finding.name or "").rpartition("=")[0] if finding.kind.startswith("enum") else finding.name
    for one in previous.errors:
        if finding.kind.startswith("error-code") and (finding.name or "").split(" ")[1:2] == [one.code]:
            return one.line
    operation = next((one for one in previous.operations if _is_entry(finding, one.key)), None)
    if operation is None:
        table = previous.section_fields.get(finding.entry.section, ())
        return next((row.line for row in table if row.name == name), None)
    part = finding.part or ""
    for example in operation.examples:
        if part.startswith(f"{example.kind} example"):
            return example.line
    rows: tuple[Field | Parameter, ...] = (*operation.parameters, *operation.fields)
    if found := next((row.line for row in rows if row.name == name), None):
        return found
    return operation.prose.line if finding.name == "description" else operation.line


def _is_entry(finding: Finding, key: tuple[str, str, int]) -> bool:
    return key == (finding.entry.section, finding.entry.title, finding.entry.occurrence)

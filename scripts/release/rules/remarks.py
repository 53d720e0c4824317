"""Remarks in an example that have changed only because of what was added to it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from vendor_docs import PageError, read
from vendor_docs.findings import Finding
from vendor_docs.inventory import Example, Inventory
from vendor_docs.lock import condense

from .additions import UndecidedError
from .draft import Draft
from .todos import todo

_LINES = 200


def changed_remarks(work: Draft, finding: Finding) -> None:
    """Accept remarks that differ from the locked ones only by remarks on new fields, or by new values in a list."""
    example = work.example(finding)
    old = _example(work.checker.locked, finding)
    if example is None or old is None:
        raise UndecidedError(todo(finding))
    short = tuple((key, note[: len(old.notes[0][1]) if old.notes else 0]) for key, note in example.notes)
    names = {added.name for added in work.added}
    if tuple(note for note in short if note[0].rpartition(".")[2] not in names) == old.notes:
        work.outcome.reason = "The new remark is on a new field."
        return
    for text in _without_new_values(work, example):
        try:
            page = condense(read(work.specs.page, text))
        except PageError:
            continue
        former = _example(page, finding)
        if former is not None and former.notes == old.notes:
            work.outcome.reason = "The remark has a new value in its list, and nothing else."
            return
    raise UndecidedError(todo(finding))


def _example(page: Inventory, finding: Finding) -> Example | None:
    """Return the example of a finding on another state of the page."""
    part = finding.part or ""
    source = part[part.find("(") + 1 : -1] if part.endswith(")") else "page"
    entry = (finding.entry.section, finding.entry.title, finding.entry.occurrence)
    for operation in page.operations:
        if operation.key == entry:
            fitting = [one for one in operation.examples if part.startswith(one.kind) and one.source == source]
            return replace(fitting[0], line=0) if len(fitting) == 1 else None
    return None


def _without_new_values(work: Draft, example: Example) -> Iterator[str]:
    """Yield the page without a new enum value in the list of a remark."""
    for number in range(example.line, min(example.line + _LINES, len(work.lines)) + 1):
        line = work.lines[number - 1]
        for value in work.values:
            for found in re.finditer(rf'(?:,\s*|\s+or\s+|\s+)"?{re.escape(value)}"?(?![\w-])', line):
                shorter = line[: found.start()] + line[found.end() :]
                yield "\n".join([*work.lines[: number - 1], shorter, *work.lines[number:]])

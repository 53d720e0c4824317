"""Recognize limits in the text of a row: the largest and smallest value or length, and the default.

The lock has no text, but the hash of it. A sentence counts as understood if the old text comes out when the limit is
taken out or replaced by the one in specs/: then nothing else has changed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from vendor_docs import PageError, read
from vendor_docs.findings import Finding
from vendor_docs.inventory import Inventory
from vendor_docs.lock import condense

from .additions import UndecidedError, field_places
from .draft import Draft, Row

_NUMBER = r"(-?\d[\d,_]*(?:\.\d+)?)"
_UNIT = r"(?:\s+(characters?|chars?|symbols?|letters?|items?|elements?|values?|entries|[KMGT]i?B|bytes?|\w+))?"
_RANGE = re.compile(rf"\b(?:from|between)\s+{_NUMBER}\s+(?:to|and)\s+{_NUMBER}{_UNIT}", re.IGNORECASE)
_MAXIMUM = re.compile(
    r"\b(?:max(?:imum|\.)?(?:\s+(?:length|value|number|size))?(?:\s+(?:is|of))?|up to|at most|(?:no|not) more than"
    rf"|(?:must )?not exceed|limited to|no longer than)\s*[:=-]?\s*{_NUMBER}{_UNIT}",
    re.IGNORECASE,
)
_MINIMUM = re.compile(
    r"\b(?:min(?:imum|\.)?(?:\s+(?:length|value|number|size))?(?:\s+(?:is|of))?|at least|no less than|not less than"
    rf"|no shorter than)\s*[:=-]?\s*{_NUMBER}{_UNIT}",
    re.IGNORECASE,
)
_LENGTH_UNITS = ("character", "char", "symbol", "letter")
_SIZE_UNITS = re.compile(r"(?:[KMGT]i?B|bytes?)$", re.IGNORECASE)
_LOWER = {"minimum", "minLength", "minItems"}


def limits(text: str, kind: str) -> list[tuple[str, int | float, int, int]]:
    """Return the limits in a text of a field of this JSON type: keyword, number, start and end of the number."""
    found: list[tuple[str, int | float, int, int]] = []
    for match in _RANGE.finditer(text):
        if not _SIZE_UNITS.match(match[3] or ""):
            found.append((_keyword("min", kind, match[0], match[3]), _number(match[1]), *match.span(1)))
            found.append((_keyword("max", kind, match[0], match[3]), _number(match[2]), *match.span(2)))
    for pattern, side in ((_MAXIMUM, "max"), (_MINIMUM, "min")):
        sized = (match for match in pattern.finditer(text) if not _SIZE_UNITS.match(match[2] or ""))
        found += [(_keyword(side, kind, one[0], one[2]), _number(one[1]), *one.span(1)) for one in sized]
    return found


def _keyword(side: str, kind: str, phrase: str, unit: str | None) -> str:
    if kind == "array":
        return f"{side}Items"
    by_length = "length" in phrase.lower() or (unit or "").lower().startswith(_LENGTH_UNITS)
    return f"{side}Length" if kind == "string" or by_length else f"{side}imum"


def _number(text: str) -> int | float:
    plain = text.replace(",", "").replace("_", "")
    return float(plain) if "." in plain else int(plain)


def changed_limit(work: Draft, finding: Finding) -> None:
    """Copy a limit from the changed text of a row."""
    row = work.row(finding)
    places = field_places(work, finding, finding.name or "")
    if row is None or not places:
        raise UndecidedError(f"Read the new text of `{finding.name}`: no rule understands what has changed.")
    text = work.lines[row.line - 1]
    was: list[str] = []
    now: list[str] = []
    tighter = False
    edits: list[tuple[Any, str, Any]] = []
    for place in places:
        schema = work.value(place)
        kinds = schema.get("type")
        kind = kinds if isinstance(kinds, str) else next((one for one in kinds or () if one != "null"), "string")
        for keyword, number, _, _ in limits(text, kind):
            known = schema.get(keyword)
            if known == number:
                continue
            if "$ref" in schema or kind == "boolean" or kind == "object":
                raise UndecidedError(f"Set `{keyword}: {number}` for `{finding.name}`: other fields share its schema.")
            edits.append((place, keyword, number))
            if f"{keyword} {number}" not in now:
                was.append(f"{keyword} {known}" if known is not None else f"no {keyword}")
                now.append(f"{keyword} {number}")
            looser = known is not None and (number < known if keyword in _LOWER else number > known)
            tighter = tighter or not looser
    if not edits:
        raise UndecidedError(f"Read the new text of `{finding.name}`: no rule understands what has changed.")
    old = [(work.value(place).get(keyword), number) for place, keyword, number in edits]
    for place, keyword, number in edits:
        if keyword in work.value(place):
            work.set(place.file, f"{place.pointer}/{keyword}", number)
        else:
            work.add(place.file, place.pointer, keyword, number)
    work.outcome.file, work.outcome.pointer = edits[0][0].file, f"{edits[0][0].pointer}/{edits[0][1]}"
    work.outcome.was, work.outcome.now = ", ".join(was), ", ".join(now)
    work.outcome.breaking = tighter
    if not _understood(work, finding, row, old):
        work.outcome.todo = f"Read the new text of `{finding.name}`: more than its limit has changed."


def _understood(work: Draft, finding: Finding, row: Row, old: Sequence[tuple[Any, int | float]]) -> bool:
    """Return whether the text equals the locked one once its limits are undone."""
    locked = _row_hash(work.checker.locked, finding, row.name)
    for line in _candidates(work.lines[row.line - 1], old):
        lines = [*work.lines[: row.line - 1], line, *work.lines[row.line :]]
        try:
            page = condense(read(work.specs.page, "\n".join(lines)))
        except PageError:
            continue
        if _row_hash(page, finding, row.name) == locked:
            return True
    return False


def _row_hash(page: Inventory, finding: Finding, name: str) -> tuple[Any, ...] | None:
    for operation in page.operations:
        if operation.key == (finding.entry.section, finding.entry.title, finding.entry.occurrence):
            rows: Sequence[Row] = (*operation.parameters, *operation.fields)
            return next(((one.description_hash,) for one in rows if one.name == name), None)
    rows = page.section_fields.get(finding.entry.section, ())
    return next(((one.description_hash,) for one in rows if one.name == name), None)


def _with_all_replaced(line: str, old: Sequence[tuple[Any, int | float]], form: str) -> str:
    """Return a line with every limit replaced by the former one: both ends of a range may have changed."""
    former = {
        spelled: format(known, form)
        for known, number in old
        if known is not None
        for spelled in (f"{number}", f"{number:,}")
    }
    if not former:
        return line
    # In one pass: a number may be the former one of another limit.
    either = "|".join(map(re.escape, former))
    return re.sub(rf"(?<![\d.])(?:{either})(?!\d)", lambda found: former[found[0]], line)


def _candidates(line: str, old: Sequence[tuple[Any, int | float]]) -> Iterator[str]:
    """Yield a line with its limits replaced by the former ones, or without the sentences or phrases that have them."""
    for known, number in old:
        if known is not None:
            for written in (f"{number}", f"{number:,}"):
                yield re.sub(rf"(?<![\d.]){re.escape(written)}(?![\d])", str(known), line, count=1)
                yield re.sub(rf"(?<![\d.]){re.escape(written)}(?![\d])", f"{known:,}", line, count=1)
    yield _with_all_replaced(line, old, "")
    yield _with_all_replaced(line, old, ",")
    for pattern in (_RANGE, _MAXIMUM, _MINIMUM):
        for found in pattern.finditer(line):
            cell = max(line.rfind("|", 0, found.start()) + 1, 0)
            stop = line.find("|", found.end())
            stop = len(line) if stop < 0 else stop
            text = line[cell:stop]
            begin, end = found.start() - cell, found.end() - cell
            starts = [one.end() for one in re.finditer(r"[.;!?]\s+", text[:begin])]
            ends = [one.end() for one in re.finditer(r"[.;!?](?=\s|$)", text[end:])]
            last = end + ends[0] if ends else len(text)
            for first in (
                starts[-1] if starts else 0,
                begin,
                *(one.start() for one in re.finditer(r"[,(—-]", text[:begin])),
            ):
                rest = text[:first].rstrip() + (" " + text[last:].lstrip() if text[last:].strip() else "")
                yield line[:cell] + rest + " " + line[stop:]
                yield line[:cell] + rest.rstrip(" .;") + " " + line[stop:]
            close = text.find(")", end)
            if close >= 0 and "(" in text[:begin]:
                yield line[:cell] + text[: text.rfind("(", 0, begin)].rstrip() + text[close + 1 :] + line[stop:]

"""What a comparison finds: one difference each, with the operation it is in and the place in specs/ to edit."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any, Literal

Against = Literal["lock", "spec"]

# Whoever calls the service by what is described would fail after one of these.
_BREAKING = frozenset(
    {
        "operation-removed",
        "operation-moved",
        "parameter-removed",
        "field-removed",
        "enum-value-removed",
        "error-code-removed",
        "type-changed",
        "example-invalid",
    }
)
KINDS = (
    "operation-removed",
    "operation-moved",
    "parameter-removed",
    "field-removed",
    "type-changed",
    "required-changed",
    "enum-value-removed",
    "error-code-removed",
    "example-invalid",
    "operation-added",
    "parameter-added",
    "field-added",
    "enum-value-added",
    "error-code-added",
    "text-changed",
    "deviation-unused",
)


@dataclass(frozen=True, slots=True)
class Entry:
    """Where on the page something stands. No title: a table or a text of a section; no section: of the page itself."""

    section: str = ""
    title: str | None = None
    occurrence: int = 1

    def __str__(self) -> str:
        number = f" ({self.occurrence})" if self.occurrence > 1 else ""
        return " / ".join(part for part in (self.section, self.title) if part) + number or "the page itself"


@dataclass(frozen=True, slots=True)
class Finding:
    """One difference.

    `name` is what differs (a field, a parameter, a code) and `part` where the entry says it (a table, an example).
    `line` is the line of the page; for something that is gone the line that it would have to stand behind.
    `file` and `pointer` are the place in specs/ to edit: the thing itself, or what would have to hold it.
    """

    kind: str
    entry: Entry
    line: int | None = None
    name: str | None = None
    part: str | None = None
    was: str | None = None
    now: str | None = None
    operation: str | None = None
    against: tuple[Against, ...] = ()
    file: str | None = None
    pointer: str | None = None
    demands: bool = field(default=False)  # more is asked of callers: a field that has become required

    @property
    def breaking(self) -> bool:
        """Whether calls that were right may fail now."""
        return self.kind in _BREAKING or self.demands

    def as_json(self) -> dict[str, Any]:
        """The finding as `docs.py check --json` prints it."""
        return {
            "kind": self.kind,
            "breaking": self.breaking,
            "operation": self.operation,
            "section": self.entry.section or None,
            "title": self.entry.title,
            "occurrence": self.entry.occurrence,
            "line": self.line,
            "part": self.part,
            "name": self.name,
            "was": self.was,
            "is": self.now,
            "against": list(self.against),
            "edit": {"file": self.file, "pointer": self.pointer} if self.file else None,
        }


def in_order(found: Iterable[Finding]) -> list[Finding]:
    """The findings with what breaks first, else as they stand on the page; what both comparisons tell only once."""
    merged: dict[tuple[Any, ...], Finding] = {}
    for one in found:
        key = (one.kind, one.operation, one.entry, one.name, one.part)
        known = merged.get(key)
        if known is None:
            merged[key] = one
        else:
            against = tuple(sorted({*known.against, *one.against}))
            where = known if known.file else one
            told = known if "lock" in known.against else one  # what is gone has left its neighbours in the lock
            merged[key] = replace(known, against=against, file=where.file, pointer=where.pointer, line=told.line)
    return sorted(merged.values(), key=_rank)


def _rank(one: Finding) -> tuple[Any, ...]:
    unplaced = one.line is None
    return (
        not one.breaking,
        unplaced,
        one.line or 0,
        KINDS.index(one.kind),
        one.operation or "",
        one.name or "",
        one.part or "",
    )

"""The findings of a check: changes with their operation and the place in specs/ to edit."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from typing import Any, Literal

from .changes import KINDS, Change

Against = Literal["lock", "spec"]


@dataclass(frozen=True, slots=True)
class Finding(Change):
    """A change with what it was compared against and where to edit.

    `file` and `pointer` are the place in specs/: the changed object itself, or the one that should contain it.
    """

    operation: str | None = None
    against: tuple[Against, ...] = ()
    file: str | None = None
    pointer: str | None = None

    @classmethod
    def of(cls, change: Change, **more: Any) -> Finding:
        """Return a change as a finding."""
        return cls(**{one.name: getattr(change, one.name) for one in fields(Change)}, **more)

    def as_json(self) -> dict[str, Any]:
        """Return the finding as `docs.py check --json` prints it."""
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


def in_order(findings: Iterable[Finding]) -> list[Finding]:
    """Return the findings in page order, breaking ones first. Merge a change that both comparisons report."""
    merged: dict[tuple[Any, ...], Finding] = {}
    for one in findings:
        key = (one.kind, one.operation, one.entry, one.name, one.part)
        known = merged.get(key)
        if known is None:
            merged[key] = one
        else:
            against = tuple(sorted({*known.against, *one.against}))
            located = known if known.file else one
            lined = known if "lock" in known.against else one  # the lock knows the line before a removed item
            merged[key] = replace(known, against=against, file=located.file, pointer=located.pointer, line=lined.line)
    return sorted(merged.values(), key=_rank)


def _rank(one: Finding) -> tuple[Any, ...]:
    has_no_line = one.line is None
    return (
        not one.breaking,
        has_no_line,
        one.line or 0,
        KINDS.index(one.kind),
        one.operation or "",
        one.name or "",
        one.part or "",
    )

"""A difference between two inventories."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

Kind = Literal[
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
]
KINDS: tuple[Kind, ...] = get_args(Kind)

# A client that follows the old documentation may fail after one of these changes.
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


@dataclass(frozen=True, slots=True)
class Entry:
    """A place on the page: an operation, a section (without a title), or the whole page (without a section)."""

    section: str = ""
    title: str | None = None
    occurrence: int = 1

    def __str__(self) -> str:
        number = f" ({self.occurrence})" if self.occurrence > 1 else ""
        return " / ".join(part for part in (self.section, self.title) if part) + number or "the page itself"


@dataclass(frozen=True, slots=True)
class Change:
    """One difference.

    `name` is what differs (a field, a parameter, a code). `part` is the part of the operation with it (a table, an
    example). `line` is a line of the new side; for a removal, it is the line before the removed text. `demands`
    means that callers must send more than before, for example a field that has become required.
    """

    kind: Kind
    entry: Entry
    line: int | None = None
    name: str | None = None
    part: str | None = None
    was: str | None = None
    now: str | None = None
    demands: bool = False

    @property
    def breaking(self) -> bool:
        """Whether requests that were correct may now fail."""
        return self.kind in _BREAKING or self.demands

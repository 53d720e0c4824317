"""The intended differences of specs/ from a page, which specs/deviations.yaml lists with their reasons.

A deviation names the operation (or the section, for tables outside of operations), the kind of finding, and the name
and part of the finding, which may contain `*`. A deviation that explains no finding is itself reported.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import Any

from .changes import Entry, Kind
from .findings import Finding
from .spec_files import SpecError, SpecFiles
from .specs import Specs
from .type_guards import is_object

FILE = "deviations.yaml"
_NEEDED = ("page", "kind", "reason")
_KNOWN = {*_NEEDED, "operation", "section", "name", "part"}


@dataclass(frozen=True, slots=True)
class Deviation:
    """An intended difference."""

    page: str
    kind: Kind
    reason: str
    operation: str | None
    section: str | None
    name: str
    part: str
    pointer: str

    def explains(self, one: Finding) -> bool:
        """Return whether this deviation explains a finding."""
        return (
            one.kind == self.kind
            and one.operation == self.operation
            and (self.section is None or one.entry.section == self.section)
            and _matches(one.name, self.name)
            and _matches(one.part, self.part)
        )


def _matches(text: str | None, pattern: str) -> bool:
    return fnmatchcase(text or "", pattern.replace("[", "[[]"))  # brackets mean lists, not character sets


def read(files: SpecFiles, page: str) -> list[Deviation]:
    """Return the deviations from a page."""
    path = files.root / FILE
    if not path.exists():
        return []
    listed: list[Any] = files.load(path) or []
    found: list[Deviation] = []
    for at, one in enumerate(listed):
        if not is_object(one) or set(one) - _KNOWN or not all(one.get(key) for key in _NEEDED):
            raise SpecError(f"{path}: deviation {at + 1} needs {', '.join(_NEEDED)}, and may have no key but {_KNOWN}")
        if one["page"] == page:
            texts = {key: one.get(key) for key in ("operation", "section")}
            name, part = one.get("name", "*"), one.get("part", "*")
            found.append(Deviation(page, one["kind"], one["reason"], **texts, name=name, part=part, pointer=f"/{at}"))
    return found


def apply(found: Iterable[Finding], deviations: Iterable[Deviation], specs: Specs) -> list[Finding]:
    """Return the findings that no deviation explains, and a finding for each deviation that explains none."""
    entries = {operation.id: operation.entries[0] for operation in specs.operations if operation.entries}
    left: list[Finding] = []
    every = tuple(deviations)
    unused = list(every)
    for one in found:
        explaining = [deviation for deviation in every if deviation.explains(one)]
        if not explaining:
            left.append(one)
        for deviation in explaining:
            if deviation in unused:
                unused.remove(deviation)
    superfluous = (
        Finding(
            "deviation-unused",
            entries.get(deviation.operation or "", Entry(deviation.section or "")),
            name=f"{deviation.kind} {deviation.name}",
            part=deviation.part if deviation.part != "*" else None,
            operation=deviation.operation,
            against=("spec",),
            file=specs.files.name(specs.files.root / FILE),
            pointer=deviation.pointer,
        )
        for deviation in unused
    )
    return [*left, *superfluous]

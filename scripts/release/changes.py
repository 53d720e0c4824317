"""A contract change: one difference between a vendor's page and specs/, with what a reviewer needs to judge it."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from typing import Any, Literal

from vendor_docs.changes import Kind

Evidence = Literal["documented", "seen", "inferred"]
QUOTE_LENGTH = 200


@dataclass(frozen=True, slots=True, order=True)
class Statement:
    """What a change says, in a changelog too.

    `section`, `title` and `occurrence` name the entry of the page. `name`, `part`, `was` and `now` are as in
    `vendor_docs.changes.Change`.
    """

    vendor: str
    kind: Kind
    section: str
    title: str | None
    occurrence: int
    name: str | None
    part: str | None
    was: str | None
    now: str | None
    breaking: bool


@dataclass(frozen=True, slots=True)
class ContractChange(Statement):
    """One change of what a service promises.

    `line` is the line of the entry on the new page. `before` and `after` quote the page, in at most `QUOTE_LENGTH`
    characters; `before` is empty for an addition, `after` for a removal.

    `service`, `operation`, `file` and `pointer` are where the change is described in specs/. `evidence` and `reason`
    say how well the page supports that description. `todo` says what a person must still do, and is None if nothing.
    """

    line: int | None
    before: str
    after: str
    service: str | None
    operation: str | None
    file: str | None
    pointer: str | None
    evidence: Evidence
    reason: str
    todo: str | None

    @property
    def hash(self) -> str:
        """Identify the change by what it says. Its line and its place in specs/ do not count."""
        said = (
            *(self.vendor, self.kind, self.section, self.title, self.occurrence),
            *(self.name, self.part, self.was, self.now, self.before, self.after),
        )
        return hashlib.sha256(json.dumps(said, ensure_ascii=False).encode()).hexdigest()[:16]

    def as_json(self) -> dict[str, Any]:
        """Return the change as a JSON object, with its hash."""
        return {"hash": self.hash, **asdict(self)}

    @classmethod
    def from_json(cls, document: dict[str, Any]) -> ContractChange:
        """Return the change that `as_json` wrote."""
        return cls(**{name: value for name, value in document.items() if name != "hash"})

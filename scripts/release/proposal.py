"""A proposal as it is stored beside the edits: what it was made from, its changes and the results of its gates."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any

from .changes import ContractChange

FORMAT = 1
FOLDER = "proposal"
"""The folder of a proposal's own files. They are never part of a release."""
FILE = f"{FOLDER}/proposal.json"
DECISIONS = "specs/decisions.json"
"""What reviewers decided. A release keeps it, so that the next proposal knows it."""
MACHINE = "refs/heads/release/machine"
"""What the last run made, without a reviewer's edits: the base of the next three-way merge."""
BRANCH = "refs/heads/release/proposal"
"""The proposal that reviewers read and edit."""


class ProposalError(Exception):
    """There is no proposal, or it cannot be used. The message says what to do."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a proposal was made from, and what it found.

    `base` is the commit that it starts from, `pages` has the hash of each page. `decided` is the hash of the decisions
    that it knew. `problems` are contradictions that must be resolved before the release. `version` is None if nothing
    assessed the proposal.
    """

    base: str
    date: str
    pages: dict[str, str]
    changes: list[ContractChange]
    gates: dict[str, str] = field(default_factory=dict[str, str])
    problems: list[str] = field(default_factory=list[str])
    decided: str = ""
    version: str | None = None
    hand_work: list[str] = field(default_factory=list[str])

    @property
    def open(self) -> list[ContractChange]:
        """The changes that a person must finish or decide."""
        return [change for change in self.changes if change.todo]

    def as_json(self) -> str:
        """Return the proposal as the text of a file."""
        document = {
            "format": FORMAT,
            "base": self.base,
            "date": self.date,
            "pages": dict(sorted(self.pages.items())),
            "version": self.version,
            "gates": self.gates,
            "problems": self.problems,
            "decided": self.decided,
            "hand_work": self.hand_work,
            "changes": [change.as_json() for change in self.changes],
        }
        return json.dumps(document, ensure_ascii=False, indent=1) + "\n"

    @classmethod
    def from_json(cls, text: str) -> Proposal:
        """Return the proposal that `as_json` wrote."""
        document: dict[str, Any] = json.loads(text)
        if document.pop("format", None) != FORMAT:
            raise ProposalError("the proposal is of another version of this command; run `release propose` again")
        changes = [ContractChange.from_json(one) for one in document.pop("changes")]
        return cls(changes=changes, **document)

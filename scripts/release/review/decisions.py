"""What reviewers have decided about contract changes, kept in a file and applied to every later run.

A decision belongs to the hash of a change, so it holds as long as the page says the same. A decision whose change does
not occur any more is stale; it is reported and kept until a person removes it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Literal, get_args

from generator.type_guards import is_list, is_object
from vendor_docs.text import replace_file

from ..changes import ContractChange
from ..errors import AssessmentError

Verdict = Literal["accept", "reject", "later"]
VERDICTS: tuple[Verdict, ...] = get_args(Verdict)


class DecisionError(AssessmentError):
    """A file of decisions is damaged, or a decision is incomplete. The message says where."""


@dataclass(frozen=True, slots=True)
class Decision:
    """What a reviewer decided about one change.

    `hash` is that of the change. `note` says why; rejecting and postponing need one. `about` is a line for people.
    """

    hash: str
    verdict: Verdict
    note: str = ""
    about: str = ""


class Decisions:
    """The decisions about changes, by their hashes.

    Raises:
        DecisionError: There are two decisions about one change, or one that lacks its note.
    """

    def __init__(self, decisions: Iterable[Decision] = ()) -> None:
        self._by_hash: dict[str, Decision] = {}
        for each in decisions:
            if each.hash in self._by_hash:
                raise DecisionError(f"there are two decisions about {each.hash}")
            self._add(each)

    def decide(self, change: ContractChange, verdict: Verdict, note: str = "") -> Decision:
        """Decide about a change, in the place of an earlier decision about it."""
        about = " ".join(filter(None, [change.kind, change.vendor, change.section, change.title, change.name]))
        made = Decision(change.hash, verdict, note, about)
        self._add(made)
        return made

    def _add(self, decision: Decision) -> None:
        if decision.verdict != "accept" and not decision.note.strip():
            raise DecisionError(f"the decision about {decision.hash} needs a note: why {decision.verdict}?")
        self._by_hash[decision.hash] = decision

    def about(self, change: ContractChange) -> Decision | None:
        """Return the decision about a change."""
        return self._by_hash.get(change.hash)

    def shipped(self, changes: Iterable[ContractChange]) -> list[ContractChange]:
        """Return the changes that a release has: those that nobody has rejected or postponed."""
        return [each for each in changes if (found := self.about(each)) is None or found.verdict == "accept"]

    def stale(self, changes: Iterable[ContractChange]) -> list[Decision]:
        """Return the decisions about changes that are not among these, sorted by their hashes."""
        hashes = {each.hash for each in changes}
        return [found for name, found in sorted(self._by_hash.items()) if name not in hashes]

    def as_json(self) -> str:
        """Return the text of the file, sorted by hash."""
        ordered = [asdict(found) for _, found in sorted(self._by_hash.items())]
        return json.dumps({"decisions": ordered}, ensure_ascii=False, indent=1) + "\n"

    @classmethod
    def from_json(cls, text: str) -> Decisions:
        """Return the decisions that `as_json` wrote.

        Raises:
            DecisionError: The text is something else.
        """
        try:
            document = json.loads(text)
        except ValueError as error:
            raise DecisionError(f"the decisions are not JSON: {error}") from None
        found = document.get("decisions") if is_object(document) else None
        if not is_list(found):
            raise DecisionError("the decisions are not a list under `decisions`")
        return cls(_decision(number, each) for number, each in enumerate(found, 1))

    def save(self, path: Path) -> None:
        """Write the decisions to a file, which is replaced as a whole."""
        replace_file(path, self.as_json())

    @classmethod
    def load(cls, path: Path) -> Decisions:
        """Return the decisions of a file; none if it does not exist."""
        return cls.from_json(path.read_text("utf-8")) if path.is_file() else cls()


def _decision(number: int, document: object) -> Decision:
    fields: Mapping[str, object] = document if is_object(document) else {}
    texts = {name: each for name, each in fields.items() if isinstance(each, str)}
    if not {"hash", "verdict"} <= texts.keys() <= {"hash", "verdict", "note", "about"} or len(texts) != len(fields):
        raise DecisionError(f"decision {number} is not a decision")
    for verdict in VERDICTS:
        if texts["verdict"] == verdict:
            return Decision(texts["hash"], verdict, texts.get("note", ""), texts.get("about", ""))
    raise DecisionError(f"decision {number} says {texts['verdict']!r}, which is none of {', '.join(VERDICTS)}")

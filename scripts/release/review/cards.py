"""The review of a proposal: a first screen with what matters, then a card of at most 15 lines for each change."""

from __future__ import annotations

import base64
import datetime
import hashlib
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from ..changes import QUOTE_LENGTH, ContractChange
from ..version import Reason, highest
from .changelog import WARNING, advice, code
from .decisions import Decision, Decisions
from .sdk_names import SdkNames
from .tree_facts import TreeFacts, signature_texts

CARD_LINES = 15
SHOWN = 300
"""Characters of a signature or a statement on a card."""
_TESTS = 3
_TEMPLATES = Path(__file__).parent / "templates"


class Row(NamedTuple):
    """A line of a card. `quoted` says that the text is a quote, not a sentence of the review."""

    label: str
    text: str
    quoted: bool = True


@dataclass(frozen=True, slots=True)
class Card:
    """What a reviewer sees of one change."""

    number: int
    change: ContractChange
    name: str
    kind: str
    rows: list[Row]
    decision: Decision | None

    @property
    def state(self) -> str:
        """Return the verdict, or `open`."""
        return self.decision.verdict if self.decision else "open"


@dataclass(frozen=True, slots=True)
class Review:
    """All that a review shows."""

    version: str
    last: str
    date: datetime.date
    notes: str
    reasons: list[Reason]
    cards: list[Card]
    stale: list[Decision]
    problems: list[str]

    @property
    def counts(self) -> list[tuple[str, int]]:
        """Return how many changes there are of each kind and in each state."""
        kinds = Counter(card.kind for card in self.cards)
        states = Counter(card.state for card in self.cards)
        return [*sorted(kinds.items()), *sorted(states.items())]

    @property
    def breaking(self) -> list[Card]:
        """Return the cards of breaking changes."""
        return [card for card in self.cards if card.change.breaking]

    @property
    def todos(self) -> list[Card]:
        """Return the cards that leave work to a person."""
        return [card for card in self.cards if card.change.todo is not None]

    @property
    def level(self) -> str:
        """Return the highest level of the reasons."""
        return highest(self.reasons).name.lower()


def cards(
    changes: Sequence[ContractChange], names: SdkNames, before: TreeFacts, after: TreeFacts, decisions: Decisions
) -> list[Card]:
    """Return a card for each change: breaking ones first, then those with work to do, then as on the page."""
    ordered = sorted(changes, key=lambda each: (not each.breaking, each.todo is None))
    return [
        Card(number, each, names.of(each), each.kind.replace("-", " "), rows, decisions.about(each))
        for number, each in enumerate(ordered, 1)
        for rows in [_rows(each, names, before, after)]
    ]


def _rows(change: ContractChange, names: SdkNames, before: TreeFacts, after: TreeFacts) -> list[Row]:
    place = " / ".join(filter(None, [change.vendor, change.section, change.title]))
    number = f" (no. {change.occurrence})" if change.occurrence != 1 else ""
    where = f"{change.file or 'no file'}{f' {change.pointer}' if change.pointer else ''}"
    what = [change.name or "", f"in {change.part}" if change.part else ""]
    values = [f"was {change.was}" if change.was is not None else "", f"now {change.now}" if change.now else ""]
    rows = [
        Row("Page", f"{place}{number}, line {change.line or 'unknown'}"),
        Row("What", ", ".join(filter(None, [" ".join(filter(None, what)), *values])) or "all of it"),
        Row("Quote before", _quote(change.before)),
        Row("Quote after", _quote(change.after)),
        Row("Spec", where),
    ]
    if change.operation is not None:
        rows += _operation_rows(change, change.operation, names.method(change), before, after)
    rows.append(Row("Evidence", f"{change.evidence}: {change.reason}"))
    rows.append(Row("Users", advice(change), quoted=False))
    if change.todo is not None:
        rows.append(Row("To do", change.todo))
    return [Row(label, _short(text), quoted) for label, text, quoted in rows]


def _operation_rows(
    change: ContractChange, operation: str, method: str, before: TreeFacts, after: TreeFacts
) -> list[Row]:
    signatures = signature_texts(change, method, before, after)
    servers = [facts.server(operation, method) or "none" for facts in (before, after)]
    tests = after.tests(operation, change.vendor)
    more = f" and {len(tests) - _TESTS} more" if len(tests) > _TESTS else ""
    return [
        *_pair("Signature", *signatures),
        *_pair("Server", servers[0], servers[1]),
        Row("Tests", ", ".join(tests[:_TESTS]) + more if tests else "none"),
    ]


def _pair(label: str, old: str, new: str) -> list[Row]:
    if old == new:
        return [Row(f"{label}, as before", new)]
    return [Row(f"{label} before", old), Row(f"{label} after", new)]


def _quote(text: str) -> str:
    """Return a quote on one line, in at most `QUOTE_LENGTH` characters."""
    folded = " ".join(text.split())
    return folded if len(folded) <= QUOTE_LENGTH else f"{folded[: QUOTE_LENGTH - 1]}…"


def _short(text: str) -> str:
    folded = " ".join(text.split())
    return folded if len(folded) <= SHOWN else f"{folded[: SHOWN - 1]}…"


def markdown(review: Review) -> str:
    """Return the review as Markdown, with a newline at its end."""
    lines = [f"# Review of {review.version}", "", f"{review.date.isoformat()}, after {review.last}: {review.level}."]
    if review.notes:
        lines += ["", review.notes]
    lines += ["", "| changes | number |", "| --- | --- |"]
    lines += [f"| {what} | {number} |" for what, number in [("all", len(review.cards)), *review.counts]]
    lists = {
        "Breaking": [f"{card.number}. {code(card.name)}: {card.kind}" for card in review.breaking],
        "To do": [f"{card.number}. {code(card.name)}: {code(card.change.todo or '')}" for card in review.todos],
        "Why this version": [
            f"- {each.level.name.lower()} ({each.source}): {code(each.where)}: {code(each.what)}"
            for each in review.reasons
        ],
        "Problems": [f"- {code(each)}" for each in review.problems],
        "Stale decisions": [f"- {each.verdict} {code(each.hash)}: {code(each.about)}" for each in review.stale],
    }
    for title, entries in lists.items():
        if entries:
            lines += ["", f"## {title}", "", *entries]
    lines += ["", "## Changes"]
    for card in review.cards:
        lines += ["", *card_lines(card)]
    return "\n".join(lines) + "\n"


def card_lines(card: Card) -> list[str]:
    """Return a card as Markdown: a heading and a list, of at most `CARD_LINES` lines."""
    warning = f"{WARNING} " if card.change.breaking else ""
    decision = f" ({card.state}: {code(card.decision.note)})" if card.decision else " (open)"
    heading = f"### {card.number}. {warning}{code(card.name)}: {card.kind}"
    return [
        heading,
        f"- Change: {code(card.change.hash)}{decision}",
        *(f"- {row.label}: {code(row.text) if row.quoted else row.text}" for row in card.rows),
    ]


def html(review: Review) -> str:
    """Return the review as one HTML page that loads nothing and runs no script."""
    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    style = _TEMPLATES.joinpath("review.css").read_text("utf-8").strip()
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    page: str = environment.get_template("review.html.jinja").render(review=review, style=style, digest=digest)
    # Characters that HTML cannot hold, and those that reverse the direction of a text.
    return re.sub(r"[\x00-\x08\x0b-\x1f\x7f\u202a-\u202e\u2066-\u2069]", "\ufffd", page)

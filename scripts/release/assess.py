"""Assess a proposal: the version that its changes demand, its changelog, and its review.

The result depends on the arguments alone: no clock, no network, and the same bytes in every run.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from vendor_docs.changes import Kind

from .changes import ContractChange
from .comparison import descriptions, programs, surface, wire
from .review import changelog
from .review.cards import Review, cards, html, markdown
from .review.decisions import Decision, Decisions
from .review.sdk_names import SdkNames
from .review.tree_facts import TreeFacts
from .trees import PACKAGES, Tree
from .version import Level, Override, Reason, bump, choose, highest


@dataclass(frozen=True, slots=True)
class Assessment:
    """The version, the changelog and the review of a proposal.

    `version` is the next version, `derived` the one without an override, and `reasons` say why, the highest first.
    `changelog_markdown` is the section of the release, for `changelog.with_release`, and `changelog_json` the file
    beside it. `problems` are contradictions that a reviewer must look at.
    """

    version: str
    derived: str
    level: Level
    reasons: list[Reason]
    changelog_markdown: str
    changelog_json: str
    review_markdown: str
    review_html: str
    stale_decisions: list[Decision]
    problems: list[str]


def compare(before: Tree, after: Tree) -> list[Reason]:
    """Return the differences of the descriptions and of the public Python between two checkouts."""
    reasons = descriptions.compare(before.descriptions_unlike(after), after.descriptions_unlike(before))
    if before.digest("overlays", "generated") != after.digest("overlays", "generated"):
        reasons += surface.compare(before.packages, after.packages)
    return reasons


def measure(before: Tree, after: Tree) -> list[Reason]:
    """Return the reasons that running both checkouts gives: programs of the last release, and calls at each server.

    This takes one to two minutes. Nothing runs if the checkouts have the same packages.

    Raises:
        RunError: A checkout cannot run any program.
    """
    if before.digest(*PACKAGES) == after.digest(*PACKAGES) and before.sources == after.sources:
        return []
    with ThreadPoolExecutor(2) as pool:
        running = [pool.submit(programs.compare, before, after)]
        if wire.is_measurable(before) and wire.is_measurable(after):
            running.append(pool.submit(wire.compare, before, after))
        found = [reason for each in running for reason in each.result()]
    if len(running) == 1:
        found.append(Reason(Level.NONE, "wire", "the last release", "has no calls to measure, so nothing was measured"))
    return found


def assess(
    changes: Sequence[ContractChange],
    before: Tree,
    after: Tree,
    decisions: Decisions,
    date: datetime.date,
    *,
    last: str,
    override: Override | None = None,
    differences: Sequence[Reason] | None = None,
    measured: Iterable[Reason] = (),
    stable: bool = False,
) -> Assessment:
    """Assess the changes of a proposal.

    Args:
        changes: The contract changes of the pages, including those with work to do.
        before: The checkout of the last release.
        after: The checkout with the proposal, whose code is generated.
        decisions: What reviewers have decided so far. The changelog leaves out what they rejected or postponed.
        date: The day of the release.
        last: The version of the last release.
        override: The version that a person chooses instead, with its reason.
        differences: What `compare` returns for the checkouts, if it is known already. It takes seconds.
        measured: What running both checkouts has shown, which `measure` returns.
        stable: End the 0.x series.

    Raises:
        VersionError: The override has no reason, or does not follow the last release.
    """
    compared = compare(before, after) if differences is None else differences
    reasons = sorted([*compared, *measured], key=lambda each: -each.level)
    level = highest(reasons)
    derived = bump(last, level, stable=stable)
    version = choose(last, level, override, stable=stable)
    notes = ""
    if override is not None and version != derived:
        notes = f"The version was chosen by hand instead of {derived}: {_plain(override.reason)}"
        reasons.insert(0, Reason(level, "override", version, _plain(override.reason)))
    concerned = {each.service for each in changes}
    described = [tree.description(name) for tree in (before, after) for name in tree.services if name in concerned]
    names = SdkNames(described)
    shipped = decisions.shipped(changes)
    written = changelog.unreleased(after.read("CHANGELOG.md"))
    found = Review(
        version=version,
        last=last,
        date=date,
        notes=notes,
        reasons=reasons,
        cards=cards(changes, names, TreeFacts(before), TreeFacts(after), decisions),
        stale=decisions.stale(changes),
        problems=_problems(shipped, level),
    )
    return Assessment(
        version=version,
        derived=derived,
        level=level,
        reasons=reasons,
        changelog_markdown=changelog.release_section(version, date, shipped, names.of, notes, written),
        changelog_json=changelog.as_json(version, date, shipped, reasons, notes),
        review_markdown=markdown(found),
        review_html=html(found),
        stale_decisions=found.stale,
        problems=found.problems,
    )


_LOST: frozenset[Kind] = frozenset(
    {
        "operation-removed",
        "parameter-removed",
        "field-removed",
        "type-changed",
        "enum-value-removed",
        "error-code-removed",
    }
)
"""Kinds of breaking changes that the descriptions must show. A page may also break its own examples or order."""
_PROSE: frozenset[Kind] = frozenset({"text-changed", "deviation-unused", "example-invalid", "operation-moved"})


def _problems(shipped: Sequence[ContractChange], level: Level) -> list[str]:
    """Return contradictions between what the pages say and what the checkouts show."""
    finished = [each for each in shipped if each.todo is None]
    breaking = [each for each in finished if each.breaking and each.kind in _LOST]
    problems: list[str] = []
    if breaking and level < Level.MAJOR:
        problems.append(f"{_counted(breaking)} of the pages are breaking, but no comparison of the checkouts is")
    if level is Level.NONE and (changed := [each for each in finished if each.kind not in _PROSE]):
        problems.append(f"{_counted(changed)} of the pages are finished, but nothing in the checkout has changed")
    return problems


def _counted(changes: Sequence[ContractChange]) -> str:
    return f"{len(changes)} changes ({', '.join(each.hash for each in changes[:3])})"


def _plain(text: str) -> str:
    """Return a sentence on one line that cannot be markup."""
    folded = " ".join(text.split()).replace("&", "&amp;").replace("<", "&lt;")
    return folded if folded.endswith((".", "!", "?")) else f"{folded}."

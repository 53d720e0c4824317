"""`docs.py check` reports every significant change of a page under its operation, and nothing else.

Changes are drawn from all sections of both vendors' pages, if available, and of our own small pages. Several are made
in one text, each in another entry, and each must be reported.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from vendor_docs import PAGES, PageError, lock, read
from vendor_docs.changes import Entry
from vendor_docs.checker import Checker
from vendor_docs.diff import diff
from vendor_docs.findings import Finding

from tests.contract.vendor_pages.page_mutations import MEANINGLESS, Mutation, Page, applied, compatible
from tests.unit.vendor_docs.sample_pages import SMALL, need

SPECS = Path(__file__).resolve().parents[3] / "specs"
IN_ONE_TEXT = 8
DRAWN = settings(
    derandomize=True,
    database=None,
    deadline=None,
    phases=(Phase.generate,),
    suppress_health_check=list(HealthCheck),
)


@dataclass
class DescribedOperation:
    """A page, its check, and every possible change of it."""

    name: str
    text: str
    checker: Checker | None  # None for a small page: it has no specs, and is only compared with its lock
    by_section: dict[str, dict[str, list[Mutation]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.inventory = read(self.name, self.text)
        self.locked = lock.from_json(self.name, lock.to_json(lock.condense(self.inventory)))
        for one in Page(self.text, self.inventory).mutations():
            self.by_section.setdefault(one.section, {}).setdefault(one.sort, []).append(one)
        self.operations = {
            entry: operation.id
            for operation in (self.checker.specs.operations if self.checker else ())
            for entry in operation.entries
        }

    def __str__(self) -> str:
        return f"{self.name}, {'the real page' if self.checker else 'the small page'}"

    def check(self, text: str) -> list[Finding]:
        """Return the findings of a changed page."""
        inventory = read(self.name, text)
        if self.checker:
            return self.checker.check(inventory)
        return [Finding.of(change) for change in diff(self.locked, lock.condense(inventory))]

    def sorts(self) -> set[str]:
        """Return the kinds of changes that are possible."""
        return {sort for sorts in self.by_section.values() for sort in sorts}

    def strays(self, drawn: list[Mutation], found: list[Finding]) -> list[str]:
        """Return findings about unchanged parts."""
        entries = {entry for one in drawn for entry in one.entries}
        known = {self.operations.get(entry) for entry in entries} - {None}
        whole = {one.section for one in drawn if one.sort == "remove section"}
        return [
            f"{one.kind} of {one.entry}: {one.name}"
            for one in found
            if one.entry not in entries
            and one.operation not in known
            and one.entry.section not in whole
            and not (whole and one.entry == Entry())  # text before a removed heading now belongs to other prose
        ]


@cache
def subject(name: str, *, small: bool) -> DescribedOperation:
    """Return a page with all its changes; built once."""
    if small:
        return DescribedOperation(name, SMALL[name], None)
    return DescribedOperation(name, need(name), Checker(SPECS, name))


@st.composite
def changes(draw: st.DrawFn, page: DescribedOperation) -> list[Mutation]:
    """Return changes of as many sections as fit into one text, each of another entry."""
    drawn: list[Mutation] = []
    for section in draw(st.permutations(sorted(page.by_section)))[:IN_ONE_TEXT]:
        sorts = page.by_section[section]
        one = draw(st.sampled_from(sorts[draw(st.sampled_from(sorted(sorts)))]))
        if all(compatible(one, other) for other in drawn):
            drawn.append(one)
    return drawn


WHICH = [
    pytest.param(name, small, id=f"{'small' if small else 'real'}-{name}") for small in (True, False) for name in PAGES
]
LONG = [pytest.param(*each.values, id=each.id, marks=[] if each.values[1] else pytest.mark.slow) for each in WHICH]
"""The real pages are long, so hundreds of changes to them are slow."""


@pytest.mark.parametrize(("name", "small"), WHICH)
def test_an_unchanged_page_has_no_finding(name: str, small: bool) -> None:
    page = subject(name, small=small)
    assert page.check(page.text) == []


@pytest.mark.parametrize(("name", "small"), LONG)
def test_every_change_is_reported_under_its_operation(
    name: str, small: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    page = subject(name, small=small)
    made: Counter[str] = Counter()
    sections: set[str] = set()
    missed: list[str] = []
    strays: list[str] = []

    @settings(DRAWN, max_examples=40)
    @given(changes(page))
    def change(drawn: list[Mutation]) -> None:
        try:
            found = page.check(applied(page.text, drawn))
        except PageError as error:
            missed.extend(f"{one}: unreadable, {error}" for one in drawn)
            return
        for one in drawn:
            made[one.sort] += 1
            sections.add(one.section)
            if missing := one.missing(found):
                missed.append(f"{one}: {', '.join(missing)}")
        strays.extend(f"{stray} ({'; '.join(map(str, drawn))})" for stray in page.strays(drawn, found))

    change()
    # A kind or a section that was never drawn is tested once, alone.
    every = [(section, sort, drawn) for section, sorts in page.by_section.items() for sort, drawn in sorts.items()]
    for section, sort, drawn in every:
        if sort not in made or section not in sections:
            made[sort] += 1
            sections.add(section)
            found = page.check(applied(page.text, drawn[:1]))
            missed.extend(f"{drawn[0]}: {missing}" for missing in drawn[0].missing(found))
            strays.extend(f"{stray} ({drawn[0]})" for stray in page.strays(drawn[:1], found))

    total = made.total()
    with capsys.disabled():
        print(
            f"\n  {page}: {total} changes of {len(made)} sorts in {len(sections)} of {len(page.by_section)} sections,"
        )
        print(f"  recall {1 - len(missed) / total:.1%}, findings about anything else {len(strays)}")
    assert missed == []
    assert strays == []
    assert sections == set(page.by_section)
    assert total >= (40 if small else 200)


@pytest.mark.parametrize(("name", "small"), LONG)
def test_insignificant_changes_are_not_reported(name: str, small: bool, capsys: pytest.CaptureFixture[str]) -> None:
    page = subject(name, small=small)
    alarms: list[str] = []
    count = 0
    ways = st.tuples(st.sampled_from(MEANINGLESS), st.integers(0, len(page.text) - 1))

    @settings(DRAWN, max_examples=40)
    @given(st.lists(ways, min_size=6, max_size=12))
    def change(drawn: list[tuple[object, int]]) -> None:
        nonlocal count
        text = page.text
        for way, at in drawn:
            text = way(text, min(at, len(text) - 1))
            count += 1
        names = ", ".join(f"{way.__name__} at {at}" for way, at in drawn)
        try:
            alarms.extend(f"{one.kind} of {one.entry}: {one.name} ({names})" for one in page.check(text))
        except PageError as error:
            alarms.append(f"{error} ({names})")

    change()
    with capsys.disabled():
        print(f"\n  {page}: {count} changes that mean nothing, {len(alarms)} false alarms")
    assert alarms == []


@pytest.mark.parametrize(("name", "small"), LONG)
def test_a_page_truncated_anywhere_is_rejected(name: str, small: bool) -> None:
    page = subject(name, small=small)
    passed: list[int] = []

    @settings(DRAWN, max_examples=60)
    @given(st.integers(0, len(page.text.rstrip()) - 1))
    def cut(at: int) -> None:
        try:
            if not page.check(page.text[:at]):
                passed.append(at)
        except PageError:
            pass

    cut()
    assert passed == []

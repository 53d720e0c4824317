"""docs/release-truth.md is about the changes that the code draws; its sums are right, and its numbers good enough."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.contract.release_truth.cases import Case, Group, Road
from tests.contract.release_truth.draws import GROUPS, draw
from tests.contract.release_truth.run import FILE, MIN_CHANGES, MIN_FINISHED_SHARE, MIN_WORDINGS
from tests.contract.release_truth.subjects import Subject, own, vendors
from tests.contract.release_truth.tables import LEVELS, SETS, TITLES, digest, set_name, tables_in, versions_digest
from tests.unit.release_assess.levels import MAX_TOO_HIGH_SHARE
from tests.unit.release_assess.truth import CASES

GROUP_OF = {title: group for group, title in TITLES.items()}


class OutcomeTable(NamedTuple):
    """A table on outcomes: the page and the group that it is about, its rows, and its last row, the sum."""

    page: str
    group: Group
    by: str
    rows: list[Counter[str]]
    total: Counter[str]


@pytest.fixture(scope="module", name="text")
def truth_page() -> str:
    return FILE.read_text("utf-8")


@pytest.fixture(scope="module", name="tables")
def outcome_tables(text: str) -> list[OutcomeTable]:
    found: list[OutcomeTable] = []
    for headings, first, rows in tables_in(text):
        by, *columns = [cell.strip() for cell in first.strip("|").split("|")]
        if by in {"Kind", "Section"}:
            counted = [Counter(dict(zip(columns, map(int, row[1:]), strict=True))) for row in rows]
            found.append(OutcomeTable(headings[1], GROUP_OF[headings[2]], by, counted[:-1], counted[-1]))
    return found


def rows_of(text: str, title: str) -> list[list[str]]:
    """Return the rows of the one table whose first column has a title."""
    (found,) = [rows for _, first, rows in tables_in(text) if first.startswith(f"| {title} |")]
    return found


def sets_in(text: str) -> dict[str, tuple[int, str]]:
    """Return the size and the digest of each set."""
    return {name: (int(size), printed.strip("`")) for name, size, printed in rows_of(text, SETS)}


def drawn_sets(subjects: list[Subject]) -> dict[str, list[tuple[Case, Road]]]:
    """Return the set of each page and group."""
    return {set_name(subject, group): draw(subject, group, "all") for subject in subjects for group in GROUPS}


def test_the_page_lists_the_changes_that_are_drawn(text: str, tmp_path: Path) -> None:
    """A set that has changed needs `dev.py release --truth` again. A vendor's page that is not here is not compared."""
    printed = sets_in(text)
    subjects = [*own(tmp_path), *vendors()]
    for name, cases in drawn_sets(subjects).items():
        assert printed[name] == (len(cases), digest(cases)), name
    assert len(printed) == 4 * len(GROUPS)
    assert f"Digest of the set: `{versions_digest()}`" in text


def test_a_digest_depends_on_every_change(tmp_path: Path) -> None:
    cases = draw(own(tmp_path)[0], "additive", "all")
    assert len({digest(cases), digest(cases[1:]), digest(cases[::-1])}) == 3


def test_the_sums_are_right(text: str, tables: list[OutcomeTable]) -> None:
    for one in tables:
        assert sum(one.rows, Counter()) == +one.total, one
        assert one.total["Cases"] == sum(count for name, count in one.total.items() if name != "Cases"), one
    sizes = {name: size for name, (size, _) in sets_in(text).items()}
    for by in ("Kind", "Section"):
        listed = [one for one in tables if one.by == by]
        assert {f"{one.page}: {TITLES[one.group].lower()}".lower(): one.total["Cases"] for one in listed} == {
            name.lower(): size for name, size in sizes.items()
        }
    assert sum(int(row[1]) for row in rows_of(text, "Form")[:-1]) == sum(sizes.values())


def test_the_numbers_are_good_enough(tables: list[OutcomeTable]) -> None:
    """Nothing is silent or wrong, additions are finished, and everything else has become a to-do."""
    totals = {group: sum((one.total for one in tables if one.by == "Kind" and one.group == group), Counter[str]())
              for group in GROUPS}  # fmt: skip
    for group, total in totals.items():
        assert (total["silent"], total["wrong"]) == (0, 0), group
    additive, other, wording = (totals[group] for group in GROUPS)
    assert additive["Cases"] + other["Cases"] >= MIN_CHANGES
    assert wording["Cases"] >= MIN_WORDINGS
    assert additive["finished"] >= MIN_FINISHED_SHARE * additive["Cases"]
    assert additive["finished"] + additive["to-do"] == additive["Cases"]
    assert other["to-do"] == other["Cases"]
    assert wording["finished"] == 0


def test_the_versions_are_right(text: str) -> None:
    *levels, total = [[int(cell) for cell in row[1:]] for row in rows_of(text, LEVELS)]
    cases, low, _, high = total
    assert [sum(column) for column in zip(*levels, strict=True)] == total
    assert (cases, low) == (len(CASES), 0)
    assert high <= MAX_TOO_HIGH_SHARE * cases


def test_the_gates_have_passed(text: str) -> None:
    rows = rows_of(text, "Page")
    assert len(rows) == 2
    assert [row[3] for row in rows] == ["rules: passed, contract: passed"] * 2

"""Changes of a description get the level that was decided by hand: none too low, at most one in twenty too high."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from release.comparison.descriptions import compare
from release.version import Level, bump, highest

from tests.unit.release_assess.changed_description import SERVICE, description
from tests.unit.release_assess.truth import CASES, Case

SAMPLE = CASES[::6]


def level_of(case: Case) -> Level:
    return highest(compare({SERVICE: description()}, {SERVICE: case.changed()}))


def table(cases: Sequence[Case]) -> list[tuple[Case, Level]]:
    return [(case, level_of(case)) for case in cases]


def judge(found: Sequence[tuple[Case, Level]]) -> tuple[list[str], list[str]]:
    """Return what is too low and what is too high."""
    low = [case.name for case, level in found if level < case.level]
    high = [case.name for case, level in found if level > case.level]
    return low, high


def test_the_truth_set_has_at_least_forty_changes_of_every_level() -> None:
    assert len(CASES) >= 40
    assert {case.level for case in CASES} == set(Level)
    assert len({case.name for case in CASES}) == len(CASES)


@pytest.mark.parametrize("case", SAMPLE, ids=lambda case: case.name)
def test_a_change_has_the_level_that_was_decided(case: Case) -> None:
    assert level_of(case) is case.level


@pytest.mark.slow
def test_no_change_is_too_low_and_at_most_one_in_twenty_too_high() -> None:
    found = table(CASES)
    low, high = judge(found)
    for case, level in found:  # shown by `pytest -rP`
        print(f"{case.level.name:6} {level.name:6} {bump('0.4.1', level):6} {case.name}")
    assert low == []
    assert len(high) <= 0.05 * len(CASES), high


def test_the_judge_finds_levels_that_are_too_low_or_too_high() -> None:
    low, high = judge([(CASES[0], Level.MAJOR), (CASES[-1], Level.MINOR)])
    assert (low, high) == ([CASES[-1].name], [CASES[0].name])

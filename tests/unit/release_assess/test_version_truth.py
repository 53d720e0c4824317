"""Changes of a description get the level that was decided by hand: none too low, at most one in twenty too high."""

from __future__ import annotations

import pytest
from release.version import Level, bump

from tests.unit.release_assess.levels import MAX_TOO_HIGH_SHARE, judge_levels, level_of, level_table
from tests.unit.release_assess.truth import CASES, Case

SAMPLE = CASES[::6]


def test_the_truth_set_has_at_least_forty_changes_of_every_level() -> None:
    assert len(CASES) >= 40
    assert {case.level for case in CASES} == set(Level)
    assert len({case.name for case in CASES}) == len(CASES)


@pytest.mark.parametrize("case", SAMPLE, ids=lambda case: case.name)
def test_a_change_has_the_level_that_was_decided(case: Case) -> None:
    assert level_of(case) is case.level


@pytest.mark.slow
def test_no_change_is_too_low_and_at_most_one_in_twenty_too_high() -> None:
    found = level_table(CASES)
    low, high = judge_levels(found)
    for case, level in found:  # shown by `pytest -rP`
        print(f"{case.level.name:6} {level.name:6} {bump('0.4.1', level):6} {case.name}")
    assert low == []
    assert len(high) <= MAX_TOO_HIGH_SHARE * len(CASES), high


def test_the_judge_finds_levels_that_are_too_low_or_too_high() -> None:
    low, high = judge_levels([(CASES[0], Level.MAJOR), (CASES[-1], Level.MINOR)])
    assert (low, high) == ([CASES[-1].name], [CASES[0].name])

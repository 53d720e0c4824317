"""Compare the levels of the cases with those that were decided."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from release.comparison.descriptions import compare
from release.version import Level, highest

from tests.unit.release_assess.changed_description import SERVICE, description
from tests.unit.release_assess.truth import Case

MAX_TOO_HIGH_SHARE = 0.05
Levels = Sequence[tuple[Case, Level]]


def level_of(case: Case) -> Level:
    """Return the level that the code gives a case."""
    return highest(compare({SERVICE: description()}, {SERVICE: case.changed()}))


def level_table(cases: Iterable[Case]) -> Levels:
    """Return each case with the level that the code gives it."""
    return [(case, level_of(case)) for case in cases]


def judge_levels(found: Levels) -> tuple[list[str], list[str]]:
    """Return what is too low and what is too high."""
    low = [case.name for case, level in found if level < case.level]
    high = [case.name for case, level in found if level > case.level]
    return low, high

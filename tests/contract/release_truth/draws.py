"""Which changes are drawn, and by which roads their pages come."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from typing import Literal

from tests.contract.release_truth.additive import additions
from tests.contract.release_truth.cases import ROADS, Case, Group, Road, drawn
from tests.contract.release_truth.other import others
from tests.contract.release_truth.subjects import Subject
from tests.contract.release_truth.wording import wordings
from tests.contract.vendor_pages.page_mutations import Page

Size = Literal["sample", "all"]
_GENERATORS: dict[Group, Callable[[Page], Iterator[Case]]] = {
    "additive": additions,
    "other": others,
    "wording": wordings,
}
GROUPS: tuple[Group, ...] = ("additive", "other", "wording")
# How many cases of a page: of our own pages, and of the vendors', whose comparison takes ten times as long.
_OWN: dict[Size, dict[Group, int]] = {
    "sample": {"additive": 9, "other": 9, "wording": 9},
    "all": {"additive": 60, "other": 60, "wording": 60},
}
_VENDORS: dict[Size, dict[Group, int]] = {
    "sample": {"additive": 1, "other": 1, "wording": 1},
    "all": {"additive": 110, "other": 80, "wording": 80},
}


def draw(subject: Subject, group: Group, size: Size) -> list[tuple[Case, Road]]:
    """Return cases with their roads: every section has one before any has a second. The same ones in every run."""
    is_own = subject.is_own
    limit = (_OWN if is_own else _VENDORS)[size][group]
    cases = _in_turns(drawn(_GENERATORS[group](subject.page), group, each=3 if is_own else 1), group)[:limit]
    if is_own:
        return [
            (one, road) for at, one in enumerate(cases) for road in (ROADS if size == "all" else ROADS[at % 2 :][:1])
        ]
    return [(one, ROADS[at % 2]) for at, one in enumerate(cases)]


def _in_turns(cases: list[Case], group: Group) -> list[Case]:
    """Return cases so that each beginning of the list has as many sections and sorts as possible."""
    source = random.Random(f"turns/{group}")
    left = source.sample(cases, len(cases))
    found: list[Case] = []
    uses: dict[str, int] = {}
    while left:
        best = min(left, key=lambda one: (uses.get(one.change.section, 0), uses.get(one.sort, 0)))
        left.remove(best)
        found.append(best)
        for key in (best.change.section, best.sort):
            uses[key] = uses.get(key, 0) + 1
    return found

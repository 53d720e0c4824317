"""A changed page, and what must come of it."""

from __future__ import annotations

import random
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from tests.contract.vendor_pages.page_mutations import Mutation

Group = Literal["additive", "other", "wording"]
Road = Literal["text", "HTML"]
ROADS: tuple[Road, ...] = ("text", "HTML")


@dataclass(frozen=True, slots=True)
class Proof:
    """What specs/ must have after an addition. `kind` is what `name` is; `value` is its limit or its method."""

    kind: Literal["operation", "parameter", "field", "value", "error", "limit", "example"]
    name: str
    value: str | int | None = None


@dataclass(frozen=True, slots=True)
class Case:
    """A change of a page. `proofs` is empty unless it is an addition."""

    group: Group
    change: Mutation
    proofs: tuple[Proof, ...] = ()

    @property
    def sort(self) -> str:
        """Return what is changed."""
        return self.change.sort


def drawn(cases: Iterable[Case], seed: str, *, each: int) -> list[Case]:
    """Return at most `each` cases of every sort in every section. The same seed draws the same cases."""
    by_place: dict[tuple[str, str], list[Case]] = {}
    for one in cases:
        by_place.setdefault((one.sort, one.change.section), []).append(one)
    found: list[Case] = []
    for (sort, section), listed in sorted(by_place.items()):
        source = random.Random(f"{seed}/{sort}/{section}")
        found += source.sample(listed, min(each, len(listed)))
    return found

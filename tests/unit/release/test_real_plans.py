"""Additions to the vendors' real pages, where these are at hand, become descriptions that follow the rules."""

from __future__ import annotations

import random
import shutil
from pathlib import Path

import pytest
from generator.bundle import bundle, services
from release.plan import Planner
from vendor_docs import read

from tests.contract.vendor_pages.page_mutations import Mutation, Page, applied, compatible
from tests.samples import sampled
from tests.unit.release.test_plan import with_overlay
from tests.unit.spec_rules import document_problems, example_problems, operation_problems, summary_problems
from tests.unit.spec_shapes import null_problems, optional_problems
from tests.unit.vendor_docs.sample_pages import need

SPECS = Path(__file__).resolve().parents[3] / "specs"
SORTS = {
    "kinescope": ("add field", "add parameter", "add key", "add error", "add operation", "add value"),
    "platformcraft": ("add parameter", "add key", "add operation", "add value"),
}
EACH = 2


def drawn(page: Page, vendor: str) -> list[Mutation]:
    """Return additions of every sort, each to another entry."""
    seeded = random.Random(vendor)
    found: list[Mutation] = []
    mutations = list(page.mutations())
    for sort in SORTS[vendor]:
        fitting = [one for one in mutations if one.sort == sort]
        for one in seeded.sample(fitting, min(len(fitting), 60)):
            enough = sum(other.sort == sort for other in found) == EACH
            if not enough and all(compatible(one, other) for other in found):
                found.append(one)
    return found


@pytest.mark.parametrize("vendor", sampled(sorted(SORTS, reverse=True), len(SORTS)))
def test_additions_to_a_real_page_follow_the_rules(vendor: str, tmp_path: Path) -> None:
    text = need(vendor)
    additions = drawn(Page(text, read(vendor, text)), vendor)
    assert {one.sort for one in additions} >= set(SORTS[vendor]) - {"add value"}
    made = Planner(vendor, SPECS).plan(applied(text, additions))
    assert [change.todo for change in made.changes if change.todo] == []
    specs = tmp_path / "specs"
    shutil.copytree(SPECS, specs)
    made.apply(specs)
    documents = {folder.name: bundle(folder) for folder in services(specs) if folder.name.startswith(vendor)}
    for service, document in documents.items():
        before = bundle(SPECS / service)
        overlay = made.overlays.get(service)
        assert (with_overlay(before, overlay) if overlay else before) == document
        for rule in (document_problems, operation_problems, summary_problems, example_problems):
            assert list(rule(document)) == []
    for shapes in (optional_problems, null_problems):
        assert list(shapes(list(documents.values()))) == []

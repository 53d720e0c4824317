"""An operation may lose an example only to one that shows the same, with the words that the page adds."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tests.contract.release_truth.draws import draw
from tests.contract.release_truth.subjects import own
from tests.contract.release_truth.verdict import Outcome, judge


@pytest.mark.parametrize(("removed", "outcome"), [("", "finished"), ("old one", "wrong")])
def test_a_new_example_shows_what_the_former_one_did(removed: str, outcome: Outcome, tmp_path: Path) -> None:
    """Two operations of the page share the example, so that one of them gets an example of its own."""
    subject = own(tmp_path)[1]
    drawn = (case for case, _ in draw(subject, "additive", "all") if case.sort == "example value")
    case = next(one for one in drawn if one.change.entries[0].title == "Adding a lathe")
    start = case.change.start
    assert subject.text[start:].startswith(removed)
    edited = replace(case, change=replace(case.change, end=start + len(removed)))
    assert judge(subject, edited, "text", tmp_path / "edited").outcome == outcome

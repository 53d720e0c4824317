"""An operation may lose an example only to one that shows the same, with the words that the page adds."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.contract.release_truth.draws import draw
from tests.contract.release_truth.subjects import own
from tests.contract.release_truth.verdict import Outcome, Rewording, judge, rewording, shows


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
    assert rewording(subject.text, case).now.startswith("Ours ")


REWORDED = Rewording("title", "Old", "Ours Old")
FORMER = {"data": [{"title": "Old", "name": "Old"}, {"title": "Old"}]}


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        pytest.param({"data": [{"title": "Ours Old", "name": "Old"}, {"title": "Old"}]}, True, id="as the page"),
        pytest.param({"data": [{"title": "Ours Old", "name": "Old"}, {"title": "Old", "x": 1}]}, True, id="and more"),
        pytest.param({"data": [{"title": "Old", "name": "Ours Old"}, {"title": "Old"}]}, False, id="another field"),
        pytest.param({"data": [{"title": "Ours Old", "name": "Old"}, {"title": "Ours Old"}]}, False, id="twice"),
        pytest.param({"data": [{"title": "Ours Ours Old", "name": "Old"}, {"title": "Old"}]}, False, id="other words"),
        pytest.param({"data": [{"title": "Ours Old"}, {"title": "Old"}]}, False, id="without a field"),
        pytest.param({"data": [{"title": "Ours Old", "name": "Old"}]}, False, id="without an item"),
    ],
)
def test_a_new_example_has_other_words_only_where_the_page_has_them(value: Any, shown: bool) -> None:
    assert shows(value, FORMER, [REWORDED]) is shown

"""Decisions of reviewers belong to what a change says, and are reported when no change says it any more."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from release.review.decisions import Decision, DecisionError, Decisions

from tests.unit.release_assess.changes import change


def test_a_decision_is_found_again_by_the_next_run(tmp_path: Path) -> None:
    decisions = Decisions()
    decisions.decide(change(), "reject", "The page is wrong: `notes` → nothing.")
    decisions.decide(change(name="other"), "accept")
    decisions.save(tmp_path / "decisions.json")
    again = Decisions.load(tmp_path / "decisions.json")
    moved = replace(change(), line=4, file=None, pointer=None, evidence="seen", todo="something")
    assert again.about(moved) == decisions.about(change())
    assert again.as_json() == decisions.as_json()
    assert Decisions.load(tmp_path / "none.json").as_json() == Decisions().as_json()


@pytest.mark.parametrize("field", ["section", "title", "name", "part", "was", "now", "before", "after", "kind"])
def test_a_decision_does_not_hold_for_another_statement(field: str) -> None:
    decisions = Decisions()
    decisions.decide(change(), "accept")
    said = replace(change(), **{field: "field-removed" if field == "kind" else "another"})
    assert decisions.about(said) is None
    assert [each.verdict for each in decisions.stale([said])] == ["accept"]
    assert decisions.stale([said, change()]) == []


def test_a_later_decision_takes_the_place_of_an_earlier_one() -> None:
    decisions = Decisions()
    decisions.decide(change(), "later", "Ask the vendor.")
    made = decisions.decide(change(), "accept")
    assert decisions.about(change()) == made


def test_a_release_has_what_nobody_rejected_or_postponed() -> None:
    decisions = Decisions()
    every = [change(name=name) for name in "abcd"]
    decisions.decide(every[0], "accept")
    decisions.decide(every[1], "reject", "No.")
    decisions.decide(every[2], "later", "Wait.")
    assert decisions.shipped(every) == [every[0], every[3]]


@pytest.mark.parametrize("verdict", ["reject", "later"])
def test_rejecting_and_postponing_need_a_note(verdict: Any) -> None:
    with pytest.raises(DecisionError, match="needs a note"):
        Decisions().decide(change(), verdict, " ")


GOOD = {"hash": "0123456789abcdef", "verdict": "accept"}


@pytest.mark.parametrize(
    "document",
    [
        [],
        {},
        {"decisions": {}},
        {"decisions": [1]},
        {"decisions": [{"hash": "x"}]},
        {"decisions": [{**GOOD, "verdict": "maybe"}]},
        {"decisions": [{**GOOD, "note": 1}]},
        {"decisions": [{**GOOD, "author": "me"}]},
        {"decisions": [{**GOOD, "verdict": "reject"}]},
        {"decisions": [GOOD, GOOD]},
    ],
)
def test_a_damaged_file_is_rejected(document: Any) -> None:
    with pytest.raises(DecisionError):
        Decisions.from_json(json.dumps(document))


def test_what_is_not_json_is_rejected() -> None:
    with pytest.raises(DecisionError, match="not JSON"):
        Decisions.from_json("<<<<<<< ours")


def test_two_decisions_about_one_change_are_rejected() -> None:
    one = Decision("0" * 16, "accept")
    with pytest.raises(DecisionError, match="two decisions"):
        Decisions([one, one])

"""An edit that a rule cannot finish is taken back, and a rule that changes nothing is not believed."""

from __future__ import annotations

from typing import Any

import pytest
from release import plan
from release.plan import Planner
from release.rules.additions import UndecidedError

from tests.unit.release.shop import PAGE, write_specs

NEW_VALUE = ("Required. Available values: rye, oat,", "Required. Available values: rye, oat, corn,")
NEW_FIELD = ("| sliced | bool |", "| seeds | bool | Sesame on top. |\n| sliced | bool |")


@pytest.fixture(scope="module")
def planner(tmp_path_factory: pytest.TempPathFactory) -> Planner:
    return Planner("kinescope", write_specs(tmp_path_factory.mktemp("bakery")))


def test_an_edit_that_was_not_finished_is_taken_back(planner: Planner, monkeypatch: pytest.MonkeyPatch) -> None:
    original: Any = plan._handler
    edited: list[bool] = []

    def handle(work: Any, finding: Any) -> None:
        before = dict(work.files.texts)
        original(finding)(work, finding)
        edited.append(work.files.texts != before)
        raise UndecidedError("a person must decide")

    monkeypatch.setattr(plan, "_handler", lambda finding: handle)
    made = planner.plan(PAGE.replace(*NEW_VALUE, 1))
    assert any(edited)
    assert made.texts == {}
    assert [str(change.todo).endswith("a person must decide") for change in made.changes] == [True]


def test_a_difference_that_remains_is_a_todo(planner: Planner, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plan, "_handler", lambda finding: lambda work, finding: None)
    made = planner.plan(PAGE.replace(*NEW_FIELD, 1))
    assert made.texts == {}
    assert [bool(change.todo) for change in made.changes] == [True]

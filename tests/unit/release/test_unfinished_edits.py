"""What a plan does with edits that a rule cannot finish, and with words that change what it edits."""

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


@pytest.mark.parametrize(("words", "required"), [("Required. Dim", True), ("Dim", False), ("Not required. Dim", False)])
def test_a_new_parameter_is_required_if_the_page_says_so(planner: Planner, words: str, required: bool) -> None:
    made = planner.plan(PAGE.replace("X-Title | a loaf |", f"X-Title | a loaf |\nX-Loaf-Light | {words} |", 1))
    described = (
        made.texts["kinescope-v1/loaves/paths.yaml"].partition("- name: X-Loaf-Light")[2].partition("schema:")[0]
    )
    assert ("required: true" in described) is required


def test_a_code_with_another_name_is_renamed_by_a_person(planner: Planner) -> None:
    made = planner.plan(PAGE.replace("NO_FLOUR", "NO_RYE", 1))
    assert made.texts == {}
    assert any("Rename the code 7 to NO_RYE: specs/ call it NO_FLOUR" in str(each.todo) for each in made.changes)

"""proposal/todo.md lists what a person must do, and what only a person can write."""

from __future__ import annotations

from pathlib import Path

from release.proposal import BRANCH

from tests.unit.release.shop import PAGE, git, write_repository
from tests.unit.release.test_propose import proposed

CODE = PAGE.replace("| 400900 | STALE", "| 400301 | BURNT | Too hot. |\n| 400900 | STALE")


def test_todo_list_has_the_changes_to_do_and_the_hand_work(tmp_path: Path) -> None:
    root = write_repository(tmp_path)
    made = proposed(root, CODE.replace("Whether it comes in slices.", "Whether it is cut.")).proposal
    assert made is not None
    assert made.hand_work
    assert made.open
    text = git(root, "show", f"{BRANCH}:proposal/todo.md")
    changes, by_hand = text.split("\n## By hand\n")
    assert [line for line in changes.split("\n") if line.startswith("- ")] == [
        f"- [ ] `{change.hash}` {change.todo}" for change in made.open
    ]
    assert [line for line in by_hand.split("\n") if line.startswith("- ")] == [
        f"- [ ] {line}" for line in made.hand_work
    ]


def test_todo_list_without_hand_work_has_no_section_for_it(tmp_path: Path) -> None:
    root = write_repository(tmp_path)
    made = proposed(root, PAGE.replace("Whether it comes in slices.", "Whether it is cut.")).proposal
    assert made is not None
    assert made.hand_work == []
    assert "By hand" not in git(root, "show", f"{BRANCH}:proposal/todo.md")

"""A proposal stands on its own branch, keeps a reviewer's edits, and is made completely or not at all."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import pytest
from release import gates
from release import propose as propose_module
from release.plan import Plan
from release.proposal import BRANCH, FILE, MACHINE, Proposal, ProposalError
from release.propose import Options, Page, Result, propose
from release.repository import ConflictError, Repository, run
from vendor_docs import read

from tests.unit.release.interrupted import INTERRUPTIONS, Interrupted, Killed
from tests.unit.release.shop import PAGE, git, write_repository

SCHEMAS = "specs/kinescope-v1/loaves/schemas.yaml"
FIELD = PAGE.replace("| sliced | bool |", "| seeds | bool | Sesame on top. |\n| sliced | bool |")
MORE = FIELD.replace("| sliced | bool |", "| salt | integer | In grams. |\n| sliced | bool |")
ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return write_repository(tmp_path)


def page(text: str) -> Page:
    return Page("kinescope", text, read("kinescope", text))


def proposed(root: Path, text: str, repository: Repository | None = None, **options: str) -> Result:
    chosen = Options(gates=(), **options)  # type: ignore[arg-type]
    return propose(repository or Repository(root), [page(text)], chosen, lambda step: None)


def state(root: Path) -> dict[str, str]:
    """Return all refs, what HEAD names, and the hash of every file."""
    refs = git(root, "for-each-ref", "--format=%(refname) %(objectname)")
    files = {path.relative_to(root).as_posix(): path.read_bytes().hex() for path in sorted(root.rglob("*"))
             if path.is_file() and ".git" not in path.relative_to(root).parts}  # fmt: skip
    index = (root / ".git" / "index").read_bytes().hex()
    return {"refs": refs, "HEAD": (root / ".git" / "HEAD").read_text(), "index": index, **files}


def stored(root: Path, path: str, branch: str = BRANCH) -> str:
    return git(root, "show", f"{branch}:{path}")


def edit(root: Path, path: str, old: str, new: str) -> None:
    """Edit a file of the proposal as a reviewer does, in a worktree of its own."""
    folder = root.with_name("review")
    git(root, "worktree", "add", "--quiet", str(folder), "release/proposal")
    text = (folder / path).read_text(encoding="utf-8")
    assert old in text
    (folder / path).write_text(text.replace(old, new), encoding="utf-8")
    git(folder, "commit", "--quiet", "--all", "--message", "Review")
    git(root, "worktree", "remove", "--force", str(folder))


def test_a_proposal_is_on_a_branch_and_nothing_else_changes(root: Path) -> None:
    before = state(root)
    result = proposed(root, FIELD)
    after = state(root)
    assert {name: value for name, value in after.items() if name != "refs"} == {
        name: value for name, value in before.items() if name != "refs"
    }
    assert git(root, "for-each-ref", "--format=%(refname)").split() == ["refs/heads/main", MACHINE, BRANCH]
    assert "seeds:" in stored(root, SCHEMAS)
    assert result.commit == git(root, "rev-parse", BRANCH)
    changed = git(root, "diff", "--name-only", "main", "release/proposal").split("\n")
    assert changed == [
        "CHANGELOG.md",
        "changes/0.1.1.json",
        "generated/bakery_api/files.txt",
        "proposal/overlays/kinescope-v1.json",
        FILE,
        "proposal/review.html",
        "proposal/review.md",
        "proposal/todo.md",
        "pyproject.toml",
        "specs/docs.lock.json",
        SCHEMAS,
    ]


def test_a_proposal_says_what_it_was_made_from(root: Path) -> None:
    result = proposed(root, FIELD)
    made = Proposal.from_json(stored(root, FILE))
    assert made == result.proposal
    assert made.base == git(root, "rev-parse", "main")
    assert made.date == "2026-02-01"
    assert made.pages == {"kinescope": read("kinescope", FIELD).sha256}
    assert [(change.kind, change.name) for change in made.changes] == [("field-added", "seeds")]
    overlay = json.loads(stored(root, "proposal/overlays/kinescope-v1.json"))
    assert overlay["overlay"] == "1.0.0"
    assert {action["x-change"] for action in overlay["actions"]} == {made.changes[0].hash}


def test_the_page_is_not_stored(root: Path) -> None:
    proposed(root, FIELD)
    texts = git(root, "grep", "--name-only", "--fixed-strings", "Sesame on top", BRANCH)
    # A release leaves the whole folder out.
    assert {line.partition(":")[2].partition("/")[0] for line in texts.split("\n")} == {"proposal"}


def test_equal_proposals_are_equal_commits(root: Path) -> None:
    first, second = proposed(root, FIELD), proposed(root, FIELD)
    assert first.commit == second.commit
    assert git(root, "log", "-1", "--format=%ct", BRANCH) == str(int(datetime(2026, 2, 1, tzinfo=UTC).timestamp()))
    assert proposed(root, FIELD, date="2026-03-04").commit != first.commit


def test_an_unchanged_page_makes_no_proposal(root: Path) -> None:
    before = state(root)
    assert proposed(root, PAGE).proposal is None
    assert state(root) == before


@pytest.mark.parametrize("path", [SCHEMAS, "generated/bakery_api/files.txt", "specs/new.yaml"])
def test_uncommitted_changes_are_refused(root: Path, path: str) -> None:
    (root / path).write_text("x: 1\n", encoding="utf-8")
    with pytest.raises(ProposalError, match="commit or stash"):
        proposed(root, FIELD)


def test_a_users_other_files_do_not_matter(root: Path) -> None:
    (root / "notes.txt").write_text("mine", encoding="utf-8")
    assert proposed(root, FIELD).proposal
    assert "notes.txt" not in git(root, "ls-tree", "-r", "--name-only", BRANCH)


def test_a_reviewers_edits_are_kept(root: Path) -> None:
    proposed(root, FIELD)
    edit(root, SCHEMAS, "Whether it is seeds.", "Whether there is sesame on top.")
    result = proposed(root, MORE)
    assert result.merged
    schemas = stored(root, SCHEMAS)
    assert "Whether there is sesame on top." in schemas
    assert "salt:" in schemas
    listed = dict(line.rsplit(" ", 1) for line in stored(root, "generated/bakery_api/files.txt").split("\n"))
    assert listed[SCHEMAS] == str(len(schemas.encode()) + 1), "the code is generated from the merged descriptions"
    assert "Whether there is" not in stored(root, SCHEMAS, MACHINE)
    again = proposed(root, MORE)
    assert git(root, "rev-parse", f"{again.commit}^{{tree}}") == git(root, "rev-parse", f"{result.commit}^{{tree}}")


def test_a_conflict_is_named_and_changes_nothing(root: Path) -> None:
    proposed(root, FIELD)
    edit(root, SCHEMAS, "seeds: { type: boolean", "seeds: { type: integer")
    before = state(root)
    with pytest.raises(ConflictError) as raised:
        proposed(root, FIELD.replace("| seeds | bool |", "| seeds | string |"))
    assert raised.value.files == [SCHEMAS]
    assert state(root) == before


def test_a_proposal_follows_a_moved_branch(root: Path) -> None:
    proposed(root, FIELD)
    edit(root, SCHEMAS, "Whether it is seeds.", "Whether there is sesame on top.")
    (root / "CHANGELOG.md").write_text("# Changelog\n\n## [Unreleased]\n\n- News.\n", encoding="utf-8")
    git(root, "commit", "--quiet", "--all", "--message", "News")
    proposed(root, FIELD)
    assert "News." in stored(root, "CHANGELOG.md")
    assert "Whether there is sesame on top." in stored(root, SCHEMAS)


def test_a_proposal_may_be_written_to_a_folder(root: Path, tmp_path: Path) -> None:
    before = git(root, "for-each-ref")
    options = Options(gates=(), output=tmp_path / "out")
    propose(Repository(root), [page(FIELD)], options, lambda step: None)
    assert git(root, "for-each-ref") == before
    assert "seeds:" in (tmp_path / "out" / SCHEMAS).read_text(encoding="utf-8")
    assert not (tmp_path / "out" / "README.md").exists(), "only what differs is written"
    with pytest.raises(ProposalError, match="is not empty"):
        propose(Repository(root), [page(FIELD)], options, lambda step: None)


@pytest.mark.parametrize(("after", "every"), INTERRUPTIONS)
def test_a_killed_proposal_leaves_the_old_or_the_new_state(
    root: Path, after: bool, every: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    proposed(root, FIELD)
    edit(root, SCHEMAS, "Whether it is seeds.", "Whether there is sesame on top.")
    old = state(root)
    plans = propose_module._plan
    made: list[Plan] = []

    def plan_once(tree: Path, pages: Sequence[Page]) -> list[Plan]:
        made.extend(plans(tree, pages) if not made else ())
        return made

    monkeypatch.setattr(propose_module, "_plan", plan_once)
    # The generator is a process that takes a second and leaves the repository alone.
    monkeypatch.setattr(gates, "generate", lambda tree, check=False: None)
    seen: set[str] = set()
    for at in range(1, 200, every):
        runner = Interrupted(run, at, after=after)
        try:
            proposed(root, MORE, Repository(root, runner))
        except Killed:
            now = state(root)
            assert {**now, "refs": ""} == {**old, "refs": ""}
            seen.add(now["refs"])
            if now == old:
                continue
        assert "salt:" in stored(root, SCHEMAS)
        assert "salt:" in stored(root, SCHEMAS, MACHINE)
        break
    assert at > 10, "the steps of git were counted"
    assert old["refs"] in seen
    if every == 1:
        assert len(seen) == (2 if after else 1)


def test_a_process_killed_while_it_generates_leaves_the_old_state(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = state(root)

    def die(tree: Path, *, check: bool = False) -> None:
        raise Killed

    monkeypatch.setattr(gates, "generate", die)
    with pytest.raises(Killed):
        proposed(root, FIELD)
    assert state(root) == before


def command(root: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    script = [sys.executable, str(ROOT / "scripts" / "make_release.py"), "--root", str(root), *arguments]
    environment = {**os.environ, "PYTHONIOENCODING": "utf-8"}
    return subprocess.run(script, capture_output=True, text=True, encoding="utf-8", env=environment, check=False)


@pytest.mark.parametrize(
    ("text", "code", "says"),
    [
        (PAGE, 0, "Nothing has changed."),
        (FIELD, 0, "1 changes: 1 finished, 0 to do."),
        (PAGE.replace("no way back", "a way back"), 1, "specs/kinescope-v1/loaves/paths.yaml:"),
        (PAGE.replace("Gives all", "Gives \ufffd all"), 4, "garbled"),
        (PAGE[: PAGE.index("Eat loaf")] + "\n", 5, "incomplete"),
        ("Method GET\nURL structure https://x.invalid/1\n", 8, "other-vendor"),
        ("%PDF-1.7", 10, "a PDF"),
    ],
)
def test_the_command_has_an_exit_code_for_each_outcome(
    root: Path, tmp_path: Path, text: str, code: int, says: str
) -> None:
    file = tmp_path / "page.txt"
    file.write_text(text, encoding="utf-8")
    before = git(root, "for-each-ref")
    result = command(root, "propose", "--page", f"kinescope={file}", "--gates", "none")
    assert (result.returncode, says in result.stdout + result.stderr) == (code, True), result.stdout + result.stderr
    assert (git(root, "for-each-ref") == before) == (code > 1 or text == PAGE)


def test_the_command_refuses_a_former_page_that_is_not_locked(root: Path, tmp_path: Path) -> None:
    for name, text in {"new": FIELD, "old": MORE}.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    pages = ("--page", f"kinescope={tmp_path / 'new'}", "--previous", f"kinescope={tmp_path / 'old'}")
    result = command(root, "propose", *pages, "--gates", "none")
    assert result.returncode == 12
    assert "is not the page that is locked" in result.stderr

"""An assessment follows from two checkouts and the changes between them, to the byte."""

from __future__ import annotations

import datetime
import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from release.assess import Assessment, assess, measure
from release.review import changelog
from release.review.changelog import Line
from release.review.decisions import Decisions
from release.trees import Tree, TreeError, at_revision, last_release
from release.version import Level, Override, Reason, VersionError

from tests.unit.release_assess.changes import change
from tests.unit.release_assess.checkouts import ROOT, copy, edit

DAY = datetime.date(2026, 11, 28)
SCHEMAS = "specs/kinescope-v1/file_requests/schemas.yaml"
ADDED = Reason(Level.MINOR, "descriptions", "NewFileRequest.notes", "the optional field is added (request)")
RESOURCE = "generated/kinocraft_api/kinescope_v1/file_requests.py"


@pytest.fixture(scope="module")
def before() -> Tree:
    return Tree(ROOT)


@pytest.fixture(scope="module")
def after(tmp_path_factory: pytest.TempPathFactory) -> Tree:
    """A checkout in which the creation of a file request takes a field more, and its generated code has it."""
    root = copy(tmp_path_factory.mktemp("after"), "tests")
    field = "    notes: { type: string, description: A note. }\n"
    title = '    title: { type: string, description: "The title that uploaders see." }\n'
    text = root.joinpath(SCHEMAS).read_text("utf-8")
    head, mark, rest = text.partition("NewFileRequest:")
    root.joinpath(SCHEMAS).write_text(head + mark + rest.replace(title, title + field, 1), "utf-8")
    assert field in root.joinpath(SCHEMAS).read_text("utf-8")
    argument = "        title: str,\n"
    edit(root, RESOURCE, argument, f"{argument}        notes: str | Unset = UNSET,\n")
    return Tree(root)


def assessed(before: Tree, after: Tree, *changes: Any, **given: Any) -> Assessment:
    known = {"decisions": Decisions(), "differences": [ADDED], **given}
    return assess(changes or [change()], before, after, known.pop("decisions"), DAY, last="0.4.1", **known)


@pytest.fixture(scope="module")
def plain(before: Tree, after: Tree) -> Assessment:
    return assessed(before, after, differences=None)


def test_an_added_field_is_found_in_the_description_and_in_the_code(plain: Assessment) -> None:
    assert (plain.version, plain.level) == ("0.4.2", Level.MINOR)
    assert {each.source for each in plain.reasons} == {"descriptions", "surface"}
    assert plain.problems == []


def test_the_changelog_and_its_json_have_the_change(plain: Assessment) -> None:
    assert changelog.parse(plain.changelog_markdown) == [Line.of(change())]
    document = json.loads(plain.changelog_json)
    assert [each["hash"] for each in document["changes"]] == [change().hash]
    assert (document["version"], document["date"]) == ("0.4.2", "2026-11-28")


def test_a_measured_break_raises_the_version(before: Tree, after: Tree) -> None:
    broken = Reason(Level.MAJOR, "wire", "videos.get", "fails with the new server")
    found = assessed(before, after, measured=[broken])
    assert found.version == "0.5.0"
    assert found.reasons[0] == broken
    assert "`videos.get`: `fails with the new server`" in found.review_markdown


def test_the_reason_of_an_override_is_in_the_changelog(before: Tree, after: Tree) -> None:
    with pytest.raises(VersionError, match="give a reason"):
        assessed(before, after, override=Override("0.5.0"))
    found = assessed(before, after, override=Override("0.5.0", "Aligned with <!-- change x -->\n## [9.9.9]"))
    note = "The version was chosen by hand instead of 0.4.2: Aligned with &lt;!-- change x --> ## [9.9.9]."
    assert found.changelog_markdown.splitlines()[2] == note
    assert json.loads(found.changelog_json)["notes"] == note
    assert note in found.review_markdown
    assert (found.version, found.derived) == ("0.5.0", "0.4.2")
    assert len(changelog.parse(found.changelog_markdown)) == 1


def test_rejected_changes_are_not_in_the_changelog_and_stale_decisions_are_reported(before: Tree, after: Tree) -> None:
    decisions = Decisions()
    decisions.decide(change(name="wrong"), "reject", "The page has a typo.")
    stale = decisions.decide(change(name="gone"), "later", "Next month.")
    found = assessed(before, after, change(), change(name="wrong"), decisions=decisions)
    assert [each.name for each in changelog.parse(found.changelog_markdown)] == ["notes"]
    assert found.stale_decisions == [stale]
    assert "(reject: `The page has a typo.`)" in found.review_markdown


def test_a_breaking_change_that_no_comparison_finds_is_a_problem(before: Tree, after: Tree) -> None:
    lost = change(kind="field-removed", breaking=True)
    (problem,) = assessed(before, after, lost).problems
    assert problem == f"1 changes ({lost.hash}) of the pages are breaking, but no comparison of the checkouts is"
    assert problem in assessed(before, after, lost).review_html
    assert assessed(before, after, change(kind="field-removed", breaking=True, todo="Decide.")).problems == []
    assert assessed(before, after, change(kind="operation-moved", breaking=True)).problems == []


def test_a_change_without_an_edit_is_a_problem(before: Tree) -> None:
    found = assessed(before, before, differences=None)
    assert (found.version, found.level) == ("0.4.1", Level.NONE)
    assert found.problems == [
        f"1 changes ({change().hash}) of the pages are finished, but nothing in the checkout has changed"
    ]
    assert assessed(before, before, change(kind="text-changed"), differences=[]).problems == []


def test_nothing_is_measured_between_equal_checkouts(before: Tree) -> None:
    assert measure(before, before) == []


def test_what_cannot_be_measured_is_said(before: Tree, after: Tree, monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[str] = []
    monkeypatch.setattr("release.assess.programs.compare", lambda old, new: calls.append("programs") or [ADDED])
    monkeypatch.setattr("release.assess.wire.compare", lambda old, new: calls.append("wire") or [ADDED])
    found = measure(before, after)  # the copy has no tests
    assert calls == ["programs"]
    assert [each.level for each in found] == [Level.MINOR, Level.NONE]


PROGRAM = """
import datetime, hashlib, sys
from pathlib import Path
from release.assess import assess
from release.changes import ContractChange
from release.review.decisions import Decisions
from release.trees import Tree
import json
changes = [ContractChange.from_json(each) for each in json.loads(sys.argv[3])]
made = assess(changes, Tree(Path(sys.argv[1])), Tree(Path(sys.argv[2])), Decisions(), datetime.date(2026, 11, 28),
              last="0.4.1")
texts = [made.changelog_markdown, made.changelog_json, made.review_markdown, made.review_html]
print(hashlib.sha256("".join(texts).encode()).hexdigest())
"""


# This process has a random seed of its own.
SEEDS = ("0",)


def test_the_bytes_are_the_same_for_every_hash_seed(before: Tree, after: Tree) -> None:
    changes = [change(name=name, kind=kind) for name in "ab" for kind in ("field-added", "text-changed")]
    document = json.dumps([each.as_json() for each in changes])
    found: set[str] = set()
    for seed in SEEDS:
        environment = {**os.environ, "PYTHONPATH": str(ROOT / "scripts"), "PYTHONHASHSEED": seed}
        arguments = [sys.executable, "-c", PROGRAM, str(before.root), str(after.root), document]
        done = subprocess.run(arguments, env=environment, capture_output=True, text=True, check=True)
        found.add(done.stdout.strip())
    here = assessed(before, after, *changes, differences=None)
    texts = [here.changelog_markdown, here.changelog_json, here.review_markdown, here.review_html]
    assert found == {hashlib.sha256("".join(texts).encode()).hexdigest()}


def git(folder: Path, *arguments: str) -> None:
    settings = ["-c", "user.name=t", "-c", "user.email=t@example.com", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", "-C", str(folder), *settings, *arguments], check=True, capture_output=True)


def test_a_revision_is_read_as_it_was(tmp_path: Path) -> None:
    git(tmp_path, "init", "-q")
    tmp_path.joinpath("README.md").write_text("old\n", "utf-8")
    tmp_path.joinpath("other.txt").write_text("left out\n", "utf-8")
    git(tmp_path, "add", "-A")
    git(tmp_path, "commit", "-qm", "one")
    assert last_release(tmp_path) is None
    git(tmp_path, "tag", "v0.4.1")
    git(tmp_path, "tag", "vendor")
    tmp_path.joinpath("README.md").write_text("new\n", "utf-8")
    git(tmp_path, "commit", "-qam", "two")
    assert last_release(tmp_path) == "v0.4.1"
    with at_revision(tmp_path, "v0.4.1") as tree:
        assert tree.read("README.md") == "old\n"
        assert not tree.root.joinpath("other.txt").exists()
    assert not tree.root.exists()
    with pytest.raises(TreeError, match="no revision v9"), at_revision(tmp_path, "v9"):
        pass

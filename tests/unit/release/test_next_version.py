"""A proposal's version follows the last release, what runs, and a person who says why."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from release import propose as propose_module
from release.comparison.processes import RunError
from release.proposal import BRANCH, Proposal
from release.propose import Options, Page, propose, version_of
from release.repository import Repository
from release.trees import Tree
from release.version import Level, Override, Reason, VersionError
from vendor_docs import read

from tests.unit.release.shop import git, write_repository
from tests.unit.release.test_propose import FIELD, command


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return write_repository(tmp_path)


def proposed(root: Path, text: str, options: Options) -> Proposal:
    made = propose(Repository(root), [Page("kinescope", text, read("kinescope", text))], options, lambda step: None)
    assert made.proposal is not None
    return made.proposal


def test_an_overriding_version_has_its_reason_in_the_changelog(root: Path) -> None:
    options = Options(gates=(), override=Override("0.5.0", "It starts a series"))
    assert proposed(root, FIELD, options).version == "0.5.0"
    assert "It starts a series." in git(root, "show", f"{BRANCH}:CHANGELOG.md")
    assert 'version = "0.5.0"' in git(root, "show", f"{BRANCH}:pyproject.toml")


def test_an_overriding_version_needs_a_reason(root: Path) -> None:
    with pytest.raises(VersionError, match="give a reason"):
        proposed(root, FIELD, Options(gates=(), override=Override("0.5.0")))
    assert git(root, "branch", "--list", "release/*") == ""


def test_a_stable_release_ends_the_first_series(root: Path) -> None:
    assert proposed(root, FIELD, Options(gates=(), stable=True)).version == "1.0.0"


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (("--version", "0.5.0"), 12, "release: 0.5.0 is higher than 0.1.1"),
        (("--version", "0.0.9", "--reason", "Why not"), 12, "release: 0.0.9 does not follow 0.1.0"),
        (("--reason", "Why not"), 12, "release: --reason is for --version"),
        (("--version", "0.5.0", "--reason", "A series"), 0, "next version: 0.5.0"),
        (("--stable",), 0, "next version: 1.0.0"),
    ],
)
def test_the_command_takes_a_version(
    root: Path, tmp_path: Path, arguments: tuple[str, ...], code: int, says: str
) -> None:
    file = tmp_path / "page.txt"
    file.write_text(FIELD, encoding="utf-8")
    result = command(root, "propose", "--page", f"kinescope={file}", "--gates", "none", *arguments)
    assert (result.returncode, says in result.stdout + result.stderr) == (code, True), result.stdout + result.stderr
    assert len(result.stderr.splitlines()) <= 4, "an error is one line"


def test_a_version_follows_the_last_release_and_not_the_last_commit(root: Path) -> None:
    proposed(root, FIELD, Options(gates=()))
    git(root, "tag", "v0.1.0")
    git(root, "merge", "--quiet", "--ff-only", "release/proposal")
    git(root, "branch", "--delete", "--force", "release/proposal", "release/machine")
    text = (root / "CHANGELOG.md").read_text(encoding="utf-8").partition("\n## [0.1.1]")[0]
    (root / "CHANGELOG.md").write_text(f"{text}\n", encoding="utf-8")
    git(root, "commit", "--quiet", "--all", "--message", "Prepare more")
    more = FIELD.replace("| sliced | bool |", "| salt | integer | In grams. |\n| sliced | bool |")
    assert version_of(root) == "0.1.1"
    assert proposed(root, more, Options(gates=())).version == "0.1.1", "0.1.1 was never released"


def test_what_runs_decides_about_the_version(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[tuple[str, bool]] = []

    def measure(before: Tree, after: Tree) -> list[Reason]:
        schemas = [tree.read("specs/kinescope-v1/loaves/schemas.yaml") for tree in (before, after)]
        seen.append(("seeds" in schemas[0], "seeds" in schemas[1]))
        return [Reason(Level.MAJOR, "programs", "readme_1.py", "fails")]

    monkeypatch.setattr(propose_module, "measure", measure)
    made = proposed(root, FIELD, Options(gates=("measure",)))
    assert seen == [(False, True)]
    assert (made.version, made.gates) == ("0.2.0", {"measure": "passed"})
    reasons = json.loads(git(root, "show", f"{BRANCH}:changes/0.2.0.json"))["reasons"]
    assert reasons[0] == {"level": "major", "source": "programs", "where": "readme_1.py", "what": "fails"}


def test_what_cannot_run_fails_the_gate(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def measure(before: Tree, after: Tree) -> list[Reason]:
        raise RunError("the local server does not start")

    monkeypatch.setattr(propose_module, "measure", measure)
    made = proposed(root, FIELD, Options(gates=("measure",)))
    assert made.gates == {"measure": "failed: the local server does not start"}


def test_nothing_runs_for_a_breaking_change(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def measure(before: Tree, after: Tree) -> list[Reason]:
        raise AssertionError("the version cannot be higher")

    def compare(before: Tree, after: Tree) -> list[Reason]:
        return [Reason(Level.MAJOR, "surface", "loaves.bake", "is gone")]

    monkeypatch.setattr(propose_module, "measure", measure)
    monkeypatch.setattr(propose_module, "compare", compare)
    assert proposed(root, FIELD, Options(gates=("measure",))).version == "0.2.0"

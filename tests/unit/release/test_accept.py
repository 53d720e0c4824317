"""An accepted proposal becomes commits in order, packages and a tag; an interrupted run can be repeated."""

from __future__ import annotations

import subprocess
import tarfile
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest
from release import accept as accept_module
from release import gates
from release.accept import Accepted, accept
from release.gates import GateError
from release.proposal import BRANCH, DECISIONS, FILE, MACHINE, Proposal, ProposalError
from release.propose import Options, Page, propose, set_version
from release.repository import Repository, run
from vendor_docs import read

from tests.unit.release.interrupted import INTERRUPTIONS, Interrupted, Killed
from tests.unit.release.shop import PAGE, git, write_repository

FIELD = PAGE.replace("| sliced | bool |", "| seeds | bool | Sesame on top. |\n| sliced | bool |")
UNDECIDED = FIELD.replace("There is no way back.", "It can be baked again.")


def proposed(root: Path, text: str) -> Proposal:
    page = Page("kinescope", text, read("kinescope", text))
    made = propose(Repository(root), [page], Options(gates=()), lambda step: None).proposal
    assert made is not None
    return made


def accepted(root: Path, repository: Repository | None = None) -> Accepted:
    return accept(repository or Repository(root), root / "dist", lambda step: None)


def commit_review(root: Path, files: Mapping[str, str]) -> None:
    """Commit files to the reviewer's branch."""
    folder = root.with_name("review")
    git(root, "worktree", "add", "--quiet", str(folder), "release/proposal")
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message", "Review")
    git(root, "worktree", "remove", "--force", str(folder))


def review(root: Path) -> None:
    """Add what is written by hand to the proposal."""
    commit_review(root, {"tests/a.py": "A = 1\n"})


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return write_repository(tmp_path)


@pytest.fixture(scope="module")
def released(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str, Accepted]:
    """A repository after a release, the commit before it, and what was released."""
    root = write_repository(tmp_path_factory.mktemp("released"))
    proposed(root, FIELD)
    review(root)
    return root, git(root, "rev-parse", "main"), accepted(root)


def test_a_release_has_its_commits_in_order_and_each_is_generated(released: tuple[Path, str, Accepted]) -> None:
    root, base, made = released
    commits = git(root, "rev-list", "--reverse", f"{base}..main").split()
    files = [git(root, "diff-tree", "-r", "--no-commit-id", "--name-only", commit).split("\n") for commit in commits]
    assert files == [
        ["specs/docs.lock.json"],
        ["generated/bakery_api/files.txt", "specs/kinescope-v1/loaves/schemas.yaml"],
        ["tests/a.py"],
        ["CHANGELOG.md", "changes/0.1.1.json", "pyproject.toml"],
    ]
    for number, commit in enumerate(commits):
        folder = root.with_name(f"commit-{number}")
        git(root, "worktree", "add", "--quiet", "--detach", str(folder), commit)
        assert subprocess.run(["python3", "scripts/generate.py", "--check"], cwd=folder, check=False).returncode == 0
    assert made.commit == git(root, "rev-parse", "HEAD")
    assert git(root, "rev-parse", "v0.1.1") == made.commit
    assert git(root, "symbolic-ref", "HEAD") == "refs/heads/main"
    assert git(root, "status", "--porcelain") == ""
    assert git(root, "for-each-ref", "--format=%(refname)", "refs/heads").split() == ["refs/heads/main"]
    assert "proposal" not in git(root, "ls-tree", "-r", "--name-only", "main")


def test_a_release_has_a_wheel_and_an_sdist(released: tuple[Path, str, Accepted]) -> None:
    _, _, made = released
    assert [path.name for path in made.packages] == ["bakery-0.1.1-py3-none-any.whl", "bakery-0.1.1.tar.gz"]
    wheel, sdist = made.packages
    with zipfile.ZipFile(wheel) as archive:
        assert "bakery_api/files.txt" in archive.namelist()
    with tarfile.open(sdist) as archive_:
        assert not any("/proposal/" in name for name in archive_.getnames())
        assert {member.mtime for member in archive_.getmembers()} == {1769904000}, "the day of the release"


def test_nothing_of_the_quotes_is_released(released: tuple[Path, str, Accepted]) -> None:
    root, _, _ = released
    found = subprocess.run(["git", "-C", str(root), "grep", "-q", "Sesame on top", "main"], check=False)
    assert found.returncode == 1


def test_an_open_todo_is_refused_until_it_is_decided(root: Path) -> None:
    made = proposed(root, UNDECIDED)
    review(root)
    with pytest.raises(ProposalError, match=made.open[0].hash):
        accepted(root)
    decision = f'{{"decisions": [\n {{"hash": "{made.open[0].hash}", "verdict": "accept"}}\n]}}\n'
    commit_review(root, {DECISIONS: decision})
    with pytest.raises(ProposalError, match="decisions were made after the proposal"):
        accepted(root)
    proposed(root, UNDECIDED)
    commit = accepted(root).commit
    assert made.open[0].hash in git(root, "show", f"{commit}:{DECISIONS}")


def test_a_proposal_for_another_base_is_refused(root: Path) -> None:
    proposed(root, FIELD)
    review(root)
    git(root, "commit", "--quiet", "--allow-empty", "--message", "News")
    with pytest.raises(ProposalError, match="run `release propose` again"):
        accepted(root)


def test_a_dirty_tree_is_refused(root: Path) -> None:
    proposed(root, FIELD)
    (root / "CHANGELOG.md").write_text("mine", encoding="utf-8")
    with pytest.raises(ProposalError, match="commit or stash"):
        accepted(root)


def test_descriptions_that_are_not_generated_are_refused(root: Path) -> None:
    proposed(root, FIELD)
    review(root)
    commit_review(root, {"specs/kinescope-v1/loaves/extra.yaml": "a: 1\n"})
    with pytest.raises(GateError, match="not current"):
        accepted(root)
    assert git(root, "tag") == ""


def test_a_failed_gate_is_refused(root: Path) -> None:
    proposed(root, FIELD)
    text = git(root, "show", f"{BRANCH}:{FILE}").replace('"gates": {}', '"gates": {"lint": "failed: x"}')
    commit_review(root, {FILE: text})
    with pytest.raises(ProposalError, match="gates have failed: lint"):
        accepted(root)


def test_a_release_without_a_proposal_is_refused(root: Path) -> None:
    with pytest.raises(ProposalError, match="there is no proposal"):
        accepted(root)


def test_a_used_version_is_refused(root: Path) -> None:
    other = git(root, "commit-tree", "-m", "Another release", "HEAD^{tree}")
    git(root, "tag", "v0.1.1", other)
    proposed(root, FIELD)
    with pytest.raises(ProposalError, match=r"v0\.1\.1 exists"):
        accepted(root)


@pytest.mark.parametrize(("after", "every"), INTERRUPTIONS)
def test_an_interrupted_release_can_be_repeated(
    root: Path, after: bool, every: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    proposed(root, FIELD)
    review(root)
    # Other tests check the code and build packages; both take seconds and leave the repository alone.
    monkeypatch.setattr(gates, "generate", lambda tree, check: None)
    monkeypatch.setattr(accept_module, "_build", lambda tree, work, output, day: [])
    base = git(root, "rev-parse", "main")
    commits: set[str] = set()
    for at in range(1, 200, every):
        runner = Interrupted(run, at, after=after)
        try:
            made = accepted(root, Repository(root, runner))
        except Killed:
            commits.add(git(root, "rev-parse", "main"))
            assert git(root, "status", "--porcelain") == ""
            tagged = bool(git(root, "tag"))
            assert tagged == (BRANCH not in git(root, "for-each-ref"))
            if tagged:
                break
            continue
        commits.add(made.commit)
        break
    assert at > 8, "the steps of git were counted"
    assert len(commits) == 2, "the old state and the new one"
    assert base in commits
    assert git(root, "rev-parse", "v0.1.1") == git(root, "rev-parse", "main")
    assert MACHINE not in git(root, "for-each-ref")


def test_equal_proposals_are_released_as_equal_packages(root: Path, released: tuple[Path, str, Accepted]) -> None:
    proposed(root, FIELD)
    review(root)
    first, second = ([path.read_bytes() for path in made.packages] for made in (released[2], accepted(root)))
    assert len(first) == 2
    assert first == second


def test_the_version_is_set_in_one_place(root: Path) -> None:
    set_version(root, "1.2.3")
    assert (root / "pyproject.toml").read_text(encoding="utf-8").count("1.2.3") == 1

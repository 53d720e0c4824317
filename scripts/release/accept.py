"""Make a release of a reviewed proposal: commits in order, packages, and a tag. Nothing is published.

Commits are made from the same trees with the same dates every time, so an interrupted run can be repeated: it makes the
same commits, and resumes where it stopped. Branches and the tag move in the last step, together.
"""

from __future__ import annotations

import datetime
import shutil
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from vendor_docs.text import bare_digest

from . import gates
from .gates import GateError
from .proposal import BRANCH, DECISIONS, FILE, FOLDER, MACHINE, Proposal, ProposalError
from .propose import DERIVED, version_of
from .repository import Repository

_LOCK = ("specs/docs.lock.json", DECISIONS)
_RELEASE = ("CHANGELOG.md", "pyproject.toml", "changes/", "UPCOMING.md")


@dataclass(frozen=True, slots=True)
class Accepted:
    """A finished release: its last commit, its tag and its packages."""

    commit: str
    tag: str
    packages: list[Path]


@dataclass(frozen=True, slots=True)
class _Step:
    """A commit of the release: its message, and which of the changed paths it has."""

    message: str
    paths: list[str]


def accept(repository: Repository, output: Path, say: Callable[[str], None]) -> Accepted:
    """Release the proposal on the reviewer's branch. Raises ProposalError, GateError and GitError."""
    reviewed = repository.commit(BRANCH)
    text = repository.read(reviewed, FILE) if reviewed else None
    if reviewed is None or text is None:
        raise ProposalError("there is no proposal: run `release propose` first")
    proposal = Proposal.from_json(text)
    _check(repository, proposal, reviewed)
    with tempfile.TemporaryDirectory(prefix="kinocraft-release-") as work:
        tree = Path(work) / "final" / "tree"
        tree.mkdir(parents=True)
        repository.check_out(reviewed, tree)
        shutil.rmtree(tree / FOLDER, ignore_errors=True)
        final = repository.write_tree(tree)
        commit = _commits(repository, proposal, final, Path(work), say)
        head = repository.commit("HEAD")
        if head not in {proposal.base, commit}:
            raise ProposalError(
                f"the proposal starts from {proposal.base[:12]}, but HEAD is {str(head)[:12]}: "
                "run `release propose` again"
            )
        tag = f"v{version_of(tree)}"
        tagged = repository.commit(f"refs/tags/{tag}")
        if tagged not in {None, commit}:
            raise ProposalError(f"the tag {tag} exists already; the proposal has no new version")
        say("building packages")
        packages = _build(tree, Path(work), output, proposal.date)
        if head == proposal.base and commit != head:
            repository.git("merge", "--ff-only", "--quiet", commit)
        refs: dict[str, tuple[str | None, str | None]] = {
            BRANCH: (reviewed, None),
            MACHINE: (repository.commit(MACHINE), None),
        }
        if tagged is None:
            refs[f"refs/tags/{tag}"] = None, commit
        repository.update({name: both for name, both in refs.items() if both != (None, None)})
        return Accepted(commit, tag, packages)


def _check(repository: Repository, proposal: Proposal, reviewed: str) -> None:
    """Raise ProposalError if the proposal cannot be released."""
    if dirty := repository.dirty():
        raise ProposalError(f"commit or stash your changes first: {', '.join(dirty[:5])}")
    decisions = repository.read(reviewed, DECISIONS) or ""
    if (bare_digest(decisions) if decisions else "") != proposal.decided:
        raise ProposalError("decisions were made after the proposal: run `release propose` again, which applies them")
    open_ = [change for change in proposal.open if f'"{change.hash}"' not in decisions]
    if open_:
        listed = "\n".join(f"  {change.hash} {change.todo}" for change in open_[:20])
        raise ProposalError(f"{len(open_)} changes are neither finished nor decided:\n{listed}")
    if failed := [name for name, result in proposal.gates.items() if result != "passed"]:
        raise ProposalError(f"gates have failed: {', '.join(failed)}; see {FILE} on the branch release/proposal")
    if proposal.problems:
        raise ProposalError(f"the review has found contradictions: {'; '.join(proposal.problems)}")


def _commits(repository: Repository, proposal: Proposal, final: str, work: Path, say: Callable[[str], None]) -> str:
    """Return the last of the commits from the base to the final tree."""
    commit, before = proposal.base, repository.tree(proposal.base)
    checked: set[str] = set()
    for step in _steps(repository.changed(before, final), proposal):
        tree = repository.with_paths(before, final, step.paths, work)
        _check_generated(repository, tree, work, checked, say)
        commit = repository.write_commit(tree, [commit], step.message, proposal.date)
        before = tree
    if before != final:
        raise ProposalError("the commits do not add up to the proposal")
    return commit


def _steps(paths: Sequence[str], proposal: Proposal) -> list[_Step]:
    """Return the commits of a release. One without paths is left out.

    Descriptions and what is generated from them are one commit: apart, neither would pass `generate --check`.
    """
    pages = " and ".join(sorted(proposal.pages)) or "the vendors"
    groups: dict[str, list[str]] = {
        f"Accept the pages of {pages} as they are now\n": [],
        f"Describe what the pages of {pages} say now\n": [],
        "Complete what is written by hand for new operations\n": [],
        f"Release {proposal.version or 'the changes'}\n": [],
    }
    accepted, described, by_hand, released = groups.values()
    for path in paths:
        if path in _LOCK:
            accepted.append(path)
        elif path.startswith(("specs/", *DERIVED)):
            described.append(path)
        elif path.startswith(_RELEASE):
            released.append(path)
        else:
            by_hand.append(path)
    return [_Step(message, listed) for message, listed in groups.items() if listed]


def _check_generated(
    repository: Repository, tree: str, work: Path, checked: set[str], say: Callable[[str], None]
) -> None:
    """Raise GateError if the code of a commit is not current. What the code does not depend on is not checked again."""
    key = repository.without(tree, ("specs/docs.lock.json", "CHANGELOG.md", "changes", "tests"), work)
    if key in checked:
        return
    checked.add(key)
    say("checking the generated code of a commit")
    folder = work / f"commit-{len(checked)}" / "tree"
    folder.mkdir(parents=True)
    repository.check_out(tree, folder)
    try:
        gates.generate(folder, check=True)
    except GateError as error:
        raise GateError(f"{error}\nRun `release propose` again: it generates what the reviewer's edits need") from None


def _build(tree: Path, work: Path, output: Path, day: str) -> list[Path]:
    """Build the sdist and the wheel, and move them into a folder."""
    made = work / "packages"
    targets = ("--directory", str(made), "--target", "sdist", "--target", "wheel")
    environment = {"SOURCE_DATE_EPOCH": str(_seconds(day)), "PYTHONDONTWRITEBYTECODE": "1"}
    result = gates.command(tree, "-m", "hatchling", "build", *targets, env=environment)
    if result.returncode:
        raise GateError(f"the packages could not be built: {(result.stdout + result.stderr)[-2000:]}")
    output.mkdir(exist_ok=True)
    packages: list[Path] = []
    for path in sorted(made.iterdir()):
        draft = output / f".{path.name}"
        shutil.copyfile(path, draft)
        draft.replace(output / path.name)
        packages.append(output / path.name)
    return packages


def _seconds(day: str) -> int:
    moment = datetime.datetime.combine(datetime.date.fromisoformat(day), datetime.time(), datetime.UTC)
    return int(moment.timestamp())

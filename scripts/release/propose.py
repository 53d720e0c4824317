"""Make a proposal from changed pages: edits of specs/, the code generated from them, and what a reviewer needs.

Everything is built in a temporary folder. The last step alone changes the repository: it moves two branches at once. So
a command that is stopped at any moment leaves either the old state or the new one.
"""

from __future__ import annotations

import datetime
import json
import re
import shutil
import tempfile
from collections.abc import Callable, Generator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from vendor_docs import lock
from vendor_docs.inventory import Inventory
from vendor_docs.text import bare_digest

from . import gates
from .assess import assess, compare, measure
from .changes import ContractChange
from .comparison.processes import RunError
from .hand_work import hand_work
from .plan import Plan, Planner
from .proposal import BRANCH, DECISIONS, FILE, FOLDER, MACHINE, Proposal, ProposalError
from .repository import Repository
from .review import changelog
from .review.decisions import Decisions
from .trees import Tree, at_revision, last_release
from .version import Level, Override, Reason, highest

DERIVED = ("generated", "mockserver/kinocraft_mock/specs", "api.md", "api-types.md", FOLDER)
"""What is never edited by hand."""
_OWN = ("specs/", *DERIVED)


@dataclass(frozen=True, slots=True)
class Page:
    """A page to propose: its text with the locked one, and its inventory."""

    vendor: str
    text: str
    inventory: Inventory
    previous: str | None = None


@dataclass(frozen=True, slots=True)
class Options:
    """How to propose.

    `gates` are the names of those to run; `tools` is the folder with `node_modules`. `override` is the version that a
    person chooses; `stable` ends the 0.x series.
    """

    date: str | None = None
    gates: Sequence[str] = gates.NAMES
    tools: Path = Path()
    output: Path | None = None
    override: Override | None = None
    stable: bool = False


@dataclass(frozen=True, slots=True)
class Result:
    """The result of `propose`. `proposal` is None if nothing has changed; `merged`: a reviewer's edits were kept."""

    proposal: Proposal | None
    commit: str | None = None
    merged: bool = False


def propose(repository: Repository, pages: Sequence[Page], options: Options, say: Callable[[str], None]) -> Result:
    """Make a proposal and return it.

    Raises:
        ProposalError: The checkout cannot be proposed from.
        AssessmentError: The proposal cannot be assessed, such as for an override without a reason.
        GateError: A step of the pipeline failed.
        GitError: A command of git failed.
        ConflictError: A reviewer's edits conflict with the new proposal.
    """
    base = repository.commit("HEAD")
    if base is None:
        raise ProposalError("this folder has no commit to start from")
    if dirty := [path for path in repository.dirty() if path.startswith(_OWN)]:
        named = ", ".join(dirty[:5])
        raise ProposalError(f"commit or stash your changes first: {named}{' …' if len(dirty) > 5 else ''}")
    day = options.date or repository.date(base)
    with tempfile.TemporaryDirectory(prefix="kinocraft-release-") as work:
        tree = Path(work) / "tree"
        tree.mkdir()
        repository.check_out(base, tree)
        plans = _plan(tree, pages)
        if not any(plan.changes for plan in plans):
            return Result(None)
        _apply(tree, plans, pages)
        say("generating code")
        gates.generate(tree)
        before = Path(work) / "before"
        before.mkdir()
        repository.check_out(base, before)
        changes = [change for plan in plans for change in plan.changes]
        proposal = Proposal(base, day, {page.vendor: page.inventory.sha256 for page in pages}, changes)
        proposal = _hand_work(before, tree, proposal)
        decisions = _known_decisions(repository, tree)
        say("running gates")
        with _last_release(repository, before) as (last, former):
            measured = _measure(former, tree, plans, proposal, options)
            proposal = _assess(former, last, tree, proposal, decisions, options, measured)
        _write(tree, plans, proposal)
        if options.output is not None:
            _copy(repository, base, tree, options.output)
            return Result(proposal)
        return _store(repository, tree, Path(work), proposal, say)


def _plan(tree: Path, pages: Sequence[Page]) -> list[Plan]:
    """Plan the pages one after the other, because they may share files."""
    plans: list[Plan] = []
    for page in sorted(pages, key=lambda one: one.vendor):
        made = Planner(page.vendor, tree / "specs").plan(page.text, previous=page.previous)
        made.apply(tree / "specs")
        plans.append(made)
    return plans


def _apply(tree: Path, plans: Sequence[Plan], pages: Sequence[Page]) -> None:
    for plan in plans:
        plan.apply(tree / "specs")
    lock.write(tree / "specs" / lock.FILE, [page.inventory for page in pages])


# --- what others add


def _hand_work(before: Path, tree: Path, proposal: Proposal) -> Proposal:
    """List the edits by hand that the additions need."""
    found = hand_work(before / "specs", tree / "specs", tree)
    lines = [f"{one.file}:{one.line}: {one.what} ({one.why})" for one in found]
    return replace(proposal, hand_work=lines)


def _known_decisions(repository: Repository, tree: Path) -> str:
    """Return the decisions so far: those on the reviewer's branch, else those of the last release."""
    reviewed = repository.commit(BRANCH)
    text = repository.read(reviewed, DECISIONS) if reviewed else None
    file = tree / DECISIONS
    if text is None:
        return file.read_text("utf-8") if file.exists() else ""
    return text


@contextmanager
def _last_release(repository: Repository, before: Path) -> Generator[tuple[str, Tree]]:
    """Provide version and checkout of the last release. Before the first one, they are those of HEAD."""
    tag = last_release(repository.root)
    if tag is None:
        yield version_of(before), Tree(before)
        return
    with at_revision(repository.root, tag) as tree:
        yield tag.removeprefix("v"), tree


def _assess(
    former: Tree, last: str, tree: Path, proposal: Proposal, decisions: str, options: Options, measured: Measured
) -> Proposal:
    """Add version, changelog and review."""
    found = assess(
        proposal.changes,
        former,
        Tree(tree),
        Decisions.from_json(decisions) if decisions else Decisions(),
        datetime.date.fromisoformat(proposal.date),
        last=last,
        override=options.override,
        differences=measured.differences,
        measured=measured.reasons,
        stable=options.stable,
    )
    folder = tree / FOLDER
    folder.mkdir(exist_ok=True)
    _text(folder / "review.md", found.review_markdown)
    _text(folder / "review.html", found.review_html)
    if found.version != last:
        file = tree / "CHANGELOG.md"
        _text(file, changelog.with_release(file.read_text("utf-8"), found.changelog_markdown))
        _text(tree / "changes" / f"{found.version}.json", found.changelog_json)
        set_version(tree, found.version)
    return replace(
        proposal,
        version=found.version,
        problems=list(found.problems),
        gates=measured.gates,
        decided=bare_digest(decisions) if decisions else "",
    )


_VERSION = re.compile(r'(?m)^version = "([^"]+)"$')


def version_of(tree: Path) -> str:
    """Return the version of the package in a tree."""
    found = _VERSION.search((tree / "pyproject.toml").read_text("utf-8"))
    if found is None:
        raise ProposalError("pyproject.toml has no version")
    return found[1]


def set_version(tree: Path, version: str) -> None:
    """Set the version of the package in a tree."""
    file = tree / "pyproject.toml"
    _text(file, _VERSION.sub(f'version = "{version}"', file.read_text("utf-8"), count=1))


# --- results


@dataclass(frozen=True, slots=True)
class Measured:
    """The results of the gates, and the measured reasons for a version."""

    gates: dict[str, str]
    differences: list[Reason]
    reasons: list[Reason]


def _measure(former: Tree, tree: Path, plans: Sequence[Plan], proposal: Proposal, options: Options) -> Measured:
    """Run the gates and, in parallel, the measurements that decide about the version."""
    services = sorted({name for plan in plans for name in plan.overlays})
    operations = sorted({change.operation for change in proposal.changes if change.operation and not change.todo})
    names = [name for name in options.gates if name != gates.MEASURE]
    after = Tree(tree)
    with ThreadPoolExecutor(1) as pool:
        running = pool.submit(gates.run, tree, names, services, operations, options.tools)
        differences = compare(former, after)
        reasons: list[Reason] = []
        verdict: dict[str, str] = {}
        if gates.MEASURE in options.gates:
            verdict = {gates.MEASURE: "passed"}
            # A breaking change has the highest level already, so a measurement could not raise the version.
            if highest(differences) < Level.MAJOR:
                try:
                    reasons = measure(former, after)
                except RunError as error:
                    verdict = {gates.MEASURE: f"failed: {error}"}
        found = {**running.result(), **verdict}
    return Measured({name: result.replace(str(tree), ".") for name, result in found.items()}, differences, reasons)


def _write(tree: Path, plans: Sequence[Plan], proposal: Proposal) -> None:
    """Write the files of the proposal itself."""
    folder = tree / FOLDER
    (folder / "overlays").mkdir(parents=True, exist_ok=True)
    for plan in plans:
        for service, document in plan.overlays.items():
            text = json.dumps(document, ensure_ascii=False, indent=1) + "\n"
            _text(folder / "overlays" / f"{service}.json", text)
    _text(tree / FILE, proposal.as_json())
    _text(folder / "todo.md", todo_list(proposal.changes, proposal.hand_work))


def todo_list(changes: Sequence[ContractChange], hand_work: Sequence[str]) -> str:
    """Return the to-do list: a line for each unfinished change, and a line for each place to edit by hand."""
    lines = [f"- [ ] `{change.hash}` {change.todo}" for change in changes if change.todo]
    text = "# To do\n\n" + ("\n".join(lines) if lines else "Nothing.") + "\n"
    if hand_work:
        text += "\n## By hand\n\nNo command writes these. Each line says what holds until then.\n\n"
        text += "".join(f"- [ ] {line}\n" for line in hand_work)
    return text


def _text(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")


def _copy(repository: Repository, base: str, tree: Path, output: Path) -> None:
    """Write the files that differ from the base into a folder, which must be new or empty."""
    if output.exists() and any(output.iterdir()):
        raise ProposalError(f"{output} is not empty")
    made = repository.write_tree(tree)
    draft = output.with_name(f".{output.name}.draft")
    shutil.rmtree(draft, ignore_errors=True)
    draft.mkdir(parents=True)
    for path in repository.changed(repository.tree(base), made):
        if (tree / path).exists():
            (draft / path).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(tree / path, draft / path)
    if output.exists():
        output.rmdir()
    draft.rename(output)


def _store(repository: Repository, tree: Path, work: Path, proposal: Proposal, say: Callable[[str], None]) -> Result:
    """Put the proposal on its branches, merged with a reviewer's edits of an earlier one."""
    made = repository.write_tree(tree)
    machine, reviewed = repository.commit(MACHINE), repository.commit(BRANCH)
    message = message_of(proposal)
    commit = repository.write_commit(made, [proposal.base], message, proposal.date)
    result = commit
    merged = False
    if machine and reviewed and repository.tree(machine) != repository.tree(reviewed):
        say("merging the reviewer's edits")
        # Generated files are made anew below, so they cannot conflict.
        sides = [repository.with_paths(one, made, DERIVED, work) for one in (machine, reviewed)]
        both = repository.merge(sides[0], sides[1], made, proposal.date, work)
        folder = work / "merged" / "tree"
        folder.mkdir(parents=True)
        repository.check_out(both, folder)
        gates.generate(folder)  # the reviewer may have edited specs/
        both = repository.write_tree(folder)
        merged = both != made
        if merged:
            result = repository.write_commit(both, [reviewed, commit], message, proposal.date)
    refs: Mapping[str, tuple[str | None, str | None]] = {MACHINE: (machine, commit), BRANCH: (reviewed, result)}
    moved = {name: (old, new) for name, (old, new) in refs.items() if old != new}
    if moved:
        repository.update(moved)
    return Result(proposal, result, merged)


def message_of(proposal: Proposal) -> str:
    """Return the message of a proposal's commit."""
    counts = f"{len(proposal.changes)} changes, {len(proposal.open)} of them to do"
    return f"Propose what the vendors' pages say: {counts}\n"

"""Judge what a planner makes of a changed page."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import yaml
from release.changes import QUOTE_LENGTH, ContractChange
from release.edits.files import EditedFiles
from release.plan import Plan
from vendor_docs import PageError
from vendor_docs.saving.differences import Difference, difference
from vendor_docs.saving.errors import RejectedPageError
from vendor_docs.type_guards import is_array, is_object

from tests.contract.release_truth.cases import Case, Road
from tests.contract.release_truth.described import changed_part, inner, is_described, is_operation
from tests.contract.release_truth.subjects import RULES, Subject, without_place
from tests.contract.release_truth.wording import LAYOUT
from tests.contract.vendor_pages.page_mutations import applied
from tests.unit.release.test_plan import with_overlay
from tests.unit.spec_rules import document_problems

Outcome = Literal["finished", "to-do", "rejected", "unchanged", "silent", "wrong"]
"""`silent`: the plan says nothing of the change. `wrong`: it says that the change is finished, and it is not."""
_WORDS_IN_COMMON = 6
_EXAMPLE = re.compile(r"(examples\.yaml#/)(\w+)")
REPLACING = {"limit", "example value"}
"""The additions that replace words of specs/."""
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What came of a case by a road, and why, unless it is as it should be."""

    case: Case
    road: Road
    outcome: Outcome
    notes: tuple[str, ...] = ()
    bytes: Difference | None = None

    def __str__(self) -> str:
        return f"{self.outcome}: {self.case.change} ({self.road}): {'; '.join(self.notes)}"


def judge(subject: Subject, case: Case, road: Road, folder: Path) -> Verdict:
    """Return the verdict on a case."""
    text = applied(subject.text, [case.change])
    try:
        page = subject.by(road, text)
        plan = subject.planner.plan(page)
    except (PageError, RejectedPageError) as error:
        return Verdict(case, road, "rejected", (str(error),))
    counted = difference(subject.vendor, subject.pages[road], page)
    notes = [*_unaddressed(subject, plan), *_uneven(counted)]
    outcome, reasons = _said(case, plan.changes)
    if outcome == "finished":
        reasons = list(unfinished(subject, [case], plan, page, folder))
        outcome = "wrong" if reasons else "finished"
    if notes and outcome != "silent":
        outcome = "wrong"
    return Verdict(case, road, outcome, (*notes, *reasons), counted)


def judge_together(subject: Subject, cases: Sequence[Case], road: Road, folder: Path) -> list[Verdict] | None:
    """Return the verdicts on cases of one group, which are made in one text. They have no entry in common.

    None if anything is not as it should be, or concerns none or several of them: then each must be judged alone.
    """
    try:
        page = subject.by(road, applied(subject.text, [case.change for case in cases]))
        plan = subject.planner.plan(page)
    except (PageError, RejectedPageError):
        return None
    counted = difference(subject.vendor, subject.pages[road], page)
    parts: list[list[ContractChange]] = [[] for _ in cases]
    for change in plan.changes:
        entry = change.section, change.title
        owners = [at for at, one in enumerate(cases) if entry in {(e.section, e.title) for e in one.change.entries}]
        if len(owners) != 1:
            return None
        parts[owners[0]].append(change)
    outcomes: list[Outcome] = [_said(case, part)[0] for case, part in zip(cases, parts, strict=True)]
    if any(one in {"silent", "wrong"} for one in outcomes) or [*_unaddressed(subject, plan), *_uneven(counted)]:
        return None
    additive = cases[0].group == "additive"
    if additive and (set(outcomes) != {"finished"} or list(unfinished(subject, cases, plan, page, folder))):
        return None
    bytes_of = [counted, *([None] * (len(cases) - 1))]
    return [Verdict(case, road, outcome, (), one) for case, outcome, one in zip(cases, outcomes, bytes_of, strict=True)]


def _uneven(counted: Difference) -> list[str]:
    classed = counted.cosmetic + counted.prose + counted.contract
    return [] if classed == counted.total else [f"the classes of bytes do not add up: {counted}"]


def _said(case: Case, changes: Sequence[ContractChange]) -> tuple[Outcome, list[str]]:
    """Return the outcome that a plan states, and why. `unfinished` finds out whether an addition is finished."""
    todos = [str(one.todo) for one in changes if one.todo]
    if case.group == "wording":
        if not changes:
            return "unchanged" if case.sort in LAYOUT else "silent", []
        return ("to-do", todos) if todos else ("wrong", ["specs/ are edited because of other words"])
    missing = [
        f"no {kind} of {entry}"
        for entry in case.change.entries
        for kind in case.change.expected
        if not any(_concerns(one, kind, entry.section, entry.title) for one in changes)
    ]
    if case.sort == "other order" and len(missing) < len(case.change.entries):
        missing = []  # of two operations that have changed places, one is called moved
    if missing or not changes:
        return "silent", missing
    if todos:
        return "to-do", todos
    if case.group == "other":
        return "silent", [f"{one.kind} {one.name}: finished" for one in changes]
    return "finished", []


def _concerns(one: ContractChange, kind: str, section: str, title: str | None) -> bool:
    # A new section may be placed in another one than the generator thinks: its title decides.
    return one.kind == kind and (one.title == title if kind == "operation-added" else
                                 (one.section, one.title) == (section, title))  # fmt: skip


def _unaddressed(subject: Subject, plan: Plan) -> Iterator[str]:
    """Yield to-dos without file and line, and overlays that do not name them."""
    named = {action.get("x-todo") for overlay in plan.overlays.values() for action in overlay["actions"]}
    for one in plan.open:
        found = re.match(r"specs/([^:]+):(\d+): \S", str(one.todo))
        path = subject.specs / found[1] if found else None
        if found is None or path is None or not (path.exists() or found[1] in plan.texts):
            yield f"the to-do names no file: {one.todo}"
            continue
        text = plan.texts.get(found[1]) or path.read_text(encoding="utf-8")
        if not 1 <= int(found[2]) <= text.count("\n") + 1:
            yield f"the to-do names no line: {one.todo}"
        if one.todo not in named and found[1].endswith(".yaml") and "-common/" not in found[1] and "/" in found[1]:
            yield f"no overlay has the to-do: {one.todo}"
    if any(len(quote) > QUOTE_LENGTH for one in plan.changes for quote in (one.before, one.after)):
        yield "a quote is too long"


# --- a finished addition


def unfinished(subject: Subject, cases: Sequence[Case], plan: Plan, page: str, folder: Path) -> Iterator[str]:
    """Yield what is wrong with the edits of a plan that says it has finished."""
    specs = subject.applied(plan, folder)
    left = subject.planner.checker.with_files(_written(subject, plan)).check(plan.inventory, "spec")
    yield from (f"still different: {one.kind} {one.entry} {one.name}" for one in left)
    try:
        bundles = subject.bundled(specs)
    except Exception as error:
        yield f"cannot be bundled: {error!r}"
        return
    for case in cases:
        entries = {(one.section, one.title) for one in case.change.entries}
        ids = [
            one.id
            for one in subject.planner.checker.specs.operations
            for entry in one.entries
            if (entry.section, entry.title) in entries or (entry.section, None) in entries
        ]
        yield from (f"not described: {one}" for one in case.proofs if not is_described(one, bundles, ids))
    yield from _invalid(subject, bundles)
    for name, after in bundles.items():
        overlay = plan.overlays.get(name)
        before = subject.bundles[name]
        if (with_overlay(before, overlay) if overlay else before) != after:
            yield f"the overlay of {name} does something else"
    yield from _lost(subject, plan, specs, replaces=any(one.sort in REPLACING for one in cases))
    reworded = [rewording(subject.text, one) for one in cases if one.sort == "example value"]
    yield from _replaced_examples(plan, subject, bundles, reworded)
    yield from _copied(subject, plan, page)


def _written(subject: Subject, plan: Plan) -> EditedFiles:
    """Return the files of specs/ with the texts of a plan, which are read anew; the others are read already."""
    files = EditedFiles(subject.planner.checker.specs.files)
    for name, text in plan.texts.items():
        path = files.root / name
        files.texts[path] = text
        files.loaded.pop(path, None)
    return files


def _invalid(subject: Subject, bundles: dict[str, dict[str, Any]]) -> Iterator[str]:
    """Yield violations of the rules for specs/ that are new."""
    for name, after in bundles.items():
        before = subject.bundles[name]
        if before == after:
            continue
        for rule in RULES:
            problems = list(rule(changed_part(before, after) if rule is document_problems else after))
            yield from (f"{name}: {one}" for one in problems if without_place(one) not in subject.known[name])
        ids = Counter(
            one["operationId"] for item in after["paths"].values() for one in item.values() if is_operation(one)
        )
        yield from (f"{name}: {one} is the id of two operations" for one, count in ids.items() if count > 1)


def _lost(subject: Subject, plan: Plan, specs: Path, *, replaces: bool) -> Iterator[str]:
    """Yield what an addition has changed beside what it adds: other files, words and comments."""
    for path in sorted(one for one in specs.rglob("*") if one.is_file()):
        name = path.relative_to(specs).as_posix()
        if name not in plan.texts and path.read_bytes() != subject.files.get(name):
            yield f"{name} has changed"
    for name, text in plan.texts.items():
        before = subject.files.get(name, b"").decode()
        words, later = (re.findall(r"[\w#&*]+", _EXAMPLE.sub(r"\1", one)) for one in (before, text))
        if not replaces and (gone := next(_not_in_order(words, later), None)):
            yield f"{name} has lost {gone}"


@dataclass(frozen=True, slots=True)
class Rewording:
    """A text of an example that has other words: the field that has it, and its former and its new value."""

    field: str
    was: Any
    now: Any


def rewording(text: str, case: Case) -> Rewording:
    """Return the text of an example that a case changes on a page."""
    field = re.search(r'"(\w+)":\s*"$', text[: case.change.start])
    rest = re.match(r'(?:[^"\\]|\\.)*', text[case.change.end :])
    assert field, case.change
    assert rest, case.change
    was, now = (json.loads(f'"{one}"', strict=False) for one in (rest[0], f"{case.change.text}{rest[0]}"))
    return Rewording(field[1], was, now)


def _replaced_examples(
    plan: Plan, subject: Subject, bundles: dict[str, dict[str, Any]], reworded: Sequence[Rewording]
) -> Iterator[str]:
    """Yield examples that an operation does not show any more, unless another one shows the same and more.

    The other example may have the new words of the page, in the texts that the page changes.
    """
    known, made = (
        {key: one for document in documents.values() for key, one in document["components"].get("examples", {}).items()}
        for documents in (subject.bundles, bundles)
    )
    for name, text in plan.texts.items():
        former, later = ([one[2] for one in _EXAMPLE.finditer(each)] for each in (
            subject.files.get(name, b"").decode(), text))  # fmt: skip
        gone = (Counter(former) - Counter(later)).elements()
        fresh = [one for one in later if one not in former]
        for old in gone:
            if not any(shows(made[one]["value"], known[old]["value"], reworded) for one in fresh):
                yield f"{name} has lost the example {old}"


def shows(value: Any, former: Any, reworded: Sequence[Rewording] = ()) -> bool:
    """Return whether a value has everything of a former one, except that each rewording may have changed one text."""
    left = list(reworded)
    for one in _missing_of(value, former, ""):
        if one not in left:
            return False
        left.remove(one)
    return True


def _missing_of(value: Any, former: Any, field: str) -> Iterator[Rewording]:
    """Yield what a value lacks of a former one, or has otherwise."""
    if is_object(value) and is_object(former):
        for name, one in former.items():
            yield from _missing_of(value[name], one, name) if name in value else (Rewording(name, one, None),)
    elif is_array(value) and is_array(former) and len(value) == len(former):
        for now, was in zip(value, former, strict=True):
            yield from _missing_of(now, was, field)
    elif value != former:
        yield Rewording(field, former, value)


def _not_in_order(words: Sequence[str], later: Iterable[str]) -> Iterator[str]:
    """Yield words that the later ones do not have in this order."""
    rest = iter(later)
    for word in words:
        if word not in rest:
            yield word
            return


def _copied(subject: Subject, plan: Plan, page: str) -> Iterator[str]:
    """Yield new texts of specs/ that have several words in a row from the page."""
    phrases = _runs(re.sub(r"[^\w\s]", " ", page))
    for name, text in plan.texts.items():
        known = set(_prose(yaml.load(subject.files.get(name, b"").decode(), _LOADER)))
        for one in _prose(yaml.load(text, _LOADER)):
            if one not in known and (shared := _runs(one) & phrases):
                yield f"{name} copies {' '.join(min(shared))!r}"


def _prose(value: Any, key: str = "") -> Iterator[str]:
    if isinstance(value, str) and key in {"description", "summary", "x-evidence-reason"}:
        yield re.sub(r"[^\w\s]", " ", value)
    for name, one in value.items() if is_object(value) else ((key, one) for one in inner(value)):
        yield from _prose(one, str(name))


def _runs(text: str) -> set[tuple[str, ...]]:
    words = text.lower().split()
    return {tuple(words[at : at + _WORDS_IN_COMMON]) for at in range(len(words) - _WORDS_IN_COMMON + 1)}

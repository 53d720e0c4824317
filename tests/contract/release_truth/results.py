"""Judge the truth set in several processes, and keep each verdict, so that an interrupted run continues."""

from __future__ import annotations

import hashlib
import json
import multiprocessing
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from functools import cache
from pathlib import Path
from typing import NamedTuple

from vendor_docs.saving.differences import Difference

from tests.contract.release_truth.cases import Case, Group, Road
from tests.contract.release_truth.draws import GROUPS, draw
from tests.contract.release_truth.subjects import Subject, own, vendors
from tests.contract.release_truth.verdict import REPLACING, Outcome, Verdict, judge, judge_together
from tests.contract.vendor_pages.page_mutations import compatible
from tests.unit.vendor_docs.sample_pages import ROOT

_MOST = 8
# The sorts that replace words of specs/, and those that change which section the operations after them are in.
_ALONE = REPLACING | {"new section", "remove section", "other order"}
Judged = tuple[Subject, Verdict]
Row = tuple[Outcome, list[str], dict[str, int] | None]
_INPUTS = ("scripts", "specs", "tests/contract/release_truth", "tests/contract/vendor_pages", "tests/unit")


class Key(NamedTuple):
    """Which case of a drawn list: the number of its page, its group, and its position in the list."""

    subject: int
    group: Group
    at: int


class Kept:
    """The verdicts of earlier runs on the same pages, with the same code and descriptions, in a file."""

    def __init__(self, folder: Path, subjects: Sequence[Subject]) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.path = folder / f"{_inputs(subjects)}.jsonl"
        self.rows: dict[Key, Row] = {}
        for line in self.path.read_text("utf-8").splitlines() if self.path.exists() else ():
            if line.endswith("]"):  # a killed run may have written a part of its last line
                key, row = json.loads(line)
                self.rows[Key(*key)] = row

    def add(self, rows: Sequence[tuple[Key, Row]]) -> None:
        """Keep verdicts."""
        self.rows.update(rows)
        with self.path.open("a", encoding="utf-8") as file:
            file.write("".join(f"{json.dumps(one)}\n" for one in rows))


def _inputs(subjects: Sequence[Subject]) -> str:
    """Return a digest of everything that a verdict depends on."""
    made = hashlib.sha256()
    for subject in subjects:
        made.update(subject.text.encode())
    for folder in _INPUTS:
        for path in sorted(one for one in (ROOT / folder).rglob("*") if one.suffix in {".py", ".yaml", ".json"}):
            made.update(path.relative_to(ROOT).as_posix().encode() + path.read_bytes())
    return made.hexdigest()[:16]


def chosen(number: int, subject: Subject) -> dict[Key, tuple[Case, Road]]:
    """Return every drawn case of a page with its road."""
    return {Key(number, group, at): one for group in GROUPS for at, one in enumerate(draw(subject, group, "all"))}


def together(cases: Mapping[Key, tuple[Case, Road]], *, alone: bool) -> list[tuple[Key, ...]]:
    """Return the keys of cases that may be made in one text: of one group and road, and each in another section."""
    made: list[list[Key]] = []
    for key, (case, road) in cases.items():
        for listed in made:
            if len(listed) < _MOST and listed[0].group == key.group and cases[listed[0]][1] == road:
                others = [cases[one][0] for one in listed]
                if not alone and all(_apart(case, other) for other in others):
                    listed.append(key)
                    break
        else:
            made.append([key])
    return [tuple(listed) for listed in made]


def _apart(case: Case, other: Case) -> bool:
    """Return whether two cases may be made in one text."""
    in_one_place = case.change.section == other.change.section
    return not in_one_place and not _ALONE & {case.sort, other.sort} and compatible(case.change, other.change)


def judged_at_once(subjects: Sequence[Subject], kept: Kept, processes: int) -> Iterator[Judged]:
    """Yield the verdict on every case in order. Verdicts that are kept are not made again."""
    cases = {key: one for number, subject in enumerate(subjects) for key, one in chosen(number, subject).items()}
    left = [
        keys
        for number, subject in enumerate(subjects)
        for keys in together(
            {key: one for key, one in cases.items() if key.subject == number and key not in kept.rows},
            alone=subject.is_own,  # its sections are few, and it is read fast
        )
    ]
    # The slowest pages and groups first, so that the processes end together.
    left.sort(key=lambda keys: (-keys[0].subject, GROUPS.index(keys[0].group), keys))
    for done, rows in enumerate(_rows(left, processes), 1):
        kept.add(rows)
        if done % 10 == 0:
            print(f"{done} of {len(left)} texts", flush=True)
    for key, (case, road) in cases.items():
        outcome, notes, counted = kept.rows[key]
        difference = None if counted is None else Difference(**counted)
        yield subjects[key.subject], Verdict(case, road, outcome, tuple(notes), difference)


def _rows(texts: Sequence[tuple[Key, ...]], processes: int) -> Iterator[list[tuple[Key, Row]]]:
    if processes == 1:
        yield from map(_judged, texts)
        return
    with multiprocessing.get_context("spawn").Pool(processes) as pool:
        yield from pool.imap_unordered(_judged, texts)


@cache
def _folder() -> Path:
    """Return the folder of this process."""
    return Path(tempfile.mkdtemp(prefix="kinocraft-truth-"))


@cache
def _subjects(real: bool) -> list[Subject]:
    return vendors() if real else own(_folder())


@cache
def _cases(number: int) -> tuple[Subject, dict[Key, tuple[Case, Road]]]:
    """Return a page and its cases, which each process makes once."""
    count = len(_subjects(real=False))
    subject = _subjects(real=number >= count)[number - count if number >= count else number]
    return subject, chosen(number, subject)


def _judged(keys: Sequence[Key]) -> list[tuple[Key, Row]]:
    """Return the verdicts on cases in one text; in two texts, if that is not possible; and so on."""
    subject, cases = _cases(keys[0].subject)
    folder = _folder() / "edited"
    if len(keys) > 1:
        found = judge_together(subject, [cases[key][0] for key in keys], cases[keys[0]][1], folder)
        if found is None:
            middle = len(keys) // 2
            return [*_judged(keys[:middle]), *_judged(keys[middle:])]
    else:
        found = [judge(subject, *cases[keys[0]], folder)]
    return [
        (key, (one.outcome, list(one.notes), None if one.bytes is None else asdict(one.bytes)))
        for key, one in zip(keys, found, strict=True)
    ]

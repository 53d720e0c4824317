"""Judge the truth set in several processes, and keep each verdict, so that an interrupted run continues."""

from __future__ import annotations

import hashlib
import json
import multiprocessing
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from vendor_docs.saving.differences import Difference

from tests.contract.release_truth.cases import Case, Group, Road
from tests.contract.release_truth.draws import GROUPS, draw
from tests.contract.release_truth.subjects import Subject, own, vendors
from tests.contract.release_truth.verdict import Outcome, Verdict, judge
from tests.unit.vendor_docs.sample_pages import ROOT

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

    def add(self, key: Key, row: Row) -> None:
        """Keep a verdict."""
        self.rows[key] = row
        with self.path.open("a", encoding="utf-8") as file:
            file.write(f"{json.dumps([key, row])}\n")


def _inputs(subjects: Sequence[Subject]) -> str:
    """Return a digest of everything that a verdict depends on."""
    made = hashlib.sha256()
    for subject in subjects:
        made.update(subject.text.encode())
    for folder in _INPUTS:
        for path in sorted(one for one in (ROOT / folder).rglob("*") if one.suffix in {".py", ".yaml", ".json"}):
            made.update(path.relative_to(ROOT).as_posix().encode() + path.read_bytes())
    return made.hexdigest()[:16]


def chosen(subjects: Sequence[Subject]) -> dict[Key, tuple[Case, Road]]:
    """Return every drawn case with its road."""
    return {
        Key(number, group, at): one
        for number, subject in enumerate(subjects)
        for group in GROUPS
        for at, one in enumerate(draw(subject, group, "all"))
    }


def judged_at_once(subjects: Sequence[Subject], kept: Kept, processes: int) -> Iterator[Judged]:
    """Yield the verdict on every case in order. Verdicts that are kept are not made again."""
    cases = chosen(subjects)
    left = [key for key in cases if key not in kept.rows]
    # The slowest pages and groups first, so that the processes end together.
    left.sort(key=lambda key: (-key.subject, GROUPS.index(key.group), key.at))
    with multiprocessing.get_context("spawn").Pool(processes) as pool:
        for done, (key, row) in enumerate(pool.imap_unordered(_row, left), 1):
            kept.add(key, row)
            if done % 25 == 0:
                print(f"{done} of {len(left)} changes", flush=True)
    for key, (case, road) in cases.items():
        outcome, notes, counted = kept.rows[key]
        difference = None if counted is None else Difference(**counted)
        yield subjects[key.subject], Verdict(case, road, outcome, tuple(notes), difference)


@lru_cache(maxsize=1)
def _own_state() -> tuple[Path, list[Subject], dict[Key, tuple[Case, Road]]]:
    """Return a folder, the pages and the cases of this process, which are made once."""
    folder = Path(tempfile.mkdtemp(prefix="kinocraft-truth-"))
    subjects = [*own(folder), *vendors()]
    return folder, subjects, chosen(subjects)


def _row(key: Key) -> tuple[Key, Row]:
    folder, subjects, cases = _own_state()
    made = judge(subjects[key.subject], *cases[key], folder / "edited")
    return key, (made.outcome, list(made.notes), None if made.bytes is None else asdict(made.bytes))

"""Run the truth set, and write its tables: python -m tests.contract.release_truth.run."""

from __future__ import annotations

import os
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tests.contract.release_truth.draws import GROUPS, Size, draw
from tests.contract.release_truth.results import Judged, Kept, judged_at_once
from tests.contract.release_truth.served import Served, serve
from tests.contract.release_truth.subjects import Subject, own, vendors, where
from tests.contract.release_truth.tables import document
from tests.contract.release_truth.verdict import judge
from tests.unit.release_assess.levels import MAX_TOO_HIGH_SHARE, judge_levels, level_table
from tests.unit.release_assess.truth import CASES
from tests.unit.vendor_docs.sample_pages import ROOT

FILE = ROOT / "docs" / "release-truth.md"
MIN_CHANGES, MIN_WORDINGS, MIN_FINISHED_SHARE = 300, 200, 0.95
PROCESSES = int(os.environ.get("KINOCRAFT_PROCESSES", "2"))


def judged(subjects: Iterable[Subject], size: Size, folder: Path) -> Iterator[Judged]:
    """Yield the verdict on each case that is drawn."""
    for subject in subjects:
        for group in GROUPS:
            for case, road in draw(subject, group, size):
                yield subject, judge(subject, case, road, folder)


def shortcomings(verdicts: Sequence[Judged]) -> list[str]:
    """Return what no run may show: silence, a finished change that is not, and a decision that nobody made."""
    found = [f"{subject.name}: {one}" for subject, one in verdicts if one.outcome in {"silent", "wrong"}]
    found += [
        f"{subject.name}: {one}" for subject, one in verdicts if one.case.group == "other" and one.outcome != "to-do"
    ]
    return list(dict.fromkeys(found))


def finished_share(verdicts: Iterable[Judged]) -> float:
    """Return the share of the additions that are finished."""
    counts = Counter(one.outcome == "finished" for _, one in verdicts if one.case.group == "additive")
    return counts[True] / max(counts.total(), 1)


def too_few(verdicts: Sequence[Judged]) -> list[str]:
    """Return the requirements for the size of the set that it does not meet."""
    counts = Counter("wording" if one.case.group == "wording" else "change" for _, one in verdicts)
    missing = [
        f"{subject.name}: no change in {', '.join(sorted(left))}"
        for subject in {id(subject): subject for subject, _ in verdicts}.values()
        if (left := subject.sections - {one.case.change.section for other, one in verdicts if other is subject})
    ]
    if counts["change"] < MIN_CHANGES or counts["wording"] < MIN_WORDINGS:
        missing.append(f"{counts['change']} changes and {counts['wording']} of wording are too few")
    return missing


def main() -> int:
    """Judge all cases, print and write the tables, and return 0 if the requirements are met, else 1."""
    with tempfile.TemporaryDirectory(prefix="kinocraft-truth-") as name:
        folder = Path(name)
        real = vendors()
        subjects = [*own(folder), *real]
        kept = Kept(ROOT / ".tox" / "release-truth", subjects)
        full = list(judged_at_once(subjects, kept, PROCESSES))
        versions = level_table(CASES)
        served: list[Served] = []
        if len(real) == 2:
            with ThreadPoolExecutor(PROCESSES) as pool:  # each waits for commands of its own
                served = list(pool.map(serve, real, [folder / subject.vendor for subject in real]))
            text = document(full, versions, served)
            FILE.write_text(text, encoding="utf-8", newline="\n")
            print(text)
        else:
            print(f"The tables are not written, because a vendor's page is missing: {where()}", file=sys.stderr)
    low, high = judge_levels(versions)
    found = [problem for one in served for problem in one.problems]
    found += [*shortcomings(full), *(too_few(full) if real else []), *(f"the version is too low: {one}" for one in low)]
    found += high if len(high) > MAX_TOO_HIGH_SHARE * len(versions) else []
    for one in found:
        print(one, file=sys.stderr)
    share = finished_share(full)
    print(f"{share:.1%} of the additions are finished; {MIN_FINISHED_SHARE:.0%} are required.")
    return 1 if found or share < MIN_FINISHED_SHARE else 0


if __name__ == "__main__":
    sys.exit(main())

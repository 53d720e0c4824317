"""The tables of a run, as Markdown."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import get_args

from tests.contract.release_truth.cases import Group
from tests.contract.release_truth.draws import GROUPS
from tests.contract.release_truth.subjects import Subject
from tests.contract.release_truth.verdict import Outcome, Verdict

OUTCOMES: tuple[Outcome, ...] = get_args(Outcome)
_TITLES: dict[Group, str] = {"additive": "Additions", "other": "Other changes", "wording": "Wording alone"}
_HEAD = """\
# How much of a changed page a release finishes

Written by `python3 scripts/dev.py release --truth`, which takes about half an hour. Do not edit it. Every change is
drawn with a fixed seed from all sections of a page, and the page comes as text or as HTML. Our own pages are small and
invented.

An addition is `finished` if the edited descriptions have it, agree with the page, follow the rules for specs/, keep
every other word, and copy no six words in a row from the page. A `to-do` names a file and a line. A page is `rejected`
with a reason. `unchanged` means that a page with other white space needs nothing. `silent` would be a change that the
plan does not name, and `wrong` one that it calls finished although it is not.
"""


def document(full: Sequence[tuple[Subject, Verdict]], sample: Sequence[tuple[Subject, Verdict]]) -> str:
    """Return the page with all tables."""
    parts = [_HEAD]
    for group in GROUPS:
        verdicts = [(subject, one) for subject, one in full if one.case.group == group]
        parts.append(f"## {_TITLES[group]}\n\n{table('Change', verdicts, lambda _, one: one.case.sort)}")
    parts.append(f"## By page\n\n{table('Page', full, lambda subject, _: subject.name)}")
    parts.append(f"## By form of the page\n\n{table('Form', full, lambda _, one: one.road)}")
    parts.append(f"## Sections\n\n{_sections(full)}")
    parts.append(f"## Classes of bytes\n\n{_bytes(full)}")
    parts.append(f"## The sample of every test run\n\n{sample_table(sample)}")
    return "\n".join(parts)


def sample_table(sample: Iterable[tuple[Subject, Verdict]]) -> str:
    """Return the table of the sample."""
    return table("Page and changes", sample, lambda subject, one: f"{subject.name}: {_TITLES[one.case.group].lower()}")


def table(title: str, verdicts: Iterable[tuple[Subject, Verdict]], key: Callable[[Subject, Verdict], str]) -> str:
    """Return a table with a row for each key, and the sum."""
    counts: dict[str, Counter[Outcome]] = {}
    for subject, one in verdicts:
        counts.setdefault(key(subject, one), Counter())[one.outcome] += 1
    total = Counter(outcome for one in counts.values() for outcome in one.elements())
    shown: list[Outcome] = [outcome for outcome in OUTCOMES if total[outcome] or outcome in {"silent", "wrong"}]
    rows = [*((name, counts[name]) for name in sorted(counts)), ("all", total)]
    lines = [f"| {title} | Cases | {' | '.join(shown)} |", "|---|" + "---:|" * (len(shown) + 1)]
    lines += [f"| {name} | {one.total()} | {' | '.join(str(one[each]) for each in shown)} |" for name, one in rows]
    return "\n".join(lines) + "\n"


def _sections(verdicts: Iterable[tuple[Subject, Verdict]]) -> str:
    reached: dict[str, tuple[Subject, set[str]]] = {}
    for subject, one in verdicts:
        reached.setdefault(subject.name, (subject, set()))[1].add(one.case.change.section)
    lines = ["| Page | Sections with operations or tables | Changed |", "|---|---:|---:|"]
    for name, (subject, found) in sorted(reached.items()):
        every = subject.sections
        lines.append(f"| {name} | {len(every)} | {len(every & found)} |")
    return "\n".join(lines) + "\n"


def _bytes(verdicts: Iterable[tuple[Subject, Verdict]]) -> str:
    sums: dict[Group, list[int]] = {}
    for _, one in verdicts:
        if one.bytes is not None:
            counted = sums.setdefault(one.case.group, [0, 0, 0, 0])
            for at, size in enumerate((one.bytes.cosmetic, one.bytes.prose, one.bytes.contract, one.bytes.total)):
                counted[at] += size
    lines = ["| Changes | cosmetic | prose | contract | whole difference |", "|---|---:|---:|---:|---:|"]
    lines += [f"| {_TITLES[group]} | {' | '.join(map(str, sums[group]))} |" for group in GROUPS if group in sums]
    return "\n".join(lines) + "\n"

"""The tables of a run, as Markdown, and what they say when they are read again."""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise
from typing import get_args

from release.version import Level

from tests.contract.release_truth.cases import Case, Group, Road
from tests.contract.release_truth.draws import GROUPS
from tests.contract.release_truth.results import Judged
from tests.contract.release_truth.served import Served
from tests.contract.release_truth.subjects import Subject
from tests.contract.release_truth.verdict import Outcome, Verdict
from tests.unit.release_assess import truth
from tests.unit.release_assess.levels import Levels

OUTCOMES: tuple[Outcome, ...] = get_args(Outcome)
TITLES: dict[Group, str] = {"additive": "Additions", "other": "Other changes", "wording": "Wording alone"}
SETS = "Page: changes"
LEVELS = "Right level"
_HEAD = """\
# How much of a changed page a release finishes

Written by `python3 scripts/dev.py release --truth`. Do not edit it: a test compares it with the changes that the code
draws. Every change is drawn with a fixed seed from all sections of a page, and the page comes as text or as HTML. Our
own pages are small and invented.

An addition is `finished` if the edited descriptions have it, agree with the page, follow the rules for specs/, keep
every other word, and copy no six words in a row from the page. A `to-do` names a file and a line; for other wording it
is a sentence to compare. A page is `rejected` with a reason. `unchanged` means that a page with other white space needs
nothing. `silent` would be a change that the plan does not name, and `wrong` one that it calls finished although it is
not.
"""


def document(full: Sequence[Judged], versions: Levels, served: Iterable[Served]) -> str:
    """Return the page with all tables."""
    parts = [_HEAD, f"## The sets\n\n{_sets(full)}", f"## Versions\n\n{_versions(versions)}"]
    for name in dict.fromkeys(subject.name for subject, _ in full):
        verdicts = [one for one in full if one[0].name == name]
        parts.append(f"## {name[0].upper()}{name[1:]}")
        parts += [_of_page(verdicts, group) for group in GROUPS]
    parts.append(f"## By form of the page\n\n{table('Form', full, lambda _, one: one.road)}")
    parts.append(f"## Classes of bytes\n\n{_bytes(full)}")
    parts.append(_served(served))
    return "\n".join(parts)


def _of_page(verdicts: Iterable[Judged], group: Group) -> str:
    """Return the tables of a page and a group: by kind of change and by section."""
    listed = [one for one in verdicts if one[1].case.group == group]
    kinds = table("Kind", listed, lambda _, one: one.case.sort)
    sections = table("Section", listed, lambda _, one: one.case.change.section or "(before the first section)")
    return f"### {TITLES[group]}\n\n{kinds}\n{sections}"


def _sets(full: Iterable[Judged]) -> str:
    """Return the table of the sets, each with the digest of its cases."""
    lines = [f"| {SETS} | Cases | Digest |", "|---|---:|---|"]
    sets: dict[str, list[tuple[Case, Road]]] = {}
    for subject, one in full:
        sets.setdefault(set_name(subject, one.case.group), []).append((one.case, one.road))
    lines += [f"| {name} | {len(cases)} | `{digest(cases)}` |" for name, cases in sets.items()]
    return "\n".join(lines) + "\n"


def set_name(subject: Subject, group: Group) -> str:
    """Return the name of a set in the table."""
    return f"{subject.name}: {TITLES[group].lower()}"


def digest(cases: Iterable[tuple[Case, Road]]) -> str:
    """Return a digest of what the cases change, where, and how it must end."""
    listed = [
        (
            one.group,
            one.sort,
            one.change.section,
            one.change.start,
            one.change.end,
            one.change.text,
            str(one.proofs),
            road,
        )
        for one, road in cases
    ]
    return hashlib.sha256(json.dumps(listed).encode()).hexdigest()[:16]


def versions_digest() -> str:
    """Return a digest of the cases of versions with their levels."""
    return hashlib.sha256(json.dumps([(one.name, one.level) for one in truth.CASES]).encode()).hexdigest()[:16]


def _versions(found: Levels) -> str:
    counts: dict[Level, Counter[str]] = {level: Counter() for level in Level}
    for case, level in found:
        counts[case.level]["too low" if level < case.level else "too high" if level > case.level else "right"] += 1
    total = Counter(one for counted in counts.values() for one in counted.elements())
    rows = [*((level.name.lower(), counted) for level, counted in counts.items()), ("all", total)]
    lines = [f"| {LEVELS} | Cases | too low | right | too high |", "|---|---:|---:|---:|---:|"]
    lines += [
        f"| {name} | {one.total()} | {one['too low']} | {one['right']} | {one['too high']} |" for name, one in rows
    ]
    intro = "Changes of a description whose level was decided by hand, and the level that the release gives them."
    return f"{intro}\n\n" + "\n".join(lines) + f"\n\nDigest of the set: `{versions_digest()}`\n"


def _served(served: Iterable[Served]) -> str:
    """Return the section on generated code and the local server."""
    lines = ["| Page | Additions in one text | New operations | Gates |", "|---|---:|---:|---|"]
    lines += [
        f"| {one.subject.name} | {one.additions} | {len(one.operations)} | "
        f"{', '.join(f'{name}: {result.partition(chr(10))[0]}' for name, result in one.gates.items())} |"
        for one in served
    ]
    return "## Generated code and the local server\n\n" + "\n".join(lines) + "\n"


def table(title: str, verdicts: Iterable[Judged], key: Callable[[Subject, Verdict], str]) -> str:
    """Return a table with a row for each key, and the sum."""
    counts: dict[str, Counter[Outcome]] = {}
    for subject, one in verdicts:
        counts.setdefault(key(subject, one), Counter())[one.outcome] += 1
    total = Counter(outcome for one in counts.values() for outcome in one.elements())
    shown: list[Outcome] = [one for one in OUTCOMES if total[one] or one in {"finished", "to-do", "silent", "wrong"}]
    rows = [*((name, counts[name]) for name in sorted(counts)), ("all", total)]
    lines = [f"| {title} | Cases | {' | '.join(shown)} |", "|---|" + "---:|" * (len(shown) + 1)]
    lines += [f"| {name} | {one.total()} | {' | '.join(str(one[each]) for each in shown)} |" for name, one in rows]
    return "\n".join(lines) + "\n"


def _bytes(verdicts: Iterable[Judged]) -> str:
    sums: dict[Group, list[int]] = {}
    for _, one in verdicts:
        if one.bytes is not None:
            counted = sums.setdefault(one.case.group, [0, 0, 0, 0])
            for at, size in enumerate((one.bytes.cosmetic, one.bytes.prose, one.bytes.contract, one.bytes.total)):
                counted[at] += size
    lines = ["| Changes | cosmetic | prose | contract | whole difference |", "|---|---:|---:|---:|---:|"]
    lines += [f"| {TITLES[group]} | {' | '.join(map(str, sums[group]))} |" for group in GROUPS if group in sums]
    return "\n".join(lines) + "\n"


# --- reading them again


def tables_in(text: str) -> list[tuple[list[str], str, list[list[str]]]]:
    """Return every table of the page: the headings that it stands under, its first line, and its rows of cells."""
    found: list[tuple[list[str], str, list[list[str]]]] = []
    headings: list[str] = []
    lines = text.splitlines()
    for line, following in pairwise([*lines, ""]):
        if heading := re.match(r"(#+) (.+)", line):
            headings = [*headings[: len(heading[1]) - 1], heading[2]]
        elif following.startswith("|---"):
            found.append((headings, line, []))
        elif line.startswith("| "):
            found[-1][2].append([cell.strip() for cell in line.strip("|").split("|")])
    return found

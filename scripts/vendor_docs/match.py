"""Match the operations of two inventories, although titles, paths and sections may have changed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from .inventory import Operation

Pair = tuple[int | None, int | None]

# The Kinescope page names its hosts by variables; these are the real names.
HOSTS = {"api": "api.kinescope.io", "upload": "uploader.kinescope.io"}
_CHOICE = re.compile(r"\(([^()|]+(?:\|[^()|]+)+)\)")
_ENOUGH = 4  # the same URL, or other evidence as strong


def pair(old: Sequence[Operation], new: Sequence[Operation], settled: Iterable[tuple[int, int]] = ()) -> list[Pair]:
    """Return pairs of positions. An operation without a match is paired with None. `settled` pairs are kept."""
    pairs: list[Pair] = list(settled)
    used_old, used_new = {a for a, _ in pairs}, {b for _, b in pairs}
    by_name: dict[tuple[str, str], tuple[list[int], list[int]]] = {}
    for side, (operations, used) in enumerate(((old, used_old), (new, used_new))):
        for at, one in enumerate(operations):
            if at not in used:
                by_name.setdefault((one.section, one.title), ([], []))[side].append(at)
    removed: list[int] = []
    added: list[int] = []
    for before, after in by_name.values():
        if len(before) == len(after) == 1:
            pairs.append((before[0], after[0]))
        else:
            removed += before
            added += after
    scored = [(likeness(old[a], new[b]), -abs(a - b), a, b) for a in removed for b in added]
    for score, _, a, b in sorted(scored, reverse=True):
        if score >= _ENOUGH and a in removed and b in added:
            pairs.append((a, b))
            removed.remove(a)
            added.remove(b)
    return [*pairs, *((a, None) for a in removed), *((None, b) for b in added)]


def likeness(one: Operation, other: Operation) -> int:
    """Return a score of what two operations have in common."""
    score = 0
    if one.path and other.path and set(map(bare, urls(one))) & set(map(bare, urls(other))):
        same_method = one.method == other.method or None in {one.method, other.method}
        score += 4 if same_method and (one.query == other.query or () in {one.query, other.query}) else 0
    if one.title == other.title:
        score += 3
    if one.section == other.section:
        score += 1
    if one.prose.sha256 == other.prose.sha256:
        score += 2
    if _hashes(one) & _hashes(other):
        score += 2
    if _names(one) and _names(one) == _names(other):
        score += 1
    return score


def _hashes(operation: Operation) -> set[str]:
    return {example.raw_sha256 for example in operation.examples}


def _names(operation: Operation) -> list[str]:
    return [*(one.name for one in operation.parameters), *(one.name for one in operation.fields)]


def urls(operation: Operation) -> list[str]:
    """Return host and path of an operation, or several if its path has alternatives."""
    host = HOSTS.get(operation.host or "", operation.host or "")
    path = operation.path or ""
    if choice := _CHOICE.search(path):
        return [f"{host}{path[: choice.start()]}{one}{path[choice.end() :]}" for one in choice[1].split("|")]
    return [f"{host}{path}"]


def bare(url: str) -> str:
    """Return a URL without the names of its path parameters."""
    return re.sub(r"\{[^{}]*\}", "{}", url)

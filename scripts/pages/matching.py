"""Which entry of a page is which, when titles, paths and sections may all have changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

_ENOUGH = 4  # the same URL, or so many other things in common


def pair(was: Sequence[Mapping[str, Any]], now: Sequence[Mapping[str, Any]]) -> list[tuple[int | None, int | None]]:
    """Pair the facts of entries: what was with what is. An entry without a partner comes with None."""
    by_name: dict[tuple[str, str], tuple[list[int], list[int]]] = {}
    for side, entries in enumerate((was, now)):
        for at, entry in enumerate(entries):
            by_name.setdefault((entry["section"], entry["title"]), ([], []))[side].append(at)
    pairs: list[tuple[int | None, int | None]] = []
    left: list[int] = []
    new: list[int] = []
    for before, after in by_name.values():
        if len(before) == len(after) == 1:
            pairs.append((before[0], after[0]))
        else:
            left += before
            new += after
    scored = [(likeness(was[a], now[b]), -abs(a - b), a, b) for a in left for b in new]
    for score, _, a, b in sorted(scored, reverse=True):
        if score >= _ENOUGH and a in left and b in new:
            pairs.append((a, b))
            left.remove(a)
            new.remove(b)
    return [*pairs, *((a, None) for a in left), *((None, b) for b in new)]


def likeness(one: Mapping[str, Any], other: Mapping[str, Any]) -> int:
    """How much two entries have in common."""
    score = 0
    if one.get("path") and all(one.get(key) == other.get(key) for key in ("host", "method", "path", "query")):
        score += 4
    if one["title"] == other["title"]:
        score += 3
    if one["section"] == other["section"]:
        score += 1
    if one.get("prose") == other.get("prose"):
        score += 2
    if _hashes(one) & _hashes(other):
        score += 2
    if _names(one) and _names(one) == _names(other):
        score += 1
    return score


def _hashes(entry: Mapping[str, Any]) -> set[str]:
    return {example["sha256"] for example in entry.get("examples", [])}


def _names(entry: Mapping[str, Any]) -> list[str]:
    return [one["name"] for one in (*entry.get("parameters", []), *entry.get("fields", []))]

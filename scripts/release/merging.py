"""Merge the lines of a file three ways. Unlike git, edits of adjacent lines do not conflict.

A reviewer words the draft of a field, and the next page adds a field below it: the lines are adjacent, and both edits
are wanted.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher


@dataclass(frozen=True, slots=True)
class _Hunk:
    start: int
    end: int
    lines: tuple[str, ...]


def merge_lines(base: str, ours: str, theirs: str) -> str | None:
    """Return the merged text, or None if both sides edit the same lines or insert at the same place differently."""
    lines = base.split("\n")
    hunks = sorted({*_hunks(lines, ours), *_hunks(lines, theirs)}, key=lambda one: (one.start, one.end))
    merged: list[str] = []
    at = 0
    last: _Hunk | None = None
    for hunk in hunks:
        if last is not None and _overlap(last, hunk):
            return None
        merged += [*lines[at : hunk.start], *hunk.lines]
        at = hunk.end
        last = hunk
    return "\n".join([*merged, *lines[at:]])


def _hunks(base: Sequence[str], other: str) -> list[_Hunk]:
    lines = other.split("\n")
    codes = SequenceMatcher(None, base, lines, autojunk=False).get_opcodes()
    return [_Hunk(a, b, tuple(lines[c:d])) for tag, a, b, c, d in codes if tag != "equal"]


def _overlap(one: _Hunk, other: _Hunk) -> bool:
    """Return whether two different hunks, in order, concern the same lines or the same place between two lines."""
    return other.start < one.end or one.start == other.start

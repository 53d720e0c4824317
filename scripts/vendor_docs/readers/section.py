"""Which section an entry belongs to. The text has lost the levels of its headings; the paths of the entries keep them.

A section lists its subsections first and its own entries after them. So an entry belongs to the innermost section
whose name its path (or title) bears, unless a later entry, before the next heading, still belongs further in.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from ..text import stems


@dataclass(slots=True)
class Entry:
    """An entry, or a heading when `words` is None: its text, and the words that tell where it belongs."""

    text: str
    words: frozenset[str] | None
    titled: frozenset[str] = frozenset()
    top: bool = False  # a heading that begins a new part of the page
    section: str = field(default="")


def entry_words(title: str, path: str | None) -> tuple[frozenset[str], frozenset[str]]:
    """The words of an entry's path and of its title."""
    return frozenset(stems(path or "")), frozenset(stems(title))


def place(entries: Sequence[Entry], *, at_top: bool) -> None:
    """Fill in the section of every entry, and of every heading its own path.

    `at_top`: entries may stand in a top section itself, beside its subsections. An entry that bears no name is then
    one of those, and one word of a subsection's name is enough to bear it; else it stays where the one before it is.
    """
    stack: list[str] = []
    at = 0
    while at < len(entries):
        entry = entries[at]
        if entry.words is None:
            stack = [entry.text] if entry.top else [*_parents(stack, _run(entries, at + 1)), entry.text]
            entry.section = "/".join(stack)
            at += 1
            continue
        run = _run(entries, at)
        depth = len(stack)
        for needed, one in zip(_depths(stack, run, at_top=at_top), run, strict=True):
            depth = min(depth, needed)
            one.section = "/".join(stack[:depth])
        stack = stack[:depth]
        at += len(run)


def _run(entries: Sequence[Entry], at: int) -> list[Entry]:
    """The entries from here up to the next heading that has entries before it."""
    while at < len(entries) and entries[at].words is None:
        if entries[at].top:
            return []
        at += 1
    end = at
    while end < len(entries) and entries[end].words is not None:
        end += 1
    return list(entries[at:end])


def _parents(stack: list[str], following: list[Entry]) -> list[str]:
    """The sections that a new heading stands in: the top, and whatever most of its entries bear the name of."""
    for depth in range(len(stack), 1, -1):
        name = stems(stack[depth - 1])
        if name and sum(name <= (entry.words or frozenset()) for entry in following) * 2 > len(following):
            return stack[:depth]
    return stack[:1]


def _depths(stack: list[str], run: list[Entry], *, at_top: bool) -> list[int]:
    """How deep each entry may stand; no less than a later one, for a section that ended does not come back."""
    depths: list[int] = []
    needed = 0
    for entry in reversed(run):
        needed = max(needed, _depth(stack, entry, at_top=at_top))
        depths.append(needed or len(stack))
    return depths[::-1]


def _depth(stack: list[str], entry: Entry, *, at_top: bool) -> int:
    """The innermost section that an entry bears the name of; 0 for none that it would have to leave for."""
    words = entry.words or frozenset()
    for depth in range(len(stack), 1, -1):
        name = stems(stack[depth - 1])
        if at_top and name & (words | entry.titled):
            return depth
        if name and (name <= words or name <= entry.titled):
            return depth
    return 1 if at_top else 0

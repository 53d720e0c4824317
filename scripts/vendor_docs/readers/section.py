"""Find the section of each entry. The text has no heading levels, but the paths of the entries imply them.

A section has its subsections first and its own entries after them. An entry therefore belongs to the innermost section
whose name is in its path or title, or to a deeper section if a later entry before the next heading belongs to that.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from ..text import stems


@dataclass(slots=True)
class Entry:
    """An entry, or a heading if `words` is None. `words` and `titled` are the words of its path and title."""

    text: str
    words: frozenset[str] | None
    titled: frozenset[str] = frozenset()
    top: bool = False  # a heading that begins a new part of the page
    section: str = field(default="")


def entry_words(title: str, path: str | None) -> tuple[frozenset[str], frozenset[str]]:
    """Return the words of an entry's path and of its title."""
    return frozenset(stems(path or "")), frozenset(stems(title))


def place(entries: Sequence[Entry], *, at_top: bool) -> None:
    """Set `section` of every entry and heading.

    `at_top`: a top section may have entries of its own beside its subsections. An entry without the name of a
    subsection then belongs to the top section, and one word of the name is enough. Otherwise such an entry stays in the
    section of the entry before it.
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
    """Return the next entries, up to the heading after them."""
    while at < len(entries) and entries[at].words is None:
        if entries[at].top:
            return []
        at += 1
    end = at
    while end < len(entries) and entries[end].words is not None:
        end += 1
    return list(entries[at:end])


def _parents(stack: list[str], following: list[Entry]) -> list[str]:
    """Return the parents of a new heading: the top section, and sections that most of its entries name."""
    for depth in range(len(stack), 1, -1):
        name = stems(stack[depth - 1])
        if name and sum(name <= (entry.words or frozenset()) for entry in following) * 2 > len(following):
            return stack[:depth]
    return stack[:1]


def _depths(stack: list[str], run: list[Entry], *, at_top: bool) -> list[int]:
    """Return the depth of each entry. It is at least that of later entries, because a section does not continue."""
    depths: list[int] = []
    needed = 0
    for entry in reversed(run):
        needed = max(needed, _depth(stack, entry, at_top=at_top))
        depths.append(needed or len(stack))
    return depths[::-1]


def _depth(stack: list[str], entry: Entry, *, at_top: bool) -> int:
    """Return the depth of the innermost section that an entry names; 0 if it may stay in the current section."""
    words = entry.words or frozenset()
    for depth in range(len(stack), 1, -1):
        name = stems(stack[depth - 1])
        if at_top and name & (words | entry.titled):
            return depth
        if name and (name <= words or name <= entry.titled):
            return depth
    return 1 if at_top else 0

"""Class every byte of the difference between two texts of a page: cosmetic, prose or contract."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import zip_longest

from ..readers import read
from .regions import Region, regions

# Layout (white space, bars and rules of tables), and after it a word or another character; or layout at the end. A
# capital letter begins a word, because a URL and a sentence may be joined to one.
_TOKEN = re.compile(r"((?:[\s|]|-{3,})*)([A-ZА-ЯЁ]?[a-zа-яё0-9]+|[A-ZА-ЯЁ0-9]+|\w|[^\w\s|])|((?:[\s|]|-{3,})+)")


@dataclass(frozen=True, slots=True)
class Difference:
    """The bytes (in UTF-8) that were removed and added, by class.

    Cosmetic bytes are white space, and the bars and rules of tables. Contract bytes change what a client may send or
    receive, or what an operation is called. All others are prose. `total` is counted from the bytes that both texts
    have in common, so that the classes can be checked against it.
    """

    cosmetic: int = 0
    prose: int = 0
    contract: int = 0
    total: int = 0

    def __str__(self) -> str:
        return f"{self.total} bytes differ: {self.cosmetic} cosmetic, {self.prose} prose, {self.contract} contract"


@dataclass(frozen=True, slots=True)
class _Token:
    """A word or another character, with the layout before it. The text is empty for layout at the end of a text."""

    position: int
    layout: str
    text: str


class _Side:
    """One of the two texts, with its lines and its regions."""

    def __init__(self, vendor: str, text: str) -> None:
        self.text = text
        self.lines = text.splitlines(keepends=True)
        self.starts = [0]
        for line in self.lines:
            self.starts.append(self.starts[-1] + len(line))
        self.keys = [_without_layout(line) for line in self.lines]
        self.regions = regions(vendor, text, read(vendor, text))
        self._starts = [one.start for one in self.regions]
        self._ends = [one.end for one in self.regions]

    def within(self, begin: int, end: int) -> list[Region]:
        """Return the regions that overlap a range of lines."""
        first = bisect_right(self._ends, self.starts[begin])
        return self.regions[first : bisect_left(self._starts, self.starts[end])]

    def tokens(self, begin: int, end: int) -> list[_Token]:
        """Return the tokens of a range of lines."""
        return [
            _Token(self.starts[at] + max(one.start(2), one.start()), one[1] or one[3] or "", one[2] or "")
            for at in range(begin, end)
            for one in _TOKEN.finditer(self.lines[at])
        ]

    def role(self, position: int, changed: Counter[str]) -> str:
        """Return the class of a character that differs. `changed` has the facts that only this side has."""
        at = bisect_right(self._ends, position)
        one = self.regions[at] if at < len(self.regions) and self._starts[at] <= position else None
        if one is None or one.role in {"prose", "stray"}:
            return "prose"
        if one.role in {"row", "example"} and not changed[one.facts]:
            return "prose"
        return "contract"


@lru_cache(maxsize=1 << 16)
def _without_layout(line: str) -> str:
    """Return a line without its layout, so that lines that differ in layout alone are the same line."""
    return "\0".join(found[2] or "" for found in _TOKEN.finditer(line))


_side = lru_cache(maxsize=2)(_Side)
"""A page is often compared with several others."""


def difference(vendor: str, old: str, new: str) -> Difference:
    """Return the difference of two texts of a vendor's page. Raises PageError if one is not such a page."""
    before, after = _side(vendor, old), _side(vendor, new)
    counts: Counter[str] = Counter()
    for same, begin, end, other_begin, other_end in _opcodes(before.keys, after.keys):
        if same:
            for at, other_at in zip(range(begin, end), range(other_begin, other_end), strict=True):
                if before.lines[at] == after.lines[other_at]:
                    counts["common"] += _size(before.lines[at])
                else:
                    ours, theirs = before.tokens(at, at + 1), after.tokens(other_at, other_at + 1)
                    _compare_layout(ours, theirs, counts)
            continue
        left, right = before.tokens(begin, end), after.tokens(other_begin, other_end)
        facts, other_facts = (
            Counter(one.facts for one in side.within(*lines) if one.role in {"row", "example"})
            for side, lines in ((before, (begin, end)), (after, (other_begin, other_end)))
        )
        words = [one.text for one in left], [one.text for one in right]
        for equal, first, last, other_first, other_last in _opcodes(*words):
            if equal:
                _compare_layout(left[first:last], right[other_first:other_last], counts)
            else:
                ours, theirs = left[first:last], right[other_first:other_last]
                for one, other in zip_longest(ours, theirs, fillvalue=_Token(0, "", "")):
                    _count_layout(one.layout, other.layout, counts)
                _class_texts(before, ours, facts - other_facts, counts)
                _class_texts(after, theirs, other_facts - facts, counts)
    total = _size(old) + _size(new) - 2 * counts["common"]
    return Difference(counts["cosmetic"], counts["prose"], counts["contract"], total)


def _compare_layout(left: Sequence[_Token], right: Sequence[_Token], counts: Counter[str]) -> None:
    """Count tokens with the same text, whose layout may differ."""
    for ours, theirs in zip(left, right, strict=True):
        counts["common"] += _size(ours.text)
        _count_layout(ours.layout, theirs.layout, counts)


def _count_layout(ours: str, theirs: str, counts: Counter[str]) -> None:
    shared = 0
    while shared < min(len(ours), len(theirs)) and ours[shared] == theirs[shared]:
        shared += 1
    counts["common"] += _size(ours[:shared])
    counts["cosmetic"] += _size(ours[shared:]) + _size(theirs[shared:])


def _class_texts(side: _Side, tokens: Sequence[_Token], changed: Counter[str], counts: Counter[str]) -> None:
    for one in tokens:
        counts[side.role(one.position, changed)] += _size(one.text)


def _size(text: str) -> int:
    return len(text.encode())


def _opcodes(left: Sequence[str], right: Sequence[str]) -> Iterator[tuple[bool, int, int, int, int]]:
    for tag, begin, end, other_begin, other_end in SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        yield tag == "equal", begin, end, other_begin, other_end

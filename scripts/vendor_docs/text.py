"""Folding and hashing: what two texts have in common when only their spacing and line breaks differ."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable

SENTENCE_END = re.compile(r"[.!?…]['\"”»)\]]*$")
# What a heading never ends in or begins with: it names something, and neither states nor lists.
_STATEMENT = re.compile(r"[.!?…:;,]['\"”»)\]]*$|^[-•*–—]\s|^\d+[.)]\s|^\w{1,8}://|[.!?]\s")
HEADING_LENGTH = 80
# Cyrillic letters that look Latin; a page that mixes them into a name means the Latin ones.
_LOOK_ALIKE = str.maketrans("асеорхукАСЕОРХВКМНТ", "aceopxykACEOPXBKMHT")


def fold(text: str) -> str:
    """The text with every run of white space as one blank."""
    return " ".join(text.split())


def digest(text: str) -> str:
    """The hash of a text, spacing aside."""
    return hashlib.sha256(fold(text).encode()).hexdigest()


def bare_digest(text: str) -> str:
    """The hash of a text without its white space: for code, JSON and pages, where a break may stand between tokens."""
    return hashlib.sha256("".join(text.split()).encode()).hexdigest()


def prose_digest(pieces: Iterable[str]) -> str:
    """The hash of several pieces of prose as one."""
    return digest(" ".join(pieces))


def is_statement(text: str) -> bool:
    """Whether a line is part of running text, and not a heading."""
    return len(text) > HEADING_LENGTH or bool(_STATEMENT.search(text))


def latin(name: str) -> str:
    """A name as it is meant: in Latin letters, where all but a look-alike or two are."""
    swapped = name.translate(_LOOK_ALIKE)
    return swapped if swapped.isascii() else name


def line_of(text: str, position: int) -> int:
    """The number of the line that a position is on, from 1."""
    return text.count("\n", 0, position) + 1


def stems(text: str) -> set[str]:
    """The words of a heading, a title or a path, bare of plural and -ing, for comparing them with each other."""
    spaced = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", text)
    return {_stem(word) for word in re.findall(r"[^\W_]+", spaced.lower()) if len(word) > 2 or word.isdigit()}


def _stem(word: str) -> str:
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith("ing") and len(word) > 6:
        return word[:-3]
    return word[:-1] if word.endswith("s") and not word.endswith("ss") and len(word) > 3 else word

"""Fold and hash text, so that white space makes no difference."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterable
from pathlib import Path

SENTENCE_END = re.compile(r"[.!?…]['\"”»)\]]*$")
# The endings and beginnings of sentences and list items. A heading has none of them.
_STATEMENT = re.compile(r"[.!?…:;,]['\"”»)\]]*$|^[-•*–—]\s|^\d+[.)]\s|^\w{1,8}://|[.!?]\s")
HEADING_LENGTH = 80
# Cyrillic letters that look like Latin ones. In a name, a page means the Latin ones.
_LOOK_ALIKE = str.maketrans("асеорхукАСЕОРХВКМНТ", "aceopxykACEOPXBKMHT")


def fold(text: str) -> str:
    """Return the text with every run of white space as one space."""
    return " ".join(text.split())


def digest(text: str) -> str:
    """Return the hash of a text, with white space folded."""
    return hashlib.sha256(fold(text).encode()).hexdigest()


def bare_digest(text: str) -> str:
    """Return the hash of a text without white space: for code, JSON and pages, which may break between tokens."""
    return hashlib.sha256("".join(text.split()).encode()).hexdigest()


def prose_digest(pieces: Iterable[str]) -> str:
    """Return one hash of several pieces of prose."""
    return digest(" ".join(pieces))


def is_statement(text: str) -> bool:
    """Return whether a line is running text, not a heading."""
    return len(text) > HEADING_LENGTH or bool(_STATEMENT.search(text))


def latin(name: str) -> str:
    """Return a name with its look-alike letters replaced by Latin ones, if that makes it ASCII."""
    swapped = name.translate(_LOOK_ALIKE)
    return swapped if swapped.isascii() else name


def replace_file(path: Path, text: str) -> None:
    """Write a file so that it has either its old or its new content, whenever the process ends."""
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        draft.write_text(text, encoding="utf-8", newline="\n")
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)


def line_of(text: str, position: int) -> int:
    """Return the line number of a position, from 1."""
    return text.count("\n", 0, position) + 1


def stems(text: str) -> set[str]:
    """Return the words of a heading, a title or a path without plural and -ing endings, to compare them."""
    spaced = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", text)
    return {_stem(word) for word in re.findall(r"[^\W_]+", spaced.lower()) if len(word) > 2 or word.isdigit()}


def _stem(word: str) -> str:
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith("ing") and len(word) > 6:
        return word[:-3]
    return word[:-1] if word.endswith("s") and not word.endswith("ss") and len(word) > 3 else word

"""Extract facts from descriptions and comments: whether something is required, its allowed values, its type."""

from __future__ import annotations

import re
from dataclasses import dataclass

_NAME = r"[A-Za-z0-9](?:[\w+./-]*[\w+])?"
_SEPARATOR = r"(?:\s*,\s*|\s+(?:or|and|and/or)\s+|\s*\|\s*)"
_NOT_REQUIRED = re.compile(r"\(?\b(?:not required|optional)(?: parameter)?\b\)?\.?", re.IGNORECASE)
_REQUIRED = re.compile(r"\(?\brequired(?: parameter)?\b\)?(?!\s*(?:if|when|for|with)\b)\.?", re.IGNORECASE)
_INTRODUCED = re.compile(
    r"(?:(?:available|possible|allowed|supported|valid) values|values|one of|sort(?:ed|ing|able)? by)"
    r"(?:\s+are)?\s*(?::|-|–|—)\s*",
    re.IGNORECASE,
)
_QUOTED_LIST = re.compile(r"\s*\"([^\"]+)\"(?:\s*\([^()]*\)|\s+[-–—]\s[^\"\n]*)?\s*(?:,|and\b|or\b|\.|\n|$)?")
_BARE_LIST = re.compile(rf"{_NAME}(?:{_SEPARATOR}{_NAME})*")
_BLANK_LIST = re.compile(rf"{_NAME}(?:\s+{_NAME})+(?=\s*(?:\.|$))")
_COMMA_LIST = re.compile(rf"{_NAME}(?:\s*,\s*{_NAME})+")
_CHOICE = re.compile(rf"{_NAME}(?:\s+or\s+{_NAME})+")
_LABELLED = re.compile(rf"(?:[A-Z]\w*(?: \w+)*)\s+[-–—:]\s+({_NAME}(?:\s*,\s*{_NAME})+)")
_GLOSSED = re.compile(rf"\(\s*({_NAME}\s+[-–—]\s+[^(),]+(?:,\s*{_NAME}\s+[-–—]\s+[^(),]+)+)\)")
_TYPE = re.compile(
    r"^(?:an? )?"
    r"(boolean|bool|string|integer|number(?! of)|dictionary|array of \w+|array|list of \w+|object|time ?stamp)\b",
    re.IGNORECASE,
)
_WORDY = {"string", "text", "enum", ""}  # the types whose description may be a list of allowed values


@dataclass(frozen=True, slots=True)
class ParsedProse:
    """The facts of a description, and the rest of its text."""

    required: bool | None
    enum: tuple[str, ...]
    rest: str


def parse_prose(description: str, type_name: str | None = None) -> ParsedProse:
    """Extract the facts from a description."""
    required: bool | None = None
    rest = description
    if found := _NOT_REQUIRED.search(rest):
        required = False
    elif found := _REQUIRED.search(rest):
        required = True
    if found:
        rest = rest[: found.start()] + rest[found.end() :]
    enum, rest = _enumeration(rest.strip(), (type_name or "").strip().lower())
    return ParsedProse(required, enum, " ".join(rest.split()))


def type_in(description: str) -> str | None:
    """Return the type that a description begins with, or None."""
    found = _TYPE.match(description.lstrip("-–— "))
    return found[1].lower() if found else None


def _enumeration(text: str, type_name: str) -> tuple[tuple[str, ...], str]:
    if found := _INTRODUCED.search(text):
        values, end = _values(text, found.end())
        if values:
            return values, text[: found.end()] + text[end:]
    if found := _GLOSSED.search(text):
        glosses = [part.split()[0] for part in found[1].split(",")]
        return tuple(glosses), text
    if type_name not in _WORDY:
        return (), text
    bare = text.rstrip(".")
    for pattern in (_COMMA_LIST, _CHOICE):
        if pattern.fullmatch(bare) and not {"not", "no"} & set(_split(bare)):
            return _split(bare), ""
    if found := _LABELLED.fullmatch(bare):
        return _split(found[1]), text[: found.start(1)]
    return (), text


def _values(text: str, start: int) -> tuple[tuple[str, ...], int]:
    """Return the values listed from `start` on, and the end of the list."""
    values: list[str] = []
    at = start
    while found := _QUOTED_LIST.match(text, at):
        values.append(found[1])
        at = found.end()
    if values:
        # If each value has an explanation, the explanations stay in the rest of the text.
        return tuple(values), at if " - " not in text[start:at] else start
    if found := _BLANK_LIST.match(text, start):
        return tuple(found[0].split()), found.end()
    if found := _BARE_LIST.match(text, start):
        return _split(found[0]), found.end()
    return (), start


def _split(listed: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in re.split(_SEPARATOR, listed) if part.strip())

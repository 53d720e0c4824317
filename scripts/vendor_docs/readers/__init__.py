"""Read a page of either vendor: the checks that both dialects share."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

from ..inventory import Inventory, PageError
from . import kinescope, platformcraft

PAGES: dict[str, Callable[[str], Inventory]] = {kinescope.PAGE: kinescope.read, platformcraft.PAGE: platformcraft.read}
_HTML = re.compile(r"<!doctype\b|<html\b|<head\b|<body\b|<div\b|<script\b", re.IGNORECASE)
_MARKS = {
    kinescope.PAGE: re.compile(r"\{\{\s*\w+\s*\}\}\s*/"),
    platformcraft.PAGE: re.compile(r"^\s*(?:URL\s+structure|Structure\s+URL)\b", re.MULTILINE),
}


def looks_like(page: str, text: str) -> bool:
    """Return whether a text has the marks of operations of that page."""
    return bool(_MARKS[page].search(text))


@lru_cache(maxsize=4)  # the checks and the comparisons of one run read the same texts
def read(page: str, text: str) -> Inventory:
    """Read the text of a vendor's page. Raises PageError if the text is another page or incomplete."""
    reader = PAGES[page]
    text = plain(text)
    if not text.strip():
        raise PageError(page, 1, "expected the text of the page; it is empty")
    if found := re.search(r"[\x00-\x08\x0e-\x1f\ufffd]", text):
        raise PageError(page, text.count("\n", 0, found.start()) + 1, "expected text; found a byte that is not text")
    if text.lstrip().startswith("<") or _HTML.search(text[:4000]):
        raise PageError(page, 1, "expected the page as plain text; found HTML")
    if not looks_like(page, text):
        other = next((name for name, mark in _MARKS.items() if mark.search(text)), None)
        found_instead = f"this looks like the page of {other}" if other else "found no operation in its form"
        raise PageError(page, 1, f"expected the page of {page}; {found_instead}")
    return reader(text)


def read_file(page: str, path: Path) -> Inventory:
    """Read a page from a file."""
    return read(page, read_text(page, path))


def read_text(page: str, path: Path) -> str:
    """Return the text of a file, with line ends of one character. Raises PageError if it is not text in UTF-8."""
    try:
        return plain(read_bytes(page, path).decode("utf-8"))
    except UnicodeDecodeError as error:
        raise PageError(page, 0, f"expected text in UTF-8: byte {error.start} of {path} is not") from error


def read_bytes(page: str, path: Path) -> bytes:
    """Return the content of a file. Raises PageError."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise PageError(page, 0, f"expected a file that can be read: {error.strerror or error}: {path}") from error


def plain(text: str) -> str:
    """Return a text without a byte order mark, and with line ends of one character."""
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")

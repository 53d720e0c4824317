"""Read a page of either vendor: the checks that both dialects share."""

from __future__ import annotations

import re
from collections.abc import Callable
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


def read(page: str, text: str) -> Inventory:
    """Read the text of a vendor's page. Raises PageError if the text is another page or incomplete."""
    reader = PAGES[page]
    plain = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    if not plain.strip():
        raise PageError(page, 1, "expected the text of the page; it is empty")
    if found := re.search(r"[\x00-\x08\x0e-\x1f\ufffd]", plain):
        raise PageError(page, plain.count("\n", 0, found.start()) + 1, "expected text; found a byte that is not text")
    if plain.lstrip().startswith("<") or _HTML.search(plain[:4000]):
        raise PageError(page, 1, "expected the page as plain text; found HTML")
    if not looks_like(page, plain):
        other = next((name for name, mark in _MARKS.items() if mark.search(plain)), None)
        found_instead = f"this looks like the page of {other}" if other else "found no operation in its form"
        raise PageError(page, 1, f"expected the page of {page}; {found_instead}")
    return reader(plain)


def read_file(page: str, path: Path) -> Inventory:
    """Read a page from a file."""
    try:
        text = path.read_bytes().decode("utf-8")
    except OSError as error:
        raise PageError(page, 0, f"expected a file that can be read: {error.strerror or error}: {path}") from error
    except UnicodeDecodeError as error:
        raise PageError(page, 0, f"expected text in UTF-8: byte {error.start} of {path} is not") from error
    return read(page, text)

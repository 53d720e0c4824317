"""Parse a request's target: strict percent-decoding of path and query."""

from __future__ import annotations

import re
from urllib.parse import unquote_to_bytes

from kinocraft_mock.http.messages import ErrorResponse

__all__ = ["decode", "has_plain_percent", "path_segments", "query_values", "without_dots"]

ENCODED_DOT = re.compile("%2e", re.IGNORECASE)
BROKEN_ESCAPE = re.compile(r"%(?![0-9A-Fa-f]{2})")


def decode(text: str, where: str) -> str:
    """Undo percent-encoding once. Raises a 400, which names `where`, for text that is not percent-encoded UTF-8."""
    if "%" not in text:
        return text
    if BROKEN_ESCAPE.search(text):
        raise ErrorResponse(400, f"{where} has a percent sign that is not part of an escape")
    try:
        return unquote_to_bytes(text).decode()
    except UnicodeDecodeError:
        raise ErrorResponse(400, f"{where} is not UTF-8") from None


def path_segments(raw_path: bytes) -> list[str]:
    """Return the segments of a raw path, still percent-encoded."""
    try:
        return raw_path.decode("ascii").split("/")[1:]
    except UnicodeDecodeError:
        raise ErrorResponse(400, "the path has bytes that are not percent-encoded") from None


def without_dots(segments: list[str]) -> list[str] | None:
    """Return segments without `.` and `..`, as RFC 3986 removes them; None if they lead above the first one."""
    kept: list[str] = []
    for segment in segments:
        name = ENCODED_DOT.sub(".", segment)
        if name == "..":
            if not kept:
                return None
            kept.pop()
        elif name != ".":
            kept.append(segment)
    return kept


def has_plain_percent(query: str) -> bool:
    """Return whether a query has percent signs that begin no escape. They stand for themselves."""
    return BROKEN_ESCAPE.search(query) is not None


def query_values(query: str) -> dict[str, list[str]]:
    """Return every value of every key, in order. A key without `=` has an empty value. Raises a 400 for bad UTF-8."""
    values: dict[str, list[str]] = {}
    if not query:
        return values
    for pair in BROKEN_ESCAPE.sub("%25", query).split("&"):
        if pair:
            key, _, value = pair.replace("+", " ").partition("=")
            values.setdefault(decode(key, "the query"), []).append(decode(value, "the query"))
    return values

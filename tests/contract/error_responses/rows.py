"""Rejected requests as data: operation, expected error, and request."""

from __future__ import annotations

from typing import Any, NamedTuple

UNKNOWN_ID = "5f0cf8c6-8d3f-4c0b-9d0a-1f6f5c8f2a20"
MALFORMED_ID = "not-an-id"
OCTETS = {"Content-Type": "application/octet-stream"}

Error = tuple[int, int] | dict[str, str] | tuple[int, str]
"""Status and code, or each invalid field with the rule it breaks (400/400400), or status and part of the message."""

NOT_FOUND = (404, 400404)
MALFORMED = (400, 400301)
WRONG_TYPE = (400, 400102)
WRONG_ORDER = (400, 400216)
NO_BODY = (400, 1)
UNEXPECTED = (400, 400400)


class Row(NamedTuple):
    """A rejected request."""

    operation: str
    error: Error
    ids: dict[str, str]
    """Parameters of the path, if they are not those of the seeded objects."""
    request: dict[str, Any]
    """Options of httpx's `request`; a value `$name` in them is the id of the seeded object."""

    def __repr__(self) -> str:
        shown = [self.operation, self.error, self.ids, self.request.get("params", ""), self.request.get("json", "")]
        text = " ".join(str(each) for each in shown if each not in ({}, ""))
        return text.encode("ascii", "replace").decode()[:100]


def row(operation: str, error: Error, ids: dict[str, str] | None = None, **request: Any) -> Row:
    """Return a row; `request` holds options of httpx's `request`: `json`, `params`, `content`, `files`, …."""
    return Row(operation, error, ids or {}, request)


def rows(operation: str, *cases: tuple[Any, Error]) -> list[Row]:
    """Return a row for each pair of a JSON body and the error it causes."""
    return [row(operation, error, json=body) for body, error in cases]

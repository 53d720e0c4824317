"""The sort keys of the server's statements: each version of SQLite reads them alike."""

from __future__ import annotations

import re
from pathlib import Path

import kinocraft_mock

SOURCES = sorted(Path(kinocraft_mock.__file__).parent.rglob("*.py"))
SORTED = re.compile(r"(?:ORDER|GROUP) BY ([^\"]+)")


def expressions_of_ordinals(text: str) -> list[str]:
    """Return the keys that compute with a number: SQLite 3.40 sorts by that constant, and 3.53 rejects it."""
    keys = [key.strip() for found in SORTED.findall(text) for key in re.split(r",| ORDER BY | LIMIT ", found)]
    return [key for key in keys if re.match(r"\d+\b", key) and not re.fullmatch(r"\d+( ASC| DESC)?", key)]


def test_no_statement_sorts_by_an_expression_of_an_ordinal() -> None:
    assert {path.name: found for path in SOURCES if (found := expressions_of_ordinals(path.read_text()))} == {}
    assert expressions_of_ordinals('f" GROUP BY 1, 2 ORDER BY 3 IS NULL, 3 DESC"') == ["3 IS NULL"]

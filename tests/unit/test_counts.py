"""Texts that people write have no counts of what specs/ describe: each would have to be changed with every page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
NUMBERS = ("three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
NOUNS = (
    "operations",
    "services",
    "sections",
    "methods",
    "events",
    "webhooks",
    "error codes",
    "descriptions",
    "hosts",
    "statements",
    "models",
    "endpoints",
)
COUNT = re.compile(rf"\b(\d+(?:,\d{{3}})*|{'|'.join(NUMBERS)}) ([A-Za-z-]+ )?({'|'.join(NOUNS)})\b", re.IGNORECASE)
GENERATED = {"api.md", "api-types.md"}
PAST = "CHANGELOG.md"
"""It says what was true of a release."""
FOLDERS = ("docs", "specs", "mockserver", "overlays", "scripts")


def texts() -> Iterator[Path]:
    """Yield the texts and the code of this repository that people write; tests are held to it by their content."""
    yield from (path for path in ROOT.glob("*.md") if path.name not in {*GENERATED, PAST})
    for folder in FOLDERS:
        for pattern in ("*.md", "*.py"):
            yield from (ROOT / folder).rglob(pattern)


def counts(text: str) -> list[str]:
    """Return the counts in a text. Numbers of times and sizes before other nouns are none."""
    return [match[0] for match in COUNT.finditer(text)]


def test_no_text_counts_what_specs_describe() -> None:
    found = {str(path.relative_to(ROOT)): counts(path.read_text("utf-8")) for path in texts()}
    assert {path: counts for path, counts in found.items() if counts} == {}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("It has 175 operations of six services.", ["175 operations", "six services"]),
        ("1,031 error codes", ["1,031 error codes"]),
        ("The 12 documented hosts", ["12 documented hosts"]),
        ("It sends two operations, three times.", []),
        ("10 requests per second for each service", []),
    ],
)
def test_a_count_is_found(text: str, found: list[str]) -> None:
    assert counts(text) == found

"""The lock keeps everything that it reads: what it forgot, no check could compare."""

from __future__ import annotations

import json
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest
from vendor_docs import PAGES, Example, lock

LOCK = Path(__file__).resolve().parents[3] / "specs" / lock.FILE
STORED: dict[str, Any] = json.loads(LOCK.read_text(encoding="utf-8"))["pages"]


@pytest.mark.parametrize("page", PAGES)
def test_a_locked_page_is_written_as_it_was_read(page: str) -> None:
    stored = {name: value for name, value in STORED[page].items() if name != "superseded"}
    assert json.loads(json.dumps(lock.to_json(lock.from_json(page, stored)))) == stored


@pytest.mark.parametrize("page", PAGES)
def test_a_written_page_is_read_as_it_was(page: str) -> None:
    read = lock.load(LOCK, page)
    assert lock.from_json(page, lock.to_json(read)) == read


def test_the_locks_have_values_of_every_kind() -> None:
    """Otherwise the tests above would not notice that one is forgotten."""
    examples = [
        example
        for page in PAGES
        for inventory in [lock.load(LOCK, page)]
        for example in [*inventory.examples, *(each for one in inventory.operations for each in one.examples)]
    ]
    empty = {each.name for each in fields(Example) if not any(getattr(example, each.name) for example in examples)}
    assert empty == {"line", "value", "repairs", "invalid"}

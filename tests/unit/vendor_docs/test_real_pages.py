"""The vendors' real pages, if available: every entry is read, and everything in it."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from vendor_docs import Inventory, PageError, lock, read

from tests.unit.vendor_docs.sample_pages import ROOT, need, real

LOCK = ROOT / "specs" / lock.FILE


@pytest.fixture(scope="module")
def kinescope() -> Inventory:
    return read("kinescope", need("kinescope"))


@pytest.fixture(scope="module")
def platformcraft() -> Inventory:
    return read("platformcraft", need("platformcraft"))


def counts(page: Inventory) -> dict[str, Counter[tuple[str | None, ...]]]:
    """Return how much of everything a page has."""
    operations = page.operations
    return {
        "operations": Counter((one.section, one.host, one.method) for one in operations),
        "errors": Counter((one.table,) for one in page.errors),
        "examples": Counter((one.section, e.kind, e.source) for one in operations for e in one.examples),
        "fields": Counter((one.section, one.title) for one in operations for _ in one.fields),
        "parameters": Counter((one.section, one.title) for one in operations for _ in one.parameters),
        "tables of sections": Counter((name,) for name, fields in page.section_fields.items() for _ in fields),
        "sections": Counter((name,) for name in page.sections),
    }


@pytest.mark.parametrize("page", ["kinescope", "platformcraft"])
def test_a_page_has_as_much_of_everything_as_the_lock(page: str, request: pytest.FixtureRequest) -> None:
    """The lock is compared with specs/, so what the reader would lose of a page is missing in one of them."""
    assert counts(request.getfixturevalue(page)) == counts(lock.load(LOCK, page))


def test_each_address_of_kinescope_is_read(kinescope: Inventory) -> None:
    text = need("kinescope")
    operations = kinescope.operations
    assert sum(one.path is not None for one in operations) == len(re.findall(r"^\{\{\w+\}\}/", text, re.MULTILINE))
    assert [
        one for one in operations if not one.path and not one.fields and not one.parameters and not one.examples
    ] == []
    assert all(len(operation.title) <= 60 for operation in operations)


def test_each_header_and_each_example_of_platformcraft_is_read(platformcraft: Inventory) -> None:
    text = need("platformcraft")
    operations = platformcraft.operations
    methods = Counter(re.findall(r"^(?:Method|Метод) +([A-Z]+)", text, re.MULTILINE))
    assert Counter(one.method for one in operations) == methods
    shown = Counter(example.kind for one in operations for example in one.examples if example.source == "page")
    labels = Counter(re.findall(r"^(Response|Request body) example\s*$", text, re.MULTILINE))
    assert shown == {"response": labels["Response"], "request": labels["Request body"]}


def test_paths_match_the_manual_table(kinescope: Inventory) -> None:
    """Compare titles and paths, in order, with a manually written table."""
    page = real("kinescope")
    table = page.with_name("kinescope-methods.tsv") if page else None
    if table is None or not table.is_file():
        pytest.skip("kinescope-methods.tsv is not beside the pages")
    rows = [line.split("\t") for line in table.read_text(encoding="utf-8").splitlines()[1:]]
    by_hand = [(row[1].partition(" (")[0], row[3].removeprefix("upload:")) for row in rows]
    for operation, (title, path) in zip(kinescope.operations, by_hand, strict=True):
        assert operation.title == title
        if operation.path and title not in {"List restreams", "Chat"}:
            assert operation.path == "/".join(f"{{{p[1:]}}}" if p[:1] == ":" else p for p in path.split("/"))


@pytest.mark.parametrize("places", [6, pytest.param(60, marks=pytest.mark.slow)])
@pytest.mark.parametrize("page", ["kinescope", "platformcraft"])
def test_a_truncated_page_is_rejected(page: str, places: int) -> None:
    text = need(page)
    whole = len(read(page, text).operations)
    accepted = 0
    for end in range(997, len(text) - 1, len(text) // places):
        try:
            assert len(read(page, text[:end]).operations) < whole
            accepted += 1
        except PageError:
            pass
    assert accepted <= 3

"""The vendors' real pages, if available: every entry, and counts of their contents."""

from __future__ import annotations

from collections import Counter

import pytest

from scripts.vendor_docs import Inventory, PageError, read
from tests.unit.vendor_docs.sample_pages import need, real


@pytest.fixture(scope="module")
def kinescope() -> Inventory:
    return read("kinescope", need("kinescope"))


@pytest.fixture(scope="module")
def platformcraft() -> Inventory:
    return read("platformcraft", need("platformcraft"))


def test_kinescope_page_has_the_expected_counts(kinescope: Inventory) -> None:
    operations = kinescope.operations
    assert len(operations) == 128
    assert sum(operation.path is not None for operation in operations) == 127
    assert [operation.key for operation in operations if operation.path is None] == [("v2/videos", "Upload video", 1)]
    assert Counter(error.table for error in kinescope.errors) == {"http": 10, "code": 31}
    assert Counter(e.kind for o in operations for e in o.examples) == {"response": 103, "request": 48, "error": 14}
    assert sum(len(operation.fields) for operation in operations) == 74
    assert sum(len(operation.parameters) for operation in operations) == 23
    assert {section: len(fields) for section, fields in kinescope.section_fields.items()} == {
        "": 3,
        "v1/videos": 25,
        "v1/projects": 5,
        "v1/projects/folders": 5,
        "v2/live": 2,
    }
    assert len(kinescope.sections) == 33
    assert Counter(operation.host for operation in operations) == {"api": 124, "upload": 3, None: 1}
    assert all(len(operation.title) <= 60 for operation in operations)


def test_platformcraft_page_has_the_expected_counts(platformcraft: Inventory) -> None:
    operations = platformcraft.operations
    assert len(operations) == 38
    assert Counter(operation.section for operation in operations) == {
        "Authorization": 2,
        "Filespot": 4,
        "Filespot/Chunk uploading": 5,
        "Recorder": 13,
        "Streamer (playout)": 5,
        "Streamer (playout)/Media blocks": 9,
    }
    assert Counter(operation.method for operation in operations) == {"POST": 16, "GET": 10, "PUT": 6, "DELETE": 6}
    assert Counter((e.kind, e.source) for o in operations for e in o.examples) == {
        ("response", "page"): 27,
        ("request", "page"): 13,
        ("request", "curl"): 14,
        ("request", "javascript"): 14,
        ("request", "python"): 14,
    }
    assert sum(len(operation.parameters) for operation in operations) == 60


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

"""The vendors' pages as HTML: the extraction of large pages loses nothing."""

from __future__ import annotations

from vendor_docs import lock, read
from vendor_docs.saving.page import make_text
from vendor_docs.saving.source import identify

from tests.unit.vendor_docs import html_pages
from tests.unit.vendor_docs.sample_pages import need


def test_the_kinescope_page_as_html_has_the_same_inventory() -> None:
    text = need("kinescope")
    _, page = make_text("kinescope", identify(html_pages.kinescope(text, "PATCH")))
    saved, known = (lock.to_json(lock.condense(one)) for one in (page, read("kinescope", text)))

    assert {one.get("method") for one in saved["operations"] if one.get("path")} == {"PATCH"}
    for operation in saved["operations"]:
        operation.pop("method", None)
    assert saved == known


def test_the_platformcraft_page_as_html_has_the_same_inventory() -> None:
    text = need("platformcraft")
    _, page = make_text("platformcraft", identify(html_pages.platformcraft(text)))

    assert lock.to_json(lock.condense(page)) == lock.to_json(lock.condense(read("platformcraft", text)))

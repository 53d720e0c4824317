"""A page has the same inventory whether it was saved as HTML, as Markdown or as text."""

from __future__ import annotations

from typing import Any

import pytest
from vendor_docs import Inventory, lock, read
from vendor_docs.saving.extraction import text_of
from vendor_docs.saving.source import identify

from tests.unit.vendor_docs.saved_pages import (
    KINESCOPE,
    METHODS,
    PLATFORMCRAFT,
    html,
    kinescope_text,
    markdown,
    platformcraft_text,
)


def inventory(vendor: str, page: str) -> Inventory:
    return read(vendor, text_of(vendor, identify(page.encode())))


def facts(page: Inventory, *, methods: bool = True) -> dict[str, Any]:
    """Return the lock of a page without the hash of its text, because the layout of tables differs."""
    document = lock.to_json(lock.condense(page))
    del document["sha256"]
    for operation in document["operations"]:
        if not methods:
            operation.pop("method", None)
    return document


@pytest.mark.parametrize("labels", ["before", "after", "title"])
def test_kinescope_html_has_the_inventory_of_the_text_and_its_methods(labels: str) -> None:
    page = inventory("kinescope", html(KINESCOPE, labels=labels))

    assert [operation.method for operation in page.operations] == list(METHODS)
    assert facts(page, methods=False) == facts(inventory("kinescope", kinescope_text()))


@pytest.mark.parametrize("style", ["bold", "code", "fence", "tag"])
def test_kinescope_markdown_has_the_inventory_of_the_html(style: str) -> None:
    assert facts(inventory("kinescope", markdown(KINESCOPE, style=style))) == facts(
        inventory("kinescope", html(KINESCOPE))
    )


def test_platformcraft_html_and_markdown_have_the_inventory_of_the_text() -> None:
    text = facts(inventory("platformcraft", platformcraft_text()))

    assert [operation["method"] for operation in text["operations"]] == ["POST", "GET"]
    assert facts(inventory("platformcraft", html(PLATFORMCRAFT))) == text
    assert facts(inventory("platformcraft", markdown(PLATFORMCRAFT))) == text


def test_methods_do_not_change_the_hash_of_a_page() -> None:
    text = text_of("kinescope", identify(html(KINESCOPE).encode()))
    bare = text.replace("GET {{", "{{").replace("PATCH {{", "{{")

    assert bare != text
    assert read("kinescope", bare).sha256 == read("kinescope", text).sha256

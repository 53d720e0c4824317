"""The marks of evidence in specs/ agree with the lock of the vendors' pages, also where the pages are not at hand.

What the lock shows may be documented. What it does not show has a mark, or names where else it is documented.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from generator.operations import resolve
from vendor_docs import PAGES, Inventory, lock

from tests.contract.vendor_pages.page_examples import Described, Owned, Specs, Walk, in_tables, properties

LOCK = Path(__file__).resolve().parents[3] / "specs" / "docs.lock.json"
UNMARKED = {
    "projects.create": "the entry says that it returns the new object",
    "players.create": "the entry says that it returns the new object",
    "privacy_domains.create": "the entry says that it returns the new object",
    "cdn.zones.create": "the entry says that it returns the new object",
    "avatars.get_user_avatar": "a picture, which the page does not print",
    "avatars.get_workspace_avatar": "a picture, which the page does not print",
}
"""Operations whose successful response is documented, although the page prints no example of it."""
MARKED = {
    "live.events.restreams.list": "the page prints the list under the entry of another method",
    "live.events.chat.csv": "the page prints the response as JSON",
    "live.events.chat.txt": "the page prints the response as JSON",
}
"""Operations that are marked, or whose response is, although the page prints an example of a response."""


@pytest.fixture(scope="module")
def specs() -> Specs:
    return Specs.load()


@pytest.fixture(scope="module")
def pages() -> dict[str, Inventory]:
    return {page: lock.load(LOCK, page) for page in PAGES}


def shown(page: Inventory, specs: Specs) -> set[Owned]:
    """Return the properties in tables and examples of a locked page."""
    found = in_tables(page.page, page, specs)
    printed = [(example, [one for one in specs.described if one.page == page.page]) for example in page.examples]
    for operation in page.operations:
        printed += [(example, specs.of(page.page, operation)) for example in operation.examples]
    for example, described in printed:
        for one in described:
            walk = Walk(page.page, one.document)
            for schema in one.schemas(example.kind):
                for path in example.keys:
                    if steps := [step for step in path.replace("[]", "").split(".") if step]:
                        walk.name(schema, steps, schema.get("$ref", "").rpartition("/")[2])
            found |= walk.shown
    return found


def unmarked(listed: dict[Owned, dict[str, Any]], page: str) -> set[Owned]:
    """Return the properties that count as documented in the entries of a page."""
    return {
        owned
        for owned, facts in listed.items()
        if owned.page == page
        and facts.get("x-evidence", "documented") == "documented"
        and "x-evidence-source" not in facts
    }


def marks(one: Described) -> Iterator[dict[str, Any]]:
    """Yield an operation, and its successful response with the evidence of the operation where it has no mark."""
    yield one.facts
    success = min(status for status in one.facts["responses"] if status.startswith("2"))
    facts = {key: value for key, value in one.facts.items() if key.startswith("x-evidence")}
    response = resolve(one.document, one.facts["responses"][success])
    yield response if "x-evidence" in response else {**facts, **response}


def problems(described: list[Described], page: Inventory) -> Iterator[str]:
    """Yield operations whose marks, or those of their responses, contradict the locked page."""
    entries = {operation.key: operation for operation in page.operations}
    for one in described:
        found = [entries[entry] for entry in one.entries if entry in entries]
        printed = any(example.kind == "response" for operation in found for example in operation.examples)
        operation, response = (
            "elsewhere" if "x-evidence-source" in facts else facts["x-evidence"] for facts in marks(one)
        )
        if found and operation != "documented" and one.id not in MARKED:
            yield f"{one.id}: {operation}, although the page has an entry for it"
        if not found and operation == "documented":
            yield f"{one.id}: documented, although the page has no entry for it"
        if printed and response != "documented" and one.id not in MARKED:
            yield f"{one.id}: its response is {response}, although the page prints one"
        if not printed and response == "documented" and one.id not in UNMARKED:
            yield f"{one.id}: its response is documented, although the page prints none"


@pytest.mark.parametrize("page", PAGES)
def test_every_property_is_in_the_lock_or_has_a_mark(page: str, specs: Specs, pages: dict[str, Inventory]) -> None:
    listed = unmarked(properties(specs), page)
    assert len(listed) >= 190
    assert sorted(map(str, listed - shown(pages[page], specs))) == []


@pytest.mark.parametrize("page", PAGES)
def test_the_marks_of_operations_agree_with_the_lock(page: str, specs: Specs, pages: dict[str, Inventory]) -> None:
    assert list(problems([one for one in specs.described if one.page == page], pages[page])) == []


def test_a_property_that_loses_its_mark_is_found(specs: Specs, pages: dict[str, Inventory]) -> None:
    listed = properties(specs)
    for page in PAGES:
        known = shown(pages[page], specs)
        hidden = {owned: facts for owned, facts in listed.items() if owned.page == page and owned not in known}
        assert len(hidden) >= 20
        bare = {
            owned: {key: value for key, value in facts.items() if not key.startswith("x-evidence")}
            for owned, facts in hidden.items()
        }
        assert unmarked(bare, page) - known == hidden.keys()


def test_every_changed_mark_of_an_operation_is_found(specs: Specs, pages: dict[str, Inventory]) -> None:
    """Mark each operation as inferred if it is documented, and the reverse; then each response."""
    missed: list[str] = []
    changeable = [
        one for one in specs.described if one.id not in {*UNMARKED, *MARKED} and "x-evidence-source" not in one.facts
    ]
    assert len(changeable) >= 140
    for one in changeable:
        for place in range(2):
            changed = replace(one, facts=copy.deepcopy(one.facts))
            success = min(status for status in changed.facts["responses"] if status.startswith("2"))
            response = copy.deepcopy(resolve(one.document, one.facts["responses"][success]))
            changed.facts["responses"][success] = response
            holder = (changed.facts, response)[place]
            current = list(marks(one))[place]
            new = "inferred" if current["x-evidence"] == "documented" else "documented"
            response.pop("x-evidence-source", None)
            holder["x-evidence"] = new
            if not list(problems([changed], pages[one.page])):
                missed.append(f"{one.id} {place} {new}")
    assert missed == []

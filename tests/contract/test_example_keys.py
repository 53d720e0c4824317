"""The key of each example in specs/ says whether the vendor's page prints it.

The pages are compared by the digests in the lock, and the digests with the pages where these are at hand.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from generator.bundle import METHODS
from generator.operations import resolve
from generator.type_guards import is_object
from vendor_docs import Example, Inventory, lock, read
from vendor_docs.example_values import placeholders, values_digest

from tests.contract.vendor_pages.page_examples import Described, Specs
from tests.unit.vendor_docs.sample_pages import need

LOCK = Path(__file__).resolve().parents[2] / "specs" / "docs.lock.json"
WORDS = ("page", "adapted", "seen", "inferred")
VENDORS = ("kinescope", "platformcraft")


@pytest.fixture(scope="module")
def specs() -> Specs:
    return Specs.load()


@pytest.fixture(scope="module")
def pages() -> dict[str, Inventory]:
    return {name: lock.load(LOCK, name) for name in VENDORS}


def shown(one: Described, page: Inventory, kind: str) -> list[Example]:
    """Return what the page prints of a kind: in the entries of an operation, or anywhere for an error."""
    entries = [operation for operation in page.operations if kind == "error" or operation.key in one.entries]
    listed = [example for operation in entries for example in operation.examples]
    return [example for example in [*listed, *page.examples] if example.kind == kind]


def bodies(one: Described) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Yield status or `request`, kind and resolved examples of each body of an operation."""
    for what, body in {"request": one.facts.get("requestBody", {}), **one.facts["responses"]}.items():
        kind = "request" if what == "request" else "response" if what.startswith("2") else "error"
        for media in resolve(one.document, body).get("content", {}).values():
            yield what, kind, {key: resolve(one.document, each) for key, each in media.get("examples", {}).items()}


def problems(one: Described, page: Inventory) -> Iterator[str]:
    """Yield keys of examples that do not say what the page prints."""
    for what, kind, examples in bodies(one):
        printed = shown(one, page, kind)
        for key, example in examples.items():
            word = key.partition("_")[0]
            where = f"{one.id} {what} {key}"
            is_printed = any(lock.prints(each, example["value"]) for each in printed)
            if word not in WORDS:
                yield f"{where}: does not begin with one of {', '.join(WORDS)}"
            elif is_printed != (word == "page"):
                yield f"{where}: the page {'prints' if is_printed else 'does not print'} it"
            elif word == "adapted" and not (printed or _has_form(one, page)):
                yield f"{where}: the page prints nothing that it could be adapted from"
            elif word == "adapted" and "page" not in example.get("summary", ""):
                yield f"{where}: the summary does not say how it differs from the page's"


def _has_form(one: Described, page: Inventory) -> bool:
    """Return whether an entry of the operation has a table of a form with sample values."""
    entries = [operation for operation in page.operations if operation.key in one.entries]
    return any(row.where == "form" and row.example for operation in entries for row in operation.parameters)


def test_keys_say_what_the_pages_print(specs: Specs, pages: dict[str, Inventory]) -> None:
    found = [problem for one in specs.described for problem in problems(one, pages[one.page])]
    assert found == []
    keys = {key.partition("_")[0] for one in specs.described for _, _, examples in bodies(one) for key in examples}
    assert {"page", "adapted", "inferred"} <= keys


def test_keys_of_webhooks_begin_with_evidence(specs: Specs) -> None:
    """The pages print no request of the services themselves."""
    items = [item for document in specs.documents for item in document.get("webhooks", {}).values()]
    holders = [item[method]["requestBody"]["content"] for item in items for method in METHODS if method in item]
    keys = [key for content in holders for media in content.values() for key in media.get("examples", {})]
    assert len(keys) >= 6
    assert {key.partition("_")[0] for key in keys} == {"inferred"}


def _changed(value: Any) -> Any:
    """Return an example with another value in its first text."""
    for key, inner in value.items():
        if isinstance(inner, str):
            return {**value, key: f"{inner}x"}
        if is_object(inner):
            return {**value, key: _changed(inner)}
    raise AssertionError(value)


@pytest.mark.parametrize(
    ("operation", "old", "new", "says"),
    [
        ("playlists.create", "page", "inferred", "the page prints it"),
        ("playlists.create", "page", "adapted", "the page prints it"),
        ("playlists.create", "page", "mine", "does not begin with one of"),
        ("tags.create", "inferred", "page", "the page does not print it"),
        ("tags.create", "inferred", "adapted", "nothing that it could be adapted from"),
        ("players.create", "adapted", "page", "the page does not print it"),
    ],
)
def test_wrong_key_is_reported(
    specs: Specs, pages: dict[str, Inventory], operation: str, old: str, new: str, says: str
) -> None:
    one = next(each for each in specs.described if each.id == operation)
    facts = copy.deepcopy(one.facts)
    media = facts["requestBody"]["content"]["application/json"]
    media["examples"] = {new: media["examples"].pop(old)}
    found = list(problems(replace(one, facts=facts), pages[one.page]))
    assert len(found) == 1
    assert says in found[0]


def test_changed_value_is_reported(specs: Specs, pages: dict[str, Inventory]) -> None:
    one = next(each for each in specs.described if each.id == "webhooks.create")
    facts = copy.deepcopy(one.facts)
    media = facts["requestBody"]["content"]["application/json"]
    value = resolve(one.document, media["examples"]["page"])["value"]
    media["examples"] = {"page": {"value": _changed(value)}}
    found = list(problems(replace(one, facts=facts), pages[one.page]))
    assert found == ["webhooks.create request page: the page does not print it"]


def test_adapted_example_says_how_it_differs(specs: Specs, pages: dict[str, Inventory]) -> None:
    one = next(each for each in specs.described if each.id == "players.create")
    facts = copy.deepcopy(one.facts)
    media = facts["requestBody"]["content"]["application/json"]
    value = resolve(one.document, media["examples"]["adapted"])["value"]
    media["examples"] = {"adapted": {"value": value, "summary": "A player."}}
    (found,) = problems(replace(one, facts=facts), pages[one.page])
    assert "the summary does not say how it differs" in found


def test_placeholders_are_left_out_of_the_digest() -> None:
    printed = {
        "id": "<UUID>",
        "links": ["https://a.test/<UUID>/b"],
        "owner": {"id": "...", "name": "Ann"},
        "at": "{time}",
    }
    paths = placeholders(printed)
    assert paths == ("id", "links[]", "owner.id", "at")
    ours = {"at": 1700000000, "owner": {"name": "Ann", "id": "5"}, "links": ["https://a.test/6/b"], "id": "7"}
    assert values_digest(ours, paths) == values_digest(printed, paths)
    for other in (
        {**ours, "owner": {"name": "Bob", "id": "5"}},
        {**ours, "links": []},
        {**ours, "more": 1},
        {**ours, "id": None},
    ):
        assert values_digest(other, paths) != values_digest(printed, paths)
    assert values_digest({"a": 1}, ()) != values_digest({"a": "1"}, ())


@pytest.mark.parametrize("name", VENDORS)
def test_lock_has_the_values_of_the_page(name: str, pages: dict[str, Inventory]) -> None:
    page = read(name, need(name))
    locked = {operation.key: operation.examples for operation in pages[name].operations}
    for operation in page.operations:
        for example, kept in zip(operation.examples, locked[operation.key], strict=True):
            assert lock.prints(kept, example.value), (operation.title, example.line)
            assert kept.placeholders == placeholders(example.value)

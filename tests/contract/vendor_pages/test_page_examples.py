"""Every example of the vendors' pages matches its schema, and every property is shown in one, or has a reason.

The reasons are in page_exceptions.yaml; an unused one fails the test.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from vendor_docs import Inventory, read

from tests.contract.vendor_pages.page_examples import (
    HEX_ID,
    UUID,
    Specs,
    Walk,
    filled,
    fits,
    in_tables,
    properties,
)
from tests.unit.vendor_docs.sample_pages import need

EXCEPTIONS: dict[str, list[dict[str, Any]]] = yaml.safe_load(
    Path(__file__).with_name("page_exceptions.yaml").read_text(encoding="utf-8")
)
EXAMPLES = {"kinescope": 166, "platformcraft": 82}


@pytest.fixture(scope="module")
def specs() -> Specs:
    return Specs.load()


@pytest.fixture(scope="module", params=sorted(EXAMPLES))
def page(request: pytest.FixtureRequest) -> tuple[str, Inventory]:
    return request.param, read(request.param, need(request.param))


def test_every_entry_has_an_operation(page: tuple[str, Inventory], specs: Specs) -> None:
    name, inventory = page
    keys = {operation.key for operation in inventory.operations}
    assert [key for key in keys if not any(key in one.entries for one in specs.described if one.page == name)] == []


def test_every_page_example_matches_its_schema(page: tuple[str, Inventory], specs: Specs) -> None:
    name, inventory = page
    allowed = {(one["example"], place) for one in EXCEPTIONS["examples"] if one["page"] == name for place in one["at"]}
    checked = list(fits(name, inventory, specs))
    misfits = {(one.name, place): (one.line, what) for one in checked for place, what in one.problems}
    unexplained = [(misfits[key][0], *key, misfits[key][1]) for key in sorted(misfits.keys() - allowed)]
    assert unexplained == [], "examples that do not fit, by line"
    assert allowed - misfits.keys() == set(), "exceptions that explain nothing"
    assert len(checked) == EXAMPLES[name]


def test_every_property_is_shown(page: tuple[str, Inventory], specs: Specs) -> None:
    name, inventory = page
    listed = {owned: facts for owned, facts in properties(specs).items() if owned.page == name}
    shown = in_tables(name, inventory, specs).union(*(one.shown for one in fits(name, inventory, specs)))
    marked = {owned for owned, facts in listed.items() if _is_not_of_the_page(facts)}
    assert sorted(map(str, listed.keys() - shown - marked)) == [], "properties that nothing shows, without a mark"
    of_schemas = {owned for owned, facts in listed.items() if facts.get("inherited") and _is_not_of_the_page(facts)}
    assert sorted(map(str, of_schemas & shown)) == [], "schemas marked as not of the page, of which it shows a property"


def _is_not_of_the_page(facts: dict[str, Any]) -> bool:
    """Whether a property is marked as seen, as inferred, or as documented elsewhere."""
    return facts.get("x-evidence") in ("seen", "inferred") or "x-evidence-source" in facts


def test_exceptions_have_reasons_and_name_existing_objects(specs: Specs) -> None:
    """Check the exceptions without the pages: each has a reason and names an existing object."""
    ids = {one.id for one in specs.described}
    for one in EXCEPTIONS["examples"]:
        assert one.keys() == {"page", "example", "at", "reason"}
        assert one["reason"].strip()
        assert one["example"].split()[0] in ids


def test_placeholders_are_replaced() -> None:
    assert filled({"a": ["x/<UUID>/y", "...", "{your_owner_ID}"], "b": "{unix_start_time}", "c": "<SIGNATURE>"}) == {
        "a": [f"x/{UUID}/y", UUID, HEX_ID],
        "b": 1589407535,
        "c": "signature",
    }
    assert filled({"a": "{name}", "b": 1, "c": None}) == {"a": "name", "b": 1, "c": None}


def test_walk_finds_unknown_keys() -> None:
    """Unknown keys are found at any depth, except in maps and open objects."""
    document = {
        "components": {
            "schemas": {
                "Tree": {
                    "type": "object",
                    "properties": {
                        "fruits": {"type": "array", "items": {"$ref": "#/components/schemas/Fruit"}},
                        "names": {"type": "object", "additionalProperties": {"type": "string"}},
                        "rest": {"type": "object"},
                        "size": {"anyOf": [{"type": "null"}, {"$ref": "#/components/schemas/Fruit"}]},
                    },
                },
                "Fruit": {"allOf": [{"type": "object", "properties": {"sort": {"type": "string"}}}]},
            }
        }
    }
    walk = Walk("page", document)
    value = {"fruits": [{"sort": "a", "odd": 1}], "names": {"ru": "x"}, "rest": {"y": 1}, "size": {"sort": "b"}, "z": 1}
    walk.walk({"$ref": "#/components/schemas/Tree"}, value, "$", "")
    assert walk.unknown == [("$.fruits[]", "the schema has no 'odd'"), ("$", "the schema has no 'z'")]
    assert sorted(map(str, walk.shown)) == ["Fruit.sort", "Tree.fruits", "Tree.names", "Tree.rest", "Tree.size"]

"""What a proposal writes into specs/ follows the rules of evidence, and is marked as a draft."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from generator.bundle import without_prose
from release.plan import Plan, Planner
from release.rules.example_keys import example_key
from vendor_docs import read
from vendor_docs.inventory import Inventory

from tests.unit.release.shop import PAGE, write_specs

SLICE = """Slice loaf
POST {{baseHost}}/v1/loaves/:loaf_id/sliceCuts it.
{ "width": 5 }{ "data": { "id": "<UUID>", "slices": 12 }}Toast loaf
PUT {{baseHost}}/v1/loaves/:loaf_id/toastMakes it brown.
| Field | Type | Description |
|---|---|---|
| minutes | integer | How long. |
Crumbs of a loaf
{{baseHost}}/v1/loaves/:loaf_id/crumbsGives all.
{ "meta": { "pagination": { "page": 1, "per_page": 10, "total": 1 } }, "data": [ { "id": "<UUID>" } ]}Picture loaf
"""
CHANGED = (
    PAGE.replace("Picture loaf\n", SLICE)
    .replace("| 404 | Not Found |", "| 402 | Payment Required | No money. |\n| 404 | Not Found |")
    .replace("| sliced | bool |", "| seeds | bool | Sesame on top. |\n| sliced | bool |")
    .replace("X-Title | a loaf |", "X-Title | a loaf |\nX-Color | brown |")
)


@pytest.fixture
def specs(tmp_path: Path) -> Path:
    return write_specs(tmp_path)


def planned(specs: Path) -> Plan:
    made = Planner("kinescope", specs).plan(CHANGED)
    assert [change.todo for change in made.changes if change.todo] == []
    made.apply(specs)
    return made


def maps(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        yield value
        for inner in value.values():
            yield from maps(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from maps(inner)


def written(specs: Path) -> list[dict[str, Any]]:
    return [one for path in sorted(specs.rglob("*.yaml")) for one in maps(yaml.safe_load(path.read_text("utf-8")))]


def test_a_reason_stands_beside_what_is_not_documented(specs: Path) -> None:
    planned(specs)
    marks = [(one.get("x-evidence"), "x-evidence-reason" in one) for one in written(specs)]
    assert {mark for mark in marks if mark != (None, False)} == {("documented", False), ("inferred", True)}


def test_new_descriptions_are_marked_as_drafts(specs: Path) -> None:
    planned(specs)
    texts = {str(one["description"]) for one in written(specs) if "description" in one}
    assert {"Draft: Whether it is seeds.", "Draft: The slices.", "Draft: The page shows a request."} <= texts


def test_keys_of_new_examples_say_whether_the_page_prints_them(specs: Path) -> None:
    planned(specs)
    items = yaml.safe_load((specs / "kinescope-v1/loaves/paths.yaml").read_text("utf-8"))
    found = {
        (name, what): sorted(content["application/json"]["examples"])
        for name in ("slice", "toast", "crumbs")
        for method in ("get", "put", "post")
        if (operation := items[name].get(method))
        for what, body in {"request": operation.get("requestBody", {}), **operation["responses"]}.items()
        if (content := body.get("content"))
    }
    assert found == {
        ("slice", "request"): ["page"],
        ("slice", "200"): ["page"],
        ("toast", "request"): ["inferred"],
        ("crumbs", "200"): ["page"],
    }
    responses = yaml.safe_load((specs / "kinescope-common/responses.yaml").read_text("utf-8"))
    assert list(responses["PaymentRequired"]["content"]["application/json"]["examples"]) == ["inferred"]


def test_an_example_key_is_free() -> None:
    page: Inventory = read("kinescope", CHANGED)
    printed = next(one for one in page.operations if one.title == "Slice loaf").examples
    shown = {"data": {"id": "other", "slices": 12}}
    assert example_key(shown, printed) == "page"
    assert example_key(shown, printed, {"page"}) == "page_2"
    assert example_key({"data": {"id": "other", "slices": 13}}, printed) == "inferred"


def test_the_server_knows_drafts_without_their_descriptions() -> None:
    properties = {
        "color": {"type": "string", "description": "Draft: The color."},
        "size": {"type": "string", "description": "The size."},
        "description": {"type": "string", "description": "Draft: The description."},
    }
    assert without_prose({"properties": properties}) == {
        "properties": {
            "color": {"type": "string", "x-draft": True},
            "size": {"type": "string"},
            "description": {"type": "string", "x-draft": True},
        }
    }

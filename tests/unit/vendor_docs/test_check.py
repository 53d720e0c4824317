"""A sample change for each kind of finding, compared with the lock and with specs/, with its operation and the place
to edit."""

from __future__ import annotations

import pytest
from vendor_docs import read
from vendor_docs.changes import KINDS
from vendor_docs.checker import Checker
from vendor_docs.findings import Finding

from tests.unit.vendor_docs.pages_with_specs import PAGES, built

GRAINS = "Required. Available values: rye, oat, spelt |"
BAKE = '{ "grain": "rye", "weight": 500 }'
EAT = "Eat loaf\n{{baseHost}}/v1/loaves/:loaf_id"
NEW = "Weigh loaf\n{{baseHost}}/v1/loaves/:loaf_id/weightTells its weight in grams.\n"

OVEN = "invalid/2/oven/{oven_ID}\nMethod"
FAN = "fan boolean type"

# page, old text, new text, kind, operation, name, and the comparisons that report it
KINESCOPE = [
    ("Bake loaf", "Knead loaf", "operation-moved", "loaves.bake", "title", "lock spec"),
    ("/v1/loavesPuts", "/v1/ovens/loavesPuts", "operation-moved", "loaves.bake", "path", "lock spec"),
    (
        "{{baseHost}}/v1/loavesPuts",
        "{{uploadHost}}/v1/loavesPuts",
        "operation-moved",
        "loaves.bake",
        "host",
        "lock spec",
    ),
    (EAT, NEW + EAT, "operation-added", None, None, "lock spec"),
    (
        "Eat loaf\n{{baseHost}}/v1/loaves/:loaf_idTakes the loaf away. There is no way back.\n"
        '{ "data": { "success": true }}',
        "",
        "operation-removed",
        "loaves.eat",
        None,
        "lock spec",
    ),
    ("crumbs\n", "", "operation-removed", "crumbs.list", "v1/crumbs", "spec"),
    ("| weight | integer", "| mass | integer", "field-removed", "loaves.bake", "weight", "lock"),
    ("| weight | integer", "| mass | integer", "field-added", "loaves.bake", "mass", "lock spec"),
    ("| weight | integer", "| weight | boolean", "type-changed", "loaves.bake", "weight", "lock spec"),
    ("In grams. Not required", "In grams. Required", "required-changed", "loaves.bake", "weight", "lock spec"),
    (GRAINS, GRAINS.replace("oat", "oat, corn"), "enum-value-added", "loaves.bake", "grain=corn", "lock spec"),
    (GRAINS, GRAINS.replace(" oat,", ""), "enum-value-removed", "loaves.bake", "grain=oat", "lock spec"),
    ("X-Title |", "X-Label |", "parameter-added", "pictures.upload", "X-Label", "lock spec"),
    ("X-Title |", "X-Label |", "parameter-removed", "pictures.upload", "X-Title", "lock spec"),
    ("| a loaf |", "| two loaves |", "text-changed", "pictures.upload", "X-Title", "lock"),
    ("| 400900 | STALE", "| 400901 | STALE", "error-code-removed", None, "code 400900 STALE", "lock spec"),
    ("| 400900 | STALE", "| 400901 | STALE", "error-code-added", None, "code 400901 STALE", "lock spec"),
    ("NO_FLOUR", "NO_RYE", "error-code-added", None, "code 7 NO_RYE", "lock spec"),
    ("| 404 | Not Found", "| 410 | Gone", "error-code-added", None, "status 410 Gone", "lock spec"),
    ("| 404 | Not Found", "| 410 | Gone", "error-code-removed", None, "status 404 Not Found", "lock spec"),
    ("The bag is empty.", "The bag is full.", "text-changed", None, "code 7 NO_FLOUR", "lock"),
    (BAKE, BAKE.replace("500", '"500"'), "type-changed", "loaves.bake", "weight", "lock"),
    (BAKE, BAKE.replace("500", '"500"'), "example-invalid", "loaves.bake", "weight", "spec"),
    (BAKE, BAKE.replace("500", "0"), "example-invalid", "loaves.bake", "weight", "spec"),
    (BAKE, BAKE.replace("weight", "mass"), "field-added", "loaves.bake", "mass", "lock spec"),
    (BAKE, BAKE.replace("weight", "mass"), "field-removed", "loaves.bake", "weight", "lock"),
    (BAKE, BAKE.replace("500", "600"), "text-changed", "loaves.bake", "values", "lock"),
    (BAKE, "", "text-changed", "loaves.bake", "request example 1", "lock"),
    (
        '{ "data": { "success": true }}',
        '{ "loaf": 1 }{ "data": { "success": true }}',
        "example-invalid",
        "loaves.eat",
        "body",
        "spec",
    ),
    ("There is no way back.", "It can be baked again.", "text-changed", "loaves.eat", "description", "lock"),
    (
        "| grain | enum | Available values: rye,",
        "| grain | number | Available values: rye,",
        "type-changed",
        None,
        "grain",
        "lock spec",
    ),
    ("Bring a key.", "Bring two keys.", "text-changed", None, "text before the first version or service", "lock"),
]
PLATFORMCRAFT = [
    ("Method PUT", "Method POST", "operation-moved", "ovens.heat", "method", "lock spec"),
    (f"kitchen.{OVEN} G", f"hall.{OVEN} G", "operation-moved", "ovens.get", "host", "lock spec"),
    ("fan boolean", "fan string", "type-changed", "ovens.heat", "fan", "lock spec"),
    (FAN, f"{FAN} parameter\nlamp{FAN[3:]}", "parameter-added", "ovens.heat", "lamp", "lock spec"),
    ('"lower", "both"', '"lower"', "enum-value-removed", "ovens.heat", "mode=both", "lock spec"),
    ("mode (optional)", "mode (required)", "required-changed", "ovens.heat", "mode", "lock spec"),
    ("# degrees", "# degrees, no more", "text-changed", "ovens.heat", "remarks", "lock"),
    ("Request body type application/json", "Request body type text/csv", "type-changed", "ovens.heat", "body", "lock"),
]  # fmt: skip
CANARIES = [("kinescope", *one) for one in KINESCOPE] + [("platformcraft", *one) for one in PLATFORMCRAFT]


@pytest.fixture(scope="module")
def checkers(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Checker]:
    specs = built(tmp_path_factory.mktemp("bakery"))
    return {page: Checker(specs, page) for page in PAGES}


def changed(checkers: dict[str, Checker], page: str, old: str, new: str) -> list[Finding]:
    assert PAGES[page].count(old) == 1
    return checkers[page].check(read(page, PAGES[page].replace(old, new)))


@pytest.mark.parametrize("page", PAGES)
def test_an_unchanged_page_has_no_finding(checkers: dict[str, Checker], page: str) -> None:
    assert checkers[page].check(read(page, PAGES[page])) == []


@pytest.mark.parametrize("canary", CANARIES, ids=lambda one: f"{one[3]} {one[5] or one[4]}")
def test_each_kind_of_change_is_reported(
    checkers: dict[str, Checker], canary: tuple[str, str, str, str, str | None, str, str]
) -> None:
    page, old, new, kind, operation, name, against = canary
    found = changed(checkers, page, old, new)
    matching = [one for one in found if (one.kind, one.operation, one.name) == (kind, operation, name)]
    assert matching, found
    assert {side for one in matching for side in one.against} == set(against.split())


def test_every_kind_of_finding_has_a_sample_change() -> None:
    assert {canary[3] for canary in CANARIES} == set(KINDS) - {"deviation-unused"}


def test_a_change_is_reported_for_its_operation_only(checkers: dict[str, Checker]) -> None:
    for page, old, new, _, operation, *_ in CANARIES:
        others = {one.operation for one in changed(checkers, page, old, new)} - {operation, None}
        assert not others, (old, others)


@pytest.mark.parametrize(
    ("old", "new", "kind", "file", "pointer"),
    [
        (
            "| weight | integer",
            "| weight | boolean",
            "type-changed",
            "schemas/loaves.yaml",
            "/NewLoaf/properties/weight",
        ),
        (GRAINS, GRAINS.replace("oat", "oat, corn"), "enum-value-added", "schemas/loaves.yaml", "/Grain/enum"),
        ("In grams. Not", "In grams.", "required-changed", "schemas/loaves.yaml", "/NewLoaf"),
        ("Bake loaf", "Knead loaf", "operation-moved", "paths/loaves.yaml", "/loaves/post/x-docs"),
        ("Puts a loaf", "Puts two loaves", "text-changed", "paths/loaves.yaml", "/loaves/post/description"),
        ("NO_FLOUR", "NO_RYE", "error-code-removed", "errors.yaml", "/Detail/properties/code/x-codes/7"),
        ("X-Title |", "X-Label |", "parameter-removed", "paths/loaves.yaml", "/picture/post/parameters/1"),
        (BAKE, BAKE.replace("500", "0"), "example-invalid", "schemas/loaves.yaml", "/NewLoaf/properties/weight"),
    ],
)
def test_a_finding_names_the_place_to_edit(
    checkers: dict[str, Checker], old: str, new: str, kind: str, file: str, pointer: str
) -> None:
    found = [one for one in changed(checkers, "kinescope", old, new) if one.kind == kind]
    assert [(one.file, one.pointer) for one in found] == [(f"specs/bakery/{file}", pointer)]


def test_a_finding_names_the_line_of_the_page(checkers: dict[str, Checker]) -> None:
    text = PAGES["kinescope"].replace("| weight | integer", "| weight | boolean")
    number = text[: text.index("| weight |")].count("\n") + 1
    assert {one.line for one in checkers["kinescope"].check(read("kinescope", text))} == {number}


def test_breaking_changes_come_first(checkers: dict[str, Checker]) -> None:
    text = PAGES["kinescope"].replace("Gives all loaves.", "Gives every loaf.").replace("X-Loaf-ID", "X-Bread-ID")
    found = checkers["kinescope"].check(read("kinescope", text))
    assert [one.breaking for one in found] == sorted((one.breaking for one in found), reverse=True)
    assert found[0].kind == "parameter-removed"
    assert {one.kind for one in found if not one.breaking} == {"parameter-added", "text-changed"}


def test_a_field_that_becomes_required_is_a_breaking_change(checkers: dict[str, Checker]) -> None:
    more = changed(checkers, "kinescope", "In grams. Not required", "In grams. Required")
    less = changed(checkers, "kinescope", GRAINS, GRAINS.replace("Required", "Not required"))
    assert [one.breaking for one in more] == [True]
    assert [one.breaking for one in less] == [False]


def test_a_moved_and_renamed_entry_is_matched_by_its_other_facts(checkers: dict[str, Checker]) -> None:
    """Title and section have changed; path, prose and examples still identify the operation."""
    text = PAGES["kinescope"].replace("Eat loaf", "Finish it").replace("\nloaves\n", "\nbread\n")
    found = checkers["kinescope"].check(read("kinescope", text))
    assert {(one.kind, one.operation) for one in found if one.operation} == {
        ("operation-moved", "loaves.list"),
        ("operation-moved", "loaves.bake"),
        ("operation-moved", "loaves.eat"),
    }


def test_entries_in_another_order_are_reported(checkers: dict[str, Checker]) -> None:
    text = PAGES["platformcraft"]
    first, second = text.index("Heating an oven"), text.index("Looking into")
    tail = text[second:].rstrip() + "\n\n"
    # The last entry must end like the others, so that both are complete in either order.
    found = checkers["platformcraft"].check(read("platformcraft", text[:first] + tail + text[first:second]))
    assert {(one.kind, one.name) for one in found} == {("operation-moved", "its place in the section")}


def test_a_check_can_be_limited_to_lock_or_specs(checkers: dict[str, Checker]) -> None:
    inventory = read("kinescope", PAGES["kinescope"].replace("| weight | integer", "| weight | boolean"))
    for side in ("lock", "spec"):
        assert [one.against for one in checkers["kinescope"].check(inventory, side)] == [(side,)]

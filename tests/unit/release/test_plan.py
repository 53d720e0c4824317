"""A plan describes every addition, names what a person must do about the rest, and its overlays say the same."""

from __future__ import annotations

import copy
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from generator.bundle import bundle
from release.changes import QUOTE_LENGTH, ContractChange
from release.edits.overlay import steps_of
from release.plan import Plan, Planner, plan
from vendor_docs import lock, read
from vendor_docs.checker import Checker

from tests.unit.release.shop import PAGE, write_specs

LABEL = "| label | string | Printed on the crust. Not required |"
EAT = "Eat loaf\n"


@pytest.fixture(scope="module", name="specs")
def written_specs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_specs(tmp_path_factory.mktemp("bakery"))


@pytest.fixture(scope="module")
def planner(specs: Path) -> Planner:
    return Planner("kinescope", specs)


@pytest.fixture
def edited(planner: Planner, specs: Path, tmp_path: Path) -> Callable[[str, str], tuple[Plan, Path]]:
    """Plan a page with one replacement, apply it to a copy of specs/, and lock the page."""

    def apply(old: str, new: str) -> tuple[Plan, Path]:
        assert old in PAGE
        text = PAGE.replace(old, new, 1)
        made = planner.plan(text)
        copied = tmp_path / "specs"
        shutil.copytree(specs, copied)
        made.apply(copied)
        lock.write(copied / lock.FILE, [read("kinescope", text)])
        return made, copied

    return apply


def described(folder: Path) -> dict[str, Any]:
    return bundle(folder / "kinescope-v1")


def with_overlay(document: dict[str, Any], overlay: dict[str, Any]) -> dict[str, Any]:
    """Apply an overlay as OpenAPI Overlay 1.0 says."""
    made = copy.deepcopy(document)
    for action in overlay["actions"]:
        holder: Any = None
        target: Any = made
        *_, last = steps = steps_of(action["target"]) or [""]
        for step in steps if steps != [""] else []:
            holder, target = target, target[step]
        if action.get("remove"):
            del holder[last]
        elif isinstance(target, list):
            target += [copy.deepcopy(action["update"])] if "update" in action else []
        elif "update" in action:
            merge(target, action["update"])
    return made


def merge(target: dict[str, Any], update: dict[str, Any]) -> None:
    for key, value in update.items():
        if isinstance(target.get(key), dict) and isinstance(value, dict):
            merge(target[key], value)
        else:
            target[key] = copy.deepcopy(value)


FINISHED = {
    "field of a request": (LABEL, f"{LABEL}\n| seeds | bool | Sesame on top. Not required |"),
    "required field of a request": (LABEL, f"{LABEL}\n| seeds | []string | Required |"),
    "field of a section": ("| grain | enum |", "| crust | string | Its colour. |\n| grain | enum |"),
    "field of an example": ('"weight": 3 }', '"weight": 3, "salt": { "grams": 2, "from": "sea" } }'),
    "list in an example": ('"weight": 3 }', '"weight": 3, "slices": [ { "no": 1 } ] }'),
    "null in an example": ('"weight": 3 }', '"weight": 3, "eaten_by": null }'),
    "field of all examples": ('"grain": "rye", "weight": 3', '"grain": "rye", "salt": 1, "weight": 3'),
    "field of a request example": ('"weight": 500 }{', '"weight": 500, "oil": 1 }{'),
    "enum value": ("Required. Available values: rye, oat,", "Required. Available values: rye, oat, corn,"),
    "enum value of a section": ("enum | Available values: rye,", "enum | Available values: rye, corn,"),
    "enum value of an example": ('"grain": "rye", "weight": 3', '"grain": "corn", "weight": 3'),
    "error code": ("| 400900 | STALE", "| 400301 | BURNT | Too hot. |\n| 400900 | STALE"),
    "status": ("| 404 | Not Found", "| 409 | Conflict | There is one. |\n| 404 | Not Found"),
    "status with another name": ("| 404 | Not Found", "| 418 | Teapot | Tea. |\n| 404 | Not Found"),
    "header": ("X-Title | a loaf |", "X-Title | a loaf |\nX-Loaf-Light | dim |"),
    "limit": ("Printed on the crust.", "Printed on the crust. Up to 20 characters."),
    "example value": ('"weight": 500 }{', '"weight": 750 }{'),
    "example": ('{ "grain": "rye", "weight": 500 }{', '{ "grain": "rye", "weight": 500 }{ "grain": "oat" }{'),
    "operation on a known path": (EAT, "Get loaf\nGET {{baseHost}}/v1/loaves/:loaf_idTells of it.\n"
        '{ "data": { "id": "<UUID>", "grain": "rye", "weight": 1 } }' + EAT),
    "operation on a new path": (EAT, "Slice loaf\nPOST {{baseHost}}/v1/loaves/:loaf_id/sliceCuts it.\n"
        '{ "loaf_id": "<UUID>", "slices": [ { "no": 1 } ] }{ "data": { "left": 3, "knife": { "long": true } } }' + EAT),
    "operation without a method": (EAT, "List crumbs\n{{baseHost}}/v1/loaves/:loaf_id/crumbsAll of them.\n"
        '{ "meta": { "pagination": { "page": 1, "per_page": 1, "total": 0 } }, "data": [ { "crumb": 1 } ] }' + EAT),
    "operation with a table": (EAT, "Toast loaf\nPOST {{baseHost}}/v1/loaves/:loaf_id/toastHeats it.\n"
        "| Field | Type | Description |\n|---|---|---|\n| heat | integer | Required |\n"
        "| mode | string | Available values: soft, hard |\n" + EAT),
}  # fmt: skip


@pytest.mark.parametrize("sort", FINISHED)
def test_an_addition_is_finished(edited: Callable[..., tuple[Plan, Path]], specs: Path, sort: str) -> None:
    made, copied = edited(*FINISHED[sort])
    assert made.changes
    assert [change.todo for change in made.changes if change.todo] == []
    checker = Checker(copied, "kinescope")
    assert checker.check(made.inventory) == [], "the page agrees with specs/ and the lock"
    for change in made.changes:
        assert change.file
        assert change.pointer is not None
    document = described(copied)
    overlay = made.overlays.get("kinescope-v1")
    assert (with_overlay(described(specs), overlay) if overlay else described(specs)) == document


@pytest.mark.parametrize("sort", FINISHED)
def test_nothing_of_the_page_is_copied(edited: Callable[..., tuple[Plan, Path]], sort: str) -> None:
    """Sentences stay on the page: drafts are made of names, and quotes are in the overlays alone."""
    old, new = FINISHED[sort]
    made, _ = edited(old, new)
    sentences = {one.strip() for one in re.findall(r"[A-Z][a-z]+(?: [a-z]+)+\.", new)} - set(re.findall(r".+", old))
    for sentence in sentences:
        assert all(sentence not in text for text in made.texts.values()), sentence
    assert all(len(one.before) <= QUOTE_LENGTH and len(one.after) <= QUOTE_LENGTH for one in made.changes)


TO_DO = {
    "removed operation": ("Eat loaf\nDELETE {{baseHost}}/v1/loaves/:loaf_idTakes the loaf away. There is no way back.\n"
        '{ "data": { "success": true }}', "", "operation-removed"),
    "moved operation": ("POST {{baseHost}}/v1/loavesPuts", "POST {{baseHost}}/v1/breadsPuts", "operation-moved"),
    "other method": ("POST {{baseHost}}/v1/loavesPuts", "PUT {{baseHost}}/v1/loavesPuts", "operation-moved"),
    "removed field": ("| sliced | bool | Whether it comes in slices. |\n", "", "field-removed"),
    "other type": ("| weight | integer |", "| weight | string |", "type-changed"),
    "other type in an example": ('"weight": 500 }{', '"weight": "500" }{', "type-changed"),
    "required field": ("In grams. Not required", "In grams. Required", "required-changed"),
    "removed value": ("Required. Available values: rye, oat,", "Required. Available values: rye,",
        "enum-value-removed"),
    "removed code": ("| 7 | NO_FLOUR | The bag is empty. |\n", "", "error-code-removed"),
    "renamed code": ("NO_FLOUR", "NO_RYE", "error-code-added"),
    "other sentence": ("There is no way back.", "It can be baked again.", "text-changed"),
    "other row": ("Whether it comes in slices.", "Whether it is cut.", "text-changed"),
    "limit among other words": ("Printed on the crust.", "Burnt into it. Up to 20 characters.", "text-changed"),
    "removed example": ('{ "grain": "rye", "weight": 500 }{', "{", "text-changed"),
    "removed header": ("X-Title | a loaf |\n", "", "parameter-removed"),
    "unknown host": (EAT, "Sell loaf\nPOST {{shopHost}}/v1/sellSells it.\n" + EAT, "operation-added"),
    "field of two types": ('"weight": 3 }', '"weight": 3, "odd": 1 }, { "id": "<UUID>", "grain": "rye", "weight": 3, '
        '"odd": "x" }', "field-added"),
}  # fmt: skip


@pytest.mark.parametrize("sort", TO_DO)
def test_anything_else_is_a_named_todo(planner: Planner, specs: Path, sort: str) -> None:
    old, new, kind = TO_DO[sort]
    assert old in PAGE
    made = planner.plan(PAGE.replace(old, new, 1))
    named = [change for change in made.changes if change.todo and change.kind == kind]
    assert named, [change.kind for change in made.changes]
    for change in named:
        place, line, _ = str(change.todo).split(":", 2)
        name = place.removeprefix("specs/")
        text = made.texts.get(name) or (specs / name).read_text(encoding="utf-8")
        assert 1 <= int(line) <= text.count("\n") + 1
    overlays = [action for overlay in made.overlays.values() for action in overlay["actions"]]
    assert {one.todo for one in named} <= {action.get("x-todo") for action in overlays}


@pytest.mark.parametrize("method", ["GET", "DELETE"])
@pytest.mark.parametrize("shown", ['{ "data": { "success": true } }', ""])
def test_fields_of_a_request_without_a_body_are_sent_in_the_query(
    edited: Callable[..., tuple[Plan, Path]], specs: Path, method: str, shown: str
) -> None:
    entry = f"{method.title()} crumbs\n{method} {{{{baseHost}}}}/v1/loaves/:loaf_id/crumbsAll of them.\n"
    rows = "| size | integer | Required |\n| order | string | Available values: asc, desc |\n"
    made, copied = edited(EAT, f"{entry}| Field | Type | Description |\n|---|---|---|\n{rows}{shown}{EAT}")
    (change,) = made.changes
    todo = "Check that the query has `size`, `order`: neither the table nor an example says where."
    assert str(change.todo).endswith(todo)
    sent = described(copied)["paths"]["/v1/loaves/{loaf_id}/crumbs"][method.lower()]["parameters"]
    assert [(one["name"], one["in"], one.get("required", False)) for one in sent] == [
        ("size", "query", True),
        ("order", "query", False),
    ]
    assert described(copied)["components"]["schemas"]["Loaf"] == described(specs)["components"]["schemas"]["Loaf"]
    assert Checker(copied, "kinescope").check(made.inventory) == []


def test_fields_that_a_response_shows_are_those_of_the_response(edited: Callable[..., tuple[Plan, Path]]) -> None:
    entry = "Get crumbs\nGET {{baseHost}}/v1/loaves/:loaf_id/crumbsAll of them.\n"
    table = "| Field | Type | Description |\n|---|---|---|\n| crumb | integer | Its number. |\n"
    made, copied = edited(EAT, f'{entry}{table}{{ "data": [ {{ "crumb": 1 }} ] }}{EAT}')
    assert [change.todo for change in made.changes] == [None]
    assert "parameters" not in described(copied)["paths"]["/v1/loaves/{loaf_id}/crumbs"]["get"]


def test_an_unchanged_page_needs_nothing(planner: Planner) -> None:
    made = planner.plan(PAGE)
    assert (made.changes, made.overlays, made.texts) == ([], {}, {})


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Puts a loaf", "Puts  a loaf"),
        ("\nv1\n", "\n\nv1\n"),
        ('"grain": "rye", "weight": 3', '"grain":"rye","weight":3'),
    ],
)
def test_spacing_needs_nothing(planner: Planner, old: str, new: str) -> None:
    assert planner.plan(PAGE.replace(old, new, 1)).changes == []


def test_a_limit_is_finished_only_if_nothing_else_has_changed(planner: Planner) -> None:
    made = planner.plan(PAGE.replace("Printed on the crust.", "Printed on the crust. Up to 20 characters."))
    (change,) = made.changes
    assert (change.was, change.now, change.breaking, change.todo) == ("no maxLength", "maxLength 20", True, None)
    assert "maxLength: 20" in made.texts["kinescope-v1/loaves/schemas.yaml"]


@pytest.mark.parametrize(
    ("limits", "breaking"),
    [
        ("From 3 to 30 characters.", False),
        ("From 1 to 20 characters.", False),
        ("From 1 to 30 characters.", False),
        ("From 5 to 20 characters.", True),
        ("From 3 to 10 characters.", True),
        ("From 5 to 30 characters.", True),
        ("From 1 to 10 characters.", True),
        ("From 20 to 40 characters.", True),
        ("From 1 to 20,000 characters.", False),
    ],
)
def test_a_limit_breaks_programs_if_either_end_is_tighter(
    edited: Callable[..., tuple[Plan, Path]], limits: str, breaking: bool
) -> None:
    sentence = "Printed on the crust."
    _, copied = edited(sentence, f"{sentence} From 3 to 20 characters.")
    (change,) = Planner("kinescope", copied).plan(PAGE.replace(sentence, f"{sentence} {limits}")).changes
    assert (change.breaking, change.todo) == (breaking, None)


def test_a_value_is_added_to_every_list_of_the_values_of_a_field(specs: Path, tmp_path: Path) -> None:
    copied = tmp_path / "specs"
    shutil.copytree(specs, copied)
    schemas = copied / "kinescope-v1" / "loaves" / "schemas.yaml"
    before, holder, after = schemas.read_text("utf-8").partition("NewLoaf:")
    listed = 'grain: { type: string, enum: [rye, oat, spelt], description: "The grain." }'
    schemas.write_text(before + holder + after.replace('grain: { $ref: "#/Grain" }', listed, 1), "utf-8")
    made = Planner("kinescope", copied).plan(PAGE.replace(*FINISHED["enum value of a section"], 1))
    assert [change.todo for change in made.changes] == [None]
    made.apply(copied)
    found = described(copied)["components"]["schemas"]
    assert "corn" in found["Grain"]["enum"]
    assert "corn" in found["NewLoaf"]["properties"]["grain"]["enum"]


def test_quotes_show_what_the_page_said_and_says(planner: Planner) -> None:
    text = PAGE.replace("Whether it comes in slices.", "Whether it is cut.")
    (change,) = planner.plan(text, previous=PAGE).changes
    assert change.before == "| sliced | bool | Whether it comes in slices. |"
    assert change.after == "| sliced | bool | Whether it is cut. |"
    (change,) = planner.plan(text).changes
    assert change.before == "sliced"


def test_a_long_line_is_quoted_around_the_change(planner: Planner) -> None:
    value = ", ".join(f'"field_{number}": {number}' for number in range(80))
    made = planner.plan(PAGE.replace('"weight": 3 }', f'"weight": 3, {value} }}'))
    shown = next(one for one in made.changes if one.name == "data[].field_60")
    assert "field_60" in shown.after
    assert len(shown.after) <= QUOTE_LENGTH


def test_a_field_of_every_example_is_required_and_shown(planner: Planner) -> None:
    text = PAGE.replace('"grain": "rye", "weight": 3', '"grain": "rye", "salt": 1, "weight": 3')
    schemas = planner.plan(text).texts["kinescope-v1/loaves/schemas.yaml"]
    assert "required: [id, grain, weight, salt]" in schemas
    both = text.replace(
        '"<UUID>", "grain": "rye", "weight": 500 }}', '"<UUID>", "grain": "rye", "salt": 2, "weight": 500 }}'
    )
    made = planner.plan(both)
    shared = made.texts["kinescope-v1/loaves/schemas.yaml"]
    assert "  properties: *loaf\n" in shared, "the fields are still shared"
    assert shared.count("salt:") == 1
    assert shared.count("required: [id, grain, weight, salt]") == 2
    assert made.texts["kinescope-v1/loaves/examples.yaml"].count("salt:") == 2


def test_plans_are_equal_in_every_process(specs: Path, tmp_path: Path) -> None:
    """The same page gives the same bytes for every hash seed."""
    text = PAGE
    for name in ("field of an example", "status with another name", "operation on a new path", "enum value"):
        old, new = FINISHED[name]
        text = text.replace(old, new, 1)
    page = tmp_path / "page.txt"
    page.write_text(text, encoding="utf-8")
    scripts = Path(__file__).resolve().parents[3] / "scripts"
    code = (
        "import json, sys; from pathlib import Path; sys.path.insert(0, sys.argv[1]); from release.plan import plan;"
        "made = plan('kinescope', Path(sys.argv[2]).read_text('utf-8'), Path(sys.argv[3]));"
        "print(json.dumps([[one.as_json() for one in made.changes], made.overlays, made.texts]))"
    )
    found = {
        subprocess.run(
            [sys.executable, "-c", code, str(scripts), str(page), str(specs)],
            env={"PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("0", "1", "2")
    }
    assert len(found) == 1


def test_plan_reads_specs_again_when_a_file_changes(tmp_path: Path) -> None:
    specs = write_specs(tmp_path)
    assert plan("kinescope", PAGE, specs).changes == []
    schemas = specs / "kinescope-v1" / "loaves" / "schemas.yaml"
    schemas.write_text(schemas.read_text(encoding="utf-8").replace("enum: [rye, ", "enum: ["), encoding="utf-8")
    assert {change.name for change in plan("kinescope", PAGE, specs).changes} >= {"grain=rye"}


def test_a_change_is_identified_by_what_it_says(planner: Planner) -> None:
    text = PAGE.replace("| 400900 | STALE", "| 400301 | BURNT | Too hot. |\n| 400900 | STALE")
    lower = text.replace("Bakery API\n", "Bakery API\n\n\n")
    hashes: list[set[str]] = [{one.hash for one in planner.plan(page).changes} for page in (text, lower)]
    assert hashes[0] == hashes[1]
    made = planner.plan(text).changes[0]
    assert ContractChange.from_json(made.as_json()) == made

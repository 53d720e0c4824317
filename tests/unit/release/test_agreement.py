"""An addition that needs no edit is one that specs/ really have; where nothing can be compared, a person must look."""

from __future__ import annotations

from pathlib import Path

import pytest
from release.changes import ContractChange
from release.plan import Planner
from vendor_docs import lock, read

from tests.unit.release.shop import PAGE, write_specs

EAT = 'There is no way back.\n{ "data"'
BODY = '{ "grain": "rye" }'
EATEN = PAGE.replace(EAT, f'There is no way back.\n{BODY}{{ "data"')
"""The page shows a body that the operation does not take; a deviation says so."""
PICTURE = "X-Title | a loaf |"
DEVIATIONS = """\
- page: kinescope
  operation: loaves.eat
  kind: example-invalid
  name: body
  part: request example
  reason: A deletion has no body.
- page: kinescope
  operation: loaves.bake
  kind: field-added
  name: crumb
  part: table
  reason: It belongs to another table.
"""
LABEL = "| label | string | Printed on the crust. Not required |\n"
CRUMB = "| crumb | string | Of another table. Not required |\n"


@pytest.fixture(scope="module", name="specs")
def specs_with_deviations(tmp_path_factory: pytest.TempPathFactory) -> Path:
    specs = write_specs(tmp_path_factory.mktemp("bakery"))
    (specs / "deviations.yaml").write_text(DEVIATIONS, encoding="utf-8")
    return specs


def planned(specs: Path, locked: str, text: str) -> list[ContractChange]:
    """Return the changes of a page since another state of it."""
    assert locked != text
    lock.write(specs / lock.FILE, [read("kinescope", locked)])
    return Planner("kinescope", specs).plan(text).changes


NOT_DESCRIBED = {
    "key of a body that is not described": (EATEN, BODY, '{ "grain": "rye", "speed": 3 }', "field-added"),
    "nested key of such a body": (EATEN, BODY, '{ "grain": "rye", "way": { "speed": 3 } }', "field-added"),
    "key that only the error response has": (EATEN, BODY, '{ "grain": "rye", "error": 3 }', "field-added"),
    "status of success": (EATEN, "| 404 | Not Found", "| 206 | Partial Content | Half. |\n| 404 | Not Found",
        "error-code-added"),
    "row that a deviation explains": (EATEN, LABEL, LABEL + CRUMB, "field-added"),
}  # fmt: skip


@pytest.mark.parametrize("sort", NOT_DESCRIBED)
def test_what_specs_lack_is_a_todo_although_no_difference_is_reported(specs: Path, sort: str) -> None:
    locked, old, new, kind = NOT_DESCRIBED[sort]
    assert old in locked
    changes = planned(specs, locked, locked.replace(old, new, 1))
    named = [one for one in changes if one.kind == kind]
    assert named
    assert [one.name for one in named if not one.todo] == []


DESCRIBED = {
    "field of a request": (LABEL, ""),
    "enum value": ("Required. Available values: rye, oat, spelt", "Required. Available values: rye, oat"),
    "enum value of a section": ("enum | Available values: rye, oat, spelt", "enum | Available values: rye, oat"),
    "field of a section": ("| grain | enum |", "| weight | enum |"),
    "key of an example": ('"grain": "rye", "weight": 500 }{', '"grain": "rye" }{'),
    "error code": ("| 7 | NO_FLOUR | The bag is empty. |\n", ""),
    "status": ("| 404 | Not Found | No such loaf. |\n", ""),
    "range of statuses": ("| 5xx | Server Error | The oven is cold. |\n", ""),
    "header": (f"{PICTURE}\n", ""),
    "operation": (PAGE[PAGE.index("Picture loaf") :], ""),
}


@pytest.mark.parametrize("sort", DESCRIBED)
def test_what_specs_have_needs_no_edit(specs: Path, sort: str) -> None:
    new, old = DESCRIBED[sort]
    assert new in EATEN
    changes = planned(specs, EATEN.replace(new, old, 1), EATEN)
    added = [one for one in changes if one.kind.endswith("-added")]
    assert added
    assert {(one.todo, one.reason) for one in added} == {(None, "specs/ describe it already.")}


def test_a_header_of_http_needs_no_edit(specs: Path) -> None:
    (change,) = (
        one
        for one in planned(specs, EATEN, EATEN.replace(PICTURE, f"{PICTURE}\nContent-Length | 3 |"))
        if one.kind == "parameter-added"
    )
    assert (change.todo, change.reason) == (None, "HTTP has this header; specs/ list none of these.")


@pytest.mark.parametrize("name", ["label", "description"])
def test_a_limit_of_a_row_is_finished_whatever_its_name_is(tmp_path: Path, name: str) -> None:
    specs = write_specs(tmp_path)
    schemas = specs / "kinescope-v1" / "loaves" / "schemas.yaml"
    schemas.write_text(schemas.read_text("utf-8").replace("    label:", f"    {name}:"), encoding="utf-8")
    page = PAGE.replace("| label |", f"| {name} |")
    (change,) = planned(
        specs, page, page.replace("Printed on the crust.", "Printed on the crust. Up to 20 characters.")
    )
    assert (change.name, change.todo, change.now) == (name, None, "maxLength 20")


def test_a_key_of_the_second_example_on_a_line_has_its_type(tmp_path: Path) -> None:
    """Examples that follow each other on one line are distinguished by their keys."""
    shown = '{ "data": { "id": "<UUID>", "grain": "rye", "weight": 500 }}'
    twice = PAGE.replace(shown, shown + shown.replace("500", "700"))
    changed = twice.replace('"weight": 700', '"weight": 700, "holes": 8')
    changes = planned(write_specs(tmp_path), twice, changed)
    assert [(one.name, one.todo) for one in changes if one.todo] == []
    assert "data.holes" in {one.name for one in changes}

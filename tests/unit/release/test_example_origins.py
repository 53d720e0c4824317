"""A field goes into the examples that stand for those of the page which have it, and into no others.

Several operations return the same object, with the same example. The page then adds a field to any of them.
"""

from __future__ import annotations

import itertools
import json
import random
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from generator.bundle import bundle
from release.example_origins import uses
from release.plan import Plan, Planner
from vendor_docs import lock, read
from vendor_docs.specs import Specs

from tests.unit.release.shop import PAGE, write_specs
from tests.unit.release.test_plan import with_overlay
from tests.unit.spec_shapes import optional_problems

LOAF = '{ "id": "<UUID>", "grain": "rye", "weight": 500 }'
OPERATIONS = f"""Get loaf
GET {{{{baseHost}}}}/v1/loaves/:loaf_idTells of it.
{{ "data": {LOAF}}}{{ "error": {{ "code": 400900, "message": "stale" }}}}Rename loaf
PATCH {{{{baseHost}}}}/v1/loaves/:loaf_idGives it another label.
{{ "label": "x" }}{{ "data": {LOAF}}}Copy loaf
POST {{{{baseHost}}}}/v1/loaves/:loaf_id/copyBakes another.
Show shelf
GET {{{{baseHost}}}}/v1/shelfShows what is for sale.
{{ "data": {{ "loaves": [ {{ "id": "<UUID>", "grain": "rye", "weight": 3 }}, {LOAF} ], "best": {LOAF} }} }}Picture loaf
"""
SHOWN = PAGE.replace("Picture loaf\n", OPERATIONS)

OPERATION = """
  {method}:
    operationId: {id}
    tags: [loaves]
    summary: {title}
    description: It is done.
    x-docs: {{ page: kinescope, section: v1/loaves, entry: {title} }}
    x-evidence: documented{body}
    responses:
      "200":
        description: The result.
        content:
          application/json:
            schema: {{ $ref: schemas.yaml#/{schema} }}
            examples:
              {key}: {{ $ref: examples.yaml#/{example} }}
"""
BODY = """
    requestBody:
      content:
        application/json:
          schema: { $ref: schemas.yaml#/LoafChange }
          examples:
            page: { $ref: examples.yaml#/change }"""
SCHEMAS = """
LoafChange:
  type: object
  description: A change.
  properties:
    label: { type: string, description: "The label." }

ShelfResponse:
  type: object
  description: The envelope around a shelf.
  properties:
    data: { $ref: "#/Shelf" }
  required: [data]

Shelf:
  type: object
  description: A shelf.
  properties:
    loaves: { type: array, description: "All.", items: { $ref: "#/Loaf" } }
    best: { $ref: "#/Loaf" }
  required: [loaves, best]
"""
EXAMPLES = """
change:
  summary: A change.
  value: { label: x }

shelf:
  summary: A shelf.
  value:
    data:
      loaves:
        - { id: 5f0cf8c6, grain: rye, weight: 3 }
        - { id: 5f0cf8c6, grain: rye, weight: 500 }
      best: { id: 5f0cf8c6, grain: rye, weight: 500 }
"""


def operation(
    method: str, name: str, title: str, schema: str, example: str, *, key: str = "page", body: str = ""
) -> str:
    return OPERATION.format(
        method=method, id=f"loaves.{name}", title=title, schema=schema, key=key, example=example, body=body
    )


@pytest.fixture(scope="module")
def specs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The descriptions of the bakery with operations that share schema and example."""
    root = write_specs(tmp_path_factory.mktemp("origins"))
    folder = root / "kinescope-v1" / "loaves"
    paths = (folder / "paths.yaml").read_text("utf-8")
    get = operation("get", "get", "Get loaf", "LoafResponse", "loaf")
    change = operation("patch", "rename", "Rename loaf", "LoafResponse", "loaf", body=BODY)
    holder = "loaf:\n  parameters:\n    - $ref: parameters.yaml#/LoafId\n"
    paths = paths.replace(holder, f"{holder}{get}{change}")
    copied = operation("post", "copy", "Copy loaf", "LoafResponse", "loaf", key="inferred")
    paths += f"\ncopy:\n  parameters:\n    - $ref: parameters.yaml#/LoafId\n{copied}"
    paths += f"\nshelf:{operation('get', 'shelf', 'Show shelf', 'ShelfResponse', 'shelf')}"
    (folder / "paths.yaml").write_text(paths, "utf-8")
    for name, text in {"schemas": SCHEMAS, "examples": EXAMPLES}.items():
        file = folder / f"{name}.yaml"
        file.write_text(file.read_text("utf-8") + text, "utf-8")
    document = root / "kinescope-v1" / "openapi.yaml"
    more = {"/v1/loaves/{loaf_id}/copy": "copy", "/v1/shelf": "shelf"}
    listed = "".join(f"  {path}: {{ $ref: loaves/paths.yaml#/{name} }}\n" for path, name in more.items())
    document.write_text(document.read_text("utf-8") + listed, "utf-8")
    lock.write(root / lock.FILE, [read("kinescope", SHOWN)])
    return root


@pytest.fixture(scope="module")
def planner(specs: Path) -> Planner:
    return Planner("kinescope", specs)


def printed(root: Path, page: str) -> dict[str, bool]:
    """Return for each use of an example whether the page prints it, in the entry of its operation."""
    entries = {(one.section, one.title): one for one in lock.condense(read("kinescope", page)).operations}
    return {
        f"{use.operations[0].id} {use.kind} {use.key}": any(
            lock.prints(example, use.place.value)
            for entry in use.operations[0].entries
            for example in entries[entry.section, str(entry.title)].examples
            if example.kind == use.kind
        )
        for use in uses(Specs(root, "kinescope"))
        if use.kind != "error"
    }


def changed(chosen: dict[int, Any], pattern: str = r'\{ "id": "<UUID>",') -> str:
    """Return the page with a field in some of its objects, counted from the top."""
    count = itertools.count()

    def add(found: re.Match[str]) -> str:
        at = next(count)
        return f'{found[0]} "salt": {chosen[at]},' if at in chosen else found[0]

    return re.sub(pattern, add, SHOWN)


def applied(planner: Planner, specs: Path, page: str, folder: Path) -> tuple[Plan, Path]:
    made = planner.plan(page)
    copied = folder / "specs"
    shutil.copytree(specs, copied, dirs_exist_ok=True)
    made.apply(copied)
    return made, copied


OBJECTS = SHOWN.count('{ "id": "<UUID>",')
SUBSETS = [chosen for size in range(1, OBJECTS + 1) for chosen in itertools.combinations(range(OBJECTS), size)]


def test_the_page_prints_what_the_descriptions_say_it_does(specs: Path) -> None:
    assert OBJECTS == 7
    assert [name for name, shown in printed(specs, SHOWN).items() if not shown] == ["loaves.copy response inferred"]


def drawn() -> Iterator[dict[int, Any]]:
    """Yield objects that have the field: one alone, all, and some of the rest; with one value, or each its own."""
    seeded = random.Random(14)
    some = seeded.sample([one for one in SUBSETS if 1 < len(one) < OBJECTS], 6)
    for number, chosen in enumerate([*[one for one in SUBSETS if len(one) in {1, OBJECTS}], *some, SUBSETS[-1]]):
        yield {at: at + 1 if number % 2 else 1 for at in chosen}


@pytest.mark.parametrize("chosen", list(drawn()))
def test_a_field_is_shown_where_the_page_shows_it(
    planner: Planner, specs: Path, tmp_path: Path, chosen: dict[int, Any]
) -> None:
    page = changed(chosen)
    made, copied = applied(planner, specs, page, tmp_path)
    assert [change.todo for change in made.changes if change.todo] == []
    assert printed(copied, page) == printed(specs, SHOWN)
    before, after = bundle(specs / "kinescope-v1"), bundle(copied / "kinescope-v1")
    assert with_overlay(before, made.overlays["kinescope-v1"]) == after
    assert list(optional_problems([after])) == []


def test_a_changed_value_is_changed_where_the_page_changes_it(planner: Planner, specs: Path, tmp_path: Path) -> None:
    for number, count in enumerate((1, 2, 3)):
        start = [found.start() for found in re.finditer('"weight": 500 }}', SHOWN)][number]
        page = f"{SHOWN[:start]}{SHOWN[start:].replace('500', '750', 1)}"
        made, copied = applied(planner, specs, page, tmp_path / str(count))
        assert [change.todo for change in made.changes if change.todo] == []
        assert printed(copied, page) == printed(specs, SHOWN)


def test_an_example_keeps_its_name_where_nothing_has_changed(planner: Planner, specs: Path, tmp_path: Path) -> None:
    _, copied = applied(planner, specs, changed({2: 1}), tmp_path)
    examples = {
        one.operations[0].id: one.place.pointer for one in uses(Specs(copied, "kinescope")) if one.kind == "response"
    }
    assert examples["loaves.get"] == "/loaves_get_response/value"
    assert {examples[f"loaves.{name}"] for name in ("bake", "rename", "copy")} == {"/loaf/value"}


@pytest.mark.parametrize("count", [1, 2])
def test_a_field_of_errors_is_shown_where_the_page_shows_it(
    planner: Planner, specs: Path, tmp_path: Path, count: int
) -> None:
    page = SHOWN.replace('"error": { "code"', '"error": { "salt": 1, "code"', count)
    made, copied = applied(planner, specs, page, tmp_path)
    assert [change.todo for change in made.changes if change.todo] == []
    shown = lock.condense(read("kinescope", page))
    every = [*shown.examples, *(example for one in shown.operations for example in one.examples)]
    errors = [use for use in uses(Specs(copied, "kinescope")) if use.kind == "error"]
    assert errors
    assert all(any(lock.prints(one, use.place.value) for one in every) for use in errors)
    schemas = made.texts["kinescope-common/schemas.yaml"]
    assert ("required: [code, message, salt]" in schemas) == (count == 2)


def test_plans_with_examples_of_their_own_are_equal_in_every_process(specs: Path, tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    page.write_text(changed({1: 1, 2: 2, 5: 3}), encoding="utf-8")
    scripts = Path(__file__).resolve().parents[3] / "scripts"
    code = (
        "import json, sys; from pathlib import Path; sys.path.insert(0, sys.argv[1]); from release.plan import plan;"
        "made = plan('kinescope', Path(sys.argv[2]).read_text('utf-8'), Path(sys.argv[3]));"
        "print(json.dumps([[one.as_json() for one in made.changes], made.overlays, made.texts]))"
    )
    command = [sys.executable, "-c", code, str(scripts), str(page), str(specs)]
    found = {
        subprocess.run(command, env={"PYTHONHASHSEED": seed}, capture_output=True, check=True).stdout
        for seed in ("0", "1", "2")
    }
    (document,) = map(json.loads, found)
    assert "loaves_get_response" in document[2]["kinescope-v1/loaves/examples.yaml"]

"""New components of any kind have names of their own in the whole description, though a bundle has many folders."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from generator.bundle import KINDS, bundle
from release.edits.files import EditedFiles
from release.plan import Planner
from release.rules.component_names import free_name, names_in_description, names_in_vendor
from vendor_docs.spec_files import SpecFiles

from tests.unit.release.shop import PAGE, write_specs

ID = '"id": "<UUID>", "grain": "rye", "weight"'
META = '"meta": { "pagination": { "page": 1, "per_page": 10, "total": 1 } }'
OWN = PAGE.replace("}Bake loaf", f'}}{{ {META}, "data": [ {{ {ID}: 4 }} ] }}Bake loaf')
"""The page with another example for an operation that specs/ have: the response of `loaves.list`."""
CREATED = '{ "grain": "rye", "weight": 500 }{ "data"'


def section(name: str, *, variable: str = "") -> str:
    """Return a new section with three operations, which need names for components of every kind."""
    one = variable or f"{name}_id"
    item = f'{{ "id": "<UUID>", "{name}": 1, "oven": {{ "hot_{name}": true }} }}'
    return (
        f"{name}s\n"
        f'List {name}s\nGET {{{{baseHost}}}}/v1/{name}sGives all of them.\n{{ {META}, "data": [ {item} ] }}'
        f'Create {name}\nPOST {{{{baseHost}}}}/v1/{name}sMakes one.\n{{ "{name}": 1 }}{{ "data": {item} }}'
        f'Delete {name}\nDELETE {{{{baseHost}}}}/v1/{name}s/:{one}Takes it away.\n{{ "data": {{ "success": true }} }}'
    )


PAGES = {
    "a section and an example of another section": OWN + section("bun"),
    "two sections": PAGE + section("bun") + section("roll"),
    "two sections and two examples": OWN.replace(CREATED, f'{{ "grain": "oat" }}{CREATED}')
        + section("bun") + section("roll"),
    "paths with the names of common parameters": PAGE + section("bun", variable="page")
        + section("roll", variable="per_page"),
}  # fmt: skip


def repeated(specs: Path) -> dict[str, list[str]]:
    """Return the names of each kind that several files of the description and of the common ones have."""
    found: dict[str, list[str]] = {}
    for kind in KINDS:
        files = [*specs.glob(f"kinescope-v1/**/{kind}.yaml"), *specs.glob(f"kinescope-common/{kind}.yaml")]
        names = [name for file in files for name in yaml.safe_load(file.read_text("utf-8"))]
        found[kind] = sorted(name for name in set(names) if names.count(name) > 1)
    return found


@pytest.mark.parametrize("sort", PAGES)
def test_additions_of_one_page_name_each_component_once(sort: str, tmp_path: Path) -> None:
    specs = write_specs(tmp_path)
    made = Planner("kinescope", specs).plan(PAGES[sort])
    assert [change.todo for change in made.changes if change.todo] == []
    made.apply(specs)
    assert repeated(specs) == {kind: [] for kind in KINDS}
    bundle(specs / "kinescope-v1")  # it rejects two components with one name


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("folder", ["kinescope-v1/loaves", "kinescope-v1/loaves/buns", "kinescope-common"])
def test_a_free_name_differs_from_names_in_other_folders(kind: str, folder: str, tmp_path: Path) -> None:
    """A name is taken by a draft in memory as well as by a file, in the own description and in the common files."""
    files = EditedFiles(SpecFiles(write_specs(tmp_path)))
    new = files.root / "kinescope-v1" / "rolls" / f"{kind}.yaml"
    assert free_name(files, new, "fresh") == "fresh"
    files.add_component(files.root / folder / f"{kind}.yaml", "fresh", {})
    assert free_name(files, new, "fresh") == "fresh_2"
    assert free_name(files, new, "fresh", "other", separator="") == "other"
    assert "fresh" in names_in_vendor(files, new)


def test_another_description_takes_names_only_from_common_components(tmp_path: Path) -> None:
    files = EditedFiles(SpecFiles(write_specs(tmp_path)))
    files.add_component(files.root / "kinescope-v2" / "buns" / "examples.yaml", "fresh", {})
    assert "fresh" not in names_in_description(files, files.root / "kinescope-v1" / "loaves" / "examples.yaml")
    assert "fresh" in names_in_description(files, files.root / "kinescope-common" / "examples.yaml")

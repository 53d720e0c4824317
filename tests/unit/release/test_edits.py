"""Edits of specs/ change what they must and nothing else, in every file of specs/."""

from __future__ import annotations

import random
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

import pytest
import yaml
from release.edits.files import EditedFiles, EditError
from release.edits.yaml_nodes import Node, parse
from vendor_docs.spec_files import SpecFiles

SPECS = Path(__file__).resolve().parents[3] / "specs"
PATHS = sorted(SPECS.glob("*/**/*.yaml"))
NEW = {"type": "string", "description": "A new field, with a comma."}
TEXT = """\
# The first comment.
Shared:
  type: object
  properties: &shared # whose
    id: { type: string }
    kind:
      type: string
      description: >-
        Folded text
        of two lines.

  required: [id]

Same:
  properties: *shared

More:
  properties:
    <<: *shared
    own: { type: integer, minimum: 0 } # in grams
"""


def nodes_of(node: Node, pointer: str = "") -> list[tuple[str, Node]]:
    """Return every node of a text that is written out, with its pointer."""
    found = [(pointer, node)]
    for name, value in node.pairs:
        if value.kind != "alias" and name.value != "<<":
            found += nodes_of(value, f"{pointer}/{name.value.replace('~', '~0').replace('/', '~1')}")
    for at, item in enumerate(node.items):
        if item.kind != "alias":
            found += nodes_of(item, f"{pointer}/{at}")
    return found


@pytest.fixture
def files(tmp_path: Path) -> EditedFiles:
    """A file with an anchor, an alias, a merge, comments and both styles."""
    (tmp_path / "schemas.yaml").write_text(TEXT, encoding="utf-8")
    return EditedFiles(SpecFiles(tmp_path))


def edited(files: EditedFiles) -> str:
    return files.text(files.root / "schemas.yaml")


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.relative_to(SPECS).as_posix())
def test_an_edit_of_any_file_keeps_every_other_line(path: Path) -> None:
    base = SpecFiles(SPECS)
    before = path.read_text(encoding="utf-8").split("\n")
    drawn = random.Random(path.name)
    places = nodes_of(parse(path.read_text(encoding="utf-8")).root)
    for pointer, node in drawn.sample(places, min(12, len(places))):
        files = EditedFiles(base)
        lines = 1
        if node.kind == "map" and not (node.anchor and node.anchor in parse(files.text(path)).aliased):
            files.add(path, pointer, "brand_new", NEW)
            lines = 1 + len(node.pairs) * node.flow
        elif node.kind == "list":
            files.append(path, pointer, "brand_new")
            lines = 1 + len(node.items) * node.flow
        elif node.kind == "scalar" and node.anchor is None:
            files.set(path, pointer, "brand new")
            lines = 1 + files.text(path).count("\n")
        after = files.text(path).split("\n")
        same = sum(block.size for block in SequenceMatcher(None, before, after, autojunk=False).get_matching_blocks())
        span = path.read_text(encoding="utf-8").count("\n", node.start, node.end) + 1
        assert same >= len(before) - (span if node.kind == "scalar" else 1), pointer
        assert len(after) - same <= lines + 4, pointer


def test_nothing_is_written_without_an_edit() -> None:
    files = EditedFiles(SpecFiles(SPECS))
    for path in PATHS:
        files.load(path)
        assert files.text(path).encode() == path.read_bytes()
    assert files.texts == {}


def test_an_alias_becomes_a_merge_with_the_new_key(files: EditedFiles) -> None:
    files.add(files.root / "schemas.yaml", "/Same/properties", "size", {"type": "integer"})
    assert "Same:\n  properties:\n    <<: *shared\n    size: { type: integer }\n" in edited(files)
    loaded = files.load(files.root / "schemas.yaml")
    assert list(loaded["Same"]["properties"]) == ["id", "kind", "size"]
    assert "size" not in loaded["Shared"]["properties"]


def test_a_key_of_a_shared_map_stays_with_its_holder(files: EditedFiles) -> None:
    files.add(files.root / "schemas.yaml", "/Shared/properties", "size", {"type": "integer"})
    loaded = files.load(files.root / "schemas.yaml")
    names = [list(loaded[name]["properties"]) for name in ("Shared", "Same", "More")]
    assert names == [["id", "kind", "size"], ["id", "kind"], ["id", "kind", "own"]]


def test_a_key_inside_a_shared_field_is_shared(files: EditedFiles) -> None:
    path = files.root / "schemas.yaml"
    assert sorted(files.add(path, "/Shared/properties/kind", "maxLength", 5)) == [
        "/More/properties/kind",
        "/Same/properties/kind",
        "/Shared/properties/kind",
    ]
    assert edited(files) == TEXT.replace("of two lines.\n", "of two lines.\n      maxLength: 5\n")


def test_a_key_of_all_sharers_is_added_once(files: EditedFiles) -> None:
    path = files.root / "schemas.yaml"
    assert files.sharers(path, "/Shared/properties") == [
        "/More/properties",
        "/Same/properties",
        "/Shared/properties",
    ]
    files.add_shared(path, "/Shared/properties", "size", {"type": "integer"})
    assert edited(files) == TEXT.replace("of two lines.\n", "of two lines.\n    size: { type: integer }\n")


def test_a_list_and_a_scalar_are_edited_in_place(files: EditedFiles) -> None:
    path = files.root / "schemas.yaml"
    files.append(path, "/Shared/required", "kind")
    files.set(path, "/More/properties/own/minimum", 5)
    files.add(path, "/More/properties/own", "maximum", 9)
    assert edited(files) == (TEXT.replace("[id]", "[id, kind]").replace("minimum: 0 }", "minimum: 5, maximum: 9 }"))


def test_a_component_is_added_at_the_end_or_to_a_new_file(files: EditedFiles) -> None:
    files.add_component(files.root / "schemas.yaml", "New", {"type": "object"})
    files.add_component(files.root / "other.yaml", "New", {"type": "object"})
    assert edited(files) == f"{TEXT}\nNew:\n  type: object\n"
    assert files.text(files.root / "other.yaml") == "New:\n  type: object\n"


@pytest.mark.parametrize(
    ("pointer", "key", "value"),
    [("/Shared", "type", "x"), ("/Shared/required", "a", 1), ("/Nothing", "a", 1), ("/Same/properties", "id", {})],
)
def test_an_edit_that_cannot_be_made_changes_nothing(files: EditedFiles, pointer: str, key: str, value: Any) -> None:
    with pytest.raises(EditError):
        files.add(files.root / "schemas.yaml", pointer, key, value)
    assert edited(files) == TEXT
    assert files.texts == {}


@pytest.mark.parametrize(
    "value",
    [
        *("plain", "with: colon", "- dash", "#hash", "a #b", "yes", "1", "1.5", "null", "", " ", "a, b", "[x]", "{y}"),
        *("'q'", '"q"', "tab\there", "two\nlines", "ж", "a" * 300, "word " * 60, True, None, 7, 1.5, 1e300),
        *([], {}, [[1]]),
    ],
)
def test_every_value_is_read_back_as_it_was(files: EditedFiles, value: Any) -> None:
    path = files.root / "schemas.yaml"
    files.add(path, "/More", "block", value)
    files.add(path, "/More/properties/own", "flow", value)
    loaded = yaml.safe_load(edited(files))
    assert loaded["More"]["block"] == value
    assert loaded["More"]["properties"]["own"]["flow"] == value


def test_a_value_of_a_merged_map_is_shared(files: EditedFiles) -> None:
    path = files.root / "schemas.yaml"
    merging = "Base: &base\n  minimum: 1\n  maximum: 5\n\nOther:\n  <<: *base\n  maximum: 9\n"
    path.write_text(f"{TEXT}\n{merging}", encoding="utf-8")
    edited_files = EditedFiles(SpecFiles(files.root))
    assert edited_files.set(path, "/Base/minimum", 2) == ["/Base", "/Other"]
    assert edited_files.set(path, "/Base/maximum", 6) == ["/Base"]
    loaded = edited_files.load(path)
    assert (loaded["Base"], loaded["Other"]) == ({"minimum": 2, "maximum": 6}, {"minimum": 2, "maximum": 9})

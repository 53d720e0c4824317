"""Intended differences are listed with a reason, and are reported when they no longer exist."""

from __future__ import annotations

from pathlib import Path

import pytest
from vendor_docs import read
from vendor_docs.checker import Checker
from vendor_docs.deviations import FILE
from vendor_docs.spec_files import SpecError

from tests.unit.vendor_docs.pages_with_specs import KINESCOPE, built
from tests.unit.vendor_docs.sample_pages import ROOT

MEANT = """\
- page: kinescope
  operation: loaves.bake
  kind: field-added
  part: table
  name: mass
  reason: Ours.
"""
CHANGED = KINESCOPE.replace("| weight | integer", "| mass | integer")


def kinds(folder: Path, listed: str, text: str) -> list[tuple[str, str | None, str | None]]:
    specs = built(folder)
    (specs / FILE).write_text(listed, encoding="utf-8")
    found = Checker(specs, "kinescope").check(read("kinescope", text), "spec")
    return [(one.kind, one.operation, one.pointer) for one in found]


def test_a_listed_deviation_is_not_reported(tmp_path: Path) -> None:
    assert kinds(tmp_path, MEANT, CHANGED) == []


def test_an_unused_deviation_is_reported(tmp_path: Path) -> None:
    assert kinds(tmp_path, MEANT, KINESCOPE) == [("deviation-unused", "loaves.bake", "/0")]


@pytest.mark.parametrize("other", ["operation: loaves.eat", "kind: field-removed", "part: response", "name: weight"])
def test_a_deviation_explains_only_its_difference(tmp_path: Path, other: str) -> None:
    key = other.partition(":")[0]
    listed = "".join(f"  {other}\n" if f" {key}:" in line else f"{line}\n" for line in MEANT.splitlines())
    assert [kind for kind, *_ in kinds(tmp_path, listed, CHANGED)] == ["field-added", "deviation-unused"]


@pytest.mark.parametrize("broken", [MEANT.replace("  reason: Ours.\n", ""), MEANT + "  because: Ours.\n", "- none\n"])
def test_a_deviation_without_reason_is_rejected(tmp_path: Path, broken: str) -> None:
    with pytest.raises(SpecError, match="deviation 1 needs page, kind, reason"):
        kinds(tmp_path, broken, KINESCOPE)


def test_our_deviations_name_existing_operations() -> None:
    for page in ("kinescope", "platformcraft"):
        checker = Checker(ROOT / "specs", page)
        known = {operation.id for operation in checker.specs.operations}
        assert {one.operation for one in checker.deviations} <= known | {None}
        distinct = {(one.operation, one.kind, one.part, one.name) for one in checker.deviations}
        assert len(distinct) == len(checker.deviations)

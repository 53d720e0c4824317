"""A plan finishes additions to a page and names everything else: nothing is silent.

`dev.py release --truth` tries hundreds of changes and writes docs/release-truth.md. Every test run tries a sample.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from release.plan import Planner
from vendor_docs import lock, read

from tests.contract.release_truth.additive import additions
from tests.contract.release_truth.cases import Case, drawn
from tests.contract.release_truth.run import (
    MIN_FINISHED_SHARE,
    Judged,
    finished_share,
    judged,
    shortcomings,
    too_few,
)
from tests.contract.release_truth.subjects import Subject, own, vendors, where
from tests.contract.vendor_pages.page_mutations import applied, compatible
from tests.unit.vendor_docs.sample_pages import ROOT


@pytest.fixture(scope="module", name="ours")
def own_pages(tmp_path_factory: pytest.TempPathFactory) -> list[Subject]:
    return own(tmp_path_factory.mktemp("own"))


@pytest.fixture(scope="module", name="real")
def real_pages() -> list[Subject]:
    found = vendors()
    if len(found) < 2:
        pytest.skip(f"a vendor's page is not here: {where()}")
    return found


@pytest.fixture(scope="module", name="sample")
def sample_of_own_pages(ours: list[Subject], tmp_path_factory: pytest.TempPathFactory) -> list[Judged]:
    return list(judged(ours, "sample", tmp_path_factory.mktemp("edited")))


def test_the_sample_has_no_silent_change(sample: list[Judged]) -> None:
    assert shortcomings(sample) == []


def test_the_sample_finishes_its_additions(sample: list[Judged]) -> None:
    left = [str(one) for _, one in sample if one.case.group == "additive" and one.outcome != "finished"]
    assert finished_share(sample) >= MIN_FINISHED_SHARE, left


def test_the_wording_of_one_of_two_sister_operations_is_reported(ours: list[Subject], tmp_path: Path) -> None:
    """Two operations that said the same have a finding when one of them says something else."""
    subject = next(one for one in ours if one.vendor == "platformcraft")
    note = "Note Only an open hall is listed."
    entries = ("Lathe details", "Listing of tools")
    text = subject.text
    for entry in entries:
        at = text.index("\n", text.index("Returns", text.index(f"{entry}\n\nDescription")))
        text = f"{text[:at]}\n{note}{text[at:]}"
    specs = tmp_path / "specs"
    shutil.copytree(subject.specs, specs)
    lock.write(specs / lock.FILE, [read(subject.vendor, text)])
    planner = Planner(subject.vendor, specs)
    assert planner.plan(text).changes == []
    other = text.replace(note, "Note Only a closed hall is listed.", 1)
    (change,) = planner.plan(other).changes
    assert (change.title, change.name) == (entries[0], "description")
    assert change.todo


def _with_additions(subject: Subject) -> str:
    """Return a page with an addition of every sort that fits into one text."""
    chosen: list[Case] = []
    for one in drawn(additions(subject.page), "several", each=1):
        if all(compatible(one.change, other.change) for other in chosen):
            chosen.append(one)
    return applied(subject.text, [one.change for one in chosen])


@pytest.mark.slow
def test_plans_are_equal_for_every_hash_seed(ours: list[Subject], tmp_path: Path) -> None:
    """The same pages give the same bytes in every process."""
    code = (
        "import json, sys; from pathlib import Path; from release.plan import plan;"
        "made = plan(sys.argv[1], Path(sys.argv[2]).read_text('utf-8'), Path(sys.argv[3]));"
        "print(json.dumps([[one.as_json() for one in made.changes], made.overlays, made.texts]))"
    )
    for subject in ours:
        page = tmp_path / f"{subject.vendor}.txt"
        page.write_text(_with_additions(subject), encoding="utf-8")
        found = {
            subprocess.run(
                [sys.executable, "-c", code, subject.vendor, str(page), str(subject.specs)],
                env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT / "scripts")},
                capture_output=True,
                check=True,
            ).stdout
            for seed in ("0", "1", "2", "2")
        }
        assert len(found) == 1
        assert len(json.loads(found.pop())[0]) > 3


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_every_drawn_change_is_finished_or_named(ours: list[Subject], real: list[Subject], tmp_path: Path) -> None:
    full = list(judged([*ours, *real], "all", tmp_path))
    assert shortcomings(full) == []
    assert too_few(full) == []
    assert finished_share(full) >= MIN_FINISHED_SHARE

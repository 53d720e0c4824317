"""Every line of docs/upload-guarantees.md, for both vendors, with the sync and the async client."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from upload_guarantees import ERROR, EVENTS, NEXT, PAGE, SAME, Case, cases, page

from kinocraft.errors import KinocraftError
from tests.faults.harness import Harness
from tests.faults.uploads_resumed.driver import Driver


def rows() -> Iterator[Any]:
    """Yield each case with both clients. One of each cell of the page is always tested; the others are slow tests."""
    cells: dict[tuple[str, str], tuple[str, Case]] = {}
    for case in cases():
        for kind in ("sync", "async"):
            ours = (("sync", "async")[len(cells) % 2], case)
            slow = cells.setdefault((case.vendor, case.event), ours) != (kind, case)
            yield pytest.param(kind, case, id=f"{kind}-{case.id}", marks=[pytest.mark.slow] if slow else [])


@pytest.mark.parametrize(("harness", "case"), list(rows()), indirect=["harness"])
def test_an_upload_ends_as_the_page_says(harness: Harness, file: Path, case: Case) -> None:
    driver = Driver(harness, case.vendor, file)
    fault = harness.server.control.fault(case.operation, case.fault, **case.parameters)
    if case.outcome == ERROR:
        with pytest.raises(KinocraftError):
            driver.upload(**case.options)
        assert harness.server.control.fired(fault)
        driver.assert_nothing_left()
        return
    failures = driver.until_done(**case.options)
    assert harness.server.control.fired(fault)
    assert {SAME: 0, NEXT: 1}[case.outcome] == len(failures), failures
    driver.assert_arrived(leftovers=int(case.leftover))


def test_the_page_is_current() -> None:
    assert PAGE.read_text("utf-8") == page()


def test_the_check_of_the_page_fails_for_another_page(tmp_path: Path) -> None:
    scripts = PAGE.parent.parent / "scripts"
    copy = tmp_path / "scripts" / "upload_guarantees.py"
    copy.parent.mkdir()
    for name in (copy.name, "console.py"):
        (copy.parent / name).write_text((scripts / name).read_text("utf-8"), "utf-8")
    (tmp_path / "docs").mkdir()
    run = [sys.executable, str(copy)]
    assert subprocess.run([*run, "--check"], capture_output=True).returncode == 1
    assert subprocess.run(run, capture_output=True).returncode == 0
    assert subprocess.run([*run, "--check"], capture_output=True).returncode == 0
    assert (tmp_path / "docs" / PAGE.name).read_text("utf-8") == page()


def test_each_event_of_the_page_has_its_test() -> None:
    text = "".join(each.read_text("utf-8") for each in Path(__file__).parent.glob("test_*.py"))
    assert [test for _, _, test in EVENTS if f"def {test}(" not in text] == []

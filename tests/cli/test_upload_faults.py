"""`upload` after every fault of docs/upload-guarantees.md, and after a kill: the same command resumes it."""

from __future__ import annotations

import os
import signal
import subprocess
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from upload_guarantees import ERROR, SAME, SENDS, Case, cases

from kinocraft.cli.commands import OPTIONS
from tests.cli.conftest import Command
from tests.faults.harness import Harness
from tests.faults.uploads_resumed.driver import PART, TARGET, VENDORS, WHOLE, Driver
from tests.samples import sampled

CASES = list(cases())


@pytest.fixture
def harness(server: Any) -> Iterator[Harness]:
    with Harness("sync", server) as harness:
        yield harness


@pytest.fixture
def file(tmp_path: Path) -> Path:
    file = tmp_path / "talk.bin"
    file.write_bytes(WHOLE)
    return file


def arguments(driver: Driver) -> list[str]:
    """Return the command that sends the file in parts. A video of such a title is always sent in chunks."""
    if driver.vendor == "kinescope":
        target = ["--to", f"kinescope:{driver.project}", "--title", "Доклад"]
    else:
        target = ["--to", f"platformcraft:{TARGET}"]
    return ["upload", str(driver.file), *target, "--part-size", str(PART)]


@pytest.mark.parametrize("case", sampled(CASES, 8), ids=lambda case: case.id)
def test_the_command_ends_as_the_page_says(
    kinocraft: Command, harness: Harness, file: Path, case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in case.options.items():
        monkeypatch.setitem(OPTIONS, name, value)
    driver = Driver(harness, case.vendor, file)
    fault = harness.server.control.fault(case.operation, case.fault, **case.parameters)
    ended = kinocraft(*arguments(driver))
    assert harness.server.control.fired(fault)
    if case.outcome == ERROR:
        assert ended.code in (6, 9), ended.err
        driver.assert_nothing_left()
        return
    if case.outcome != SAME:
        assert ended.code in (5, 7, 9), ended.err
        assert "the same call resumes" in ended.err
        harness.server.control.clear_faults()
        ended = kinocraft(*arguments(driver))
    assert ended.code == 0, ended.err
    driver.assert_arrived(leftovers=int(case.leftover))


@pytest.mark.parametrize("vendor", VENDORS)
def test_the_command_names_what_a_lost_start_may_have_left(
    kinocraft: Command, harness: Harness, file: Path, vendor: str
) -> None:
    driver = Driver(harness, vendor, file)
    operation = "videos.uploads.init" if vendor == "kinescope" else "files.uploads.start"
    harness.server.control.fault(operation, "lost_response")
    ended = kinocraft(*arguments(driver))
    assert ended.code == 0, ended.err
    if vendor == "platformcraft":
        assert "talk.bin: the service may keep 1 upload session(s)" in ended.err
        return
    (empty,) = (each.id for each in harness.each(lambda: driver.client().raw.videos.list()) if each.status == "pending")
    assert f"a video that stays empty: {empty}" in ended.err


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGKILL")
@pytest.mark.timeout(120)
@pytest.mark.parametrize("vendor", VENDORS)
def test_a_killed_command_is_resumed_by_the_same_command(
    kinocraft: Command,
    process: Callable[..., subprocess.Popen[str]],
    harness: Harness,
    file: Path,
    vendor: str,
) -> None:
    driver, control = Driver(harness, vendor, file), harness.server.control
    fault = control.fault(SENDS[vendor], "stall", seconds=60, after=2)
    first, pause = process(*arguments(driver)), threading.Event()
    while not control.fired(fault):
        assert first.poll() is None, first.communicate()
        pause.wait(0.02)
    busy = kinocraft(*arguments(driver))
    assert (busy.code, f"process {first.pid} on " in busy.err) == (9, True), busy.err
    first.send_signal(signal.SIGKILL)
    first.wait(timeout=60)
    control.clear_faults()
    again = kinocraft(*arguments(driver))
    assert again.code == 0, again.err
    assert "talk.bin: 35,000 of 35,000 bytes, resumed" in again.err
    driver.assert_arrived()

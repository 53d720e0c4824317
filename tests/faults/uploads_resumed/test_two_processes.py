"""Two processes and one file, and a process whose disk is full."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from upload_guarantees import SENDS

from kinocraft import UploadJournal
from kinocraft.errors import UploadInProgressError
from tests.faults.harness import sent
from tests.faults.uploads_resumed.driver import PART, TARGET, Driver, entries

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows has neither SIGKILL nor limits of this kind")

PROGRAM = """
import logging, sys
from kinocraft import Kinescope, Platformcraft

vendor, file, target, project, part, limit = sys.argv[1:]
if limit != "0":
    import resource
    resource.setrlimit(resource.RLIMIT_FSIZE, (int(limit), int(limit)))
logging.basicConfig(stream=sys.stdout, level=logging.WARNING, format="%(message)s")
if vendor == "kinescope":
    with Kinescope(on_drift=lambda drift: None) as client:
        client.videos.upload(file, parent_id=project, title="Talk", threshold=0, part_size=int(part))
else:
    with Platformcraft() as client:
        client.files.upload(file, target, part_size=int(part), parallel=1)
print("uploaded")
"""

Start = Callable[..., "subprocess.Popen[str]"]


@pytest.fixture
def start(driver: Driver) -> Iterator[Start]:
    """A function that starts the upload in a process of its own."""
    started: list[subprocess.Popen[str]] = []

    def run(limit: int = 0) -> subprocess.Popen[str]:
        environment = {**os.environ, **driver.harness.server.environment, "PYTHONPATH": os.pathsep.join(sys.path)}
        arguments = [driver.vendor, driver.file, TARGET, driver.project, PART, limit]
        process = subprocess.Popen(
            [sys.executable, "-c", PROGRAM, *map(str, arguments)],
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        started.append(process)
        return process

    yield run
    for each in started:
        with each:
            each.kill()


def stalled(driver: Driver, start: Start) -> subprocess.Popen[str]:
    """Start the upload in another process, which the server keeps waiting at its second part."""
    control = driver.harness.server.control
    fault = control.fault(SENDS[driver.vendor], "stall", seconds=60, after=1)
    process = start()
    pause = threading.Event()
    while not control.fired(fault):
        assert process.poll() is None, process.communicate()
        pause.wait(0.02)
    return process


@pytest.mark.timeout(120)
@pytest.mark.parametrize("harness", ["sync"], indirect=True)
def test_the_second_of_two_processes_learns_who_uploads(driver: Driver, start: Start) -> None:
    first = stalled(driver, start)
    with pytest.raises(UploadInProgressError, match=f"process {first.pid} on ") as caught:
        driver.upload()
    assert caught.value.holder.startswith(f"process {first.pid} on ")
    assert len(sent(driver.harness.server, SENDS[driver.vendor])) == 2  # of the other process
    driver.harness.server.control.clear_faults()
    assert first.communicate(timeout=60)[0] == "uploaded\n"
    driver.assert_arrived()


@pytest.mark.timeout(120)
@pytest.mark.parametrize("harness", ["sync"], indirect=True)
def test_the_lock_of_a_killed_process_is_taken_over(driver: Driver, start: Start) -> None:
    first = stalled(driver, start)
    first.send_signal(signal.SIGKILL)
    first.wait(timeout=60)
    assert list(UploadJournal().path.glob("*.upload.lock"))
    assert [entry.holder for entry in entries(driver.file)] == [""]
    driver.harness.server.control.clear_faults()
    reported: list[Any] = []
    driver.upload(progress=reported.append)
    assert reported[0].resumed.confirmed >= PART
    driver.assert_arrived()
    assert not list(UploadJournal().path.glob("*.upload.lock"))


@pytest.mark.timeout(120)
@pytest.mark.parametrize("harness", ["sync"], indirect=True)
def test_an_upload_of_a_process_that_may_write_no_more_arrives(driver: Driver, start: Start) -> None:
    """Each write beyond 200 bytes of a file fails, as on a full disk. An entry of the journal has more."""
    out = start(limit=200).communicate(timeout=60)[0]
    assert out.endswith("uploaded\n"), out
    assert "cannot be resumed by a later call: [Errno 27]" in out
    assert [each for each in UploadJournal().path.iterdir() if each.name != ".lock"] == []
    driver.assert_arrived()


@pytest.mark.parametrize("writes", [1, 2])
def test_a_disk_that_is_full_later_leaves_no_entry(
    driver: Driver, writes: int, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    fsync, done = os.fsync, list[int]()

    def full(handle: int) -> None:
        done.append(handle)
        if len(done) > writes:
            raise OSError(28, "No space left on device")
        fsync(handle)

    monkeypatch.setattr("kinocraft.uploads.journal.os.fsync", full)
    driver.upload()
    monkeypatch.undo()
    assert ("cannot be resumed by a later call" in caplog.text) == (len(done) > writes)
    driver.assert_arrived()


@pytest.mark.parametrize("jump", [-400 * 24 * 3600.0, -60.0, 60.0, 400 * 24 * 3600.0])
def test_a_clock_that_jumps_during_an_upload_does_not_disturb_it(driver: Driver, jump: float) -> None:
    reported: list[Any] = []

    def hook(progress: Any) -> None:
        reported.append(progress.confirmed)
        driver.harness.clock.now += jump

    driver.upload(progress=hook)
    assert reported == [10_000, 20_000, 30_000, 35_000]
    driver.assert_arrived()

"""How an upload ends that is not resumed: it is removed, or kept in the journal until a later call can remove it."""

from __future__ import annotations

import logging
import os
from pathlib import Path
from typing import Any

import pytest
from upload_guarantees import SENDS, STARTS

from kinocraft import UploadJournal
from kinocraft.errors import APIError, ConflictError, DeadlineError, KinocraftError
from tests.faults.harness import content, sent
from tests.faults.uploads_resumed.driver import PART, SIZE, WHOLE, Driver, entries
from tests.faults.uploads_resumed.places import expire
from tests.faults.uploads_resumed.test_events import StopError, after_part, interrupted, stop

REMOVES = {"platformcraft": "files.uploads.cancel", "kinescope": "videos.delete"}
OTHER = content(SIZE, seed=9)


def removals_fail(driver: Driver, times: int = 99) -> str:
    fault: str = driver.harness.server.control.fault(REMOVES[driver.vendor], "status", status=503, times=times)
    return fault


def change(driver: Driver) -> None:
    """Write other bytes of equal number, with another modification time."""
    driver.file.write_bytes(OTHER)
    os.utime(driver.file, (1_000_000_001, 1_000_000_001))


def begun(driver: Driver) -> int:
    """Return the number of incomplete uploads on the service, once it has processed what is complete."""
    driver.harness.server.control.advance(60)
    return sum(driver.sessions())


def test_an_upload_of_a_changed_file_that_cannot_be_removed_stays_in_the_journal(driver: Driver) -> None:
    interrupted(driver, 2)
    (left,) = entries(driver.file)
    change(driver)
    removals_fail(driver)
    driver.upload()
    assert [entry.upload_id for entry in entries(driver.file)] == [left.upload_id]
    assert begun(driver) == 1

    # The next upload of the file to the same place removes it.
    driver.harness.server.control.clear_faults()
    driver.file.write_bytes(content(SIZE, seed=10))
    if driver.vendor == "platformcraft":
        with pytest.raises(ConflictError):
            driver.upload()
    else:
        driver.upload()
    assert (entries(driver.file), begun(driver)) == ([], 0)


@pytest.mark.parametrize("days", [6, 8, 400])
def test_an_upload_of_a_changed_file_is_removed_whatever_its_age(driver: Driver, days: int) -> None:
    interrupted(driver, 2)
    change(driver)
    driver.harness.clock.now += days * 24 * 3600
    driver.upload()
    driver.assert_arrived(OTHER)
    assert entries(driver.file) == []


def test_a_replaced_file_of_equal_time_does_not_make_the_journal_forget(driver: Driver) -> None:
    """The entry of the new version has the name of the old one."""
    interrupted(driver, 2)
    (left,) = entries(driver.file)
    other = driver.file.with_name("other")
    other.write_bytes(OTHER)
    os.utime(other, (1_000_000_000, 1_000_000_000))
    other.replace(driver.file)
    removals_fail(driver)
    with pytest.raises(StopError):
        driver.upload(progress=after_part(2, stop))
    assert left.upload_id in [entry.upload_id for entry in entries(driver.file)]
    assert (len(entries(driver.file)), begun(driver)) == (2, 2)

    driver.harness.server.control.clear_faults()
    driver.upload()
    driver.assert_arrived(OTHER)


def test_a_failed_upload_that_cannot_be_removed_stays_in_the_journal(driver: Driver) -> None:
    server = driver.harness.server
    server.control.fault(SENDS[driver.vendor], "status", status=413, after=1)
    removals_fail(driver)
    with pytest.raises(APIError) as caught:
        driver.upload()
    assert any("the journal keeps it" in note for note in caught.value.__notes__)
    assert (len(entries(driver.file)), begun(driver)) == (1, 1)

    # The next call does not resume what would fail again.
    server.control.clear_faults()
    reported: list[Any] = []
    driver.upload(progress=reported.append)
    assert reported[0].resumed is None
    driver.assert_arrived()


def test_an_expired_upload_that_cannot_be_removed_stays_in_the_journal(driver: Driver) -> None:
    if driver.vendor == "platformcraft":
        return  # an expired upload session is gone
    interrupted(driver, 2)
    (left,) = entries(driver.file)
    expire(driver.harness.server, driver.vendor)
    removals_fail(driver)
    driver.upload()
    assert [entry.upload_id for entry in entries(driver.file)] == [left.upload_id]
    driver.harness.server.control.clear_faults()
    driver.upload()
    assert entries(driver.file) == []
    assert [each for each in driver.contents() if each is None] == []


@pytest.mark.parametrize("status", [404, 410])
def test_an_upload_that_the_service_has_forgotten_is_not_kept(
    driver: Driver, status: int, caplog: pytest.LogCaptureFixture
) -> None:
    interrupted(driver, 2)
    change(driver)
    driver.harness.server.control.fault(REMOVES[driver.vendor], "status", status=status)
    with caplog.at_level(logging.WARNING, "kinocraft"):
        driver.upload()
    assert entries(driver.file) == []
    assert "may be left" not in caplog.text


def test_a_file_that_the_caller_chose_keeps_one_upload(driver: Driver, tmp_path: Path) -> None:
    """It has no place for a second one: the log says what is left."""
    kept = tmp_path / "state"
    with pytest.raises(StopError):
        driver.upload(progress=after_part(2, stop), resume=kept)
    change(driver)
    removals_fail(driver)
    driver.upload(resume=kept)
    assert not kept.exists()
    assert begun(driver) == 1


def test_an_entry_is_kept_although_the_disk_is_full(driver: Driver, monkeypatch: pytest.MonkeyPatch) -> None:
    """What cannot be written is named in the log, and the upload continues."""
    interrupted(driver, 2)
    change(driver)
    removals_fail(driver)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("kinocraft.uploads.journal._write", full)
    driver.upload()
    monkeypatch.undo()
    assert len(entries(driver.file)) == 1  # the old entry has a file of its own, which stays


def test_advance_sends_a_part_after_the_session_has_expired(driver: Driver) -> None:
    handle, result = driver.begin(), driver.harness.result
    assert [result(handle.advance).confirmed for _ in range(2)] == [PART, 2 * PART]
    expire(driver.harness.server, driver.vendor)
    assert [result(handle.advance).confirmed for _ in range(2)] == [PART, 2 * PART]
    assert len(sent(driver.harness.server, STARTS[driver.vendor])) == 2
    result(handle.run)
    driver.assert_arrived(WHOLE)


def test_advance_starts_anew_only_once(driver: Driver) -> None:
    handle, result = driver.begin(), driver.harness.result
    result(handle.advance)
    expire(driver.harness.server, driver.vendor)
    result(handle.advance)
    expire(driver.harness.server, driver.vendor)
    with pytest.raises(KinocraftError):
        result(handle.advance)
    result(handle.close if driver.harness.kind == "sync" else handle.aclose)
    assert len(UploadJournal().list()) >= 1


def test_an_upload_that_its_deadline_ended_is_resumed(driver: Driver) -> None:
    clock = driver.harness.clock

    def slow() -> None:
        clock.advance(3)

    with pytest.raises(DeadlineError) as caught:
        driver.upload(progress=after_part(2, slow), deadline=2)
    assert any("the same call resumes" in note for note in caught.value.__notes__)
    before = len(sent(driver.harness.server, SENDS[driver.vendor]))
    driver.upload(deadline=60)
    assert len(sent(driver.harness.server, SENDS[driver.vendor])) - before == 2
    driver.assert_arrived()

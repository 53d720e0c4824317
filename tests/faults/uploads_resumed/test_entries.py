"""Which entries of the upload journal are kept, removed and resumed: by their times, versions, locks and places."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from kinocraft import UploadJournal
from kinocraft.errors import ConflictError, SourceChangedError
from kinocraft.uploads.journal import VERSION
from tests.faults.harness import FakeClock, Harness, content, stored
from tests.faults.uploads_resumed.driver import SIZE, TARGET, Driver, entries
from tests.faults.uploads_resumed.test_events import interrupted
from tests.faults.uploads_resumed.test_journal import DAY, claimed


@pytest.fixture
def journal(tmp_path: Path) -> UploadJournal:
    return UploadJournal(tmp_path / "journal")


@pytest.mark.parametrize(("age", "kept"), [(7 * DAY - 1, True), (7 * DAY, True), (7 * DAY + 1, False)])
@pytest.mark.parametrize("running", [0.0, 6 * DAY])
def test_an_entry_is_kept_for_its_lifetime_after_it_was_last_used(
    journal: UploadJournal, age: float, kept: bool, running: float
) -> None:
    """However long its upload was running before."""
    clock = FakeClock()
    slot = claimed(journal, clock)
    slot.save(None)
    clock.passed += running
    slot.save({"upload_id": "u"})
    slot.release()
    clock.passed += age
    claimed(journal, clock, target="/b").release()
    assert [entry.upload_id for entry in journal.list()] == (["u"] if kept else [])


def test_an_old_entry_is_resumed_by_its_own_call(journal: UploadJournal) -> None:
    clock = FakeClock()
    slot = claimed(journal, clock)
    slot.save({"upload_id": "u"})
    slot.release()
    clock.passed += 30 * DAY
    again = claimed(journal, clock)
    assert again.record is not None
    assert (again.record["state"], again.age) == ({"upload_id": "u"}, 30 * DAY)
    again.release()


def test_the_age_of_an_upload_counts_from_its_start(journal: UploadJournal) -> None:
    clock = FakeClock()
    slot = claimed(journal, clock)
    slot.save(None)
    clock.passed += 10
    slot.save({"upload_id": "u"})
    clock.passed += 5
    assert slot.age == 15
    slot.release()
    again = claimed(journal, clock)
    again.save({"upload_id": "u"})
    assert again.age == 15
    assert (again.record or {})["updated"] - (again.record or {})["started"] == 15
    again.release()
    (entry,) = journal.list()
    assert entry.updated - entry.started == 15


def test_an_entry_of_another_version_of_the_file_is_left_while_it_is_in_use(journal: UploadJournal) -> None:
    first = claimed(journal)
    first.save({"upload_id": "u"})
    other = claimed(journal, modified=2)
    assert other.superseded == []
    other.release()
    first.release()
    other = claimed(journal, modified=2)
    assert [record["state"] for _, record in other.superseded] == [{"upload_id": "u"}]
    other.release()


@pytest.mark.parametrize("version", [VERSION + 1, VERSION - 1, -1])
def test_an_entry_of_another_format_is_ignored(journal: UploadJournal, version: int) -> None:
    slot = claimed(journal)
    slot.save({"upload_id": "u"})
    slot.release()
    assert slot.file
    record = json.loads(slot.file.read_text("utf-8"))
    slot.file.write_text(json.dumps({**record, "version": version}), "utf-8")
    assert journal.list() == []
    again = claimed(journal)
    assert again.record is None
    again.release()


def test_a_state_for_another_path_is_not_resumed(harness: Harness, file: Path) -> None:
    driver = Driver(harness, "platformcraft", file)
    handle = driver.begin()
    harness.result(handle.advance)
    state = handle.checkpoint()
    harness.result(handle.close if harness.kind == "sync" else handle.aclose)
    with pytest.raises(SourceChangedError, match="/other"):
        driver.upload(resume=replace(state, path="/other"))
    assert stored(harness.server, TARGET) is None


@pytest.mark.parametrize("size", [SIZE, SIZE - 1])
def test_another_file_at_the_path_is_not_taken_for_the_upload(harness: Harness, file: Path, size: int) -> None:
    """Its session is gone, as after a completion whose response was lost; but the file there has other bytes."""
    driver = Driver(harness, "platformcraft", file)
    interrupted(driver, 2)
    harness.server.app.context.store.run("DELETE FROM uploads")
    other = content(size, seed=9)
    driver.client().files.upload(other, TARGET)
    with pytest.raises(ConflictError):
        driver.upload()
    assert stored(harness.server, TARGET) == other
    assert entries(file) == []

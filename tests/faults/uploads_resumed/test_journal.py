"""The upload journal: private, atomic, without secrets in clear, and never in the way."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from kinocraft import UploadJournal
from kinocraft.errors import UploadInProgressError, UploadJournalError
from kinocraft.uploads.journal import Slot, Subject
from tests.faults.harness import FakeClock
from tests.faults.uploads_resumed.driver import TARGET, Driver, entries
from tests.faults.uploads_resumed.test_events import StopError, after_part, interrupted, stop

DAY = 24 * 3600.0


def subject(**fields: Any) -> Subject:
    about = {
        "vendor": "platformcraft",
        "host": "https://h",
        "account": "someone",
        "target": "/a",
        "source": "/talk.mp4",
        "size": 10,
        "modified": 1,
        "part_size": 5,
        "options": {"path": "/a"},
    }
    return Subject(**{**about, **fields})


def claimed(journal: UploadJournal, clock: FakeClock | None = None, **fields: Any) -> Slot:
    return journal.claim(subject(**fields), "secret", clock or FakeClock())


@pytest.fixture
def journal(tmp_path: Path) -> UploadJournal:
    return UploadJournal(tmp_path / "journal")


@pytest.mark.skipif(os.name == "nt", reason="Windows has no modes")
def test_only_the_owner_can_use_the_journal(journal: UploadJournal) -> None:
    slot = claimed(journal)
    slot.save({"upload_id": "u"}, {"endpoint": "https://secret"})
    assert journal.path.stat().st_mode & 0o777 == 0o700
    assert {each.stat().st_mode & 0o777 for each in journal.path.iterdir()} == {0o600}
    slot.release()


def test_the_endpoint_is_encrypted(driver: Driver) -> None:
    handle = driver.begin()
    driver.harness.result(handle.start)
    state = handle.checkpoint()
    driver.harness.result(handle.close if driver.harness.kind == "sync" else handle.aclose)
    text = "".join(each.read_text("utf-8") for each in UploadJournal().path.glob("*.upload"))
    assert (state.video_id if driver.vendor == "kinescope" else state.upload_id) in text
    if driver.vendor == "kinescope":
        assert state.endpoint not in text
        assert state.endpoint.rpartition("/")[2] not in text
    assert "mock-token" not in text
    driver.upload()
    driver.assert_arrived()


def test_another_token_starts_anew_for_a_state_file(driver: Driver, tmp_path: Path) -> None:
    if driver.vendor == "platformcraft":
        return  # its state has no secret
    kept = tmp_path / "state"
    with pytest.raises(StopError):
        driver.upload(progress=after_part(2, stop), resume=kept)
    record = json.loads(kept.read_text())
    record["sealed"] = record["sealed"][::-1]
    kept.write_text(json.dumps(record))
    reported: list[Any] = []
    driver.upload(resume=kept, progress=reported.append)
    assert reported[0].resumed is None


def test_a_running_upload_is_claimed_once(journal: UploadJournal) -> None:
    first = claimed(journal)
    first.save(None)
    with pytest.raises(UploadInProgressError, match=f"process {os.getpid()} on .* is uploading /talk.mp4"):
        claimed(journal)
    assert journal.list()[0].holder.startswith(f"process {os.getpid()}")
    claimed(journal, target="/b").release()
    first.release()
    assert journal.list()[0].holder == ""
    claimed(journal).release()


@pytest.mark.parametrize(
    "fields",
    [
        {"host": "https://other"},
        {"account": "other"},
        {"target": "/b"},
        {"source": "/other"},
        {"size": 11},
        {"modified": 2},
        {"part_size": 6},
    ],
    ids=lambda fields: next(iter(fields)),
)
def test_another_upload_has_another_entry(journal: UploadJournal, fields: dict[str, Any]) -> None:
    first = claimed(journal)
    first.save({"upload_id": "u"})
    first.release()
    other = claimed(journal, **fields)
    assert other.record is None
    assert bool(other.superseded) == (next(iter(fields)) in ("size", "modified", "part_size"))
    other.release()


@pytest.mark.parametrize("text", ["", "{", "[]", "{}", '{"version": 2}', "\udcff"])
def test_a_damaged_entry_is_ignored(journal: UploadJournal, text: str) -> None:
    slot = claimed(journal)
    slot.save({"upload_id": "u"})
    assert slot.file
    slot.release()
    slot.file.write_bytes(text.encode("utf-8", "surrogateescape"))
    again = claimed(journal)
    assert again.record is None
    again.save({"upload_id": "v"})
    again.release()
    assert [entry.upload_id for entry in journal.list()] == ["v"]


def test_entries_that_nobody_resumes_expire(journal: UploadJournal) -> None:
    clock = FakeClock()
    old = claimed(journal, clock)
    old.save({"upload_id": "u"})
    old.release()
    running = claimed(journal, clock, target="/running")
    running.save({"upload_id": "r"})
    clock.now += 7 * DAY - 1
    claimed(journal, clock, target="/b").release()
    assert len(journal.list()) == 2
    clock.now += 2
    claimed(journal, clock, target="/b").release()
    assert [entry.upload_id for entry in journal.list()] == ["r"]
    running.release()


def test_a_journal_leaves_no_files_of_complete_uploads(driver: Driver) -> None:
    driver.upload()
    assert [each.name for each in UploadJournal().path.iterdir() if each.name != ".lock"] == [
        each.name for each in UploadJournal().path.glob("*.upload")
    ]
    assert entries(driver.file) == []


def test_a_killed_writer_leaves_nothing(journal: UploadJournal) -> None:
    slot = claimed(journal)
    slot.save({"upload_id": "u"})
    assert slot.file
    (journal.path / f".{slot.file.name}.abc").write_text("half")
    slot.release()
    claimed(journal).release()
    assert not list(journal.path.glob(".*.abc"))


def test_an_entry_can_be_removed(driver: Driver) -> None:
    interrupted(driver, 2)
    journal = UploadJournal()
    (entry,) = entries(driver.file)
    journal.remove(entry)
    assert entries(driver.file) == []
    journal.remove(entry.id)  # removing it again is harmless


def test_a_running_upload_cannot_be_removed(journal: UploadJournal) -> None:
    slot = claimed(journal)
    slot.save(None)
    with pytest.raises(UploadInProgressError):
        journal.remove(journal.list()[0])
    slot.release()


def test_an_entry_has_what_the_same_call_needs(driver: Driver) -> None:
    interrupted(driver, 2)
    (entry,) = entries(driver.file)
    options = dict(entry.options)
    if driver.vendor == "kinescope":
        assert entry.target == driver.project
        driver.client().videos.upload(entry.source, **options)
    else:
        assert entry.target == TARGET
        driver.client().files.upload(entry.source, **options)
    driver.assert_arrived()


def test_a_state_file_of_another_upload_is_not_overwritten(driver: Driver, tmp_path: Path) -> None:
    kept = tmp_path / "state"
    with pytest.raises(StopError):
        driver.upload(progress=after_part(2, stop), resume=kept)
    other = tmp_path / "other.bin"
    other.write_bytes(b"x" * 30_000)
    before = kept.read_bytes()
    with pytest.raises(UploadJournalError, match="keeps the state of the upload of"):
        Driver.upload(_with_file(driver, other), resume=kept)
    assert kept.read_bytes() == before


@pytest.mark.parametrize("content", ["not a state", "{}"])
def test_a_file_that_is_no_state_is_not_overwritten(driver: Driver, tmp_path: Path, content: str) -> None:
    kept = tmp_path / "notes.txt"
    kept.write_text(content)
    with pytest.raises(UploadJournalError, match="is not the state of an upload"):
        driver.upload(resume=kept)
    assert kept.read_text() == content


def test_a_state_file_in_no_folder_raises(driver: Driver, tmp_path: Path) -> None:
    with pytest.raises(UploadJournalError, match="cannot use"):
        driver.upload(resume=tmp_path / "missing" / "state")


def _with_file(driver: Driver, file: Path) -> Driver:
    other = Driver.__new__(Driver)
    other.__dict__.update(driver.__dict__, file=file)
    return other

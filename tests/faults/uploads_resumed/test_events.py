"""What happens around an upload: the ends of sessions, servers, clients and files, and clocks that jump."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from upload_guarantees import SENDS, STARTS

import kinocraft_mock
from kinocraft.errors import KinocraftError, SourceChangedError, UploadInProgressError
from tests.faults.harness import Harness, content, sent
from tests.faults.uploads_resumed.driver import PART, SIZE, WHOLE, Driver, entries

PAST = (1_000_000_000, 1_000_000_000)


class StopError(Exception):
    """The user's own."""


def after_part(number: int, do: Callable[[], object]) -> Callable[[Any], None]:
    """Return a progress hook that runs a function once, when a number of parts is confirmed."""
    done: list[int] = []

    def hook(progress: Any) -> None:
        if progress.parts == number and not done:
            done.append(number)
            do()

    return hook


def stop() -> None:
    raise StopError


def confirmed(reported: list[Any]) -> list[int]:
    return [each.confirmed for each in reported]


def interrupted(driver: Driver, part: int, **options: Any) -> None:
    """Upload until a number of parts is confirmed."""
    with pytest.raises(StopError) as caught:
        driver.upload(progress=after_part(part, stop), **options)
    assert "the same call resumes" in "".join(caught.value.__notes__)


@pytest.mark.parametrize("part", [1, 2, 3, 4])
def test_an_upload_that_was_stopped_is_resumed(driver: Driver, part: int) -> None:
    interrupted(driver, part)
    (entry,) = entries(driver.file)
    assert (entry.size, entry.holder, bool(entry.upload_id)) == (SIZE, "", True)
    before = len(sent(driver.harness.server, SENDS[driver.vendor]))
    reported: list[Any] = []
    driver.upload(progress=reported.append)
    found = reported[0].resumed
    assert (found.confirmed, found.total, found.parts, found.upload_id) == (
        min(part * PART, SIZE),
        SIZE,
        part,
        entry.upload_id,
    )
    assert confirmed(reported) == [min(each * PART, SIZE) for each in range(part, 5)]
    assert len(sent(driver.harness.server, SENDS[driver.vendor])) - before == 4 - part
    driver.assert_arrived()


@pytest.mark.parametrize("step", ["start", "advance 1", "advance 2", "advance 4"])
def test_a_cancelled_handle_leaves_nothing(driver: Driver, step: str) -> None:
    handle = driver.begin()
    result = driver.harness.result
    name, _, times = step.partition(" ")
    for _ in range(int(times or 1)):
        result(getattr(handle, name))
    complete = driver.vendor == "kinescope" and times == "4"
    result(handle.cancel)
    if complete:  # the last chunk has completed the video
        assert driver.contents() == [WHOLE]
    else:
        driver.assert_nothing_left()
    with pytest.raises(KinocraftError, match="cancelled or closed"):
        result(handle.run)


def test_a_handle_sends_a_part_for_each_step(driver: Driver) -> None:
    result, handle = driver.harness.result, driver.begin()
    assert result(handle.start) is None
    assert [result(handle.advance).confirmed for _ in range(2)] == [PART, 2 * PART]
    state = handle.checkpoint()
    result(handle.close if driver.harness.kind == "sync" else handle.aclose)
    other = driver.begin(resume=False)
    found = result(lambda: other.resume(state))
    assert (found.confirmed, found.parts) == (2 * PART, 2)
    made = result(other.run)
    assert made.size == SIZE if driver.vendor == "platformcraft" else made.title == "Talk"
    assert [each for each in driver.contents() if each] == [WHOLE]


def test_a_handle_continues_after_a_failure(driver: Driver) -> None:
    result, handle = driver.harness.result, driver.begin()
    driver.harness.server.control.fault(SENDS[driver.vendor], "drop_request", after=1, times=6)
    assert result(handle.advance).confirmed == PART
    with pytest.raises(KinocraftError):
        result(handle.advance)
    assert result(handle.advance).confirmed == 2 * PART
    result(handle.run)
    driver.assert_arrived()


@pytest.mark.parametrize("end", ["cancel", "close"])
def test_a_handle_names_what_a_lost_start_may_have_left(
    driver: Driver, end: str, caplog: pytest.LogCaptureFixture
) -> None:
    driver.harness.server.control.fault(STARTS[driver.vendor], "lost_response")
    handle = driver.begin()
    driver.harness.result(handle.start)
    driver.harness.result(handle.cancel if end == "cancel" else getattr(handle, end, None) or handle.aclose)
    words = "may keep 1 upload session(s)" if driver.vendor == "platformcraft" else "a video that stays empty"
    assert words in caplog.text


def test_an_upload_session_that_expires_is_replaced(driver: Driver) -> None:
    server = driver.harness.server

    def expire() -> None:
        if driver.vendor == "kinescope":
            server.control.advance(25 * 3600)
        else:
            server.app.context.store.run("DELETE FROM uploads")

    driver.upload(progress=after_part(2, expire))
    assert len(sent(server, STARTS[driver.vendor])) == 2
    driver.assert_arrived()


def test_an_upload_session_that_expired_between_two_calls_is_replaced(driver: Driver) -> None:
    interrupted(driver, 2)
    server = driver.harness.server
    if driver.vendor == "kinescope":
        server.control.advance(25 * 3600)
    else:
        server.app.context.store.run("DELETE FROM uploads")
    driver.upload()
    driver.assert_arrived()


@pytest.mark.parametrize("jump", [-400 * 24 * 3600.0, -3600.0, 3600.0, 30 * 24 * 3600.0])
def test_a_clock_that_jumps_does_not_disturb_a_resumed_upload(driver: Driver, jump: float) -> None:
    interrupted(driver, 2)
    driver.harness.clock.now += jump
    before = len(sent(driver.harness.server, SENDS[driver.vendor]))
    driver.upload()
    assert len(sent(driver.harness.server, SENDS[driver.vendor])) - before == 2
    driver.assert_arrived()


def replaced(file: Path) -> bytes:
    """Replace a file by another one of equal size and modification time, and return its bytes."""
    data = content(SIZE, seed=7)
    other = file.with_name("other")
    other.write_bytes(data)
    os.utime(other, PAST)
    other.replace(file)
    return data


@pytest.mark.parametrize("part", [1, 2, 3])
def test_a_replaced_file_stops_its_upload(driver: Driver, part: int) -> None:
    with pytest.raises(SourceChangedError, match="changed during"):
        driver.upload(progress=after_part(part, lambda: replaced(driver.file)))
    driver.assert_nothing_left()


def rewritten(file: Path) -> bytes:
    data = content(SIZE, seed=8)
    file.write_bytes(data)
    return data


@pytest.mark.parametrize("change", [replaced, rewritten])
def test_a_file_replaced_between_two_calls_is_sent_from_its_start(driver: Driver, change: Any) -> None:
    interrupted(driver, 2)
    data = change(driver.file)
    reported: list[Any] = []
    driver.upload(progress=reported.append)
    assert reported[0].resumed is None
    driver.assert_arrived(data)


def test_another_part_size_starts_anew(driver: Driver) -> None:
    interrupted(driver, 2)
    driver.upload(part_size=7_000)
    driver.assert_arrived()


def test_a_second_upload_of_the_same_file_is_rejected(driver: Driver) -> None:
    rejected: list[UploadInProgressError] = []
    other = Harness("sync", driver.harness.server)

    def again() -> None:
        second = Driver(other, driver.vendor, driver.file) if driver.vendor == "platformcraft" else None
        client = other.kinescope(on_drift=lambda drift: None) if second is None else None
        with pytest.raises(UploadInProgressError) as caught:
            driver.upload(client) if second is None else second.upload()
        rejected.append(caught.value)

    try:
        driver.upload(progress=after_part(2, again))
    finally:
        other.close()
    (error,) = rejected
    assert f"process {os.getpid()} on " in str(error)
    assert error.holder.startswith(f"process {os.getpid()} on ")
    driver.assert_arrived()


def test_a_restart_of_the_server_keeps_what_it_confirmed(
    request: pytest.FixtureRequest, file: Path, tmp_path: Path
) -> None:
    for kind in ("sync", "async"):
        for vendor in SENDS:
            _restart(kind, vendor, file, tmp_path / f"{kind}-{vendor}")


def _restart(kind: str, vendor: str, file: Path, folder: Path) -> None:
    with kinocraft_mock.running(port=0, limits=False, data_dir=folder) as server:
        port = int(server.url.rpartition(":")[2])
        driver = Driver(Harness(kind, server), vendor, file)
        interrupted(driver, 2)
        driver.harness.close()
    with kinocraft_mock.running(port=port, limits=False, data_dir=folder) as server:
        again = Driver.__new__(Driver)
        again.__dict__.update(driver.__dict__, harness=Harness(kind, server))
        reported: list[Any] = []
        again.upload(progress=reported.append)
        assert confirmed(reported) == [20_000, 30_000, 35_000]
        again.assert_arrived()
        again.harness.close()


# --- without a usable journal ----------------------------------------------------------------------------------------


@pytest.fixture(params=["not a folder", "not writable", "full disk"])
def unusable(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    folder = tmp_path / "state"
    if request.param == "not a folder":
        folder.write_text("a file")
    else:
        (folder / "uploads").mkdir(parents=True, mode=0o700)
    if request.param == "not writable":
        if os.geteuid() == 0:
            monkeypatch.setattr("filelock.FileLock.acquire", _denied)
        (folder / "uploads").chmod(0o500)
    if request.param == "full disk":
        monkeypatch.setattr("kinocraft.uploads.journal.os.fsync", _full)
    monkeypatch.setenv("KINOCRAFT_STATE_DIR", str(folder))
    yield request.param
    if request.param == "not writable":
        (folder / "uploads").chmod(0o700)


def _full(handle: int) -> None:
    raise OSError(28, "No space left on device")


def _denied(*_: Any, **__: Any) -> None:
    raise PermissionError(13, "Permission denied")


def test_an_upload_continues_without_a_journal(
    driver: Driver, unusable: str, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    driver.upload()
    assert "cannot be resumed by" in caplog.text
    monkeypatch.undo()
    driver.assert_arrived()


def test_an_upload_that_fails_without_a_journal_names_or_removes_what_it_left(driver: Driver, unusable: str) -> None:
    driver.harness.server.control.fault(SENDS[driver.vendor], "drop_request", after=2, times=6)
    with pytest.raises(KinocraftError) as caught:
        driver.upload()
    if driver.vendor == "platformcraft":
        assert driver.sessions() == (0, 0)
        assert driver.contents() == []
    else:
        assert "delete it with videos.delete(" in "".join(caught.value.__notes__)


def test_resume_false_keeps_nothing(driver: Driver) -> None:
    with pytest.raises(StopError) as caught:
        driver.upload(progress=after_part(2, stop), resume=False)
    assert entries(driver.file) == []
    if driver.vendor == "platformcraft":
        assert driver.sessions() == (0, 0)
    else:
        assert driver.sessions() == (0, 1)
        assert "delete it with videos.delete(" in "".join(caught.value.__notes__)


def test_a_client_without_a_journal_keeps_nothing(driver: Driver) -> None:
    with pytest.raises(StopError):
        driver.upload(driver.client(upload_journal=False), progress=after_part(2, stop))
    assert entries(driver.file) == []


def test_a_state_file_is_resumed_from(driver: Driver, tmp_path: Path) -> None:
    kept = tmp_path / "talk.upload"
    with pytest.raises(StopError):
        driver.upload(progress=after_part(2, stop), resume=kept)
    assert entries(driver.file) == []
    assert kept.stat().st_mode & 0o777 == 0o600
    reported: list[Any] = []
    driver.upload(progress=reported.append, resume=str(kept))
    assert confirmed(reported) == [20_000, 30_000, 35_000]
    assert not kept.exists()
    driver.assert_arrived()


def test_a_start_that_is_not_stored_is_reported(driver: Driver, caplog: pytest.LogCaptureFixture) -> None:
    """The process was killed between the response and the journal."""
    from kinocraft.uploads.journal import Slot

    save = Slot.save

    def killed(self: Any, state: Any, secrets: Any = None) -> None:
        if state is not None:
            raise StopError
        save(self, state, secrets)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Slot, "save", killed)
        with pytest.raises(StopError):
            driver.upload()
    driver.upload()
    # A session of Filespot without parts cannot be listed, and an empty video may be that of another program.
    driver.assert_arrived(leftovers=1)
    words = "may keep 1 upload session(s)" if driver.vendor == "platformcraft" else "a video that stays empty"
    assert words in caplog.text

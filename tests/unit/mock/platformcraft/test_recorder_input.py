"""Platformcraft Recorder: failing input, events, motion, long records, and conflicting paths."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kinocraft_mock import ControlError, running
from tests.seed.account import NOON, Account
from tests.seed.broadcast import RecorderClient, ok

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def recorder(account: Account) -> RecorderClient:
    return RecorderClient(account)


def test_a_file_holds_the_last_max_dur_seconds(recorder: RecorderClient) -> None:
    stream = recorder.stream()
    recorder.start(stream, max_dur=3600)
    recorder.control.advance(7200)
    stopped = ok(recorder.call("POST", f"/{stream}/stop"))
    assert stopped["stop"] - stopped["start"] == 7200
    assert recorder.seconds("/a.m3u8") == 3600


def test_a_gap_shorter_than_the_timeout_is_skipped(recorder: RecorderClient) -> None:
    stream = recorder.stream()
    record_id = recorder.schedule(stream, 0, 100, stop_timeout=20)["id"]
    recorder.control.advance(30)
    recorder.control.stream_input(stream, False)
    recorder.control.advance(19)
    recorder.control.stream_input(stream, True)
    recorder.control.stream_input(stream, True)
    recorder.control.advance(51)
    assert recorder.status(stream, record_id) == "finish"
    assert recorder.seconds("/a.m3u8") == 81


def test_a_longer_gap_ends_the_record(recorder: RecorderClient) -> None:
    stream = recorder.stream()
    record_id = recorder.schedule(stream, 0, 100, stop_timeout=20)["id"]
    recorder.control.advance(30)
    recorder.control.stream_input(stream, False)
    recorder.control.advance(20)
    recorder.control.stream_input(stream, True)
    recorder.control.advance(50)
    record = recorder.record(stream, record_id)
    assert (record["status"], record["stop"]) == ("error", NOON + 50)
    assert "20 seconds" in record["msg"]
    assert len(record["files"]) == 1
    assert recorder.seconds("/a.m3u8") == 30


def test_a_new_instant_record_can_start_after_one_that_timed_out(recorder: RecorderClient) -> None:
    stream = recorder.stream()
    record_id = recorder.start(stream)
    recorder.control.stream_input(stream, False)
    recorder.control.advance(1800)
    assert ok(recorder.call("GET", f"/{stream}"))["instant_record_id"] == ""
    assert recorder.status(stream, record_id) == "error"
    assert recorder.start(stream, "/b.m3u8")


def test_late_input_is_recorded(recorder: RecorderClient) -> None:
    stream = recorder.stream()
    recorder.control.stream_input(stream, False)
    record_id = recorder.schedule(stream, 10, 100, stop_timeout=20)["id"]
    recorder.control.advance(25)
    recorder.control.stream_input(stream, True)
    recorder.control.advance(75)
    assert recorder.status(stream, record_id) == "finish"
    assert recorder.seconds("/a.m3u8") == 75


def test_a_record_without_input_fails(recorder: RecorderClient) -> None:
    stream = recorder.stream()
    recorder.control.stream_input(stream, False)
    record_id = recorder.schedule(stream, 10, 20)["id"]
    recorder.control.advance(20)
    record = recorder.record(stream, record_id)
    assert (record["status"], record["files"]) == ("error", None)
    assert "no input" in record["msg"]
    assert recorder.account.listing() == []


def test_each_event_has_a_file_of_its_own(recorder: RecorderClient) -> None:
    stream = recorder.stream()
    record_id = recorder.schedule(stream, 0, 1000, "/e.m3u8", events_record=True, stop_timeout=10)["id"]
    for seconds, given in [(100, False), (5, True), (100, False), (50, True), (30, False)]:
        recorder.control.advance(seconds)
        recorder.control.stream_input(stream, given)
    assert len(recorder.record(stream, record_id)["files"]) == 1
    recorder.control.advance(10)
    record = recorder.record(stream, record_id)
    assert (record["status"], len(record["files"])) == ("progress", 2)
    assert [recorder.seconds(path) for path in ("/e.m3u8", "/e_2.m3u8")] == [200, 30]
    recorder.control.advance(1000)
    record = recorder.record(stream, record_id)
    assert (record["status"], record["stop"], len(record["files"])) == ("finish", NOON + 1000, 2)
    assert [ok(recorder.account.get(path))["id"] for path in ("/e.m3u8", "/e_2.m3u8")] == record["files"]


def test_a_record_without_events_succeeds(recorder: RecorderClient) -> None:
    stream = recorder.stream()
    recorder.control.stream_input(stream, False)
    record_id = recorder.schedule(stream, 0, 100, events_record=True)["id"]
    recorder.control.advance(100)
    record = recorder.record(stream, record_id)
    assert (record["status"], record["files"], record["msg"]) == ("finish", None, "")


def test_a_file_lasts_as_long_as_motion(recorder: RecorderClient) -> None:
    stream = recorder.stream()
    options = {"motion_record": True, "events_record": True, "stop_timeout": 10}
    record_id = recorder.schedule(stream, 0, 1000, "/m.m3u8", **options)["id"]
    recorder.control.advance(100)
    assert recorder.record(stream, record_id)["files"] is None
    recorder.control.motion_picture(stream)
    recorder.control.advance(8)
    recorder.control.motion_picture(stream)
    recorder.control.advance(9)
    assert recorder.record(stream, record_id)["files"] is None
    recorder.control.advance(1)
    assert len(recorder.record(stream, record_id)["files"]) == 1
    assert recorder.seconds("/m.m3u8") == 18
    recorder.control.advance(100)
    recorder.control.motion_picture(stream)
    recorder.control.advance(3)
    stopped = ok(recorder.call("POST", f"/{stream}/record/{record_id}/stop"))
    assert (stopped["status"], len(stopped["files"])) == ("finish", 2)
    assert recorder.seconds("/m_2.m3u8") == 3


def test_motion_takes_precedence_over_events(recorder: RecorderClient) -> None:
    """Then a loss of the input neither ends nor begins a file."""
    stream = recorder.stream()
    record_id = recorder.start(stream, motion_record=True, events_record=True, stop_timeout=60)
    recorder.control.motion_picture(stream)
    recorder.control.advance(10)
    recorder.control.stream_input(stream, False)
    recorder.control.advance(20)
    recorder.control.stream_input(stream, True)
    recorder.control.advance(30)
    assert recorder.status(stream, record_id) == "progress"
    assert recorder.seconds("/a.m3u8") == 40
    recorder.control.stream_input(stream, False)
    recorder.control.advance(1000)
    recorder.control.stream_input(stream, True)
    assert len(recorder.record(stream, record_id)["files"]) == 1


def test_motion_without_input_makes_no_file(recorder: RecorderClient) -> None:
    stream = recorder.stream()
    recorder.control.stream_input(stream, False)
    record_id = recorder.start(stream, motion_record=True, stop_timeout=5)
    recorder.control.motion_picture(stream)
    recorder.control.advance(10)
    assert recorder.record(stream, record_id)["files"] is None
    assert recorder.account.listing() == []


def test_motion_does_not_affect_other_records(recorder: RecorderClient) -> None:
    stream = recorder.stream()
    record_id = recorder.start(stream, stop_timeout=5)
    recorder.control.motion_picture(stream)
    recorder.control.advance(100)
    assert recorder.status(stream, record_id) == "progress"


def test_a_path_taken_before_the_end_is_an_error(recorder: RecorderClient) -> None:
    stream = recorder.stream()
    record_id = recorder.schedule(stream, 0, 100)["id"]
    file = recorder.account.file("/a.m3u8", b"mine").json()
    recorder.control.advance(100)
    record = recorder.record(stream, record_id)
    assert (record["status"], record["files"]) == ("error", None)
    assert "duplication" in record["msg"]
    assert ok(recorder.account.get("/a.m3u8"))["id"] == file["id"]
    assert recorder.account.download("/a.m3u8").content == b"mine"


def test_the_file_name_of_a_second_event_is_shortened(recorder: RecorderClient) -> None:
    stream = recorder.stream()
    name = "n" * 250 + ".m3u8"
    recorder.start(stream, f"/{name}", events_record=True, stop_timeout=1)
    for given in (False, True, False):
        recorder.control.stream_input(stream, given)
        recorder.control.advance(2)
    assert {len(each) for each in recorder.account.listing()} == {255}


def test_records_continue_after_a_restart(tmp_path: Path) -> None:
    with running(data_dir=tmp_path, limits=False) as server:
        account = Account(server)
        with account.http:
            account.log_in()
            recorder = RecorderClient(account)
            now = server.control.now()
            stream = recorder.stream()
            record_id = recorder.schedule(stream, 0, 1000)["id"]
            tokens = account.tokens
    with running(data_dir=tmp_path, limits=False) as server:
        server.control.set_clock(now + 500)
        account = Account(server)
        with account.http:
            account.use(tokens)
            recorder = RecorderClient(account)
            assert recorder.status(stream, record_id) == "progress"
            server.control.set_clock(now + 2000)
            assert recorder.status(stream, record_id) == "finish"
            assert recorder.seconds("/a.m3u8") == pytest.approx(1000, abs=2)
            assert account.download("/a.m3u8").status_code == 200


@pytest.mark.parametrize(
    "order", [{}, {"stream": "x"}, {"stream": 1, "input": True}, {"stream": "x", "input": "on"}, {"input": True}, []]
)
def test_invalid_control_requests_are_rejected(recorder: RecorderClient, order: object) -> None:
    response = recorder.account.http.post("/_mock/recorder", json=order)
    assert response.status_code == 400
    with pytest.raises(ControlError, match="no stream"):
        recorder.control.stream_input("unknown", True)

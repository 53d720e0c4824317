"""The moments at which records and media blocks begin and end, to the second."""

from __future__ import annotations

import pytest

from tests.seed.account import Account, message
from tests.seed.broadcast import RecorderClient, StreamerClient, ok


@pytest.mark.parametrize(("stop", "status"), [(-1, 400), (0, 400), (1, 200)])
def test_a_record_that_would_be_over_is_rejected(account: Account, stop: int, status: int) -> None:
    recorder = RecorderClient(account)
    stream, now = recorder.stream(), int(recorder.control.now())
    body = {"path": recorder.path("/a.m3u8"), "start": now - 100, "stop": now + stop}
    assert recorder.call("POST", f"/{stream}/record", body).status_code == status


@pytest.mark.parametrize(("stop", "status"), [(99, 400), (100, 400), (101, 200)])
def test_a_record_stops_after_it_starts(account: Account, stop: int, status: int) -> None:
    recorder = RecorderClient(account)
    stream, now = recorder.stream(), int(recorder.control.now())
    body = {"path": recorder.path("/a.m3u8"), "start": now + 100, "stop": now + stop}
    assert recorder.call("POST", f"/{stream}/record", body).status_code == status


@pytest.mark.parametrize("events_record", [False, True])
def test_a_record_whose_stream_has_input_again_goes_on(account: Account, events_record: bool) -> None:
    """The time without input counts from the last loss alone."""
    recorder = RecorderClient(account)
    stream = recorder.stream()
    record = recorder.start(stream, stop_timeout=60, events_record=events_record)
    for _ in range(3):
        recorder.control.stream_input(stream, False)
        recorder.control.advance(59)
        recorder.control.stream_input(stream, True)
        recorder.control.advance(59)
    assert (recorder.status(stream, record), recorder.record(stream, record)["files"]) == ("progress", None)
    recorder.control.stream_input(stream, False)
    recorder.control.advance(60)
    assert len(recorder.record(stream, record)["files"]) == 1


@pytest.mark.parametrize(("loop", "ago", "status"), [
    (False, 99, "start"),
    (False, 100, "finish"),
    (True, 99, "start"),
    (True, 100, "start"),
    (True, 1000, "start"),
])  # fmt: skip
def test_a_scheduled_block_whose_time_has_passed_goes_on_air_unless_it_is_over(
    account: Account, loop: bool, ago: int, status: str
) -> None:
    streamer = StreamerClient(account)
    channel = streamer.channel()
    block = streamer.block(channel, -ago, {"360p": [streamer.video("/a.mp4", 100)]}, loop=loop)
    ok(streamer.order(channel, block, "schedule"))
    assert streamer.status(channel, block) == status


@pytest.mark.parametrize("status", ["wait", "start", "finish"])
def test_a_block_is_changed_unless_it_is_on_standby_or_on_air(account: Account, status: str) -> None:
    streamer = StreamerClient(account)
    channel = streamer.channel()
    block = streamer.block(channel, 100 if status == "wait" else 0, {"360p": [streamer.video("/a.mp4", 50)]})
    ok(streamer.order(channel, block, "schedule"))
    if status == "finish":
        streamer.control.advance(50)
    assert streamer.status(channel, block) == status
    response = streamer.call("PUT", f"/{channel}/block/{block}", {"name": "new"})
    if status == "finish":
        assert ok(response)["name"] == "new"
    else:
        assert status in message(response, 409)

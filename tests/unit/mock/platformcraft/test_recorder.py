"""Platformcraft Recorder: streams, and instant and scheduled records over time."""

from __future__ import annotations

from typing import Any

import pytest

from tests.seed.account import NOON, Account, message
from tests.seed.broadcast import SOURCE, RecorderClient, ok

QUALITIES = {"https://example.com/360p.m3u8": "360p", "https://example.com/480p.m3u8": "480p"}


@pytest.fixture
def recorder(account: Account) -> RecorderClient:
    return RecorderClient(account)


class TestStreams:
    def test_a_stream_with_qualities(self, recorder: RecorderClient) -> None:
        made = ok(recorder.call("POST", "", {"name": "s", "qualities": QUALITIES}))
        assert made == {
            "id": made["id"],
            "name": "s",
            "qualities": QUALITIES,
            "src": "https://example.com/360p.m3u8",
            "instant_record_id": "",
        }
        shown = {key: value for key, value in made.items() if key != "qualities"}
        assert ok(recorder.call("GET", f"/{made['id']}")) == shown

    def test_a_stream_with_the_older_source(self, recorder: RecorderClient) -> None:
        made = ok(recorder.call("POST", "", {"name": "s", "src": SOURCE}))
        assert made == {"id": made["id"], "name": "s", "src": SOURCE, "instant_record_id": "", "qualities": {}}

    @pytest.mark.parametrize("source", [{"src": SOURCE}, {"qualities": {SOURCE: "master"}}])
    def test_a_master_playlist_is_split_into_qualities(self, recorder: RecorderClient, source: Any) -> None:
        made = ok(recorder.call("POST", "", {"name": "s", **source, "parse_master": True}))
        assert made["src"] == SOURCE
        assert made["qualities"] == {
            "https://example.com/playlist_360p.m3u8": "360p",
            "https://example.com/playlist_720p.m3u8": "720p",
        }

    def test_several_sources_are_not_read_as_master_playlists(self, recorder: RecorderClient) -> None:
        made = ok(recorder.call("POST", "", {"name": "s", "qualities": QUALITIES, "parse_master": True}))
        assert made["qualities"] == QUALITIES

    def test_a_source_url_may_have_a_query(self, recorder: RecorderClient) -> None:
        assert recorder.stream(src=f"{SOURCE}?token=1")

    def test_a_list_is_always_an_array(self, recorder: RecorderClient) -> None:
        assert ok(recorder.call("GET")) == []
        first = recorder.stream(name="one")
        assert [each["id"] for each in ok(recorder.call("GET"))] == [first]
        second = recorder.stream(name="two")
        assert [(each["id"], each["name"]) for each in ok(recorder.call("GET"))] == [(first, "one"), (second, "two")]

    def test_a_stream_is_renamed(self, recorder: RecorderClient) -> None:
        stream = recorder.stream()
        assert ok(recorder.call("PUT", f"/{stream}", {"name": "new"}))["name"] == "new"
        assert "name" in message(recorder.call("PUT", f"/{stream}", {}), 400)
        assert ok(recorder.call("GET", f"/{stream}"))["name"] == "new"

    def test_deleting_a_stream_deletes_its_records_and_keeps_the_files(self, recorder: RecorderClient) -> None:
        stream = recorder.stream()
        recorder.start(stream)
        recorder.control.advance(10)
        ok(recorder.call("POST", f"/{stream}/stop"))
        record = recorder.schedule(stream, 10, 20, "/b.m3u8")
        ok(recorder.call("DELETE", f"/{stream}"))
        message(recorder.call("GET", f"/{stream}"), 404)
        message(recorder.call("GET", f"/{stream}/record/{record['id']}"), 404)
        message(recorder.call("DELETE", f"/{stream}"), 404)
        recorder.control.advance(100)
        assert recorder.account.listing() == ["a.m3u8"]


class TestInstantRecords:
    def test_an_instant_record_runs_from_start_to_stop(self, recorder: RecorderClient) -> None:
        stream = recorder.stream(src=SOURCE)
        record_id = recorder.start(stream, "/talks/a.m3u8", email="user@example.com", max_dur=3600, stop_timeout=600)
        assert ok(recorder.call("GET", f"/{stream}"))["instant_record_id"] == record_id
        running = {
            "id": record_id,
            "src": SOURCE,
            "files": None,
            "start": NOON,
            "stop": 0,
            "max_dur": 3600,
            "status": "progress",
            "msg": "",
            "email": "user@example.com",
            "is_instant": True,
            "stop_timeout": 600,
            "motion_record": False,
            "events_record": False,
        }
        recorder.control.advance(25)
        assert recorder.record(stream, record_id) == running
        message(recorder.account.get("/talks/a.m3u8"), 404)
        stopped = ok(recorder.call("POST", f"/{stream}/stop"))
        file = ok(recorder.account.get("/talks/a.m3u8"))
        finished = {**running, "status": "finish", "stop": NOON + 25, "files": [file["id"]]}
        assert recorder.record(stream, record_id) == finished
        del finished["motion_record"]
        assert stopped == finished
        assert ok(recorder.call("GET", f"/{stream}"))["instant_record_id"] == ""

    def test_an_instant_record_has_the_documented_defaults(self, recorder: RecorderClient) -> None:
        stream = recorder.stream()
        record = recorder.record(stream, recorder.start(stream))
        assert (record["max_dur"], record["stop_timeout"], record["email"]) == (2_592_000, 1800, "")
        assert (record["motion_record"], record["events_record"]) == (False, False)

    def test_a_stream_has_one_instant_record_at_a_time(self, recorder: RecorderClient) -> None:
        stream, other = recorder.stream(), recorder.stream()
        first = recorder.start(stream)
        assert "instant record" in message(
            recorder.call("POST", f"/{stream}/start", {"path": recorder.path("/b.m3u8")}), 409
        )
        assert recorder.start(other, "/c.m3u8") != first
        ok(recorder.call("POST", f"/{stream}/stop"))
        assert recorder.start(stream, "/b.m3u8") not in ("", first)

    def test_stopping_without_a_running_record_is_rejected(self, recorder: RecorderClient) -> None:
        stream = recorder.stream()
        message(recorder.call("POST", f"/{stream}/stop"), 409)
        recorder.schedule(stream, 0, 100)
        message(recorder.call("POST", f"/{stream}/stop"), 409)

    def test_an_instant_record_requires_a_free_path(self, recorder: RecorderClient) -> None:
        recorder.account.file("/a.m3u8")
        stream = recorder.stream()
        assert "duplication" in message(
            recorder.call("POST", f"/{stream}/start", {"path": recorder.path("/a.m3u8")}), 409
        )
        assert ok(recorder.call("GET", f"/{stream}/record")) == []

    def test_recordings_can_be_downloaded(self, recorder: RecorderClient) -> None:
        stream = recorder.stream()
        recorder.start(stream)
        recorder.control.advance(25)
        ok(recorder.call("POST", f"/{stream}/stop"))
        file = ok(recorder.account.get("/a.m3u8"))
        data = recorder.account.download("/a.m3u8").content
        assert len(data) == file["size"]
        assert file["content_type"] == "application/vnd.apple.mpegurl"
        lines = data.decode().splitlines()
        assert [line for line in lines if line.startswith("#EXTINF")] == [
            "#EXTINF:10.000,",
            "#EXTINF:10.000,",
            "#EXTINF:5.000,",
        ]
        for address in (line for line in lines if line.startswith("/")):
            segment = recorder.account.http.get(address, headers={"Authorization": ""})
            assert segment.status_code == 200
            assert segment.content[0] == 0x47
        message(recorder.account.http.get(f"/platformcraft/vod/record/{file['id']}/3.ts"), 404)
        message(recorder.account.http.get("/platformcraft/vod/record/unknown/0.ts"), 404)
        recorder.account.update("/a.m3u8", private=True)
        message(recorder.account.http.get(lines[5], headers={"Authorization": ""}), 403)

    def test_the_playlist_of_a_month_long_record_is_short(self, recorder: RecorderClient) -> None:
        stream = recorder.stream()
        recorder.start(stream, max_dur=2**31 - 1)
        recorder.control.advance(40 * 86_400)
        recorder.account.log_in()
        ok(recorder.call("POST", f"/{stream}/stop"))
        assert ok(recorder.account.get("/a.m3u8"))["size"] < 100_000
        assert recorder.seconds("/a.m3u8") == 40 * 86_400

    def test_a_record_stopped_at_once_has_an_empty_file(self, recorder: RecorderClient) -> None:
        stream = recorder.stream()
        recorder.start(stream)
        assert len(ok(recorder.call("POST", f"/{stream}/stop"))["files"]) == 1
        assert recorder.seconds("/a.m3u8") == 0

    def test_servers_with_the_same_seed_record_the_same_bytes(self, recorder: RecorderClient) -> None:
        def recorded() -> tuple[Any, bytes]:
            recorder.control.reset()
            recorder.control.freeze()
            recorder.control.set_clock(NOON)
            recorder.account.log_in()
            stream = recorder.stream()
            recorder.start(stream)
            recorder.control.advance(100)
            return ok(recorder.call("POST", f"/{stream}/stop")), recorder.account.download("/a.m3u8").content

        assert recorded() == recorded()

    def test_a_record_has_the_picture_size_of_the_largest_quality(self, recorder: RecorderClient) -> None:
        stream = ok(recorder.call("POST", "", {"name": "s", "qualities": QUALITIES}))["id"]
        recorder.start(stream)
        ok(recorder.call("POST", f"/{stream}/stop"))
        (picture,) = ok(recorder.account.get("/a.m3u8"))["advanced"]["video_streams"]
        assert (picture["width"], picture["height"]) == (854, 480)


class TestScheduledRecords:
    def test_a_scheduled_record_waits_runs_and_finishes(self, recorder: RecorderClient) -> None:
        stream = recorder.stream()
        record = recorder.schedule(stream, 100, 200, "/b.m3u8")
        assert (record["status"], record["is_instant"], record["files"]) == ("wait", False, None)
        assert (record["start"], record["stop"]) == (NOON + 100, NOON + 200)
        recorder.control.advance(99)
        assert recorder.status(stream, record["id"]) == "wait"
        recorder.control.advance(1)
        assert recorder.status(stream, record["id"]) == "progress"
        recorder.control.advance(99)
        assert recorder.status(stream, record["id"]) == "progress"
        recorder.control.advance(1)
        file = ok(recorder.account.get("/b.m3u8"))
        done = {**record, "status": "finish", "files": [file["id"]]}
        assert recorder.record(stream, record["id"]) == done
        assert recorder.seconds("/b.m3u8") == 100
        assert ok(recorder.call("GET", f"/{stream}"))["instant_record_id"] == ""

    def test_the_file_of_a_record_appears_at_its_end(self, recorder: RecorderClient) -> None:
        recorder.schedule(recorder.stream(), 100, 200, "/b.m3u8")
        recorder.control.advance(1000)
        assert recorder.account.listing() == ["b.m3u8"]
        assert ok(recorder.account.get("/b.m3u8"))["create_time"] == NOON + 200

    def test_scheduled_records_run_beside_an_instant_record(self, recorder: RecorderClient) -> None:
        stream = recorder.stream()
        instant = recorder.start(stream, "/i.m3u8")
        ids = [recorder.schedule(stream, number, 20, f"/{number}.m3u8")["id"] for number in (5, 10)]
        recorder.control.advance(20)
        records = ok(recorder.call("GET", f"/{stream}/record"))
        assert [(each["id"], each["status"]) for each in records] == [
            (instant, "progress"),
            (ids[0], "finish"),
            (ids[1], "finish"),
        ]
        assert recorder.account.listing() == ["10.m3u8", "5.m3u8"]

    def test_a_list_is_always_an_array(self, recorder: RecorderClient) -> None:
        stream = recorder.stream()
        assert ok(recorder.call("GET", f"/{stream}/record")) == []
        record = recorder.schedule(stream, 100, 200)
        assert ok(recorder.call("GET", f"/{stream}/record")) == [record]

    def test_a_record_with_a_past_start_begins_at_once(self, recorder: RecorderClient) -> None:
        stream = recorder.stream()
        record = recorder.schedule(stream, -100, 10)
        assert record["status"] == "progress"
        recorder.control.advance(10)
        assert recorder.status(stream, record["id"]) == "finish"
        assert recorder.seconds("/a.m3u8") == 10

    def test_a_record_can_be_stopped_before_its_end(self, recorder: RecorderClient) -> None:
        stream = recorder.stream()
        record_id = recorder.schedule(stream, 0, 100)["id"]
        recorder.control.advance(30)
        stopped = ok(recorder.call("POST", f"/{stream}/record/{record_id}/stop"))
        assert (stopped["status"], stopped["stop"], len(stopped["files"])) == ("finish", NOON + 30, 1)
        assert recorder.seconds("/a.m3u8") == 30
        recorder.control.advance(100)
        assert recorder.record(stream, record_id) == stopped

    def test_an_instant_record_can_be_stopped_by_its_id(self, recorder: RecorderClient) -> None:
        stream = recorder.stream()
        record_id = recorder.start(stream)
        assert ok(recorder.call("POST", f"/{stream}/record/{record_id}/stop"))["status"] == "finish"
        assert ok(recorder.call("GET", f"/{stream}"))["instant_record_id"] == ""

    def test_only_a_running_record_can_be_stopped(self, recorder: RecorderClient) -> None:
        stream = recorder.stream()
        record_id = recorder.schedule(stream, 10, 20)["id"]
        assert "wait" in message(recorder.call("POST", f"/{stream}/record/{record_id}/stop"), 409)
        recorder.control.advance(20)
        assert "finish" in message(recorder.call("POST", f"/{stream}/record/{record_id}/stop"), 409)

    def test_a_waiting_record_can_be_updated(self, recorder: RecorderClient) -> None:
        stream = recorder.stream()
        record = recorder.schedule(stream, 10, 20, motion_record=True)
        changes = {
            "start": NOON + 30,
            "stop": NOON + 60,
            "max_dur": 5,
            "email": "user@example.com",
            "stop_timeout": 7,
            "events_record": True,
        }
        path = f"/{stream}/record/{record['id']}"
        changed = ok(recorder.call("PUT", path, {**changes, "path": recorder.path("/moved.m3u8")}))
        assert changed == {**record, **changes}
        assert ok(recorder.call("PUT", path, {"motion_record": False, "status": "finish"})) == changed
        recorder.control.advance(30)
        recorder.control.motion_picture(stream)
        recorder.control.advance(30)
        assert recorder.account.listing() == ["moved.m3u8"]
        assert recorder.seconds("/moved.m3u8") == 5

    def test_a_waiting_record_moved_into_the_past_begins(self, recorder: RecorderClient) -> None:
        stream = recorder.stream()
        record_id = recorder.schedule(stream, 100, 200)["id"]
        changed = ok(recorder.call("PUT", f"/{stream}/record/{record_id}", {"start": NOON - 5}))
        assert changed["status"] == "progress"
        recorder.control.advance(200)
        recorder.status(stream, record_id)
        assert recorder.seconds("/a.m3u8") == 200

    def test_only_a_waiting_record_can_be_updated(self, recorder: RecorderClient) -> None:
        stream = recorder.stream()
        record_id = recorder.schedule(stream, 0, 20)["id"]
        path = f"/{stream}/record/{record_id}"
        assert "progress" in message(recorder.call("PUT", path, {"email": "user@example.com"}), 409)
        recorder.control.advance(20)
        assert "finish" in message(recorder.call("PUT", path, {"email": "user@example.com"}), 409)
        assert recorder.record(stream, record_id)["email"] == ""

    def test_deleting_a_record_keeps_its_files(self, recorder: RecorderClient) -> None:
        stream = recorder.stream()
        done, running, waiting = (
            recorder.schedule(stream, begin, end, f"/{end}.m3u8")["id"] for begin, end in [(0, 10), (0, 30), (30, 40)]
        )
        recorder.control.advance(10)
        for record_id in (done, running, waiting):
            ok(recorder.call("DELETE", f"/{stream}/record/{record_id}"))
            message(recorder.call("GET", f"/{stream}/record/{record_id}"), 404)
            message(recorder.call("DELETE", f"/{stream}/record/{record_id}"), 404)
        recorder.control.advance(100)
        assert recorder.account.listing() == ["10.m3u8"]


class TestErrorResponses:
    @pytest.mark.parametrize("inside", ["/a.mp4", "a.m3u8", "", "//a.m3u8", "/../a.m3u8", "/b/./a.m3u8"])
    def test_paths_without_a_playlist_are_rejected(self, recorder: RecorderClient, inside: str) -> None:
        stream = recorder.stream()
        message(recorder.call("POST", f"/{stream}/start", {"path": recorder.path(inside)}), 400)
        assert ok(recorder.call("GET", f"/{stream}/record")) == []

    def test_ten_requests_a_second_are_allowed(self, recorder: RecorderClient) -> None:
        recorder.control.limits(True)
        try:
            statuses = [recorder.call("GET").status_code for _ in range(11)]
            assert statuses == [200] * 10 + [429]
        finally:
            recorder.control.limits(False)

"""Platformcraft Streamer: channels, media blocks, and the broadcast over time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from kinocraft_mock import running
from tests.seed.account import NOON, Account, message
from tests.seed.broadcast import RecorderClient, StreamerClient, ok

if TYPE_CHECKING:
    from pathlib import Path

RTMP = {
    "stream_name": "key",
    "url": "rtmp://test1.publish.com",
    "url_backup": "rtmp://test2.publish.com",
    "active": True,
}


@pytest.fixture
def streamer(account: Account) -> StreamerClient:
    return StreamerClient(account)


def pair(streamer: StreamerClient, name: str, seconds: float = 100, other: float | None = None) -> dict[str, list[str]]:
    """Upload a file in each of two qualities; return their ids."""
    return {
        "360p": [streamer.video(f"/{name}_360p.mp4", seconds, 360)],
        "480p": [streamer.video(f"/{name}_480p.mp4", seconds if other is None else other, 480)],
    }


class TestChannels:
    def test_a_channel_can_be_created_with_a_name_and_qualities(self, streamer: StreamerClient) -> None:
        made = ok(streamer.call("POST", "", {"name": "c", "qualities": ["360p", "480p", "360p"]}))
        nothing = {"stream_name": "", "url": "", "url_backup": "", "active": False}
        empty = {"gag": {"duration": 0, "items": {}}, "rtmp_publish": nothing}
        assert made == {"id": made["id"], "name": "c", "qualities": ["360p", "480p"], **empty}
        assert ok(streamer.call("GET", f"/{made['id']}")) == made
        assert ok(streamer.call("GET")) == [made]

    def test_a_channel_returns_the_fields_it_was_created_with(self, streamer: StreamerClient) -> None:
        gag = pair(streamer, "gag", 9.2)
        body = {"name": "c", "qualities": ["360p", "480p"], "gag": gag, "rtmp_publish": RTMP}
        made = ok(streamer.call("POST", "", body))
        assert made == {**body, "id": made["id"], "gag": {"duration": 9, "items": gag}}
        assert ok(streamer.call("GET", f"/{made['id']}")) == made

    def test_all_channels_are_listed(self, streamer: StreamerClient) -> None:
        assert ok(streamer.call("GET")) == []
        ids = [streamer.channel(name=name) for name in "ab"]
        assert [each["id"] for each in ok(streamer.call("GET"))] == ids

    def test_only_the_fields_sent_change(self, streamer: StreamerClient) -> None:
        channel = streamer.channel("360p", "480p", rtmp_publish=RTMP)
        before = ok(streamer.call("GET", f"/{channel}"))
        renamed = ok(streamer.call("PUT", f"/{channel}", {"name": "new"}))
        assert renamed == {**before, "name": "new"}
        gag = pair(streamer, "gag", 30)
        with_gag = ok(streamer.call("PUT", f"/{channel}", {"gag": gag}))
        assert with_gag == {**renamed, "gag": {"duration": 30, "items": gag}}
        publication = {"stream_name": "other", "url": "rtmp://test3.publish.com", "active": False}
        changed = ok(streamer.call("PUT", f"/{channel}", {"rtmp_publish": publication, "qualities": ["720p"]}))
        assert changed == {**with_gag, "rtmp_publish": {**publication, "url_backup": ""}}
        assert ok(streamer.call("GET", f"/{channel}")) == changed

    def test_deleting_a_channel_deletes_its_blocks(self, streamer: StreamerClient) -> None:
        channel = streamer.channel()
        block = streamer.block(channel, 10, {"360p": [streamer.video("/a.mp4")]})
        ok(streamer.call("DELETE", f"/{channel}"))
        message(streamer.call("GET", f"/{channel}"), 404)
        message(streamer.call("GET", f"/{channel}/block/{block}"), 404)
        message(streamer.call("DELETE", f"/{channel}"), 404)

    def test_the_files_of_a_gag_have_the_format_of_their_quality(self, streamer: StreamerClient) -> None:
        channel = streamer.channel("360p", "480p")
        good = pair(streamer, "good")
        swapped = {"360p": good["480p"], "480p": good["360p"]}
        said = message(streamer.call("PUT", f"/{channel}", {"gag": swapped}), 400)
        assert "file 0 of 360p is 853 by 480 pixels" in said
        message(streamer.call("POST", "", {"name": "c", "qualities": ["360p", "480p"], "gag": swapped}), 400)
        assert len(ok(streamer.call("GET"))) == 1

    @pytest.mark.parametrize("qualities", [["360p"], ["360p", "480p", "720p"], []])
    def test_a_gag_has_files_for_each_quality_and_no_other(
        self, streamer: StreamerClient, qualities: list[str]
    ) -> None:
        files = {"360p": streamer.video("/a.mp4"), "480p": streamer.video("/b.mp4", height=480), "720p": "x"}
        channel = streamer.channel("360p", "480p")
        gag = {quality: [files[quality]] for quality in qualities}
        assert "each quality" in message(streamer.call("PUT", f"/{channel}", {"gag": gag}), 400)
        assert ok(streamer.call("GET", f"/{channel}"))["gag"] == {"duration": 0, "items": {}}


class TestBlocks:
    def test_a_ready_block_has_a_duration_and_an_end(self, streamer: StreamerClient) -> None:
        channel = streamer.channel("360p", "480p")
        first, second = pair(streamer, "one", 100.2), pair(streamer, "two", 135, 135.4)
        items = {quality: first[quality] + second[quality] for quality in first}
        body = {"name": "b", "timestamp": NOON + 50, "loop": True, "items": items, "status": "ready"}
        made = ok(streamer.call("POST", f"/{channel}/block", body))
        worked_out = {"duration": 235, "stop_ts": NOON + 285, "channel_id": channel, "id": made["id"]}
        assert made == {**body, **worked_out}
        assert streamer.get(channel, made["id"]) == made
        assert ok(streamer.call("GET", f"/{channel}/block")) == [made]

    @pytest.mark.parametrize("status", [{"status": "not ready"}, {}])
    def test_a_block_that_is_not_ready_is_not_checked(self, streamer: StreamerClient, status: Any) -> None:
        channel = streamer.channel()
        body = {"timestamp": NOON + 50, "items": {"1080p": ["nothing"]}, **status}
        made = ok(streamer.call("POST", f"/{channel}/block", body))
        assert made == {
            "id": made["id"],
            "name": "",
            "channel_id": channel,
            "items": {"1080p": ["nothing"]},
            "loop": False,
            "status": "not ready",
            "timestamp": NOON + 50,
            "duration": 0,
            "stop_ts": NOON + 50,
        }

    def test_files_at_the_same_position_must_have_the_same_duration(self, streamer: StreamerClient) -> None:
        channel = streamer.channel("360p", "480p")
        items = pair(streamer, "a", 100, 101)
        body = {"timestamp": NOON, "items": items, "status": "ready"}
        assert "file 0 lasts 100 s in 360p and 101 s in 480p" in message(
            streamer.call("POST", f"/{channel}/block", body), 400
        )
        longer = {"360p": items["360p"] * 2, "480p": items["360p"]}
        assert "480p has 1 files and 360p has 2" in message(
            streamer.call("POST", f"/{channel}/block", {**body, "items": longer}), 400
        )
        assert ok(streamer.call("GET", f"/{channel}/block")) == []

    def test_qualities_of_one_video_have_the_same_duration(self, streamer: StreamerClient) -> None:
        channel = streamer.channel("360p", "480p")
        items = {
            quality: [ok(streamer.account.file(f"/talk_{quality}.mp4", quality.encode() * size))["id"]]
            for quality, size in (("360p", 10), ("480p", 20))
        }
        made = streamer.get(channel, streamer.block(channel, 0, items))
        file = ok(streamer.account.get("/talk_360p.mp4"))
        assert made["duration"] == round(file["advanced"]["format"]["duration"])
        streamer.account.update("/talk_360p.mp4", name="renamed.mp4")
        assert ok(streamer.account.get("/renamed.mp4"))["advanced"] == file["advanced"]
        assert ok(streamer.call("PUT", f"/{channel}", {"gag": items}))["gag"]["duration"] == made["duration"]

    @pytest.mark.parametrize("qualities", [[], ["360p"], ["360p", "480p", "720p"]])
    def test_a_block_has_files_for_each_quality_and_no_other(
        self, streamer: StreamerClient, qualities: list[str]
    ) -> None:
        channel = streamer.channel("360p", "480p")
        body = {"timestamp": NOON, "items": {quality: [streamer.video(f"/{quality}.mp4")] for quality in qualities}}
        said = message(streamer.call("POST", f"/{channel}/block", {**body, "status": "ready"}), 400)
        assert "each quality of the channel: 360p, 480p" in said
        none: dict[str, list[str]] = {"360p": [], "480p": []}
        assert "no files" in message(
            streamer.call("POST", f"/{channel}/block", {"timestamp": NOON, "items": none, "status": "ready"}), 400
        )
        assert ok(streamer.call("GET", f"/{channel}/block")) == []

    @pytest.mark.parametrize("wrong", ["unknown", "text", "folder"])
    def test_the_files_of_a_block_are_videos_in_filespot(self, streamer: StreamerClient, wrong: str) -> None:
        file_id = {
            "unknown": "5e37d3ef534b444004244ebc",
            "text": ok(streamer.account.file("/a.txt"))["id"],
            "folder": ok(streamer.account.folder("/b.mp4"))["id"],
        }[wrong]
        body = {"timestamp": NOON, "items": {"360p": [file_id]}, "status": "ready"}
        assert file_id in message(streamer.call("POST", f"/{streamer.channel()}/block", body), 400)

    def test_recordings_can_be_broadcast(self, streamer: StreamerClient) -> None:
        recorder = RecorderClient(streamer.account)
        stream = recorder.stream()
        recorder.start(stream)
        streamer.control.advance(77)
        files = ok(recorder.call("POST", f"/{stream}/stop"))["files"]
        channel = streamer.channel()
        assert streamer.get(channel, streamer.block(channel, 0, {"360p": files}))["duration"] == 77

    def test_only_the_fields_sent_change(self, streamer: StreamerClient) -> None:
        channel = streamer.channel()
        block = streamer.block(channel, 10, {"360p": [streamer.video("/a.mp4")]}, name="b")
        path = f"/{channel}/block/{block}"
        before = streamer.get(channel, block)
        assert ok(streamer.call("PUT", path, {"name": "new"})) == {**before, "name": "new"}
        changes = {"timestamp": NOON + 20, "loop": True, "items": {"360p": [streamer.video("/b.mp4", 50)]}}
        changed = ok(streamer.call("PUT", path, changes))
        assert changed == {**before, **changes, "name": "new", "duration": 50, "stop_ts": NOON + 70}
        assert streamer.get(channel, block) == changed
        back = ok(streamer.call("PUT", path, {"status": "not ready", "items": {}}))
        assert back["status"] == "not ready"
        assert (back["duration"], back["stop_ts"]) == (0, back["timestamp"])
        message(streamer.call("PUT", path, {"status": "ready"}), 400)
        assert streamer.get(channel, block) == back
        assert ok(streamer.call("PUT", path, {"status": "ready", "items": changes["items"]}))["duration"] == 50

    @pytest.mark.parametrize("verb", ["schedule", "start"])
    def test_a_block_on_standby_or_on_air_cannot_be_updated(self, streamer: StreamerClient, verb: str) -> None:
        channel = streamer.channel()
        block = streamer.block(channel, 10, {"360p": [streamer.video("/a.mp4")]})
        ok(streamer.order(channel, block, verb))
        before = streamer.get(channel, block)
        assert before["status"] in message(streamer.call("PUT", f"/{channel}/block/{block}", {"name": "n"}), 409)
        assert streamer.get(channel, block) == before
        ok(streamer.order(channel, block, "stop"))
        assert ok(streamer.call("PUT", f"/{channel}/block/{block}", {"name": "n"}))["status"] == "finish"

    def test_a_block_on_air_can_be_deleted(self, streamer: StreamerClient) -> None:
        channel = streamer.channel()
        block = streamer.block(channel, 10, {"360p": [streamer.video("/a.mp4")]})
        ok(streamer.order(channel, block, "start"))
        ok(streamer.call("DELETE", f"/{channel}/block/{block}"))
        message(streamer.call("DELETE", f"/{channel}/block/{block}"), 404)
        assert ok(streamer.call("GET", f"/{channel}/block")) == []


class TestOnTheAir:
    def test_a_published_block_waits_plays_and_finishes(self, streamer: StreamerClient) -> None:
        channel = streamer.channel()
        block = streamer.block(channel, 50, {"360p": [streamer.video("/a.mp4", 100)]})
        assert streamer.order(channel, block, "schedule").content == b""
        seen = []
        for seconds in (49, 1, 99, 1):
            seen.append(streamer.status(channel, block))
            streamer.control.advance(seconds)
        assert [*seen, streamer.status(channel, block)] == ["wait", "wait", "start", "start", "finish"]

    def test_a_block_is_not_published_automatically(self, streamer: StreamerClient) -> None:
        channel = streamer.channel()
        block = streamer.block(channel, 50, {"360p": [streamer.video("/a.mp4", 100)]})
        streamer.control.advance(60)
        assert streamer.status(channel, block) == "ready"

    @pytest.mark.parametrize("verb", ["schedule", "start"])
    def test_a_block_that_is_not_ready_cannot_go_on_air(self, streamer: StreamerClient, verb: str) -> None:
        channel = streamer.channel()
        block = streamer.block(channel, 50, {}, status="not ready")
        assert "not ready" in message(streamer.order(channel, block, verb), 409)
        assert streamer.status(channel, block) == "not ready"

    def test_an_instant_start_replaces_the_block_on_air(self, streamer: StreamerClient) -> None:
        channel, other = streamer.channel(), streamer.channel()
        items = {"360p": [streamer.video("/a.mp4", 100)]}
        first, second = (streamer.block(channel, 1000, items) for _ in range(2))
        elsewhere = streamer.block(other, 1000, items)
        for at, block in [(channel, first), (other, elsewhere)]:
            ok(streamer.order(at, block, "start"))
        streamer.control.advance(60)
        assert streamer.order(channel, second, "start").content == b""
        assert [streamer.status(channel, block) for block in (first, second)] == ["finish", "start"]
        assert streamer.status(other, elsewhere) == "start"
        started = streamer.get(channel, second)
        assert (started["timestamp"], started["stop_ts"]) == (NOON + 60, NOON + 160)
        ok(streamer.order(channel, second, "start"))
        assert streamer.get(channel, second) == started
        streamer.control.advance(100)
        assert streamer.status(channel, second) == "finish"
        ok(streamer.order(channel, first, "start"))
        assert streamer.status(channel, first) == "start"

    def test_a_scheduled_block_replaces_the_block_on_air_at_its_time(self, streamer: StreamerClient) -> None:
        channel = streamer.channel()
        items = {"360p": [streamer.video("/a.mp4", 100)]}
        looping = streamer.block(channel, 0, items, loop=True)
        ok(streamer.order(channel, looping, "start"))
        later = streamer.block(channel, 1000, items)
        ok(streamer.order(channel, later, "schedule"))
        streamer.control.advance(999)
        assert streamer.status(channel, looping) == "start"
        streamer.control.advance(1)
        assert [streamer.status(channel, block) for block in (looping, later)] == ["finish", "start"]

    def test_scheduled_blocks_follow_each_other(self, streamer: StreamerClient) -> None:
        channel = streamer.channel()
        items = {"360p": [streamer.video("/a.mp4", 100)]}
        blocks = [streamer.block(channel, begin, items) for begin in (300, 100, 200)]
        for block in blocks:
            ok(streamer.order(channel, block, "schedule"))
        streamer.control.advance(250)
        assert [streamer.status(channel, block) for block in blocks] == ["wait", "finish", "start"]
        streamer.control.advance(1000)
        assert [streamer.status(channel, block) for block in blocks] == ["finish"] * 3

    def test_a_looped_block_ends_only_when_stopped(self, streamer: StreamerClient) -> None:
        channel = streamer.channel()
        block = streamer.block(channel, 10, {"360p": [streamer.video("/a.mp4", 100)]}, loop=True)
        ok(streamer.order(channel, block, "schedule"))
        streamer.control.advance(10_000)
        assert streamer.status(channel, block) == "start"
        ok(streamer.order(channel, block, "stop"))
        assert streamer.status(channel, block) == "finish"

    def test_stop_ends_a_block_on_standby(self, streamer: StreamerClient) -> None:
        channel = streamer.channel()
        block = streamer.block(channel, 10, {"360p": [streamer.video("/a.mp4", 100)]})
        ok(streamer.order(channel, block, "schedule"))
        assert streamer.order(channel, block, "stop").content == b""
        streamer.control.advance(20)
        assert streamer.status(channel, block) == "finish"

    def test_stop_is_ignored_for_other_blocks(self, streamer: StreamerClient) -> None:
        channel = streamer.channel()
        unready = streamer.block(channel, 10, {}, status="not ready")
        ready = streamer.block(channel, 10, {"360p": [streamer.video("/a.mp4", 100)]})
        for block, status in [(unready, "not ready"), (ready, "ready")]:
            ok(streamer.order(channel, block, "stop"))
            assert streamer.status(channel, block) == status
        ok(streamer.order(channel, ready, "start"))
        for _ in range(2):
            ok(streamer.order(channel, ready, "stop"))
            assert streamer.status(channel, ready) == "finish"

    def test_a_block_published_late_starts_or_is_finished(self, streamer: StreamerClient) -> None:
        channel = streamer.channel()
        items = {"360p": [streamer.video("/a.mp4", 100)]}
        current = streamer.block(channel, 0, items)
        ok(streamer.order(channel, current, "start"))
        over = streamer.block(channel, -200, items)
        ok(streamer.order(channel, over, "schedule"))
        assert [streamer.status(channel, block) for block in (current, over)] == ["start", "finish"]
        late = streamer.block(channel, -60, items)
        ok(streamer.order(channel, late, "schedule"))
        assert [streamer.status(channel, block) for block in (current, late)] == ["finish", "start"]
        ok(streamer.order(channel, late, "schedule"))
        streamer.control.advance(40)
        assert streamer.status(channel, late) == "finish"

    def test_blocks_on_air_survive_a_restart(self, tmp_path: Path) -> None:
        with running(data_dir=tmp_path, limits=False) as server:
            account = Account(server)
            with account.http:
                account.log_in()
                streamer = StreamerClient(account)
                now = server.control.now()
                channel = streamer.channel(rtmp_publish=RTMP)
                block = streamer.block(channel, 100, {"360p": [streamer.video("/a.mp4", 100)]})
                ok(streamer.order(channel, block, "schedule"))
                kept = ok(streamer.call("GET", f"/{channel}"))
                tokens = account.tokens
        with running(data_dir=tmp_path, limits=False) as server:
            account = Account(server)
            with account.http:
                account.use(tokens)
                streamer = StreamerClient(account)
                assert ok(streamer.call("GET", f"/{channel}")) == kept
                for seconds, status in [(90, "wait"), (150, "start"), (300, "finish")]:
                    server.control.set_clock(now + seconds)
                    assert streamer.status(channel, block) == status


class TestCopies:
    def test_a_block_is_copied_to_each_timestamp(self, streamer: StreamerClient) -> None:
        channel = streamer.channel()
        block = streamer.block(channel, 10, {"360p": [streamer.video("/a.mp4", 100)]}, name="b", loop=True)
        original = streamer.get(channel, block)
        moments = [NOON + 5000, NOON + 4000]
        body = {"name": "copies", "timestamps": moments, "publish": False}
        copies = ok(streamer.call("POST", f"/{channel}/block/{block}/copy", body))
        assert copies == [
            {**original, "id": made["id"], "name": "copies", "timestamp": moment, "stop_ts": moment + 100}
            for made, moment in zip(copies, moments, strict=True)
        ]
        assert ok(streamer.call("GET", f"/{channel}/block")) == [original, *copies]

    def test_copies_keep_the_name_by_default(self, streamer: StreamerClient) -> None:
        channel = streamer.channel()
        block = streamer.block(channel, 10, {}, name="b", status="not ready")
        (made,) = ok(streamer.call("POST", f"/{channel}/block/{block}/copy", {"timestamps": [NOON]}))
        assert (made["name"], made["status"]) == ("b", "not ready")

    def test_published_copies_are_scheduled(self, streamer: StreamerClient) -> None:
        channel = streamer.channel()
        block = streamer.block(channel, 10, {"360p": [streamer.video("/a.mp4", 100)]})
        ok(streamer.order(channel, block, "start"))
        body = {"timestamps": [NOON - 50, NOON + 500, NOON - 500], "publish": True}
        copies = ok(streamer.call("POST", f"/{channel}/block/{block}/copy", body))
        assert [made["status"] for made in copies] == ["start", "wait", "finish"]
        assert streamer.status(channel, block) == "finish"
        (again,) = ok(streamer.call("POST", f"/{channel}/block/{block}/copy", {"timestamps": [NOON]}))
        assert again["status"] == "ready"

    def test_copies_of_a_block_that_is_not_ready_cannot_be_published(self, streamer: StreamerClient) -> None:
        channel = streamer.channel()
        block = streamer.block(channel, 10, {}, status="not ready")
        body = {"timestamps": [NOON + 500], "publish": True}
        message(streamer.call("POST", f"/{channel}/block/{block}/copy", body), 409)
        message(streamer.call("POST", f"/{channel}/block/{block}/copy", {"timestamps": []}), 400)
        assert len(ok(streamer.call("GET", f"/{channel}/block"))) == 1


class TestErrorResponses:
    def test_ten_requests_a_second_are_allowed(self, streamer: StreamerClient) -> None:
        streamer.control.limits(True)
        try:
            assert [streamer.call("GET").status_code for _ in range(11)] == [200] * 10 + [429]
            assert RecorderClient(streamer.account).call("GET").status_code == 200
        finally:
            streamer.control.limits(False)

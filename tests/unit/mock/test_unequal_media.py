"""Two media of unequal length, in either order: which of them counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests import seed
from tests.seed.account import NOON, Account, message
from tests.seed.broadcast import StreamerClient, ok
from tests.seed.workspace import Workspace, data

if TYPE_CHECKING:
    from collections.abc import Sequence

ORDERS = [(30, 70), (70, 30)]


@pytest.fixture
def streamer(account: Account) -> StreamerClient:
    return StreamerClient(account)


def videos(streamer: StreamerClient, name: str, seconds: Sequence[float], height: int = 360) -> list[str]:
    """Files of these lengths; their ids."""
    return [streamer.video(f"/{name}{height}-{number}.mp4", each, height) for number, each in enumerate(seconds)]


@pytest.mark.parametrize("seconds", ORDERS)
@pytest.mark.parametrize(("after", "ends"), [(0, 100), (29, 100), (31, 100), (71, 100), (100, 200), (170, 200)])
def test_a_looped_block_of_two_files_repeats_both(
    streamer: StreamerClient, seconds: tuple[int, int], after: int, ends: int
) -> None:
    channel = streamer.channel()
    block = streamer.block(channel, 0, {"360p": videos(streamer, "a", seconds)}, loop=True)
    assert streamer.get(channel, block)["duration"] == 100
    ok(streamer.order(channel, block, "start"))
    streamer.control.advance(after)
    assert streamer.get(channel, block)["stop_ts"] == NOON + ends


@pytest.mark.parametrize("seconds", ORDERS)
def test_a_block_of_two_files_ends_after_both(streamer: StreamerClient, seconds: tuple[int, int]) -> None:
    channel = streamer.channel()
    block = streamer.block(channel, 10, {"360p": videos(streamer, "a", seconds)})
    ok(streamer.order(channel, block, "schedule"))
    seen = []
    for passed in (9, 2, 98, 1):
        streamer.control.advance(passed)
        seen.append(streamer.status(channel, block))
    assert seen == ["wait", "start", "start", "finish"]


@pytest.mark.parametrize("seconds", ORDERS)
def test_qualities_of_unequal_length_are_rejected(streamer: StreamerClient, seconds: tuple[int, int]) -> None:
    channel = streamer.channel("360p", "480p")
    low, high = (videos(streamer, "a", [each], height) for each, height in zip(seconds, (360, 480), strict=True))
    body = {"timestamp": NOON, "items": {"360p": low, "480p": high}, "status": "ready"}
    said = message(streamer.call("POST", f"/{channel}/block", body), 400)
    assert f"file 0 lasts {seconds[0]} s in 360p and {seconds[1]} s in 480p" in said


@pytest.mark.parametrize("place", [0, 1, 2])
@pytest.mark.parametrize("seconds", ORDERS)
def test_qualities_are_compared_at_every_place(streamer: StreamerClient, seconds: tuple[int, int], place: int) -> None:
    channel = streamer.channel("360p", "480p")
    lengths = [20, 20, 20]
    low = videos(streamer, "a", [*lengths[:place], seconds[0], *lengths[place + 1 :]])
    high = videos(streamer, "b", [*lengths[:place], seconds[1], *lengths[place + 1 :]], 480)
    body = {"timestamp": NOON, "items": {"360p": low, "480p": high}, "status": "ready"}
    assert f"file {place} lasts" in message(streamer.call("POST", f"/{channel}/block", body), 400)


def test_qualities_of_equal_length_in_another_order_are_rejected(streamer: StreamerClient) -> None:
    """Their sums are equal, and their files are not."""
    channel = streamer.channel("360p", "480p")
    items = {"360p": videos(streamer, "a", (30, 70)), "480p": videos(streamer, "b", (70, 30), 480)}
    message(streamer.call("POST", f"/{channel}/block", {"timestamp": NOON, "items": items, "status": "ready"}), 400)


@pytest.mark.parametrize(("low", "high", "longest"), [([30], [70], 70), ([70], [30], 70), ([30, 50], [70], 80)])
def test_a_gag_lasts_as_long_as_its_longest_quality(
    streamer: StreamerClient, low: list[int], high: list[int], longest: int
) -> None:
    gag = {"360p": videos(streamer, "a", low), "480p": videos(streamer, "b", high, 480)}
    channel = streamer.channel("360p", "480p", gag=gag)
    assert ok(streamer.call("GET", f"/{channel}"))["gag"]["duration"] == longest


@pytest.mark.parametrize("durations", ORDERS)
@pytest.mark.parametrize("end", ["prepend", "append"])
def test_joined_videos_last_as_long_as_both(workspace: Workspace, durations: tuple[int, int], end: str) -> None:
    project = seed.project(workspace)["id"]
    first, second = (
        seed.video_of_length(workspace, project, size, each) for size, each in zip((400, 900), durations, strict=True)
    )
    workspace.server.control.advance(60)
    body = {end: [{"video_id": second["id"]}], "replace": False}
    made = seed.finish(workspace, data(workspace.post(f"/v1/videos/{first['id']}/concat", body))["id"])
    assert made["duration"] == pytest.approx(100)
    assert seed.uploaded_file(made)["file_size"] == 1300


@pytest.mark.parametrize("durations", ORDERS)
@pytest.mark.parametrize("order", ["asc", "desc"])
def test_a_playlist_sorted_by_length_begins_with_the_right_one(
    workspace: Workspace, durations: tuple[int, int], order: str
) -> None:
    project = seed.project(workspace)["id"]
    made = [seed.video_of_length(workspace, project, 400, each)["id"] for each in durations]
    workspace.server.control.advance(60)
    playlist = data(workspace.post("/v1/playlists", {"name": "p", "parent_id": project, "entity_ids": made}))["id"]
    data(workspace.patch(f"/v1/playlists/{playlist}", {"settings": {"sort_field": "duration", "sort_order": order}}))
    found = [each["id"] for each in data(workspace.get(f"/v1/playlists/{playlist}/entities"))]
    shortest_first = [made[durations.index(30)], made[durations.index(70)]]
    assert found == (shortest_first if order == "asc" else shortest_first[::-1])

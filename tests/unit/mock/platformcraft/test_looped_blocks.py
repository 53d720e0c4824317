"""When looped media blocks of the Streamer end."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.seed.account import NOON
from tests.seed.broadcast import StreamerClient, ok

if TYPE_CHECKING:
    from tests.seed.account import Account


@pytest.mark.parametrize(
    ("loop", "after", "ends"), [(True, 0, 100), (True, 99, 100), (True, 100, 200), (True, 250, 300), (False, 99, 100)]
)
def test_a_looped_block_on_air_ends_with_its_current_repetition(
    account: Account, loop: bool, after: int, ends: int
) -> None:
    streamer = StreamerClient(account)
    channel = streamer.channel()
    made = streamer.block(channel, 0, {"360p": [streamer.video("/a.mp4", 100)]}, loop=loop)
    assert streamer.get(channel, made)["stop_ts"] == NOON + 100
    ok(streamer.order(channel, made, "start"))
    account.server.control.advance(after)
    shown = streamer.get(channel, made)
    assert (shown["status"], shown["stop_ts"]) == ("start", NOON + ends)
    assert ok(streamer.call("GET", f"/{channel}/block"))[0]["stop_ts"] == NOON + ends

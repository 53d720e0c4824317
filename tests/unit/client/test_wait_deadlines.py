"""A wait ends with its deadline: no pause begins that the deadline would not survive."""

from __future__ import annotations

from typing import Any

import httpx2
import pytest

from kinocraft.errors import DeadlineError
from tests.faults.harness import Harness

TOKENS = {"access_token": "t", "refresh_token": "r", "user_id": "u", "owner_id": "o", "expires_at": 4_000_000_000}
INTERVAL = 8.0


@pytest.mark.parametrize("what", ["video", "record"])
@pytest.mark.parametrize(
    ("deadline", "pauses"),
    [(7.9, []), (8.0, []), (8.1, [8.0]), (20.0, [8.0]), (20.1, [8.0, 12.0]), (38.1, [8.0, 12.0, 18.0])],
)
def test_no_pause_reaches_the_deadline(harness: Harness, what: str, deadline: float, pauses: list[float]) -> None:
    asked: list[str] = []

    def service(request: httpx2.Request) -> httpx2.Response:
        if request.url.host == "auth.platformcraft.ru":
            return httpx2.Response(200, json=TOKENS)
        asked.append(request.url.path)
        found: dict[str, Any] = {"id": "1", "status": "processing" if what == "video" else "wait"}
        return httpx2.Response(200, json={"data": found} if what == "video" else found)

    options: dict[str, Any] = {"rate_limits": False, "on_drift": lambda drift: None}
    given: dict[str, Any] = {"interval": INTERVAL, "deadline": deadline}
    waiting = harness.kinescope(service, **options).videos
    if what == "record":
        waiting, given["stream_id"] = harness.client(service, **options).recorder.records, "s"
    with pytest.raises(DeadlineError, match=f"{what} 1 is still .* after {deadline:g} s"):
        waiting.wait("1", **given)
    assert harness.clock.waits == pauses
    assert len(asked) == len(pauses) + 1

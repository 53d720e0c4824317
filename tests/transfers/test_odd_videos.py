"""An attempt whose response was lost is looked for among whatever a service lists."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import httpx2
import pytest

from kinocraft import Kinescope
from kinocraft.transfers.items import SourceFacts
from kinocraft.transfers.settle import find_video
from tests.faults.harness import FakeClock

VIDEO = {
    "id": "v",
    "title": "t",
    "status": "done",
    "folder_id": None,
    "project_id": "p",
    "assets": [{"quality": "original", "file_size": 5}],
    "created_at": "2027-01-15T08:00:00Z",
}
NOW = "Fri, 15 Jan 2027 08:00:01 GMT"


@pytest.fixture
def listed() -> list[Any]:
    """What the service lists."""
    return []


@pytest.fixture
def kinescope(listed: list[Any]) -> Iterator[Kinescope]:
    def service(_: httpx2.Request) -> httpx2.Response:
        return httpx2.Response(200, json={"data": listed}, headers={"Date": NOW})

    with (
        httpx2.Client(transport=httpx2.MockTransport(service)) as http_client,
        Kinescope("known", http_client=http_client, clock=FakeClock(), on_drift=lambda _: None) as client,
    ):
        yield client


def found(kinescope: Kinescope) -> str | None:
    facts = SourceFacts(size=5, url="https://cdn.example/a")
    return find_video(kinescope, facts, None, title="t", parent="p", began=0.0, exclude=())


def test_a_video_is_found(kinescope: Kinescope, listed: list[Any]) -> None:
    listed.append(VIDEO)
    assert found(kinescope) == "v"


ODD: list[Any] = [None, 5, "x", [], {}, *({**VIDEO, name: 5} for name in ("id", "title", "project_id", "created_at"))]


@pytest.mark.parametrize("video", [*ODD, {**VIDEO, "id": "a/b"}], ids=repr)
def test_something_else_than_a_video_is_passed_over(kinescope: Kinescope, listed: list[Any], video: Any) -> None:
    listed.append(video)
    assert found(kinescope) is None
    listed.append(VIDEO)
    assert found(kinescope) == "v"


@pytest.mark.parametrize("assets", [None, 5, "x", [None], [5]], ids=repr)
def test_a_video_without_usable_assets_is_found(kinescope: Kinescope, listed: list[Any], assets: Any) -> None:
    listed.append({**VIDEO, "assets": assets})
    assert found(kinescope) == "v"

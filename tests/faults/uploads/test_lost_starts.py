"""Which videos may be that of a start whose response was lost: by title, place, size, progress and time."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx2
import pytest

from kinocraft.errors import APIError
from tests.faults.harness import BlockingClient, Harness, content

SIZE, PART = 35_000, 10_000
ENDPOINT = "https://uploads.example/tus/1"
RECENT = 0.0


class Service:
    """Loses the responses to the first starts, and lists `videos` to whoever looks for theirs."""

    def __init__(self, harness: Harness, *videos: dict[str, Any], lost: int = 1, failing_lists: int = 0) -> None:
        self.clock = harness.clock
        self.videos = list(videos)
        self.lost = lost
        self.failing_lists = failing_lists
        self.starts = 0

    def __call__(self, request: httpx2.Request) -> httpx2.Response:
        if request.url.host == "uploads.example":
            end = int(request.headers.get("Upload-Offset", 0)) + len(request.content)
            return httpx2.Response(204, headers={"Upload-Offset": str(end)})
        if request.method == "GET" and request.url.path.endswith("/videos"):
            if self.failing_lists:
                self.failing_lists -= 1
                return httpx2.Response(503)
            return httpx2.Response(200, json={"data": [self._listed(each) for each in self.videos]})
        if request.method == "POST":
            self.starts += 1
            assert json.loads(request.content)["filesize"] == SIZE
            if self.lost:
                self.lost -= 1
                raise httpx2.ReadError("the response was lost")
        return httpx2.Response(200, json={"data": {"id": "mine", "endpoint": ENDPOINT, "status": "uploading"}})

    def _listed(self, video: dict[str, Any]) -> dict[str, Any]:
        """Return a video that could be the lost one, but for what `video` says. Its `age` counts in seconds."""
        created = datetime.fromtimestamp(self.clock.time() - video.get("age", RECENT), UTC).isoformat()
        plain = {
            "id": "it",
            "title": "Talk",
            "folder_id": None,
            "project_id": "p",
            "progress": 0,
            "created_at": created,
        }
        return {**plain, "created_at": created, **{name: value for name, value in video.items() if name != "age"}}


def upload(client: BlockingClient, data: Any = None, **options: Any) -> set[tuple[str, ...]]:
    """Upload in chunks; return the leftovers that its progress names."""
    reported: set[tuple[str, ...]] = set()
    given = {"parent_id": "p", "title": "Talk", "threshold": 0, "part_size": PART, **options}
    client.videos.upload(
        content(SIZE) if data is None else data, progress=lambda each: reported.add(each.leftovers), **given
    )
    return reported


SAME: list[dict[str, Any]] = [
    {},
    {"folder_id": "p", "project_id": "above"},
    {"assets": []},
    {"assets": [{"quality": "original", "file_size": SIZE}]},
    {"progress": None},
    {"age": 3.0},
    {"age": -3.0},
]
OTHER: list[dict[str, Any]] = [
    {"title": "Talk 2"},
    {"title": "A Talk"},
    {"project_id": "q"},
    {"folder_id": "f", "project_id": "q"},
    {"assets": [{"quality": "original", "file_size": SIZE + 1}]},
    {"assets": [{"quality": "original", "file_size": SIZE}, {"quality": "720p", "file_size": 1}]},
    {"progress": 1},
    {"age": 4.0},
    {"age": -4.0},
]


@pytest.mark.parametrize("video", SAME, ids=str)
def test_a_video_that_may_be_that_of_a_lost_start_is_named(harness: Harness, video: dict[str, Any]) -> None:
    service = Service(harness, video)
    assert upload(harness.kinescope(service, on_drift=ignore)) == {("it",)}
    assert service.starts == 2


@pytest.mark.parametrize("video", OTHER, ids=str)
def test_a_video_that_cannot_be_that_of_a_lost_start_is_not_named(harness: Harness, video: dict[str, Any]) -> None:
    service = Service(harness, video)
    assert upload(harness.kinescope(service, on_drift=ignore)) == {()}
    assert service.starts == 2


@pytest.mark.parametrize(("age", "named"), [(437, True), (436, False), (503, True), (504, False)])
def test_the_video_of_a_start_of_an_earlier_call_was_made_within_a_minute_of_it(
    harness: Harness, video_file: Path, age: float, named: bool
) -> None:
    """The start was sent 500 seconds ago, and nothing confirmed it."""
    service = Service(harness, {"age": age}, failing_lists=100)
    client = harness.kinescope(service, on_drift=ignore)
    with pytest.raises(APIError):
        upload(client, video_file)
    service.failing_lists = 0
    harness.clock.passed = 500.0
    assert upload(client, video_file) == {("it",) if named else ()}


@pytest.mark.parametrize("retries", [None, 0, 1, 5])
def test_a_lost_start_is_looked_for_twice_more_at_least(harness: Harness, retries: int | None) -> None:
    """However often the calls of the upload are repeated."""
    service = Service(harness, {}, failing_lists=2)
    options = {} if retries is None else {"retries": retries}
    assert upload(harness.kinescope(service, on_drift=ignore), **options) == {("it",)}
    assert service.starts == 2


def ignore(_drift: object) -> None:
    """Accept responses that differ from their description."""

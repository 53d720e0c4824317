"""A deadline bounds a whole upload: all its requests, retries, waits and look-ups together."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx2
import pytest

from kinocraft.clock import SystemClock
from kinocraft.errors import DeadlineError, InvalidArgumentError, UploadError
from kinocraft.rate_caps import BLOCK
from kinocraft.sources import Source
from tests.faults.conftest import ignore_drift
from tests.faults.harness import Harness, content, nothing_left, sent, stored
from tests.samples import sampled

PATH = "/talk.bin"
SMALL, LARGE = content(5_000), content(35_000)
PARTS: dict[str, Any] = {"part_size": 10_000, "parallel": 1}
CHUNKS: dict[str, Any] = {"part_size": 10_000, "threshold": 0}
REQUEST = 1.0
"""Seconds that each request takes."""

SEVERAL_REQUESTS = {
    "a file in parts": 7,
    "bytes in parts": 7,
    "a handle of parts": 7,
    "a video in chunks": 5,
    "a handle of chunks": 5,
    "a video with a title that headers cannot transport": 2,
    "a replaced video without a title": 2,
    "a URL with a title that headers cannot transport": 2,
    "a material with a title that headers cannot transport": 2,
}
"""The number of requests that each way to upload needs."""
LOOKS = ("a video in chunks", "a handle of chunks")
"""They also ask for the video at the end, and return what they know of it if that fails."""
STORES = {
    "a small file": "files.create",
    "a file in parts": "files.uploads.put_part",
    "bytes in parts": "files.uploads.put_part",
    "a handle of parts": "files.uploads.put_part",
    "a video in chunks": "videos.uploads.append",
    "a handle of chunks": "videos.uploads.append",
    "a small video": "videos.uploads.create",
    "a video from an iterator": "videos.uploads.create",
    "a material": "additional_materials.upload",
    "a poster": "posters.upload",
    "an avatar": "avatars.set",
}
"""The request that stores bytes, for each way to upload."""


class SlowNetwork:
    """Forwards requests to the server. Each takes a second of the harness's clock."""

    def __init__(self, harness: Harness) -> None:
        self.harness = harness
        self.forward = httpx2.Client(trust_env=False)
        self.lose: Callable[[httpx2.Request], bool] = lambda request: False
        """Whether the response to a request gets lost, which the client notices after ten seconds."""
        self.requests = 0

    def __call__(self, request: httpx2.Request) -> httpx2.Response:
        self.requests += 1
        response = self.forward.request(
            request.method, request.url, headers=request.headers, content=request.read(), follow_redirects=False
        )
        if self.lose(request):
            self.harness.clock.advance(10)
            raise httpx2.ReadTimeout("no response")
        self.harness.clock.advance(REQUEST)
        headers = {name: value for name, value in response.headers.items() if name != "content-encoding"}
        return httpx2.Response(response.status_code, headers=headers, content=response.content)


@pytest.fixture
def network(harness: Harness) -> Iterator[SlowNetwork]:
    network = SlowNetwork(harness)
    yield network
    network.forward.close()


@pytest.fixture
def ways(harness: Harness, network: SlowNetwork, tmp_path: Path) -> dict[str, Callable[..., Any]]:
    """Every way to upload. The log-in, and what the uploads need, are made before."""
    client, kinescope = harness.client(network), harness.kinescope(network, on_drift=ignore_drift)
    client.files.list("/")
    project = kinescope.projects.create(name="talks", privacy_type="anywhere", privacy_domains=[]).id
    video = kinescope.videos.upload(SMALL, parent_id=project, title="Talk").id
    file = tmp_path / "talk.bin"
    file.write_bytes(LARGE)
    common: dict[str, Any] = {"parent_id": project, "title": "Talk"}

    def handle(begin: Callable[[], Any]) -> Any:
        handle = begin()
        try:
            return harness.result(handle.run)
        finally:
            harness.result(handle.close if harness.kind == "sync" else handle.aclose)

    ways: dict[str, Callable[..., Any]] = {
        "a small file": lambda **o: client.files.upload(SMALL, PATH, **o),
        "a file in parts": lambda **o: client.files.upload(file, PATH, **PARTS, **o),
        "bytes in parts": lambda **o: client.files.upload(LARGE, PATH, **PARTS, **o),
        "a handle of parts": lambda **o: handle(lambda: client.raw.files.begin_upload(file, PATH, **PARTS, **o)),
        "a small video": lambda **o: kinescope.videos.upload(SMALL, **common, **o),
        "a video from an iterator": lambda **o: kinescope.videos.upload(iter([SMALL]), **common, **o),
        "a video in chunks": lambda **o: kinescope.videos.upload(file, **common, **CHUNKS, **o),
        "a handle of chunks": lambda **o: handle(
            lambda: kinescope.raw.videos.begin_upload(file, **common, **CHUNKS, **o)
        ),
        "a video with a title that headers cannot transport": lambda **o: kinescope.videos.upload(
            SMALL, title="100 %", **o
        ),
        "a replaced video without a title": lambda **o: kinescope.videos.upload(SMALL, replace=video, **o),
        "a URL with a title that headers cannot transport": lambda **o: kinescope.videos.import_url(
            "http://127.0.0.1:9/talk.mp4", title="100 %", **o
        ),
        "a material": lambda **o: kinescope.additional_materials.upload(video, SMALL, file_name="a.pdf", **o),
        "a material with a title that headers cannot transport": lambda **o: kinescope.additional_materials.upload(
            video, SMALL, file_name="a.pdf", title="100 %", **o
        ),
        "a poster": lambda **o: kinescope.posters.upload(SMALL, video_id=video, **o),
        "an avatar": lambda **o: kinescope.avatars.set(SMALL, **o),
    }
    network.requests = 0
    return ways


def deadline_error(error: BaseException) -> DeadlineError:
    """Return the DeadlineError; the cause of an UploadError that says what is uploaded."""
    cause = error.__cause__ if type(error) is UploadError else error
    assert type(cause) is DeadlineError, repr(error)
    return cause


@pytest.mark.parametrize("way", SEVERAL_REQUESTS)
def test_a_deadline_bounds_all_requests_of_an_upload_together(
    harness: Harness, network: SlowNetwork, ways: dict[str, Callable[..., Any]], way: str
) -> None:
    count = SEVERAL_REQUESTS[way]
    deadline = (count - 1.5) * REQUEST  # before the last request
    began = harness.clock.passed
    with pytest.raises((DeadlineError, UploadError)) as caught:
        ways[way](deadline=deadline)
    error = deadline_error(caught.value)
    assert error.call.stopped == "deadline"
    assert f"the deadline of {deadline:g} s" in str(error)
    removals = 1 if way == "bytes in parts" else 0  # the others can be resumed, or have nothing to remove
    assert network.requests == count - 1 + removals
    assert harness.clock.passed - began <= deadline + (1 + removals) * REQUEST


@pytest.mark.parametrize("way", sampled(SEVERAL_REQUESTS, 4))
def test_an_upload_within_its_deadline_succeeds(
    network: SlowNetwork, ways: dict[str, Callable[..., Any]], way: str
) -> None:
    count = SEVERAL_REQUESTS[way] + (way in LOOKS)
    assert ways[way](deadline=count * REQUEST)
    assert network.requests == count


@pytest.mark.parametrize("way", STORES)
def test_a_lost_response_ends_an_upload_at_its_deadline(
    harness: Harness, network: SlowNetwork, ways: dict[str, Callable[..., Any]], way: str
) -> None:
    before = len(sent(harness.server, STORES[way]))
    network.lose = lambda request: len(sent(harness.server, STORES[way])) > before
    with pytest.raises(DeadlineError) as caught:
        ways[way](deadline=5.0)
    assert caught.value.call.stopped == "deadline"
    assert "the deadline of 5 s was exceeded" in str(caught.value) or "no response" in str(caught.value)
    assert len(sent(harness.server, STORES[way])) == before + 1
    if "parts" not in way:  # else the error may be that of another part, which was not sent
        assert caught.value.delivered is not False


@pytest.mark.parametrize("way", ["in one request", "by a handle of chunks"])
def test_a_deadline_ends_the_wait_for_a_pipe(harness: Harness, project: str, way: str) -> None:
    """Nobody writes to the pipe before the end of the test."""
    client, kinescope = harness.client(clock=SystemClock()), harness.kinescope(clock=SystemClock())
    ways: dict[str, Callable[..., Any]] = {
        "in one request": lambda content, **o: client.files.upload(content, PATH, **o),
        "by a handle of chunks": lambda content, **o: harness.result(
            kinescope.raw.videos.begin_upload(content, parent_id=project, title="Talk", **o).start
        ),
    }
    client.files.list("/")
    before = len(harness.server.control.journal())
    reader, writer = os.pipe()
    with os.fdopen(reader, "rb", buffering=0) as content:
        try:
            with pytest.raises(DeadlineError, match=r"the deadline of 0\.2 s was exceeded") as caught:
                ways[way](content, deadline=0.2)
        finally:
            os.close(writer)
    assert (caught.value.call.stopped, caught.value.delivered) == ("deadline", False)
    assert len(harness.server.control.journal()) == before


def test_a_deadline_ends_the_hashing_of_a_resumed_file(
    harness: Harness, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "talk.bin"
    file.write_bytes(content(3 * BLOCK))
    client = harness.client()
    first = client.raw.files.begin_upload(file, PATH, part_size=BLOCK, parallel=1)
    while harness.result(first.advance).parts < 3:
        pass
    harness.result(first.close if harness.kind == "sync" else first.aclose)
    second = client.raw.files.begin_upload(file, PATH, part_size=BLOCK, deadline=5)
    assert harness.result(second.start).parts == 3
    read, blocks = Source.read, list[int]()

    def slow(source: Source, offset: int, size: int) -> bytes:
        blocks.append(offset)
        harness.clock.advance(3)
        return read(source, offset, size)

    monkeypatch.setattr(Source, "read", slow)
    with pytest.raises(DeadlineError, match="the deadline of 5 s"):
        harness.result(second.run)
    assert blocks == [0, BLOCK]
    monkeypatch.undo()
    harness.result(second.run)  # the deadline bounds each method, and not the life of the handle
    assert stored(harness.server, PATH) == file.read_bytes()


def test_an_upload_that_cannot_be_resumed_is_removed_soon_after_its_deadline(
    harness: Harness, network: SlowNetwork, ways: dict[str, Callable[..., Any]]
) -> None:
    network.lose = lambda request: request.method == "PUT"
    with pytest.raises(DeadlineError):
        ways["bytes in parts"](deadline=5.0)
    nothing_left(harness.server, PATH)


def test_a_small_file_that_may_be_stored_is_named(
    harness: Harness, network: SlowNetwork, ways: dict[str, Callable[..., Any]]
) -> None:
    network.lose = lambda request: request.url.path.endswith(PATH) and request.method == "POST"
    with pytest.raises(DeadlineError) as caught:
        ways["a small file"](deadline=5.0)
    assert any("may hold" in note for note in caught.value.__notes__)
    assert stored(harness.server, PATH) == SMALL


def test_a_file_whose_completion_got_no_response_is_named(
    harness: Harness, network: SlowNetwork, ways: dict[str, Callable[..., Any]]
) -> None:
    network.lose = lambda request: bool(sent(harness.server, "files.uploads.complete"))
    with pytest.raises(DeadlineError) as caught:
        ways["bytes in parts"](deadline=10.0)
    assert any("may hold" in note for note in caught.value.__notes__)
    assert stored(harness.server, PATH) == LARGE


@pytest.mark.parametrize("deadline", [0, -1, float("nan"), "1"])
def test_an_invalid_deadline_is_rejected_before_anything_is_sent(
    network: SlowNetwork, ways: dict[str, Callable[..., Any]], deadline: Any
) -> None:
    for upload in ways.values():
        with pytest.raises(InvalidArgumentError, match="deadline is"):
            upload(deadline=deadline)
    assert network.requests == 0


def test_the_deadline_of_a_client_bounds_a_whole_upload(harness: Harness, network: SlowNetwork) -> None:
    client = harness.client(network, deadline=4.5)
    with pytest.raises(DeadlineError, match=r"the deadline of 4\.5 s"):
        client.files.upload(LARGE, PATH, **PARTS)

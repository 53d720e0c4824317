"""Uploads are divided by size, cores and speed, and keep to a cap; they end together, and let other calls pass."""

from __future__ import annotations

import asyncio
import os
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx2
import pytest

from kinocraft.errors import APITimeoutError, ContentTooLargeError, DeadlineError, InvalidArgumentError
from kinocraft.transport import speeds
from kinocraft.uploads import pace
from tests.faults.harness import Harness, content, nothing_left, sent, stored
from tests.seed.clients import new_project

PATH = "/talks/talk.bin"
PUT = "files.uploads.put_part"
UNIT = 1 << 16
"""What a MiB is in the tests of sizes: these have smaller files than those that are divided in practice."""
MIB = 1 << 20


class StopError(Exception):
    """What a progress hook raises to stop an upload."""


class Link:
    """A transport to the server on which bodies take time, by the clock of the test. `sizes` has those of parts."""

    def __init__(self, harness: Harness, speed: float) -> None:
        self.speed = speed
        self.sizes: list[int] = []
        self._clock = harness.clock
        self._http = httpx2.Client(trust_env=False)

    def __call__(self, request: httpx2.Request) -> httpx2.Response:
        if request.method in ("PUT", "PATCH"):
            self.sizes.append(len(request.content))
            self._clock.advance(len(request.content) / self.speed)
        response = self._http.send(httpx2.Request(request.method, request.url, headers=request.headers.raw,
                                                  content=request.content))  # fmt: skip
        return httpx2.Response(response.status_code, headers=response.headers.raw, content=response.content)

    def close(self) -> None:
        self._http.close()


@pytest.fixture
def link(harness: Harness) -> Iterator[Callable[[float], Link]]:
    """A function that makes the transport of a speed in bytes per second."""
    made: list[Link] = []

    def make(speed: float) -> Link:
        made.append(Link(harness, speed))
        return made[-1]

    yield make
    for each in made:
        each.close()


@pytest.fixture
def large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A file of 40 units. All bounds of sizes are counted in units too."""
    for name in ("MIB", "CHUNK", "MIN_CHUNK", "MAX_CHUNK", "MIN_PART", "MAX_PART", "SLOW_PART"):
        monkeypatch.setattr(pace, name, getattr(pace, name) // MIB * UNIT)
    monkeypatch.setattr(speeds, "MEASURABLE", speeds.MEASURABLE // MIB * UNIT)
    path = tmp_path / "talk.mp4"
    path.write_bytes(content(40 * UNIT))
    return path


def set_cores(patch: pytest.MonkeyPatch, count: int) -> None:
    patch.setattr(os, "sched_getaffinity", lambda _: set(range(count)), raising=False)


@pytest.mark.parametrize(
    ("cores", "parts", "options", "expected"),
    [
        (1, 10, {}, 2),
        (2, 10, {}, 4),
        pytest.param(16, 10, {}, 8, marks=pytest.mark.slow),
        (16, 3, {}, 3),
        (1, 30, {"parallel": 100}, pace.MAX_PARALLEL),
    ],
)
def test_the_parts_in_flight_depend_on_size_and_cores(
    harness: Harness, monkeypatch: pytest.MonkeyPatch, cores: int, parts: int, options: dict[str, Any], expected: int
) -> None:
    set_cores(monkeypatch, cores)
    harness.server.control.fault(PUT, "stall", seconds=60, times=100)
    # Every part must be under way when the first one fails, on a busy machine too.
    timeout = 1.0 if expected <= 8 else 5.0
    with pytest.raises(APITimeoutError):
        harness.client().files.upload(
            content(parts * 1000), PATH, part_size=1000, retries=0, timeout=timeout, **options
        )  # fmt: skip
    assert len(sent(harness.server, PUT)) == expected
    nothing_left(harness.server, PATH)


@pytest.mark.parametrize("harness", ["sync"], indirect=True)
def test_fewer_parts_are_in_flight_once_the_connection_is_known_to_be_fast(
    harness: Harness, link: Callable[[float], Link], large: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    set_cores(monkeypatch, 2)
    monkeypatch.setattr(pace, "FAST", 10 * UNIT)
    # Four parts must be in flight at first, then two: otherwise a barrier is never passed.
    together = [threading.Barrier(4)] * 4 + [threading.Barrier(2)] * 6
    running: list[int] = []
    transport = link(1000 * UNIT)

    def send(request: httpx2.Request) -> httpx2.Response:
        if request.method != "PUT":
            return transport(request)
        running.append(1)
        try:
            if together:
                together.pop(0).wait(60)
            in_flight.append(len(running))
            return transport(request)
        finally:
            running.pop()

    in_flight: list[int] = []
    client = harness.client(send)
    client.files.upload(large, PATH, part_size=4 * UNIT)
    assert len(in_flight) == 10
    assert max(in_flight[4:]) == 2
    assert stored(harness.server, PATH) == large.read_bytes()

    in_flight.clear()
    together += [threading.Barrier(2)] * 10
    client.files.upload(large, "/again.bin", part_size=4 * UNIT)
    assert max(in_flight) == 2


@pytest.mark.parametrize(
    ("speed", "expected"), [(None, [10] * 4), (1.0, [8, 8, 8, 8, 8]), (2.25, [9, 9, 9, 9, 4]), (100, [10] * 4)]
)
def test_the_parts_of_a_file_have_the_size_that_an_earlier_speed_suggests(
    harness: Harness,
    link: Callable[[float], Link],
    large: Path,
    monkeypatch: pytest.MonkeyPatch,
    speed: float | None,
    expected: list[int],
) -> None:
    set_cores(monkeypatch, 2)
    transport = link((speed or 1) * UNIT)
    client = harness.client(transport)
    if speed:
        client.files.upload(bytes(2 * UNIT), "/first.bin", part_size=UNIT, parallel=1)
        transport.sizes.clear()
    client.files.upload(large, PATH, threshold=0)
    assert sorted(transport.sizes, reverse=True) == [size * UNIT for size in expected]
    assert stored(harness.server, PATH) == large.read_bytes()


def test_a_resumed_upload_keeps_the_size_of_its_parts(
    harness: Harness, link: Callable[[float], Link], large: Path
) -> None:
    def stop(_: object) -> None:
        raise StopError

    transport = link(UNIT)
    client = harness.client(transport)
    with pytest.raises(StopError):
        client.files.upload(large, PATH, threshold=0, parallel=1, progress=stop)
    resumed: list[Any] = []
    client.files.upload(large, PATH, threshold=0, progress=resumed.append)
    assert [size // UNIT for size in transport.sizes] in ([16, 16, 8], [16, 8, 16])
    assert resumed[0].resumed.confirmed == 16 * UNIT
    assert stored(harness.server, PATH) == large.read_bytes()


def test_chunks_shrink_and_grow_with_the_speed(
    harness: Harness, link: Callable[[float], Link], large: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pace, "MAX_CHUNK", 20 * UNIT)
    transport = link(0.1 * UNIT)
    kinescope = harness.kinescope(transport)
    project = new_project(kinescope)
    transport.sizes.clear()

    def sent_sizes(**options: Any) -> list[int]:
        kinescope.videos.upload(large, threshold=0, parent_id=project, **options)
        sizes = [size // UNIT for size in transport.sizes]
        transport.sizes.clear()
        return sizes

    assert sent_sizes() == [16, *[1] * 24]
    transport.speed = 8 * UNIT
    # The speed of both uploads counts, so the first chunk of the next one is larger again.
    assert sent_sizes() == [1, 2, 4, 8, 16, 9]
    transport.speed = 100 * UNIT
    assert sent_sizes() == [20, 20]
    assert sent_sizes(part_size=15 * UNIT) == [15, 15, 10]


def test_a_chunk_after_a_failure_is_half_as_large(harness: Harness, link: Callable[[float], Link], large: Path) -> None:
    transport = link(4 * UNIT)
    kinescope = harness.kinescope(transport)
    project = new_project(kinescope)
    transport.sizes.clear()
    harness.server.control.fault("videos.uploads.append", "status", status=503, times=2)
    kinescope.videos.upload(large, threshold=0, parent_id=project)
    assert [size // UNIT for size in transport.sizes] == [16, 8, 4, 8, 16, 12]


RATE = 100_000
WHOLE = content(1_000_000)


def sendings() -> dict[str, Callable[[Harness, dict[str, Any]], Any]]:
    """Return ways to transfer a million bytes."""

    def video(harness: Harness, data: Any, options: dict[str, Any]) -> Any:
        kinescope = harness.kinescope()
        project = new_project(kinescope)
        named = {"parent_id": project, "title": "Talk", "file_name": "talk.mp4"}
        return kinescope.videos.upload(data, **named, **options)

    return {
        "in one request": lambda harness, options: harness.client().files.upload(WHOLE, PATH, **options),
        "in parts": lambda harness, options: harness.client().files.upload(
            WHOLE, PATH, part_size=150_000, parallel=1, **options
        ),
        "by a handle": lambda harness, options: harness.result(
            harness.client(upload_journal=False).raw.files.begin_upload(WHOLE, PATH, parallel=1, **options).run
        ),
        "as a video": lambda harness, options: video(harness, WHOLE, options),
        "in chunks": lambda harness, options: video(harness, WHOLE, {"threshold": 0, "part_size": 150_000} | options),
        "blocks": lambda harness, options: video(harness, iter([WHOLE[:10], WHOLE[10:]]), options),
        "download": lambda harness, options: harness.client().files.download(PATH, os.devnull, **options),
    }


@pytest.mark.parametrize("way", [way for way in sendings() if way != "download"])
def test_an_upload_keeps_to_its_cap(harness: Harness, way: str) -> None:
    sendings()[way](harness, {"limit_rate": RATE})
    # What is sent first does not wait.
    assert len(WHOLE) / RATE - 0.3 <= harness.clock.passed <= len(WHOLE) / RATE + 0.01
    assert max(harness.clock.waits) < 0.26


def test_a_download_keeps_to_its_cap(harness: Harness, tmp_path: Path) -> None:
    data = content(5 * MIB)
    harness.client().files.upload(data, PATH)
    harness.client().files.download(PATH, tmp_path / "talk.bin", limit_rate=MIB)
    assert (tmp_path / "talk.bin").read_bytes() == data
    assert 3.5 <= harness.clock.passed <= 5


def test_parts_in_flight_share_a_cap(harness: Harness) -> None:
    harness.client().files.upload(WHOLE, PATH, part_size=100_000, parallel=5, limit_rate=RATE)
    assert harness.clock.passed >= len(WHOLE) / RATE - 0.3
    assert stored(harness.server, PATH) == WHOLE


@pytest.mark.parametrize("way", sendings())
def test_a_cap_that_is_no_rate_is_rejected(harness: Harness, way: str) -> None:
    for rate in (0, -1, float("inf"), float("nan"), "fast"):
        with pytest.raises(InvalidArgumentError, match="limit_rate"):
            sendings()[way](harness, {"limit_rate": rate})


def test_a_deadline_ends_an_upload_that_its_cap_makes_slow(harness: Harness) -> None:
    with pytest.raises(DeadlineError):
        sendings()["as a video"](harness, {"limit_rate": RATE, "deadline": 3, "retries": 0})
    assert harness.clock.passed <= 3.5


@pytest.mark.parametrize("parallel", [2, 5])
def test_parts_stop_after_the_first_permanent_failure(harness: Harness, parallel: int) -> None:
    harness.server.control.fault(PUT, "status", status=413, after=2)
    harness.server.control.fault(PUT, "stall", seconds=60, after=2, times=100)
    with pytest.raises(ContentTooLargeError):
        harness.client().files.upload(content(100_000), PATH, part_size=1000, parallel=parallel, timeout=1)
    # The others end with the part that they had begun.
    assert len(sent(harness.server, PUT)) <= 2 + parallel
    nothing_left(harness.server, PATH)


def test_other_calls_are_sent_during_an_upload(harness: Harness) -> None:
    client, begun = harness.client(), list[Any]()
    client.files.list("/")

    def look(progress: Any) -> None:
        if progress.parts == 15:
            asked = client.raw.files.get("/")
            begun.append(asyncio.ensure_future(asked) if harness.kind == "async" else asked)

    client.files.upload(content(40_000), PATH, part_size=1000, parallel=4, progress=look)
    if harness.kind == "async":
        harness.result(lambda: begun[0])
    number = sent(harness.server, "files.get")[-1]["n"]
    # Beside the parts that were in flight when it came, at most those wait before it. In an event loop, as many more
    # may be admitted before its task begins.
    before = 2 * 4 if harness.kind == "sync" else 3 * 4
    assert sum(part["n"] < number for part in sent(harness.server, PUT)) <= 15 + before
    assert harness.clock.passed > 3

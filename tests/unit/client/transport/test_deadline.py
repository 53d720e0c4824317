"""The deadline of a call also ends slow responses and slow request bodies."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable, Iterator
from typing import Any

import httpx2
import pytest

from kinocraft.errors import APITimeoutError, DeadlineError, NotFoundError
from tests.faults.harness import FakeClock, Harness

RESPONSE = json.dumps({"data": {"id": "v", "title": "T" * 100}}).encode()


class Trickle(httpx2.SyncByteStream, httpx2.AsyncByteStream):
    """A response stream with one byte per second."""

    def __init__(self, clock: FakeClock, content: bytes) -> None:
        self._clock = clock
        self._content = content
        self.closed = False

    def __iter__(self) -> Iterator[bytes]:
        for place in range(len(self._content)):
            self._clock.advance(1)
            yield self._content[place : place + 1]

    async def __aiter__(self) -> Any:
        for block in self:
            yield block

    def close(self) -> None:
        self.closed = True

    async def aclose(self) -> None:
        self.closed = True


class Slow:
    """A request body with one block per second."""

    size = 100

    def __init__(self, clock: FakeClock) -> None:
        self._clock = clock
        self.read = 0

    def blocks(self) -> Iterator[bytes]:
        for _ in range(self.size):
            self._clock.advance(1)
            self.read += 1
            yield b"x"


def respond_with(stream: Any, status: int = 200, **headers: str) -> Callable[[httpx2.Request], httpx2.Response]:
    return lambda _: httpx2.Response(status, headers=headers, stream=stream)


@pytest.mark.parametrize("status", [200, 503])
def test_a_slow_response_ends_at_the_deadline(harness: Harness, status: int) -> None:
    stream = Trickle(harness.clock, RESPONSE)
    with pytest.raises(DeadlineError, match="while reading the response") as caught:
        harness.kinescope(respond_with(stream, status)).videos.get("v", deadline=10)
    assert harness.clock.passed == 10
    assert stream.closed
    assert (caught.value.call.attempts, caught.value.call.stopped) == (1, "deadline")


@pytest.mark.filterwarnings("ignore::kinocraft.DriftWarning")
@pytest.mark.parametrize("options", [{}, {"deadline": None}, {"deadline": 10_000}])
def test_a_response_within_the_deadline_is_read_completely(harness: Harness, options: dict[str, Any]) -> None:
    packed = respond_with(Trickle(harness.clock, gzip.compress(RESPONSE)), **{"Content-Encoding": "gzip"})
    assert harness.kinescope(packed).videos.get("v", **options).title == "T" * 100
    assert harness.clock.passed > 10


def test_an_error_response_within_the_deadline_is_read_completely(harness: Harness) -> None:
    not_found = respond_with(Trickle(harness.clock, b'{"error": {"code": 404404, "message": "none"}}'), 404)
    with pytest.raises(NotFoundError, match="none") as caught:
        harness.kinescope(not_found).videos.get("v", deadline=10_000)
    assert caught.value.code == 404404


def test_a_slow_request_body_ends_at_the_deadline(harness: Harness) -> None:
    body = Slow(harness.clock)
    with pytest.raises(DeadlineError, match="while sending the body") as caught:
        harness.kinescope(lambda _: httpx2.Response(200, json={})).avatars.set(body, deadline=10)
    assert (harness.clock.passed, body.read) == (10, 10)
    assert caught.value.call.stopped == "deadline"


def test_a_deadline_is_distinguished_from_a_read_timeout(harness: Harness) -> None:
    def silent(request: httpx2.Request) -> httpx2.Response:
        harness.clock.advance(request.extensions["timeout"]["read"])
        raise httpx2.ReadTimeout("nothing came", request=request)

    client = harness.kinescope(silent)
    with pytest.raises(DeadlineError):
        client.videos.get("v", deadline=3)
    with pytest.raises(APITimeoutError):
        client.videos.get("v", deadline=30, retries=0)

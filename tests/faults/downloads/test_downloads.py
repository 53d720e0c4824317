"""Downloads over an unreliable network: the file is complete, or the previous file is kept."""

from __future__ import annotations

import asyncio
import errno
import os
from pathlib import Path
from typing import Any
from unittest import mock

import httpx2
import pytest

from kinocraft.errors import (
    DeadlineError,
    DestinationError,
    DownloadError,
    InvalidArgumentError,
    NotFoundError,
    ResponseError,
)
from kinocraft.responses.destinations import FileSink
from tests.faults.harness import FakeClock, Harness, content, sent, statuses

PATH = "/folder/file.bin"
DATA = content(3_500_000)
CDN = "cdn.download"


@pytest.fixture
def client(harness: Harness) -> Any:
    client = harness.client()
    client.files.upload(DATA, PATH)
    return client


@pytest.fixture
def target(tmp_path: Path) -> Path:
    target = tmp_path / "file.bin"
    target.write_bytes(b"before")
    return target


class Whole(httpx2.SyncByteStream, httpx2.AsyncByteStream):
    """All bytes, in blocks."""

    def __iter__(self) -> Any:
        yield DATA

    async def __aiter__(self) -> Any:
        yield DATA


def untouched(target: Path) -> None:
    """Fail unless the destination is unchanged, without other files beside it."""
    assert target.read_bytes() == b"before"
    assert [path.name for path in target.parent.iterdir()] == ["file.bin"]


def whole(target: Path, data: bytes = DATA) -> None:
    assert target.read_bytes() == data
    assert [path.name for path in target.parent.iterdir()] == ["file.bin"]


@pytest.mark.parametrize("place", [0, 1, 1_000_000, len(DATA) - 1])
def test_a_broken_download_resumes_at_its_offset(harness: Harness, client: Any, target: Path, place: int) -> None:
    fault = harness.server.control.fault(CDN, "drop_response", bytes=place)
    assert client.files.download(PATH, target) == target
    whole(target)
    assert harness.server.control.fired(fault) == 1
    # Received bytes are not requested again; without any, the whole file is requested.
    assert statuses(harness.server, CDN)[-1] == (206 if place else 200)


def test_a_download_that_breaks_repeatedly_is_resumed(harness: Harness, client: Any, target: Path) -> None:
    fault = harness.server.control.fault(CDN, "drop_response", bytes=300_000, times=10)
    client.files.download(PATH, target)
    whole(target)
    assert harness.server.control.fired(fault) == 10


def test_a_download_without_progress_ends(harness: Harness, client: Any, target: Path) -> None:
    fault = harness.server.control.fault(CDN, "drop_response", bytes=0, times=100)
    with pytest.raises(DownloadError, match="5 times without progress"):
        client.files.download(PATH, target)
    assert harness.server.control.fired(fault) == 5
    untouched(target)


def test_a_download_that_breaks_at_the_same_offset_each_time_ends(harness: Harness, client: Any, target: Path) -> None:
    """The host does not support ranges, so every attempt starts from the beginning."""
    ranges: list[bytes | None] = []

    def host(request: httpx2.Request) -> httpx2.Response:
        ranges.append(request.headers.get("Range"))

        class Broken(httpx2.SyncByteStream, httpx2.AsyncByteStream):
            def __iter__(self) -> Any:
                yield DATA[:1000]
                raise httpx2.ReadError("broken")

            async def __aiter__(self) -> Any:
                yield DATA[:1000]
                raise httpx2.ReadError("broken")

        return httpx2.Response(200, stream=Broken())

    file = client.files.get(PATH)
    with pytest.raises(DownloadError, match="broke off after 1000"):
        harness.client(transport=host).files.download(file, target)
    assert ranges == [None] * 6
    untouched(target)


@pytest.mark.parametrize("status", [429, 500, 503])
def test_a_temporary_server_error_is_retried(harness: Harness, client: Any, target: Path, status: int) -> None:
    fault = harness.server.control.fault(CDN, "status", status=status, times=4)
    client.files.download(PATH, target)
    whole(target)
    assert harness.server.control.fired(fault) == 4


@pytest.mark.parametrize("status", [403, 404, 503])
def test_repeated_error_responses_raise(harness: Harness, client: Any, target: Path, status: int) -> None:
    harness.server.control.fault(CDN, "status", status=status, times=100)
    with pytest.raises(DownloadError, match=str(status)):
        client.files.download(PATH, target)
    untouched(target)


def test_a_stalled_download_is_resumed(harness: Harness, client: Any, target: Path) -> None:
    fault = harness.server.control.fault(CDN, "stall", seconds=60)
    client.files.download(PATH, target, timeout=0.2)
    whole(target)
    assert harness.server.control.fired(fault) == 1


def test_a_file_replaced_by_a_longer_one_raises(harness: Harness, client: Any, target: Path) -> None:
    file = client.files.get(PATH)
    client.files.delete(PATH)
    client.files.upload(DATA + b"more", PATH)
    with pytest.raises(DownloadError, match="may have been replaced"):
        client.files.download(file, target)
    untouched(target)


def test_a_response_longer_than_the_file_is_stopped(harness: Harness, client: Any, target: Path) -> None:
    class Endless(Whole):
        def __iter__(self) -> Any:
            while True:
                yield DATA

        async def __aiter__(self) -> Any:
            while True:
                yield DATA

    def host(request: httpx2.Request) -> httpx2.Response:
        return httpx2.Response(200, stream=Endless())

    file = client.files.get(PATH)
    with pytest.raises(DownloadError, match="may have been replaced"):
        harness.client(transport=host).files.download(file, target)
    untouched(target)


def test_versions_of_a_replaced_file_are_not_mixed(harness: Harness, client: Any, target: Path) -> None:
    other = content(len(DATA), seed=5)

    class Replacing(FakeClock):
        def sleep(self, seconds: float) -> None:
            helper = Harness("sync", harness.server)
            helper.client().files.delete(PATH)
            helper.client().files.upload(other, PATH)
            helper.close()
            super().sleep(seconds)

    fault = harness.server.control.fault(CDN, "drop_response", bytes=1_000_000)
    file = client.files.get(PATH)
    harness.client(clock=Replacing()).files.download(file, target)
    assert harness.server.control.fired(fault) == 1
    whole(target, other)
    assert statuses(harness.server, CDN)[-1] == 200


def test_a_partial_response_for_another_range_raises(harness: Harness, client: Any, target: Path) -> None:
    file = client.files.get(PATH)

    def host(request: httpx2.Request) -> httpx2.Response:
        return httpx2.Response(206, content=DATA, headers={"Content-Range": f"bytes 5-{len(DATA)}/{len(DATA) + 5}"})

    with pytest.raises(DownloadError, match="206"):
        harness.client(transport=host).files.download(file, target)
    untouched(target)


def test_an_empty_file_is_downloaded(harness: Harness, client: Any, target: Path) -> None:
    client.files.upload(b"", "/empty")
    client.files.download("/empty", target)
    whole(target, b"")


def test_no_token_is_sent_to_the_download_host(harness: Harness, client: Any, target: Path) -> None:
    file = client.files.get(PATH)
    asked: list[httpx2.Request] = []

    def host(request: httpx2.Request) -> httpx2.Response:
        asked.append(request)
        return httpx2.Response(200, stream=Whole())

    harness.client(transport=host).files.download(file, target)
    assert [(request.url.scheme, "authorization" in request.headers) for request in asked] == [("http", False)]


# --- deadlines ----------------------------------------------------------------------------------------------------


class Pieces(httpx2.SyncByteStream, httpx2.AsyncByteStream):
    """Sends pieces from an offset, one per second, then breaks the connection."""

    def __init__(self, clock: FakeClock, start: int, pieces: int) -> None:
        self._clock = clock
        self._places = range(start, start + pieces * 1000, 1000)

    def __iter__(self) -> Any:
        for place in self._places:
            self._clock.advance(1)
            yield DATA[place : place + 1000]
        raise httpx2.ReadError("broken")

    async def __aiter__(self) -> Any:
        for place in self._places:
            self._clock.advance(1)
            yield DATA[place : place + 1000]
        raise httpx2.ReadError("broken")


def slow(harness: Harness, pieces: int, timeouts: list[Any]) -> Any:
    """Return a client of a host that sends this many pieces per connection."""

    def host(request: httpx2.Request) -> httpx2.Response:
        timeouts.append(request.extensions["timeout"]["read"])
        start = int(request.headers.get("Range", "bytes=0-")[6:-1])
        headers = {"ETag": '"1"', "Content-Range": f"bytes {start}-{len(DATA) - 1}/{len(DATA)}"}
        return httpx2.Response(206 if start else 200, headers=headers, stream=Pieces(harness.clock, start, pieces))

    return harness.client(transport=host)


def test_a_deadline_covers_all_connections(harness: Harness, client: Any, target: Path) -> None:
    file, timeouts = client.files.get(PATH), list[Any]()
    with pytest.raises(DeadlineError, match=f"10 s was exceeded after [0-9]+ of {len(DATA)}") as caught:
        slow(harness, 3, timeouts).files.download(file, target, deadline=10)
    assert 9 <= harness.clock.passed <= 11
    assert len(timeouts) >= 2
    assert (caught.value.call.operation, caught.value.call.stopped) == ("files.download", "deadline")
    assert caught.value.call.attempts == len(timeouts)
    # No attempt waits longer than the remaining time.
    assert timeouts[0] == 5
    assert timeouts[-1] < 5
    untouched(target)


def test_a_deadline_ends_a_slow_connection(harness: Harness, client: Any, target: Path) -> None:
    file, timeouts = client.files.get(PATH), list[Any]()
    with pytest.raises(DeadlineError, match="after 10000 of"):
        slow(harness, 3000, timeouts).files.download(file, target, deadline=10)
    assert harness.clock.passed == 10
    untouched(target)


def test_a_deadline_of_the_client_applies(harness: Harness, client: Any, target: Path) -> None:
    harness.server.control.fault(CDN, "status", status=503, times=100)
    with pytest.raises(DeadlineError):
        harness.client(deadline=3).files.download(PATH, target, retries=1000)
    assert harness.clock.passed <= 3
    untouched(target)


def test_a_deadline_includes_the_request_for_the_file(harness: Harness, client: Any, target: Path) -> None:
    harness.server.control.fault("files.get", "status", status=503, times=3)
    harness.server.control.fault(CDN, "status", status=503, times=100)
    with pytest.raises(DeadlineError):
        client.files.download(PATH, target, deadline=3, retries=1000)
    assert harness.clock.passed <= 3
    untouched(target)


def test_a_download_within_its_deadline_succeeds(harness: Harness, client: Any, target: Path) -> None:
    fault = harness.server.control.fault(CDN, "drop_response", bytes=300_000, times=2)
    client.files.download(PATH, target, deadline=60)
    whole(target)
    assert harness.server.control.fired(fault) == 2


# --- what cannot be ------------------------------------------------------------------------------------------------


def test_downloading_a_folder_raises(harness: Harness, client: Any, target: Path) -> None:
    with pytest.raises(InvalidArgumentError, match="folders"):
        client.files.download("/folder", target)
    untouched(target)


def test_downloading_a_missing_file_raises_not_found(harness: Harness, client: Any, target: Path) -> None:
    with pytest.raises(NotFoundError):
        client.files.download("/nothing", target)
    untouched(target)


@pytest.mark.parametrize(
    "url", ["http://127.0.0.1:99999/x", "http://a:port/", "http://\u200b/x", "ftp://host/x", "//", "\x00"]
)
def test_an_invalid_download_url_raises(harness: Harness, client: Any, target: Path, url: str) -> None:
    file = client.files.get(PATH)
    file.download_url = url
    with pytest.raises(DownloadError):
        client.files.download(file, target)
    untouched(target)


@pytest.mark.parametrize("size", [None, "7"])
def test_a_file_without_a_size_raises(harness: Harness, client: Any, target: Path, size: Any) -> None:
    file = client.files.get(PATH)
    file.size = size
    with pytest.raises(ResponseError, match="size"):
        client.files.download(file, target)
    untouched(target)


def test_a_folder_as_destination_raises(harness: Harness, client: Any, target: Path) -> None:
    with pytest.raises(DestinationError, match="name the file"):
        client.files.download(PATH, target.parent)
    untouched(target)


@pytest.mark.parametrize("name", ["missing/file.bin", "file.bin/file.bin", "nul\x00l", "long" * 100])
def test_a_destination_without_write_permission_raises(harness: Harness, client: Any, target: Path, name: str) -> None:
    with pytest.raises(DestinationError, match="cannot write"):
        client.files.download(PATH, target.parent / name)
    untouched(target)
    assert not sent(harness.server, CDN)


def test_a_full_disk_raises(harness: Harness, client: Any, target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def append(*_: Any) -> None:
        raise DestinationError(f"cannot write the download: {errno.ENOSPC}")

    monkeypatch.setattr(FileSink, "append", append)
    for _ in range(40):  # the pool has 32 connections: a leaked one would block the next request
        with pytest.raises(DestinationError):
            client.files.download(PATH, target)
    untouched(target)
    assert client.files.get(PATH).size == len(DATA)


def test_an_abandoned_response_is_closed(harness: Harness, client: Any, target: Path) -> None:
    file, streams = client.files.get(PATH), list[Any]()

    class Closed(Whole):
        closed = False

        def close(self) -> None:
            self.closed = True

        async def aclose(self) -> None:
            self.closed = True

    def host(request: httpx2.Request) -> httpx2.Response:
        streams.append(Closed())
        return httpx2.Response(404, stream=streams[-1])

    with pytest.raises(DownloadError):
        harness.client(transport=host).files.download(file, target)
    assert [stream.closed for stream in streams] == [True]


@pytest.mark.skipif(os.name == "nt", reason="modes of this kind are Unix's")
@pytest.mark.parametrize("mask", [0o022, 0o077])
def test_a_new_file_has_the_usual_mode(
    harness: Harness, client: Any, target: Path, mask: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    target.unlink(missing_ok=True)  # a file that exists keeps its mode
    before = os.umask(mask)
    try:
        # The umask can only be read by setting it, which affects all threads of the process.
        monkeypatch.delattr(os, "umask")
        client.files.download(PATH, target)
    finally:
        monkeypatch.undo()
        os.umask(before)
    assert target.stat().st_mode & 0o777 == 0o666 & ~mask


def test_a_full_disk_raises_when_the_download_restarts(
    harness: Harness, client: Any, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def truncate(*_: Any) -> None:
        raise OSError(errno.ENOSPC, "No space left")

    opened = Path.open

    def opening(path: Path, *arguments: Any, **options: Any) -> Any:
        file = opened(path, *arguments, **options)
        if path.suffix != ".part":
            return file
        return mock.Mock(wraps=file, truncate=truncate)

    monkeypatch.setattr(Path, "open", opening)
    with pytest.raises(DestinationError, match="No space left"):
        client.files.download(PATH, target)
    untouched(target)


def test_endless_redirects_raise(harness: Harness, client: Any, target: Path) -> None:
    def host(request: httpx2.Request) -> httpx2.Response:
        return httpx2.Response(302, headers={"Location": str(request.url)})

    file, around = client.files.get(PATH), harness.client(transport=host)
    around.raw._caller.http_client._client.follow_redirects = True
    with pytest.raises(DownloadError, match="redirects"):
        around.files.download(file, target)
    untouched(target)


@pytest.mark.parametrize("harness", ["async"], indirect=True)
def test_a_cancelled_download_keeps_the_previous_file(harness: Harness, client: Any, target: Path) -> None:
    harness.server.control.fault(CDN, "stall", seconds=60)

    async def timed() -> None:
        async with asyncio.timeout(0.2):
            await client.raw.files.download(PATH, target)

    with pytest.raises(TimeoutError):
        harness.result(timed)
    untouched(target)

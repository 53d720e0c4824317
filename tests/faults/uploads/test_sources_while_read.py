"""Uploads whose file changes, whose hook raises, or whose task is cancelled."""

from __future__ import annotations

import _thread
import asyncio
import io
import os
import signal
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import anyio
import pytest

from kinocraft.errors import KinocraftError, SourceChangedError, SourceError, UploadVerificationError
from tests.faults.harness import Harness, content, nothing_left, sent, stored

PATH = "/read.bin"
PART = 100_000
SIZE = 350_000
PUT = "files.uploads.put_part"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    file = tmp_path / "read.bin"
    file.write_bytes(content(SIZE))
    os.utime(file, (1_000_000_000, 1_000_000_000))  # so that every write changes it
    return file


def once(do: Any) -> Any:
    """Return a progress hook that runs a function when the first part is confirmed."""

    def hook(progress: Any) -> None:
        if progress.parts == 1:
            do()

    return hook


def rewritten(file: Path) -> None:
    with file.open("r+b") as opened:
        opened.seek(SIZE - 10)
        opened.write(b"0123456789")


def shrunk(file: Path) -> None:
    os.truncate(file, SIZE - 1)


def emptied(file: Path) -> None:
    os.truncate(file, 0)


def grown(file: Path) -> None:
    with file.open("ab") as opened:
        opened.write(b"more")


CHANGES = [rewritten, shrunk, emptied, grown]


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("parallel", [1, 4])
def test_a_file_changed_during_a_multipart_upload_raises(
    harness: Harness, file: Path, change: Any, parallel: int
) -> None:
    with pytest.raises(SourceChangedError, match=r"read\.bin changed"):
        harness.client().files.upload(
            file, PATH, part_size=PART, parallel=parallel, progress=once(lambda: change(file))
        )
    assert sent(harness.server, PUT)
    nothing_left(harness.server, PATH)


@pytest.mark.parametrize("change", CHANGES)
def test_a_file_changed_between_two_attempts_raises(harness: Harness, file: Path, change: Any) -> None:
    """The first attempt fails, and the file changes while the client waits for the second."""
    fault = harness.server.control.fault("files.create", "status", status=429)

    class Changing(type(harness.clock)):  # type: ignore[misc]
        def sleep(self, seconds: float) -> None:
            change(file)
            super().sleep(seconds)

    with pytest.raises(SourceChangedError):
        harness.client(clock=Changing()).files.upload(file, PATH)
    assert harness.server.control.fired(fault) == 1
    nothing_left(harness.server, PATH)


@pytest.mark.parametrize("threshold", [0, SIZE])
def test_a_file_removed_during_the_upload_arrives(harness: Harness, file: Path, threshold: int) -> None:
    harness.server.control.fault("files.create", "status", status=429)
    removed: list[bool] = []

    def remove(*_: Any) -> None:
        if not removed:
            file.unlink()
            removed.append(True)

    class Removing(type(harness.clock)):  # type: ignore[misc]
        def sleep(self, seconds: float) -> None:
            remove()
            super().sleep(seconds)

    harness.client(clock=Removing()).files.upload(file, PATH, threshold=threshold, part_size=PART, progress=remove)
    assert removed
    assert stored(harness.server, PATH) == content(SIZE)


def test_a_file_replaced_during_the_upload_raises(harness: Harness, file: Path) -> None:
    other = file.with_name("other")
    other.write_bytes(b"other")
    with pytest.raises(SourceChangedError, match=r"read\.bin changed"):
        harness.client().files.upload(file, PATH, part_size=PART, progress=once(lambda: other.replace(file)))
    nothing_left(harness.server, PATH)


@pytest.mark.parametrize("threshold", [0, SIZE])
def test_a_shrinking_buffer_raises(harness: Harness, threshold: int) -> None:
    class Shrinking(io.BytesIO):
        def read(self, size: int | None = -1, /) -> bytes:
            if size:
                self.truncate(SIZE - PART)
            return super().read(size)

    with pytest.raises(SourceChangedError, match="changed during"):
        harness.client().files.upload(Shrinking(content(SIZE)), PATH, part_size=PART, threshold=threshold)
    nothing_left(harness.server, PATH)


class Lying(io.BytesIO):
    """Returns other bytes when a range is read again, so the bytes sent differ from those hashed."""

    def __init__(self, data: bytes) -> None:
        super().__init__(data)
        self.read_before: set[int] = set()

    def read(self, size: int | None = -1, /) -> bytes:
        place = self.tell()
        block = super().read(size)
        if size and place >= PART:
            if PART in self.read_before:
                return bytes(len(block))
            self.read_before.add(PART)
        return block


def test_a_file_with_changing_bytes_fails_its_sha256(harness: Harness) -> None:
    with pytest.raises(UploadVerificationError, match="sha256"):
        harness.client().files.upload(Lying(content(SIZE)), PATH, part_size=PART)
    assert len(sent(harness.server, "files.uploads.complete")) == 1
    nothing_left(harness.server, PATH)


class Failing(io.BytesIO):
    """A file whose disk fails."""

    def read(self, size: int | None = -1, /) -> bytes:
        if size and self.tell() + size > 2 * PART:
            raise OSError(5, "Input/output error")
        return super().read(size)


@pytest.mark.parametrize("threshold", [0, SIZE])
def test_a_read_error_of_the_file_raises(harness: Harness, threshold: int) -> None:
    with pytest.raises(SourceError, match="Input/output error"):
        harness.client().files.upload(Failing(content(SIZE)), PATH, part_size=PART, threshold=threshold)
    nothing_left(harness.server, PATH)


# --- giving up ----------------------------------------------------------------------------------------------------


class StopError(Exception):
    """An error of the user's own."""


def test_a_progress_hook_that_raises_ends_the_upload(harness: Harness, file: Path) -> None:
    def stop(_: Any) -> None:
        raise StopError

    with pytest.raises(StopError):
        harness.client().files.upload(file, PATH, part_size=PART, resume=False, progress=stop)
    nothing_left(harness.server, PATH)


@pytest.fixture
def interruptible() -> Iterator[None]:
    """Enable KeyboardInterrupt, which is disabled if the tests run in the background."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("interruptible")
def test_an_interrupt_during_a_part_leaves_no_upload_session(harness: Harness, file: Path) -> None:
    """The main thread is interrupted while parts are in flight, as by Ctrl-C."""
    interrupt = once(
        _thread.interrupt_main if harness.kind == "sync" else lambda: signal.raise_signal(signal.SIGINT),
    )
    with pytest.raises(KeyboardInterrupt):
        harness.client().files.upload(file, PATH, part_size=PART, resume=False, parallel=2, progress=interrupt)
    assert sent(harness.server, "files.uploads.cancel")
    nothing_left(harness.server, PATH)


@pytest.mark.parametrize("harness", ["async"], indirect=True)
def test_a_cancelled_task_leaves_no_upload_session(harness: Harness, file: Path) -> None:
    async def cancelled() -> None:
        files = harness.client().raw.files
        going = asyncio.ensure_future(
            files.upload(file, PATH, part_size=PART, resume=False, parallel=2, progress=once(lambda: going.cancel()))
        )
        with pytest.raises(asyncio.CancelledError):
            await going

    harness.result(cancelled)
    assert sent(harness.server, PUT)
    nothing_left(harness.server, PATH)


@pytest.mark.parametrize("harness", ["async"], indirect=True)
def test_a_cancelled_scope_leaves_no_upload_session(harness: Harness, file: Path) -> None:
    """A cancelled scope of anyio cancels every wait inside it, including cleanup unless it is shielded."""

    async def cancelled() -> bool:
        files = harness.client().raw.files
        with anyio.CancelScope() as scope:
            await files.upload(file, PATH, part_size=PART, resume=False, parallel=2, progress=once(scope.cancel))
        return scope.cancelled_caught

    assert harness.result(cancelled)
    assert sent(harness.server, PUT)
    nothing_left(harness.server, PATH)


@pytest.mark.parametrize("harness", ["async"], indirect=True)
def test_a_timeout_around_an_upload_leaves_no_upload_session(harness: Harness, file: Path) -> None:
    harness.server.control.fault(PUT, "stall", seconds=60, after=1, times=100)

    async def timed() -> None:
        async with asyncio.timeout(0.3):
            await harness.client().raw.files.upload(file, PATH, part_size=PART, resume=False)

    with pytest.raises(TimeoutError):
        harness.result(timed)
    nothing_left(harness.server, PATH)


def test_cleanup_has_a_time_limit(harness: Harness, file: Path) -> None:
    fault = harness.server.control.fault("files.uploads.cancel", "stall", seconds=60, times=100)

    def stop(_: Any) -> None:
        raise StopError

    with pytest.raises(StopError):
        harness.client().files.upload(file, PATH, part_size=PART, resume=False, timeout=0.1, progress=stop)
    assert harness.server.control.fired(fault) == 2


def test_an_open_file_stays_open_at_its_position(harness: Harness, file: Path) -> None:
    harness.server.control.fault(PUT, "status", status=400)
    with file.open("rb") as opened:
        opened.seek(1_000)
        with pytest.raises(KinocraftError):
            harness.client().files.upload(opened, PATH, part_size=PART)
        assert opened.tell() == 1_000
        harness.client().files.upload(opened, PATH, part_size=PART)
        assert opened.tell() == 1_000
    assert stored(harness.server, PATH) == content(SIZE)[1_000:]

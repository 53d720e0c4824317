"""Sources of every kind: pipes and iterators of unknown length, empty and huge files, and files that change."""

from __future__ import annotations

import hashlib
import os
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx2
import pytest

from kinocraft.errors import InvalidArgumentError, SourceChangedError, SourceError, UploadJournalError
from kinocraft.sources import Source
from kinocraft_mock.state.blobs import IncomingFile
from tests.faults.harness import content, stored
from tests.faults.uploads_resumed.driver import PART, SIZE, TARGET, WHOLE, Driver
from tests.faults.uploads_resumed.test_events import after_part, replaced, rewritten

MIB, GIB = 1 << 20, 1 << 30


def pieces(data: bytes, size: int = 4_321) -> Iterator[bytes]:
    for start in range(0, len(data), size):
        yield data[start : start + size]
        yield b""


@contextmanager
def written(write: Callable[[bytes], Any], close: Callable[[], Any], data: bytes) -> Iterator[None]:
    """Write from another thread, as another process would."""

    def run() -> None:
        for piece in pieces(data):
            if piece:
                write(piece)
        close()

    thread = threading.Thread(target=run)
    thread.start()
    yield
    thread.join()


@contextmanager
def pipe(data: bytes, folder: Path) -> Iterator[Any]:
    reading, writing = os.pipe()
    with os.fdopen(reading, "rb") as file, os.fdopen(writing, "wb") as end, written(end.write, end.close, data):
        yield file


@contextmanager
def named_pipe(data: bytes, folder: Path) -> Iterator[Any]:
    path = folder / "pipe"
    os.mkfifo(path)
    opened: list[Any] = []

    def write(piece: bytes) -> None:
        if not opened:
            opened.append(path.open("wb"))
        opened[0].write(piece)

    with written(write, lambda: opened[0].close(), data), path.open("rb") as file:
        yield file


@contextmanager
def connection(data: bytes, folder: Path) -> Iterator[Any]:
    one, other = socket.socketpair()
    with one, other, written(other.sendall, other.close, data), one.makefile("rb") as file:
        yield file


@contextmanager
def iterator(data: bytes, folder: Path) -> Iterator[Any]:
    yield pieces(data)


KINDS = [
    iterator,
    *(
        pytest.param(kind, marks=pytest.mark.skipif(os.name == "nt", reason="Windows has no pipes of this kind"))
        for kind in (pipe, named_pipe, connection)
    ),
]


def send(driver: Driver, what: Any, **options: Any) -> Any:
    other = Driver.__new__(Driver)
    other.__dict__.update(driver.__dict__, file=what)
    return other.upload(**options)


@contextmanager
def begun(driver: Driver, what: Any, **options: Any) -> Iterator[Any]:
    other = Driver.__new__(Driver)
    other.__dict__.update(driver.__dict__, file=what)
    handle = other.begin(**options)
    try:
        yield handle
    finally:
        driver.harness.result(handle.close if driver.harness.kind == "sync" else handle.aclose)


@pytest.mark.parametrize("kind", KINDS)
def test_content_of_unknown_length_arrives(driver: Driver, kind: Any, tmp_path: Path) -> None:
    with kind(WHOLE, tmp_path) as what:
        send(driver, what, **({"title": "Talk"} if driver.vendor == "kinescope" else {}))
    driver.assert_arrived()


@pytest.mark.parametrize("kind", KINDS[:2])
def test_content_of_unknown_length_is_sent_step_by_step(driver: Driver, kind: Any, tmp_path: Path) -> None:
    result = driver.harness.result
    with kind(WHOLE, tmp_path) as what, begun(driver, what) as handle:
        assert [result(handle.advance).confirmed for _ in range(4)] == [10_000, 20_000, 30_000, SIZE]
        result(handle.run)
    driver.assert_arrived()


def test_an_iterator_without_bytes(driver: Driver) -> None:
    if driver.vendor == "platformcraft":
        assert send(driver, pieces(b"")).size == 0
        driver.assert_arrived(b"")
    else:
        with begun(driver, pieces(b"")) as handle, pytest.raises(InvalidArgumentError, match="no bytes"):
            driver.harness.result(handle.run)
        driver.assert_nothing_left()


def test_an_iterator_that_fails_leaves_nothing(driver: Driver) -> None:
    def failing() -> Iterator[bytes]:
        yield WHOLE[:PART]
        raise OSError(5, "Input/output error")

    with begun(driver, failing()) as handle, pytest.raises(SourceError, match="Input/output error"):
        driver.harness.result(handle.run)
    driver.assert_nothing_left()


def test_a_full_disk_of_the_copy_is_reported(driver: Driver, monkeypatch: pytest.MonkeyPatch) -> None:
    class Full:
        def __enter__(self) -> None: ...

        def write(self, _: bytes) -> int:
            raise OSError(28, "No space left on device")

        def close(self) -> None: ...

    monkeypatch.setattr("tempfile.TemporaryFile", Full)
    with begun(driver, pieces(WHOLE)) as handle, pytest.raises(SourceError, match=r"temporary file.*No space left"):
        driver.harness.result(handle.run)
    driver.assert_nothing_left()


def test_an_iterator_is_read_once_by_a_handle_that_is_tried_again(driver: Driver, tmp_path: Path) -> None:
    kept = tmp_path / "state"
    kept.write_text("not a state")
    with begun(driver, pieces(WHOLE), resume=kept) as handle:
        with pytest.raises(UploadJournalError, match="is not the state of an upload"):
            driver.harness.result(handle.run)
        kept.unlink()
        driver.harness.result(handle.run)
    driver.assert_arrived()


# --- memory -----------------------------------------------------------------------------------------------------------

PROGRAM = """
import resource, sys
from kinocraft import Kinescope, Platformcraft

vendor, how, project, size = sys.argv[1:]

def blocks():
    for _ in range(int(size)):
        yield bytes(1 << 20)

if vendor == "kinescope":
    with Kinescope(on_drift=lambda drift: None) as client:
        if how == "upload":
            client.videos.upload(blocks(), parent_id=project, title="Talk")
        else:
            client.videos.begin_upload(blocks(), parent_id=project, title="Talk").run()
else:
    with Platformcraft() as client:
        client.files.upload(blocks(), "/long.bin", parallel=2)
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""


@pytest.mark.skipif(os.name == "nt", reason="Windows has no getrusage")
@pytest.mark.timeout(600)
@pytest.mark.parametrize("length", [80, pytest.param(1024, marks=pytest.mark.slow)])
@pytest.mark.parametrize("harness", ["sync"], indirect=True)
def test_memory_does_not_grow_with_the_content(driver: Driver, length: int) -> None:
    ways = ["upload", "begin"] if driver.vendor == "kinescope" else ["upload"]
    peaks: list[int] = []
    for how, size in [("upload", 1), *((way, length) for way in ways)]:
        driver.harness.server.control.reset()
        driver = Driver(driver.harness, driver.vendor, driver.file)
        environment = {**os.environ, **driver.harness.server.environment, "PYTHONPATH": os.pathsep.join(sys.path)}
        arguments = [driver.vendor, how, driver.project, str(size)]
        run = subprocess.run(
            [sys.executable, "-c", PROGRAM, *arguments], env=environment, capture_output=True, text=True
        )
        assert run.returncode == 0, run.stderr
        peaks.append(int(run.stdout))
    assert max(peaks) - peaks[0] < 32 * 1024, peaks  # KiB


# --- large and sparse files -------------------------------------------------------------------------------------------


@pytest.fixture
def sparse_server(monkeypatch: pytest.MonkeyPatch) -> None:
    """A server that stores blocks of zeros as holes, so that a huge file needs no space on disk."""
    write, close = IncomingFile._write, IncomingFile._close

    def written(self: Any, blocks: Any) -> None:
        for block in blocks:
            if block.count(0) == len(block):
                if self._hash is not None:
                    self._hash.update(block)
                os.lseek(self._file, len(block), os.SEEK_CUR)
            else:
                write(self, [block])

    def closed(self: Any) -> None:
        if not self._closed:
            os.ftruncate(self._file, os.lseek(self._file, 0, os.SEEK_CUR))
        close(self)

    monkeypatch.setattr(IncomingFile, "_write", written)
    monkeypatch.setattr(IncomingFile, "_close", closed)


@pytest.mark.usefixtures("sparse_server")
@pytest.mark.timeout(1800)
@pytest.mark.parametrize("size", [40 * MIB + 5, pytest.param(5 * GIB + 5, marks=pytest.mark.slow)])
@pytest.mark.parametrize("harness", ["sync"], indirect=True)
def test_a_sparse_file_arrives(driver: Driver, size: int) -> None:
    """There is something at its start, at its end, and on both sides of the boundary in the middle."""
    marks = {0: b"start", min(4 * GIB, 32 * MIB) - 3: b"middle", size - 3: b"end"}
    with driver.file.open("wb") as file:
        file.truncate(size)
        for place, mark in marks.items():
            file.seek(place)
            file.write(mark)
    reported: list[Any] = []
    options = {"part_size": None, "threshold": None, "progress": reported.append, "timeout": 60}
    made = driver.upload(**options)
    assert (reported[-1].confirmed, reported[-1].total) == (size, size)
    if driver.vendor == "platformcraft":  # the service has compared the SHA-256
        assert made.size == size
        link = f"{driver.harness.server.url}/platformcraft/cdn/{driver.harness.server.login}{TARGET}"
    else:
        driver.harness.server.control.advance(60)
        (asset,) = (each for each in driver.client().videos.get(made.id).assets if each.quality == "original")
        assert asset.file_size == size
        link = asset.download_link
    for place, mark in marks.items():
        headers = {"Range": f"bytes={max(0, place - 9)}-{place + len(mark) - 1}"}
        got = httpx2.get(link, headers=headers, trust_env=False).raise_for_status().content
        assert got == bytes(min(9, place)) + mark


# --- files that change ------------------------------------------------------------------------------------------------


def touched(file: Path) -> bytes:
    os.utime(file, (1_000_000_001, 1_000_000_001))
    return WHOLE


def cut(file: Path) -> bytes:
    os.truncate(file, SIZE - 1)
    return WHOLE[:-1]


CHANGES = [replaced, rewritten, touched, cut]


@pytest.mark.parametrize("change", CHANGES)
def test_a_file_that_changes_before_the_completion_is_not_stored(driver: Driver, change: Any) -> None:
    """All parts have been confirmed. The last chunk of a video completes it, so there the last moment is earlier."""
    part = 4 if driver.vendor == "platformcraft" else 3
    with pytest.raises(SourceChangedError, match="changed during"):
        driver.upload(progress=after_part(part, lambda: change(driver.file)))
    driver.assert_nothing_left()


READS = {"platformcraft": 7, "kinescope": 6}
"""Reads of an upload: two of the fingerprint, one of each of the four parts, and on Filespot one of the SHA-256."""


@pytest.mark.parametrize("change", [replaced, pytest.param(touched, marks=pytest.mark.slow)])
@pytest.mark.parametrize("harness", ["sync", pytest.param("async", marks=pytest.mark.slow)], indirect=True)
def test_a_file_that_changes_after_any_read_is_noticed(driver: Driver, change: Any) -> None:
    read, outcomes = Source.read, list[str]()
    for number in range(1, READS[driver.vendor] + 2):
        driver.harness.server.control.reset()
        again = Driver(driver.harness, driver.vendor, driver.file)
        driver.file.write_bytes(WHOLE)
        os.utime(driver.file, (1_000_000_000, 1_000_000_000))
        done: list[int] = []

        def counted(self: Source, offset: int, size: int, number: int = number, done: list[int] = done) -> bytes:
            block = read(self, offset, size)
            done.append(offset)
            if len(done) == number:
                change(driver.file)
            return block

        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(Source, "read", counted)
            try:
                again.upload()
            except SourceChangedError:
                outcomes.append("noticed")
                again.assert_nothing_left()
            else:
                outcomes.append("unchanged")
                again.assert_arrived()
    assert outcomes == [*["noticed"] * READS[driver.vendor], "unchanged"]


def test_an_upload_of_a_grown_file_is_not_resumed(driver: Driver) -> None:
    handle = driver.begin()
    driver.harness.result(handle.advance)
    driver.harness.result(handle.close if driver.harness.kind == "sync" else handle.aclose)
    data = WHOLE + content(5_000, seed=3)
    driver.file.write_bytes(data)
    driver.upload()
    driver.assert_arrived(data)
    if driver.vendor == "platformcraft":
        there = stored(driver.harness.server, TARGET) or b""
        assert hashlib.sha256(there).hexdigest() == hashlib.sha256(data).hexdigest()

"""Sources that can be uploaded, and sources that are rejected before anything is sent."""

from __future__ import annotations

import io
import os
import tempfile
from pathlib import Path
from typing import Any

import pytest

from kinocraft.errors import InvalidArgumentError, SourceChangedError, SourceError, UploadCancelledError
from kinocraft.rate_caps import BLOCK
from kinocraft.sources import Part, PathBody, Source
from tests.faults.harness import Harness, content

DATA = content(1_000)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    file = tmp_path / "file.bin"
    file.write_bytes(DATA)
    return file


def all_of(source: Source) -> bytes:
    return b"".join(Part(source, 0, source.size).blocks())


@pytest.mark.parametrize("make", [Path, str, os.fsdecode, bytes, bytearray, memoryview, io.BytesIO])
def test_every_supported_source_is_read(file: Path, make: Any) -> None:
    source = Source(make(DATA if make in (bytes, bytearray, memoryview, io.BytesIO) else file))
    assert source.size == len(DATA)
    assert all_of(source) == all_of(source) == DATA
    source.close()


@pytest.mark.parametrize("buffering", [-1, 0])
@pytest.mark.parametrize("place", [0, 1, 400, 1_000, 2_000])
def test_an_open_file_is_read_from_its_position_which_is_restored(file: Path, place: int, buffering: int) -> None:
    with file.open("rb", buffering=buffering) as opened:
        opened.seek(place)
        source = Source(opened)
        assert source.size == max(0, 1_000 - place)
        assert all_of(source) == DATA[place:]
        source.close()
        assert opened.tell() == place


def test_temporary_files_are_accepted() -> None:
    with tempfile.SpooledTemporaryFile(max_size=10) as spooled:
        spooled.write(DATA)
        spooled.seek(0)
        assert all_of(Source(spooled)) == DATA  # type: ignore[arg-type]


def test_a_file_with_short_reads_is_read_completely() -> None:
    class Slow(io.BytesIO):
        def read(self, size: int | None = -1, /) -> bytes:
            return super().read(min(7, size or 0))

    assert all_of(Source(Slow(DATA))) == DATA


def test_a_file_opened_by_path_is_closed(file: Path) -> None:
    source = Source(file)
    source.close()
    with pytest.raises(SourceError, match="closed file"):
        all_of(source)


def closed() -> io.BytesIO:
    file = io.BytesIO(DATA)
    file.close()
    return file


def forbidden(self: Path, *_: Any, **__: Any) -> Any:
    raise PermissionError(13, "Permission denied", str(self))


@pytest.fixture(params=["missing", "folder", "no permission", "fifo", "device", "null", "long", "below a file"])
def unreadable(request: pytest.FixtureRequest, tmp_path: Path, file: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    match request.param:
        case "missing":
            return tmp_path / "missing"
        case "folder":
            return tmp_path
        case "no permission":
            monkeypatch.setattr(Path, "open", forbidden)  # patched, because root may read everything
            return file
        case "fifo":
            os.mkfifo(tmp_path / "fifo")
            return tmp_path / "fifo"
        case "device":
            return "/dev/zero"
        case "null":
            return "nul\x00l"
        case "long":
            return "long" * 100
        case _:
            return file / "below"


def test_an_unreadable_file_raises_before_a_request_is_sent(unreadable: Any, harness: Harness) -> None:
    def service(_: Any) -> Any:
        pytest.fail("something was sent")

    with pytest.raises(SourceError, match="cannot read") as caught:
        harness.client(transport=service).files.upload(unreadable, "/a")
    assert str(unreadable) in str(caught.value)


@pytest.mark.parametrize(
    ("given", "says"),
    [
        (io.StringIO("text"), "binary mode"),
        (io.TextIOWrapper(io.BytesIO(b"text")), "binary mode"),
        (tempfile.SpooledTemporaryFile(mode="w+"), "binary mode"),  # noqa: SIM115
        (closed(), "closed"),
        (iter([b"x"]), "cannot upload a list_iterator"),
        (7, "cannot upload a int"),
        (None, "cannot upload a NoneType"),
    ],
    ids=lambda given: type(given).__name__,
)
def test_a_source_that_is_not_a_file_raises(given: Any, says: str) -> None:
    with pytest.raises(InvalidArgumentError, match=says):
        Source(given)


def test_a_text_file_raises(file: Path) -> None:
    with file.open() as opened, pytest.raises(InvalidArgumentError, match="binary mode"):
        Source(opened)  # type: ignore[arg-type]


def test_a_file_opened_for_writing_raises(tmp_path: Path) -> None:
    with (tmp_path / "out").open("wb") as opened, pytest.raises(SourceError, match="cannot read"):
        Source(opened)


def test_a_pipe_raises() -> None:
    reading, writing = os.pipe()
    with (
        os.fdopen(reading, "rb") as read,
        os.fdopen(writing, "wb"),
        pytest.raises(InvalidArgumentError, match="seekable"),
    ):
        Source(read)


def test_an_abandoned_source_is_not_read(file: Path) -> None:
    source = Source(file)
    source.abandon()
    with pytest.raises(UploadCancelledError):
        all_of(source)
    source.close()


def test_a_part_is_read_in_blocks() -> None:
    data = content(3 * BLOCK)
    part = Part(Source(data), 5, 2 * BLOCK + 1)
    assert part.size == 2 * BLOCK + 1
    blocks = list(part.blocks())
    assert [len(block) for block in blocks] == [BLOCK, BLOCK, 1]
    assert b"".join(blocks) == data[5 : 5 + part.size]


def test_a_changed_file_is_noticed_before_its_last_block(file: Path) -> None:
    os.utime(file, (1, 1))
    source = Source(file)
    with file.open("r+b") as opened:
        opened.write(b"x")
    with pytest.raises(SourceChangedError, match="changed during"):
        next(Part(source, 0, source.size).blocks())
    source.close()


@pytest.mark.parametrize("size", [0, 1, BLOCK, BLOCK + 1])
def test_digest_is_the_sha256_of_the_source(size: int) -> None:
    import hashlib

    data = content(size)
    digest = ""
    for work in Source(data).digest():
        digest = work()
    assert digest == hashlib.sha256(data).hexdigest()


LARGE = content(3 * BLOCK + 7)


def rewrite(path: Path, data: bytes) -> None:
    """Write other bytes at another time."""
    path.write_bytes(data)
    os.utime(path, ns=(1_000, path.stat().st_mtime_ns + 1_000))


def fingerprint(content: Any) -> str:
    source = Source(content)
    try:
        return source.fingerprint()
    finally:
        source.close()


@pytest.mark.parametrize("place", [0, BLOCK, 2 * BLOCK, 3 * BLOCK + 6])
def test_a_fingerprint_shows_a_change_anywhere(tmp_path: Path, place: int) -> None:
    """The bytes between both ends are not read, but the time of the change is."""
    file = tmp_path / "a"
    file.write_bytes(LARGE)
    before, again = fingerprint(file), fingerprint(file)
    changed = bytearray(LARGE)
    changed[place] ^= 1
    rewrite(file, bytes(changed))
    assert before == again != fingerprint(file)
    assert fingerprint(LARGE) == fingerprint(bytearray(LARGE))
    if not BLOCK <= place < 2 * BLOCK + 7:
        assert fingerprint(LARGE) != fingerprint(bytes(changed))


@pytest.mark.parametrize("data", [LARGE[::-1], LARGE[:-1], LARGE + b"x"], ids=["rewritten", "cut", "longer"])
def test_a_file_that_changes_between_two_attempts_raises(tmp_path: Path, data: bytes) -> None:
    file = tmp_path / "a"
    file.write_bytes(LARGE)
    body = PathBody(file)
    assert b"".join(body.blocks()) == LARGE
    rewrite(file, data)
    with pytest.raises(SourceChangedError):
        list(body.blocks())

"""Request bodies: bytes and files that can be sent again, and types that are rejected."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx2
import pytest

from kinocraft.clock import Countdown, SystemClock
from kinocraft.errors import InvalidArgumentError, SourceError
from kinocraft.rate_caps import BLOCK
from kinocraft.transport.bodies import body_of
from kinocraft.transport.encoding import build_request, prepare
from kinocraft_runtime.calls import Call, Operation
from tests.faults.harness import content

POST = Operation(id="o", service="s", server="http://s", method="POST", path="/o", secured=False, idempotent=False)


def request(call: Call[Any]) -> httpx2.Request:
    return build_request(
        prepare(call), base="http://h", session={}, headers={}, time=Countdown(SystemClock(), None, None)
    )


@pytest.mark.parametrize("size", [0, 1, BLOCK - 1, BLOCK, BLOCK + 1, 2 * BLOCK + 7])
@pytest.mark.parametrize("make", [bytes, bytearray, memoryview, io.BytesIO], ids=lambda make: make.__name__)
def test_a_body_can_be_sent_several_times(size: int, make: Callable[[bytes], Any]) -> None:
    data = content(size)
    call = prepare(Call(POST, None, content=make(data), content_type="application/octet-stream"))
    for _ in range(3):
        built = build_request(call, base="http://h", session={}, headers={}, time=Countdown(SystemClock(), None, None))
        assert b"".join(built.stream) == data  # type: ignore[arg-type]
        assert built.headers["Content-Length"] == str(size)


def test_a_body_reads_at_most_one_block_at_a_time() -> None:
    assert max(len(block) for block in body_of(io.BytesIO(content(3 * BLOCK + 1))).blocks()) == BLOCK


def test_a_file_is_sent_from_its_current_position() -> None:
    file = io.BytesIO(b"0123456789")
    file.seek(4)
    call = prepare(Call(POST, None, content=file))
    for _ in range(2):
        built = build_request(call, base="http://h", session={}, headers={}, time=Countdown(SystemClock(), None, None))
        assert b"".join(built.stream) == b"456789"  # type: ignore[arg-type]


def test_a_file_positioned_past_its_end_is_empty() -> None:
    file = io.BytesIO(b"0123")
    file.seek(9)
    assert body_of(file).size == 0


class Pipe(io.RawIOBase):
    def readable(self) -> bool:
        return True


def closed() -> io.BytesIO:
    file = io.BytesIO(b"x")
    file.close()
    return file


@pytest.mark.parametrize(
    ("given", "says"),
    [
        (io.StringIO("text"), "binary mode"),
        (Pipe(), "seekable"),
        (7, "cannot send a int"),
        (iter([b"x"]), "cannot send a list_iterator"),
        (closed(), "closed"),
    ],
    ids=lambda given: given if isinstance(given, str) else type(given).__name__,
)
def test_an_unsupported_body_type_raises(given: Any, says: str) -> None:
    with pytest.raises(InvalidArgumentError, match=says):
        request(Call(POST, None, content=given))


def test_a_write_only_file_raises(tmp_path: Path) -> None:
    with (tmp_path / "f").open("wb") as file, pytest.raises(SourceError, match="cannot read"):
        request(Call(POST, None, content=file))

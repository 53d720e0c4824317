"""Contents whose size is a multiple of a block, on every road by which the client sends or receives a file."""

from __future__ import annotations

import hashlib
import io
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx2
import pytest

from kinocraft.errors import InvalidArgumentError, SourceChangedError
from kinocraft.rate_caps import BLOCK
from kinocraft.sources import Part, Source
from tests.described_operations import OPERATIONS
from tests.faults.harness import BlockingClient, Harness, content, nothing_left, sent, statuses
from tests.faults.harness import stored as stored_file
from tests.faults.videos import APPEND, stored
from tests.seed.clients import new_project

TOKENS = {"access_token": "t", "refresh_token": "r", "user_id": "u", "owner_id": "o", "expires_at": 4_000_000_000}
MIB = 1 << 20
SIZES = [0, 1, BLOCK - 1, BLOCK, BLOCK + 1, 2 * BLOCK, 3 * BLOCK]
FILE = {"id": "1", "name": "a", "path": "/a", "size": 0}
URL = "https://uploads.example/tus/1"

Road = Callable[[BlockingClient, BlockingClient, Any], object]
ROADS: dict[str, Road] = {
    "additional_materials.upload": lambda k, p, c: k.additional_materials.upload("v", c, file_name="a", title="t"),
    "avatars.set": lambda k, p, c: k.avatars.set(c),
    "players.set_logo": lambda k, p, c: k.players.set_logo("1", c),
    "posters.upload": lambda k, p, c: k.posters.upload(c, video_id="v"),
    "videos.subtitles.create": lambda k, p, c: k.videos.subtitles.create("v", c, language="en"),
    "videos.uploads.create": lambda k, p, c: k.videos.uploads.create("t", c),
    "videos.uploads.send": lambda k, p, c: k.videos.uploads.send(URL, c),
    "videos.uploads.append": lambda k, p, c: k.videos.uploads.append(URL, 0, c),
    "files.create": lambda k, p, c: p.files.create("/a", c),
    "files.uploads.put_part": lambda k, p, c: p.files.uploads.put_part("1", 0, c),
}
"""The methods that send a file, by operation."""
COMPOSED: dict[str, Road] = {
    "a request": lambda k, p, c: k.request("POST", "/v1/x", content=c),
    "videos.upload in one request": lambda k, p, c: k.videos.upload(c, title="t"),
    "videos.upload in chunks": lambda k, p, c: k.videos.upload(c, parent_id="p", title="t", threshold=0),
    "videos.upload in chunks of a block": lambda k, p, c: k.videos.upload(
        c, parent_id="p", title="t", threshold=0, part_size=BLOCK
    ),
    "files.upload in one request": lambda k, p, c: p.files.upload(c, "/a"),
    "files.upload in parts": lambda k, p, c: p.files.upload(c, "/a", threshold=-1, part_size=2 * BLOCK),
    "files.upload in parts of a block": lambda k, p, c: p.files.upload(c, "/a", threshold=-1, part_size=BLOCK),
}


def rewritten(file: Path) -> None:
    with file.open("r+b") as opened:
        opened.write(b"?")


def shrunk(file: Path) -> None:
    os.truncate(file, file.stat().st_size - 1)


def grown(file: Path) -> None:
    with file.open("ab") as opened:
        opened.write(b"more")


def service(request: httpx2.Request) -> httpx2.Response:
    """Take every byte of every request, and confirm it."""
    if request.url.path.endswith("/login") or b"login=" in request.content[:100]:
        return httpx2.Response(200, json=TOKENS)
    if request.url.host == "uploads.example":
        end = int(request.headers.get("Upload-Offset", 0)) + len(request.content)
        return httpx2.Response(204, headers={"Upload-Offset": str(end)})
    if request.url.path.endswith("/init"):
        return httpx2.Response(201, json={"data": {"id": "v", "endpoint": URL}})
    return httpx2.Response(200, json={**FILE, "data": FILE, "parts": None})


def clients(harness: Harness) -> tuple[BlockingClient, BlockingClient]:
    def ignored(_: object) -> None:
        """The responses have only what the next call needs."""

    return harness.kinescope(service, on_drift=ignored), harness.client(service, on_drift=ignored)


@pytest.fixture
def change_after_first_read(monkeypatch: pytest.MonkeyPatch) -> Callable[[Callable[[], None]], list[int]]:
    """A function that arranges a change of the file, after its first block was read or, if it is empty, at once."""

    def arrange(change: Callable[[], None]) -> list[int]:
        done: list[int] = []
        read, opened = Source.read, Source.__init__

        def reading(self: Source, offset: int, size: int) -> bytes:
            block = read(self, offset, size)
            if size and not done:
                done.append(size)
                change()
            return block

        def opening(self: Source, given: Any) -> None:
            opened(self, given)
            if not self.size and not done:
                done.append(0)
                change()

        monkeypatch.setattr(Source, "read", reading)
        monkeypatch.setattr(Source, "__init__", opening)
        return done

    return arrange


def test_every_operation_that_sends_a_file_is_tested() -> None:
    def is_file(schema: dict[str, Any]) -> bool:
        nodes = [schema, *schema.get("properties", {}).values()]
        return any(node.get("format") == "binary" or "contentMediaType" in node for node in nodes)

    media = {each.name: each.request for each in OPERATIONS if each.request}
    binary = {name for name, (kind, schema) in media.items() if is_file(schema) or kind.startswith("application/o")}
    assert binary == ROADS.keys()


@pytest.mark.parametrize(
    ("size", "change", "opened"),
    [
        (0, grown, False),
        (BLOCK, rewritten, False),
        (BLOCK, rewritten, True),
        (BLOCK, shrunk, False),
        (BLOCK, grown, False),
        (2 * BLOCK, rewritten, False),
    ],
)
@pytest.mark.parametrize("road", [*ROADS, *COMPOSED])
def test_a_changed_file_of_whole_blocks_raises(
    harness: Harness,
    tmp_path: Path,
    change_after_first_read: Any,
    road: str,
    size: int,
    change: Callable[[Path], None],
    opened: bool,
) -> None:
    file = tmp_path / "a.bin"
    file.write_bytes(content(size))
    os.utime(file, (1_000_000_000, 1_000_000_000))
    kinescope, platformcraft = clients(harness)
    done = change_after_first_read(lambda: change(file))
    given: Any = file.open("rb") if opened else file
    # An empty video is no video.
    expected = InvalidArgumentError if not size and road.startswith("videos.upload ") else SourceChangedError
    with pytest.raises(expected):
        (ROADS | COMPOSED)[road](kinescope, platformcraft, given)
    assert done
    if opened:
        given.close()


@pytest.mark.parametrize("size", SIZES)
def test_the_check_comes_after_the_last_block_was_read(tmp_path: Path, size: int) -> None:
    file = tmp_path / "a.bin"
    file.write_bytes(content(size))
    part = Part(source := Source(file), 0, size)
    assert b"".join(part.blocks()) == content(size)
    grown(file)
    blocks, sizes = part.blocks(), list[int]()
    with pytest.raises(SourceChangedError):
        sizes.extend(map(len, blocks))
    assert sum(sizes) < max(1, size)  # so no request is complete
    source.close()


@pytest.mark.parametrize("size", SIZES)
def test_a_buffer_that_grows_raises(size: int) -> None:
    buffer = io.BytesIO(content(size))
    part = Part(Source(buffer), 0, size)
    buffer.seek(0, io.SEEK_END)
    buffer.write(b"more")
    with pytest.raises(SourceChangedError):
        list(part.blocks())


@pytest.mark.parametrize("size", SIZES)
def test_a_digest_covers_every_byte(size: int) -> None:
    *_, last = [work() for work in Source(content(size)).digest()]
    assert last == hashlib.sha256(content(size)).hexdigest()


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("place", [0, -1])
def test_a_fingerprint_covers_both_ends(size: int, place: int) -> None:
    before, other = bytearray(content(size)), bytearray(content(size))
    assert Source(bytes(before)).fingerprint() == Source(bytes(other)).fingerprint()
    if size:
        other[place] ^= 1
    else:
        other += b"x"
    assert Source(bytes(before)).fingerprint() != Source(bytes(other)).fingerprint()


# --- against the local server -------------------------------------------------------------------------------------


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("options", [{}, {"threshold": -1, "part_size": BLOCK}, {"threshold": -1}])
def test_a_file_of_whole_blocks_arrives_and_returns(
    harness: Harness, tmp_path: Path, size: int, options: dict[str, Any]
) -> None:
    client = harness.client()
    client.files.upload(content(size), "/a.bin", **options)
    assert stored_file(harness.server, "/a.bin") == content(size)
    assert client.files.download("/a.bin", tmp_path / "a.bin").read_bytes() == content(size)
    expected = -(-size // BLOCK) or 1 if "part_size" in options else 1 if options else 0
    assert len(sent(harness.server, "files.uploads.put_part")) == expected


@pytest.mark.parametrize("cut", [0, BLOCK, 2 * BLOCK])
def test_a_download_of_whole_blocks_that_breaks_between_two_is_resumed(
    harness: Harness, tmp_path: Path, cut: int
) -> None:
    client = harness.client()
    client.files.upload(content(3 * BLOCK), "/a.bin")
    harness.server.control.fault("cdn.download", "drop_response", bytes=cut)
    assert client.files.download("/a.bin", tmp_path / "a.bin").read_bytes() == content(3 * BLOCK)


@pytest.mark.parametrize("size", [BLOCK, 2 * BLOCK])
@pytest.mark.parametrize("change", [rewritten, shrunk, grown])
def test_a_changed_file_of_whole_parts_leaves_nothing(
    harness: Harness, tmp_path: Path, size: int, change: Callable[[Path], None]
) -> None:
    file = tmp_path / "a.bin"
    file.write_bytes(content(size))
    os.utime(file, (1_000_000_000, 1_000_000_000))
    with pytest.raises(SourceChangedError):
        harness.client().files.upload(
            file, "/a.bin", threshold=0, part_size=BLOCK, parallel=1, progress=lambda _: change(file)
        )
    nothing_left(harness.server, "/a.bin")


@pytest.mark.parametrize(
    ("size", "options", "chunks"),
    [
        (16 * MIB, {}, 0),
        (16 * MIB + 1, {}, 2),
        (32 * MIB, {}, 2),
        (BLOCK, {"threshold": 0, "part_size": BLOCK}, 1),
        (2 * BLOCK, {"threshold": 0, "part_size": BLOCK}, 2),
        (2 * BLOCK, {"threshold": 2 * BLOCK}, 0),
        (2 * BLOCK, {"threshold": 2 * BLOCK - 1}, 1),
    ],
)
def test_a_video_of_whole_chunks_arrives(harness: Harness, size: int, options: dict[str, Any], chunks: int) -> None:
    kinescope = harness.kinescope(on_drift=lambda drift: None)
    project = new_project(kinescope, "n")
    reported: list[Any] = []
    made = kinescope.videos.upload(content(size), parent_id=project, title="Talk", progress=reported.append, **options)
    assert stored(harness, kinescope, made.id) == content(size)
    assert statuses(harness.server, APPEND) == [204] * chunks
    assert [(each.confirmed, each.total) for each in reported][-1] == (size, size)
    assert len(reported) == max(1, chunks)

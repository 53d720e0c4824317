"""A service accepts only a part of what was sent: the client continues from there, or it raises. No byte is lost."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import httpx2
import pytest

from kinocraft import UploadState
from kinocraft.errors import ResponseError, UploadVerificationError
from kinocraft.rate_caps import BLOCK
from tests.faults.harness import BlockingClient, Harness, content

TOKENS = {"access_token": "t", "refresh_token": "r", "user_id": "u", "owner_id": "o", "expires_at": 4_000_000_000}
ENDPOINT = "https://uploads.example/tus/1"
PART = 10_000
SIZE = 35_000


class TusService:
    """An upload session that takes of each chunk as many bytes as `takes` says, and returns the offset that it has."""

    def __init__(self, *takes: int, confirms: bool = True) -> None:
        self.takes = list(takes)
        self.confirms = confirms
        self.received = b""
        self.offsets: list[int] = []
        self.asked = 0

    def __call__(self, request: httpx2.Request) -> httpx2.Response:
        if request.url.host != "uploads.example":
            data = {"id": "v", "endpoint": ENDPOINT, "title": "t", "status": "uploading"}
            return httpx2.Response(200, json={"data": data})
        if request.method == "HEAD":
            self.asked += 1
            return self._offset(200)
        offset = int(request.headers["Upload-Offset"])
        self.offsets.append(offset)
        if offset != len(self.received):
            return self._offset(409)
        taken = self.takes.pop(0) if self.takes else len(request.content)
        self.received += request.content[:taken]
        return self._offset(204) if self.confirms else httpx2.Response(204)

    def _offset(self, status: int) -> httpx2.Response:
        return httpx2.Response(status, headers={"Upload-Offset": str(len(self.received))})


def upload(harness: Harness, service: Any, data: bytes, **options: Any) -> list[tuple[int, int]]:
    reported: list[tuple[int, int]] = []
    client = harness.kinescope(service, on_drift=lambda drift: None)
    given = {"parent_id": "p", "title": "t", "threshold": 0, "part_size": PART, **options}
    client.videos.upload(data, progress=lambda each: reported.append((each.confirmed, each.parts)), **given)
    return reported


@pytest.mark.parametrize(
    "takes",
    [[1], [9_999], [PART - 1, 1, 1], [1, 2, 3, 4, 5], [PART, 7], [PART, PART, PART, 4_999], [PART, PART, PART, 1]],
    ids=str,
)
def test_a_chunk_that_is_accepted_in_part_is_continued_from_there(harness: Harness, takes: list[int]) -> None:
    service = TusService(*takes)
    reported = upload(harness, service, content(SIZE))
    assert service.received == content(SIZE)
    confirmed, expected = [each for each, _ in reported], []
    offset = 0
    for taken in takes + [PART] * 4:
        if offset < SIZE:
            offset = min(offset + taken, SIZE)
            expected.append(offset)
    assert confirmed == expected
    assert service.offsets == [0, *expected[:-1]]
    assert service.asked == 0


@pytest.mark.parametrize("taken", [1, BLOCK - 1, BLOCK, BLOCK + 1])
def test_a_chunk_of_several_blocks_that_is_accepted_in_part_is_continued(harness: Harness, taken: int) -> None:
    service = TusService(taken)
    upload(harness, service, content(3 * BLOCK), part_size=2 * BLOCK)
    assert service.received == content(3 * BLOCK)


def test_a_chunk_that_is_never_taken_raises(harness: Harness) -> None:
    service = TusService(*[0] * 100)
    with pytest.raises(ResponseError, match="no usable Upload-Offset"):
        upload(harness, service, content(SIZE))
    assert service.received == b""
    assert len(service.offsets) == 6


def test_a_chunk_that_is_accepted_later_is_sent_again(harness: Harness) -> None:
    service = TusService(0, 0, 5, 0, 0)
    upload(harness, service, content(SIZE))
    assert service.received == content(SIZE)


@pytest.mark.parametrize("taken", [0, 1, PART])
def test_a_chunk_without_an_offset_in_its_response_is_settled_by_a_request(harness: Harness, taken: int) -> None:
    service = TusService(taken, confirms=False)
    upload(harness, service, content(SIZE))
    assert service.received == content(SIZE)
    assert service.asked >= 4


def test_a_service_that_lost_confirmed_bytes_is_not_trusted(harness: Harness) -> None:
    service = TusService()

    def losing(request: httpx2.Request) -> httpx2.Response:
        if request.method == "PATCH" and len(service.offsets) == 2:
            service.received = service.received[:3]
        return service(request)

    with pytest.raises(UploadVerificationError, match=r"has 3 bytes .* had confirmed 20000"):
        upload(harness, losing, content(SIZE))
    assert service.offsets == [0, PART, 2 * PART]


def test_an_offset_past_what_was_sent_is_not_believed(harness: Harness) -> None:
    service = TusService(0)

    def boasting(request: httpx2.Request) -> httpx2.Response:
        response = service(request)
        if request.method == "HEAD":
            response.headers["Upload-Offset"] = str(PART + 1)
        return response

    with pytest.raises(UploadVerificationError, match="was sent 10000"):
        upload(harness, boasting, content(SIZE))
    assert service.offsets == [0]


def test_a_resumed_upload_that_is_accepted_in_part_is_continued(harness: Harness) -> None:
    service = TusService(PART, 3)
    states: list[UploadState] = []

    def failing(request: httpx2.Request) -> httpx2.Response:
        if request.method == "PATCH" and len(service.offsets) == 2:
            return httpx2.Response(400)
        return service(request)

    with pytest.raises(Exception, match="400"):
        upload(harness, failing, content(SIZE), resume=states.append)
    assert len(service.received) == PART + 3
    upload(harness, service, content(SIZE), resume=states[0])
    assert service.received == content(SIZE)


def test_an_offset_beyond_the_chunk_is_not_believed(harness: Harness) -> None:
    """A service that confirms more than it was sent would have a file with a hole."""
    service = TusService()

    def boasting(request: httpx2.Request) -> httpx2.Response:
        response = service(request)
        if request.method == "PATCH" and len(service.offsets) == 1:
            response.headers["Upload-Offset"] = str(PART + 1)
        return response

    reported = upload(harness, boasting, content(SIZE))
    assert service.received == content(SIZE)
    assert service.asked == 1
    assert [each for each, _ in reported] == [PART, 2 * PART, 3 * PART, SIZE]


# --- uploads whose response has the size ------------------------------------------------------------------------


class Filespot:
    """A service that stores of each file or part as many bytes as `keep` says."""

    def __init__(self, keep: Callable[[int, int], int]) -> None:
        self.keep = keep
        self.parts: dict[int, bytes] = {}
        self.puts = 0
        self.requests: list[str] = []

    def __call__(self, request: httpx2.Request) -> httpx2.Response:
        query = dict(request.url.params)
        if request.method == "POST" and b"login=" in request.content[:200]:
            return httpx2.Response(200, json=TOKENS)
        if request.method == "PUT" and "uploadPartNum" in query:
            number = int(query["uploadPartNum"])
            self.parts[number] = request.content[: self.keep(self.puts, len(request.content))]
            self.puts += 1
            return httpx2.Response(200, json={})
        self.requests.append(request.method)
        parts = [{"id": number, "src": "s", "size": len(part)} for number, part in sorted(self.parts.items())]
        size = sum(map(len, self.parts.values())) or self.keep(0, SIZE)
        return httpx2.Response(200, json={"id": "1", "path": "/a", "parts": parts or None, "size": size})


def send(harness: Harness, service: Filespot, **options: Any) -> Any:
    client: BlockingClient = harness.client(service, on_drift=lambda drift: None)
    return client.files.upload(content(SIZE), "/a", part_size=PART, **options)


@pytest.mark.parametrize("first_part", [0, 1])
@pytest.mark.parametrize("lacking", [1, 5_000])
@pytest.mark.parametrize("short", [0, 1, 3])
def test_a_part_that_is_stored_in_part_is_sent_again(
    harness: Harness, short: int, lacking: int, first_part: int
) -> None:
    service = Filespot(lambda put, size: size - lacking if put == short else size)
    send(harness, service, parallel=1, first_part=first_part)
    assert b"".join(part for _, part in sorted(service.parts.items())) == content(SIZE)
    assert service.puts == 5


def test_a_part_that_is_rejected_is_sent_again_without_a_question(harness: Harness) -> None:
    """A 429 says that nothing was stored. Only after a lost response is the service asked for what it has."""

    def upload(status: int) -> list[str]:
        service, failures = Filespot(lambda put, size: size), [httpx2.Response(status)]

        def rejecting(request: httpx2.Request) -> httpx2.Response:
            return failures.pop() if failures and request.method == "PUT" else service(request)

        client: BlockingClient = harness.client(rejecting, on_drift=lambda drift: None)
        client.files.upload(content(SIZE), "/a", part_size=PART, parallel=1)
        assert (failures, service.puts) == ([], 4)
        return service.requests

    assert len(upload(503)) == len(upload(429)) + 1


@pytest.mark.parametrize("lacking", [0, 1, 5_000])
def test_a_part_whose_response_was_lost_counts_only_if_it_is_whole(harness: Harness, lacking: int) -> None:
    service, losses = Filespot(lambda put, size: size - lacking if put == 0 else size), [True]
    reported: list[tuple[int, int]] = []

    def losing(request: httpx2.Request) -> httpx2.Response:
        response = service(request)
        if request.method == "PUT" and losses:
            losses.pop()
            raise httpx2.ReadError("lost")
        return response

    client: BlockingClient = harness.client(losing, on_drift=lambda drift: None)
    client.files.upload(
        content(SIZE),
        "/a",
        part_size=PART,
        parallel=1,
        progress=lambda each: reported.append((each.confirmed, sum(map(len, service.parts.values())))),
    )
    assert [confirmed for confirmed, _ in reported] == [stored for _, stored in reported]
    assert reported[-1] == (SIZE, SIZE)
    assert service.puts == (4 if lacking == 0 else 5)


def test_a_part_that_is_always_stored_in_part_raises(harness: Harness) -> None:
    service = Filespot(lambda put, size: min(size, PART - 1))
    with pytest.raises(UploadVerificationError, match=r"parts \[0, 1, 2\]"):
        send(harness, service, parallel=1)
    assert service.requests[-1] == "DELETE"


@pytest.mark.parametrize("lacking", [1, SIZE, -1])
def test_a_file_that_is_stored_in_part_raises(harness: Harness, lacking: int) -> None:
    with pytest.raises(UploadVerificationError, match=f"has {SIZE - lacking} bytes on the service"):
        send(harness, Filespot(lambda put, size: size - lacking), threshold=SIZE)


@pytest.mark.parametrize("size", [0, SIZE - 1, SIZE + 1])
@pytest.mark.parametrize("given", ["bytes", "path"])
def test_a_material_that_is_stored_in_part_raises(harness: Harness, tmp_path: Any, size: int, given: str) -> None:
    file = tmp_path / "a.pdf"
    file.write_bytes(content(SIZE))
    answer = httpx2.Response(201, json={"data": {"id": "m", "size": size}})
    client = harness.kinescope(lambda request: answer, on_drift=lambda drift: None)
    with pytest.raises(UploadVerificationError, match=f"m has {size} bytes on the service, and .* has {SIZE}"):
        client.additional_materials.upload("v", content(SIZE) if given == "bytes" else file, file_name="a", title="t")


@pytest.mark.parametrize("data", [{"id": "m", "size": SIZE}, {"id": "m"}, {"id": "m", "size": None}])
def test_a_material_whose_size_fits_or_is_unknown_is_returned(harness: Harness, data: Any) -> None:
    answer = httpx2.Response(201, json={"data": data})
    client = harness.kinescope(lambda request: answer, on_drift=lambda drift: None)
    assert client.additional_materials.upload("v", content(SIZE), file_name="a", title="t").id == "m"

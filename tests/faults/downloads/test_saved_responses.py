"""Binary responses, returned as bytes or saved to a file: the file is complete, or not written."""

from __future__ import annotations

import gzip
from pathlib import Path
from typing import Any

import httpx2
import pytest

from kinocraft import RawResponse
from kinocraft.errors import APIStatusError, DestinationError, NotFoundError, ResponseError, TransportError
from kinocraft.responses.destinations import FileSink
from tests.faults.harness import BlockingClient, Harness, content, sent, statuses

PICTURE = b"\x89PNG\r\n\x1a\n" + content(3_000_000)
GET = "avatars.get_user_avatar"


@pytest.fixture
def user(kinescope: BlockingClient) -> str:
    """The id of a user with a picture."""
    made: str = kinescope.avatars.set(PICTURE).id
    return made


@pytest.fixture
def target(tmp_path: Path) -> Path:
    """An existing file."""
    target = tmp_path / "a.png"
    target.write_bytes(b"before")
    return target


def untouched(target: Path) -> bool:
    return [(each.name, each.read_bytes()) for each in target.parent.iterdir()] == [("a.png", b"before")]


def test_an_image_is_returned_as_bytes_or_saved_to_a_file(kinescope: BlockingClient, user: str, target: Path) -> None:
    assert kinescope.avatars.get_user_avatar(user) == PICTURE
    for to in (target, str(target)):
        assert kinescope.avatars.get_user_avatar(user, to=to) == target
        assert target.read_bytes() == PICTURE
    assert list(target.parent.iterdir()) == [target]


def test_a_saved_response_has_its_raw_response(kinescope: BlockingClient, user: str, target: Path) -> None:
    response = kinescope.avatars.with_raw_response.get_user_avatar(user, to=target)
    assert isinstance(response, RawResponse)
    assert (response.status, response.headers["Content-Type"]) == (200, "image/png")
    assert response.parsed() == target
    assert target.read_bytes() == PICTURE


@pytest.mark.parametrize("fault", ["drop_response", "lost_response"])
def test_a_broken_response_is_requested_again(
    harness: Harness, kinescope: BlockingClient, user: str, target: Path, fault: str
) -> None:
    harness.server.control.fault(GET, fault, **({"bytes": 2_000_000} if fault == "drop_response" else {}))
    kinescope.avatars.get_user_avatar(user, to=target)
    assert target.read_bytes() == PICTURE
    assert len(sent(harness.server, GET)) == 2


def test_a_repeatedly_broken_response_keeps_the_previous_file(
    harness: Harness, kinescope: BlockingClient, user: str, target: Path
) -> None:
    harness.server.control.fault(GET, "drop_response", bytes=2_000_000, times=9)
    with pytest.raises(TransportError) as caught:
        kinescope.avatars.get_user_avatar(user, to=target)
    assert (caught.value.call.attempts, caught.value.call.stopped) == (3, "retries_exhausted")
    assert untouched(target)


def test_an_error_response_raises_and_keeps_the_previous_file(
    harness: Harness, kinescope: BlockingClient, target: Path
) -> None:
    harness.server.control.fault(GET, "status", status=503)
    with pytest.raises(NotFoundError) as caught:
        kinescope.avatars.get_user_avatar("00000000-0000-4000-8000-000000000000", to=target)
    assert caught.value.code == 400404
    assert statuses(harness.server, GET) == [503, 404]
    assert untouched(target)


def test_a_deadline_ends_saving(harness: Harness, kinescope: BlockingClient, user: str, target: Path) -> None:
    harness.server.control.fault(GET, "drop_response", bytes=2_000_000, times=9)
    with pytest.raises(TransportError) as caught:
        kinescope.avatars.get_user_avatar(user, to=target, deadline=0.1, retries=9)
    assert caught.value.call.stopped == "deadline"
    assert untouched(target)


def test_an_unwritable_destination_sends_no_request(harness: Harness, kinescope: BlockingClient, target: Path) -> None:
    for place in (target.parent / "none" / "a.png", target.parent):
        with pytest.raises(DestinationError):
            kinescope.avatars.get_user_avatar("1", to=place)
    assert sent(harness.server, GET) == []
    assert untouched(target)


def test_a_full_disk_releases_the_connection(
    kinescope: BlockingClient, user: str, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def append(*_: Any) -> None:
        raise DestinationError("cannot write the download: no space")

    monkeypatch.setattr(FileSink, "append", append)
    for _ in range(40):  # the pool has 32 connections: a leaked one would block the next request
        with pytest.raises(DestinationError):
            kinescope.avatars.get_user_avatar(user, to=target)
    assert untouched(target)


def test_only_an_uncompressed_response_is_requested_and_accepted(harness: Harness, target: Path) -> None:
    asked: list[httpx2.Request] = []

    def response(request: httpx2.Request) -> httpx2.Response:
        asked.append(request)
        packed = httpx2.ByteStream(gzip.compress(PICTURE))
        return httpx2.Response(200, headers={"Content-Encoding": "gzip"}, stream=packed)

    with pytest.raises(ResponseError, match="encoded as gzip"):
        harness.kinescope(transport=response).avatars.get_user_avatar("1", to=target)
    assert asked[0].headers["Accept-Encoding"] == "identity"
    assert untouched(target)


def test_no_token_is_sent_to_another_host(harness: Harness, target: Path) -> None:
    asked: list[str] = []

    def response(request: httpx2.Request) -> httpx2.Response:
        asked.append(str(request.url))
        return httpx2.Response(302, headers={"Location": "https://elsewhere.example/"}, stream=httpx2.ByteStream(b""))

    with pytest.raises(APIStatusError, match="302"):
        harness.kinescope(transport=response).avatars.get_user_avatar("1", to=target)
    assert [url.rpartition("/v1")[2] for url in asked] == ["/user/avatar/1"]

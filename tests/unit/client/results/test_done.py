"""A successful change with an unusable response is reported as done, and never repeated."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterator
from typing import Any

import httpx2
import pytest

from kinocraft.errors import ResponseError, TransportError
from tests.faults.harness import BlockingClient, Harness
from tests.unit.client.scripted_transport import ScriptedTransport

DONE = "took effect: do not repeat it"


class Broken(httpx2.SyncByteStream, httpx2.AsyncByteStream):
    """A response body whose connection breaks after its first bytes."""

    def __iter__(self) -> Iterator[bytes]:
        yield b'{"data": {"id"'
        raise httpx2.ReadError("connection reset")

    async def __aiter__(self) -> Any:
        for block in self:
            yield block


def broken(_: httpx2.Request) -> httpx2.Response:
    return httpx2.Response(201, stream=Broken())


def client(harness: Harness, response: Any) -> tuple[BlockingClient, list[httpx2.Request]]:
    requests: list[httpx2.Request] = []

    def service(request: httpx2.Request) -> httpx2.Response:
        requests.append(request)
        return response(request) if callable(response) else ScriptedTransport(response)(request)

    return harness.kinescope(service, on_drift=lambda drift: None), requests


ODD = {
    "empty": httpx2.Response(201),
    "blank": httpx2.Response(200, content=b" \n"),
    "cut": httpx2.Response(201, content=b'{"data": {"id": "1"'),
    "text": httpx2.Response(200, text="OK"),
    "badly compressed": lambda _: httpx2.Response(
        200, headers={"Content-Encoding": "gzip"}, stream=httpx2.ByteStream(b"x")
    ),
}


@pytest.mark.parametrize("response", ODD.values(), ids=ODD)
@pytest.mark.parametrize("deadline", [None, 60])
def test_a_change_with_an_odd_response_is_reported_as_done(
    harness: Harness, response: Any, deadline: float | None
) -> None:
    kinescope, requests = client(harness, response)
    with pytest.raises(ResponseError, match=DONE) as caught:
        kinescope.projects.create(name="n", privacy_type="anywhere", privacy_domains=[], deadline=deadline)
    assert caught.value.delivered is True
    assert caught.value.status in (200, 201)
    assert pickle.loads(pickle.dumps(caught.value)).delivered is True
    assert len(requests) == 1


@pytest.mark.parametrize("deadline", [None, 60])
def test_a_change_whose_response_breaks_off_is_reported_as_done(harness: Harness, deadline: float | None) -> None:
    kinescope, requests = client(harness, broken)
    with pytest.raises(TransportError, match=DONE) as caught:
        kinescope.projects.create(name="n", privacy_type="anywhere", privacy_domains=[], deadline=deadline)
    assert (caught.value.delivered, caught.value.call.stopped) == (True, "not_idempotent")
    assert len(requests) == 1


@pytest.mark.parametrize("response", [*ODD.values(), broken], ids=[*ODD, "broken off"])
@pytest.mark.parametrize("act", [lambda c: c.tags.delete("1"), lambda c: c.videos.posters.delete("v", "p")])
def test_a_change_that_returns_nothing_needs_no_response(
    harness: Harness, response: Any, act: Callable[[Any], Any]
) -> None:
    kinescope, requests = client(harness, response)
    assert act(kinescope) is None
    assert len(requests) == 1


def test_a_read_with_an_odd_response_is_not_called_done(harness: Harness) -> None:
    kinescope, _ = client(harness, httpx2.Response(200, text="OK"))
    with pytest.raises(ResponseError) as caught:
        kinescope.projects.get("1")
    assert caught.value.delivered is None
    assert DONE not in str(caught.value)


PAGES = [
    b"<!DOCTYPE html><title>Sign in</title>",
    b"\xef\xbb\xbf\n <html><body>Welcome</body></html>",
    b"<p>Welcome</p>",
]


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("type_", ["text/html; charset=utf-8", "application/json"])
@pytest.mark.parametrize("act", [lambda c: c.tags.delete("1"), lambda c: c.videos.posters.delete("v", "p")])
def test_a_web_page_is_no_success(harness: Harness, page: bytes, type_: str, act: Callable[[Any], Any]) -> None:
    kinescope, _ = client(harness, httpx2.Response(200, content=page, headers={"Content-Type": type_}))
    with pytest.raises(ResponseError, match="a web page") as caught:
        act(kinescope)
    assert caught.value.delivered is None
    assert DONE not in str(caught.value)


@pytest.mark.parametrize("page", PAGES)
def test_a_web_page_in_place_of_an_object_is_no_success(harness: Harness, page: bytes) -> None:
    kinescope, _ = client(harness, httpx2.Response(200, content=page, headers={"Content-Type": "text/html"}))
    with pytest.raises(ResponseError, match="not JSON") as caught:
        kinescope.projects.create(name="n", privacy_type="anywhere", privacy_domains=[])
    assert DONE not in str(caught.value)


@pytest.mark.parametrize("page", PAGES[:2])
def test_a_web_page_in_place_of_a_picture_is_no_picture(harness: Harness, page: bytes, tmp_path: Any) -> None:
    kinescope, _ = client(harness, httpx2.Response(200, content=page, headers={"Content-Type": "text/html"}))
    with pytest.raises(ResponseError, match="a web page"):
        kinescope.avatars.get_user_avatar("1")


class Pieces(httpx2.SyncByteStream, httpx2.AsyncByteStream):
    """A response body that arrives in pieces of some size."""

    def __init__(self, content: bytes, size: int) -> None:
        self._pieces = [content[start : start + size] for start in range(0, len(content), size)]

    def __iter__(self) -> Iterator[bytes]:
        yield from self._pieces

    async def __aiter__(self) -> Any:
        for piece in self._pieces:
            yield piece


@pytest.mark.parametrize("page", PAGES[:2])
@pytest.mark.parametrize(("more", "size"), [(0, 1), (3 << 20, 1 << 20)], ids=["byte by byte", "in blocks"])
def test_a_web_page_is_not_saved_as_a_picture(
    harness: Harness, page: bytes, more: int, size: int, tmp_path: Any
) -> None:
    kinescope, _ = client(harness, lambda _: httpx2.Response(200, stream=Pieces(page + b" " * more, size)))
    with pytest.raises(ResponseError, match="a web page"):
        kinescope.avatars.get_user_avatar("1", to=tmp_path / "a.png")
    assert list(tmp_path.iterdir()) == []

"""Cached responses equal new ones, and are dropped by every change that could affect them."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING, Any

import pytest

from kinocraft_mock.context import Context
from kinocraft_mock.endpoints.response_cache import CAPACITY, LARGEST, ResponseCache
from kinocraft_mock.http.messages import Response
from kinocraft_mock.services.kinescope.store.resource_types import ANNOUNCEMENT
from kinocraft_mock.settings import Settings
from kinocraft_mock.state.schema import checked_rows
from tests import seed
from tests.seed.account import NOON
from tests.seed.handlers import wrapping
from tests.seed.workspace import data
from tests.unit.mock.kinescope.receiver import wait_until

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kinocraft_mock.http.messages import Handler, Request
    from tests.seed.workspace import Workspace

DAY = 24 * 3600


@pytest.fixture
def context() -> Iterator[Context]:
    made = Context(Settings())
    yield made
    made.close()


def kept(context: Context, question: str, until: float = NOON + DAY, data: bytes = b"{}") -> Any:
    response = Response(data=data, until=until)
    context.component(ResponseCache).put(question, response)
    return response


@pytest.fixture
def remembered(context: Context) -> ResponseCache:
    context.clock.freeze()
    context.clock.set(NOON)
    return context.component(ResponseCache)


def test_a_response_is_cached_for_its_request_only(context: Context, remembered: ResponseCache) -> None:
    response = kept(context, "a")
    assert remembered.get("a") is response
    assert remembered.get("b") is None


def test_a_cached_response_is_valid_between_its_times(context: Context, remembered: ResponseCache) -> None:
    response = kept(context, "a", NOON + 10)
    for now, there in ((NOON - 1, None), (NOON, response), (NOON + 9.9, response), (NOON + 10, None)):
        context.clock.set(now)
        assert remembered.get("a") is there


def test_a_write_clears_the_cache(context: Context, remembered: ResponseCache) -> None:
    kept(context, "a")
    context.store.set_note("x", 1)
    assert remembered.get("a") is None


def test_importing_a_state_clears_the_cache(context: Context, remembered: ResponseCache) -> None:
    kept(context, "a")
    remembered.restored()
    assert remembered.get("a") is None


def test_the_cache_is_bounded(context: Context, remembered: ResponseCache) -> None:
    kept(context, "huge", data=bytes(LARGEST + 1))
    assert remembered.get("huge") is None
    fitting = CAPACITY // LARGEST - 1  # the keys need memory, too
    for number in range(fitting):
        kept(context, f"{number}", data=bytes(LARGEST))
    assert all(remembered.get(f"{number}") for number in range(fitting))
    kept(context, "one more", data=bytes(LARGEST))
    assert remembered.get("0") is None
    assert remembered.get("one more") is not None


def test_the_size_of_requests_counts_too(context: Context, remembered: ResponseCache) -> None:
    kept(context, "first")
    for number in range(CAPACITY >> 16):
        assert remembered.get("first") is not None
        kept(context, f"{number}?{'x' * (1 << 16)}")
    assert remembered.get("first") is None


@pytest.fixture
def reads() -> Iterator[list[Request]]:
    """Record the requests for a video that its handler responds to."""
    handled: list[Request] = []

    def recording(usual: Handler) -> Handler:
        def handler(request: Request) -> Any:
            handled.append(request)
            return usual(request)

        return handler

    with wrapping("videos.get", recording):
        yield handled


def test_a_video_is_returned_from_the_cache_until_it_changes(workspace: Workspace, reads: list[Request]) -> None:
    video = seed.finished_video(workspace)

    def all_is_delivered() -> bool:
        waiting: list[int] = []
        workspace.within(lambda: waiting.append(workspace.objects.count(ANNOUNCEMENT)))
        return waiting == [0]

    wait_until(all_is_delivered)  # deliveries of webhooks for the video change the state, too
    assert seed.get_video(workspace, video["id"]) == video
    reads.clear()
    for _ in range(3):
        assert seed.get_video(workspace, video["id"]) == video
    assert len(reads) == 0
    workspace.patch(f"/v1/videos/{video['id']}", {"title": "Another"})
    assert seed.get_video(workspace, video["id"])["title"] == "Another"
    assert len(reads) == 1
    reads.clear()
    link = seed.uploaded_file(video)["download_link"]
    workspace.server.control.advance(DAY)
    assert seed.uploaded_file(seed.get_video(workspace, video["id"]))["download_link"] != link
    assert len(reads) == 1
    workspace.server.control.reset()
    assert workspace.get(f"/v1/videos/{video['id']}").status_code == 404


def test_every_request_is_validated_despite_the_cache(workspace: Workspace) -> None:
    path = f"/v1/videos/{seed.finished_video(workspace)['id']}"
    assert workspace.get(path).status_code == 200
    assert workspace.http.get(path, headers={"Authorization": "Bearer nobody"}).status_code == 401
    (exchange,) = workspace.server.control.journal(last=1)
    assert (exchange["operation"], exchange["status"]) == ("videos.get", 401)
    assert workspace.get(path).status_code == 200
    assert workspace.server.control.journal(last=1)[0]["valid"] is True


def test_links_use_the_host_of_the_request(workspace: Workspace) -> None:
    path = f"/v1/videos/{seed.finished_video(workspace)['id']}"
    for _ in range(20):
        for host in ("one.example", "two.example:81"):
            link = data(workspace.http.get(path, headers={"Host": host}))["play_link"]
            assert link.startswith(f"http://{host}/")


def test_a_rolled_back_note_has_its_previous_value(context: Context) -> None:
    store = context.store
    store.set_note("x", 1)
    assert (store.note("x", 0), store.note("y", 0)) == (1, 0)

    def change() -> None:
        with store.transaction():
            store.set_note("x", 2)
            store.set_note("y", 2)
            assert (store.note("x", 0), store.note("y", 0)) == (2, 2)
            raise LookupError

    with pytest.raises(LookupError):
        change()
    assert (store.note("x", 0), store.note("y", 0)) == (1, 0)


def test_notes_are_replaced_with_the_state(context: Context) -> None:
    context.store.set_note("x", 1)
    assert context.store.note("x", 0) == 1
    with closing(Context(Settings())) as other:
        other.store.set_note("x", 2)
        context.store.replace(lambda table: checked_rows(other.store._connection, table))
    assert context.store.note("x", 0) == 2

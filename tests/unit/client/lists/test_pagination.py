"""Iteration over pages, for every form of page metadata, which always ends."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import httpx2
import pytest

from kinocraft import AsyncListing, AsyncPage, DriftWarning, Page
from kinocraft.errors import NotFoundError
from kinocraft_api import kinescope_models as models
from tests.faults.harness import Harness
from tests.unit.client.scripted_transport import ScriptedTransport


def tags(*names: str) -> list[dict[str, Any]]:
    return [{"id": name, "tag": name} for name in names]


def numbered(page: int, per_page: int, total: int) -> dict[str, Any]:
    return {"pagination": {"page": page, "per_page": per_page, "total": total}}


def flat(offset: int, limit: int, total: int) -> dict[str, Any]:
    return {"offset": offset, "limit": limit, "total": total}


def client(harness: Harness, service: Any, **options: Any) -> Any:
    return harness.kinescope(transport=service, **{"on_drift": lambda drift: None, **options})


def listed(harness: Harness, service: Any, **arguments: Any) -> list[str]:
    return [item.id for item in harness.each(lambda: client(harness, service).raw.tags.list(**arguments))]


class Shelf:
    """Has a number of tags, and returns pages of them in either form."""

    def __init__(self, count: int, form: str) -> None:
        self.names = [f"t{number}" for number in range(count)]
        self.form = form
        self.asked: list[tuple[int, int]] = []

    def __call__(self, request: httpx2.Request) -> httpx2.Response:
        page, size = (int(request.url.params.get(name, default)) for name, default in (("page", 1), ("per_page", 10)))
        self.asked.append((page, size))
        start = (page - 1) * size
        total = len(self.names)
        meta = numbered(page, size, total) if self.form == "numbered" else flat(start, size, total)
        return httpx2.Response(200, json={"data": tags(*self.names[start : start + size]), "meta": meta})


@pytest.mark.parametrize("form", ["numbered", "flat"])
@pytest.mark.parametrize(("count", "size", "pages"), [(0, 10, 1), (1, 10, 1), (10, 10, 1), (11, 10, 2), (7, 2, 4)])
def test_iteration_returns_each_object_once_and_requests_no_extra_page(
    harness: Harness, form: str, count: int, size: int, pages: int
) -> None:
    shelf = Shelf(count, form)
    assert listed(harness, shelf, per_page=size) == shelf.names
    assert shelf.asked == [(number, size) for number in range(1, pages + 1)]


@pytest.mark.parametrize("form", ["numbered", "flat"])
def test_iteration_can_start_at_any_page(harness: Harness, form: str) -> None:
    shelf = Shelf(25, form)
    assert listed(harness, shelf, page=2) == shelf.names[10:]
    assert shelf.asked == [(2, 10), (3, 10)]


def test_the_first_page_is_requested_with_the_arguments_of_the_call(harness: Harness) -> None:
    service = ScriptedTransport(
        {"data": tags("a"), "meta": numbered(1, 1, 2)}, {"data": tags("b"), "meta": numbered(2, 1, 2)}
    )
    items = harness.each(lambda: client(harness, service).raw.videos.list(status=["done"], order="-title", retries=0))
    assert [item.id for item in items] == ["a", "b"]
    common = [("order", "title.desc"), ("status[]", "done")]
    size = ("per_page", "100")
    assert service.queries == [[size, *common], [("page", "2"), size, *common]]


def test_a_page_has_the_metadata_of_the_response(harness: Harness) -> None:
    shelf = Shelf(5, "numbered")
    page = client(harness, shelf).tags.list(per_page=2)
    assert isinstance(page, Page if harness.kind == "sync" else AsyncPage)
    assert [item.tag for item in page.items] == ["t0", "t1"]
    assert isinstance(page.items[0], models.Tag)
    assert (page.total, len(page), page.meta.pagination.per_page) == (5, 2, 2)
    assert isinstance(page.response, models.TagList)
    assert repr(page) in ("Page(2 of 5)", "AsyncPage(2 of 5)")
    second = harness.result(page.next_page)
    assert [item.tag for item in second.items] == ["t2", "t3"]
    third = harness.result(second.next_page)
    assert harness.result(third.next_page) is None
    assert shelf.asked == [(1, 2), (2, 2), (3, 2)]


def test_a_list_can_be_iterated_repeatedly(harness: Harness) -> None:
    page = client(harness, Shelf(5, "flat")).tags.list(per_page=2)
    for _ in range(2):
        assert [len(each) for each in harness.each(page.pages)] == [2, 2, 1]
        assert len(harness.each(lambda: page)) == 5


@pytest.mark.parametrize(
    "response",
    [
        {"data": None},
        {"data": []},
        {"data": None, "meta": numbered(1, 10, 0)},
        {"data": [], "meta": numbered(3, 10, 30)},
        {"data": [], "meta": flat(20, 10, 30)},
    ],
)
def test_an_empty_list_ends_after_one_request(harness: Harness, response: Any) -> None:
    service = ScriptedTransport(response)
    assert listed(harness, service) == []
    assert len(service.requests) == 1


def test_a_list_without_metadata_is_one_page(harness: Harness) -> None:
    service = ScriptedTransport({"data": tags(*"abcdefghijkl")})
    assert listed(harness, service) == list("abcdefghijkl")
    page = client(harness, service).tags.list()
    assert (page.total, page.meta) == (None, None)
    assert len(service.requests) == 2


def test_a_list_without_a_page_parameter_is_one_page(harness: Harness) -> None:
    service = ScriptedTransport({"data": [{"id": "1"}], "meta": numbered(1, 1, 5)})
    assert len(harness.each(lambda: client(harness, service).raw.videos.subtitles.list("v"))) == 1
    assert len(service.requests) == 1


@pytest.mark.parametrize(
    ("response", "ids"),
    [
        ([{"id": "1"}, {"id": "2"}], ["1", "2"]),
        ({"id": "1"}, ["1"]),
        (httpx2.Response(200, content=b' \r\n{"id": "1"}\n'), ["1"]),
        ([], []),
    ],
)
def test_a_bare_list_or_a_single_object_is_a_page(harness: Harness, response: Any, ids: list[str]) -> None:
    tokens = {"user_id": "u", "owner_id": "o", "access_token": "a", "refresh_token": "r", "expires_at": 9_000_000_000}
    service = ScriptedTransport(tokens, response)
    platformcraft = harness.client(transport=service, on_drift=lambda drift: None)
    streams = harness.each(lambda: platformcraft.raw.recorder.streams.list())
    assert [stream.id for stream in streams] == ids
    assert service.asked[1] == "GET https://rec.platformcraft.ru/o"


REPEATED: list[tuple[str, Sequence[Any]]] = [
    ("the page that was asked for before", [numbered(1, 2, 9)] * 2),
    ("an earlier page", [numbered(2, 2, 9), numbered(1, 2, 9)]),
    ("the offset that was asked for before", [flat(0, 2, 9)] * 2),
    ("the same objects under another number", [numbered(1, 2, 9), numbered(2, 2, 9)]),
    ("the same objects at another offset", [flat(0, 2, 9), flat(2, 2, 9)]),
    ("the same objects and no total", [{"pagination": {"per_page": 2}}] * 2),
]


@pytest.mark.parametrize("metas", [metas for _, metas in REPEATED], ids=[name for name, _ in REPEATED])
def test_a_repeated_page_ends_the_list(harness: Harness, metas: list[Any]) -> None:
    service = ScriptedTransport(*({"data": tags("a", "b"), "meta": meta} for meta in metas))
    assert listed(harness, service) == ["a", "b"]
    assert len(service.requests) == 2


def test_an_empty_page_at_the_end_ends_the_list(harness: Harness) -> None:
    service = ScriptedTransport(
        {"data": tags("a", "b"), "meta": numbered(1, 2, 4)}, {"data": None, "meta": numbered(2, 2, 4)}
    )
    assert listed(harness, service) == ["a", "b"]
    assert len(service.requests) == 2


@pytest.mark.parametrize(
    "meta",
    [
        7,
        "x",
        [],
        {},
        {"pagination": None},
        {"pagination": 7},
        {"pagination": {}},
        {"pagination": {"page": "1", "per_page": None, "total": []}},
        {"pagination": {"page": -1, "per_page": -1, "total": -1}},
        {"pagination": {"page": True, "per_page": True, "total": True}},
        {"offset": "0", "limit": "1", "total": "9"},
    ],
)
def test_invalid_metadata_is_ignored(harness: Harness, meta: Any) -> None:
    service = ScriptedTransport({"data": tags("a"), "meta": meta})
    assert listed(harness, service) == ["a"]


@pytest.mark.parametrize("data", ["x", 7, {"a": 1}, True])
def test_contents_that_are_not_a_list_are_reported_and_kept(harness: Harness, data: Any) -> None:
    drifts: list[Any] = []
    page = client(harness, ScriptedTransport({"data": data}), on_drift=drifts.append).tags.list()
    assert (page.items, page.response.data) == ([], data)
    assert [(drift.path, drift.kind) for drift in drifts] == [("data", "wrong_type")]


@pytest.mark.parametrize("response", ["x", 7, {"other": []}])
def test_a_response_that_is_not_a_list_is_reported_and_kept(harness: Harness, response: Any) -> None:
    with pytest.warns(DriftWarning):
        page = client(harness, ScriptedTransport(response), on_drift=None).tags.list()
    assert page.items == []


def test_an_error_on_a_later_page_raises_and_can_be_retried(harness: Harness) -> None:
    first = {"data": tags("a"), "meta": numbered(1, 1, 2)}
    second = {"data": tags("b"), "meta": numbered(2, 1, 2)}
    page = client(harness, ScriptedTransport(first, httpx2.Response(404), second)).tags.list()
    with pytest.raises(NotFoundError):
        harness.result(page.next_page)
    assert harness.result(page.next_page).items[0].id == "b"


def test_an_async_list_sends_no_request_before_it_is_iterated() -> None:
    harness, service = Harness("async"), ScriptedTransport({"data": tags("a")})
    listing = client(harness, service).raw.tags.list()
    assert isinstance(listing, AsyncListing)
    assert service.requests == []

    async def twice() -> list[str]:
        page = await listing
        return [item.id async for item in listing] + [item.id for item in page.items]

    assert harness.result(twice) == ["a", "a"]
    harness.close()

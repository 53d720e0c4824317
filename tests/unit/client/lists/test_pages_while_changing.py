"""Lists that change during iteration, the size of pages, and pages as sequences."""

from __future__ import annotations

from typing import Any

import httpx2
import pytest
from generator.transform import resolve

from kinocraft.errors import InvalidArgumentError
from tests.described_operations import OPERATIONS
from tests.faults.harness import Harness


class Shelf:
    """Has a number of tags, which can be deleted, and returns pages of them in either form."""

    def __init__(self, count: int, form: str = "numbered") -> None:
        self.names = [f"t{number:03}" for number in range(count)]
        self.form = form
        self.requests: list[httpx2.QueryParams] = []

    def __call__(self, request: httpx2.Request) -> httpx2.Response:
        self.requests.append(request.url.params)
        page, size = (int(request.url.params.get(name, default)) for name, default in (("page", 1), ("per_page", 10)))
        start, total = (page - 1) * size, len(self.names)
        items = [{"id": name, "tag": name} for name in self.names[start : start + size]]
        numbered = {"pagination": {"page": page, "per_page": size, "total": total}}
        meta = numbered if self.form == "numbered" else {"offset": start, "limit": size, "total": total}
        return httpx2.Response(200, json={"data": items, "meta": meta})


def iterate(harness: Harness, shelf: Shelf, delete: Any, **arguments: Any) -> list[str]:
    """Iterate over all tags and delete some. Return the tags that were yielded."""
    client = harness.kinescope(transport=shelf, on_drift=lambda drift: None).raw
    came: list[str] = []

    def handle(name: str) -> None:
        came.append(name)
        for deleted in delete(name):
            if deleted in shelf.names:
                shelf.names.remove(deleted)

    if harness.kind == "sync":
        for tag in client.tags.list(**arguments):
            handle(tag.id)
        return came

    async def each() -> None:
        async for tag in client.tags.list(**arguments):
            handle(tag.id)

    harness.result(each)
    return came


@pytest.mark.parametrize("form", ["numbered", "flat"])
@pytest.mark.parametrize("count", [1, 99, 100, 101, 199, 200, 250, 399])
def test_deleting_each_object_skips_none(harness: Harness, form: str, count: int) -> None:
    shelf = Shelf(count, form)
    assert iterate(harness, shelf, lambda name: [name]) == [f"t{number:03}" for number in range(count)]
    assert shelf.names == []
    assert len(shelf.requests) <= 2 * (count // 100 + 1)


@pytest.mark.parametrize("size", [1, 2, 3, 7])
@pytest.mark.parametrize("step", [1, 2, 5])
def test_deleting_some_objects_repeats_and_skips_none(harness: Harness, size: int, step: int) -> None:
    shelf = Shelf(40)
    came = iterate(harness, shelf, lambda name: [name] if int(name[1:]) % step == 0 else [], per_page=size)
    assert came == [f"t{number:03}" for number in range(40)]


def test_deleting_earlier_and_later_objects_repeats_none(harness: Harness) -> None:
    shelf = Shelf(40)
    came = iterate(harness, shelf, lambda name: ["t000", "t001", "t035"] if name == "t009" else [], per_page=5)
    assert came == [f"t{number:03}" for number in range(40) if number != 35]


def test_a_service_whose_total_only_shrinks_ends_the_list(harness: Harness) -> None:
    totals = iter(range(1000, 0, -1))

    def service(request: httpx2.Request) -> httpx2.Response:
        meta = {"pagination": {"page": 1, "per_page": 1, "total": next(totals)}}
        return httpx2.Response(200, json={"data": [{"id": "a", "tag": "a"}], "meta": meta})

    client = harness.kinescope(transport=service, on_drift=lambda drift: None).raw
    assert len(harness.each(lambda: client.tags.list(per_page=1))) == 1


LISTS = [
    subject
    for subject in OPERATIONS
    if any(resolve(subject.document, each).get("name") == "per_page" for each in subject.parameters)
]


@pytest.mark.parametrize("subject", LISTS, ids=lambda subject: subject.name)
def test_a_list_asks_for_full_pages(harness: Harness, subject: Any) -> None:
    shelf = Shelf(0)
    client = harness.kinescope(transport=shelf, on_drift=lambda drift: None).raw
    required = ["x"] * subject.key.count("{")
    (size,) = (
        resolve(subject.document, node["schema"])["maximum"]
        for node in (resolve(subject.document, each) for each in subject.parameters)
        if node["name"] == "per_page"
    )
    section = client
    for name in subject.name.split(".")[:-1]:
        section = getattr(section, name)
    method = getattr(section, subject.name.rpartition(".")[2])
    harness.each(lambda: method(*required))
    harness.each(lambda: method(*required, per_page=7))
    harness.each(lambda: method(*required, page=2))
    assert [request.get("per_page") for request in shelf.requests] == [str(size), "7", None]


def test_there_are_lists_with_pages() -> None:
    assert len(LISTS) > 10


def test_a_page_is_a_sequence_of_its_objects(harness: Harness) -> None:
    shelf = Shelf(25)
    page = harness.kinescope(transport=shelf, on_drift=lambda drift: None).tags.list(per_page=10)
    assert (len(page), page.total, page[0].id, page[-1].id) == (10, 25, "t000", "t009")
    assert [tag.id for tag in page[2:4]] == ["t002", "t003"]
    with pytest.raises(IndexError):
        page[10]
    assert len(shelf.requests) == 1


def test_a_list_without_pages_knows_its_total(harness: Harness) -> None:
    client = harness.kinescope(
        transport=lambda request: httpx2.Response(200, json={"data": [{"id": "1"}, {"id": "2"}]}),
        on_drift=lambda drift: None,
    )
    page = client.videos.subtitles.list("v")
    assert (len(page), page.total) == (2, 2)


@pytest.mark.parametrize("section", ["players", "webhooks", "videos", "playlists"])
def test_the_service_judges_what_can_be_sorted_by(harness: Harness, section: str) -> None:
    shelf = Shelf(0)
    client = harness.kinescope(transport=shelf, on_drift=lambda drift: None)
    harness.each(lambda: getattr(client.raw, section).list(order="-field_of_tomorrow"))
    assert shelf.requests[0]["order"] == "field_of_tomorrow.desc"
    with pytest.raises(InvalidArgumentError, match="cannot be sorted by"):
        harness.each(lambda: getattr(client.raw, section).list(order="two words"))

"""Empty pages in a list: the totals say whether there are pages after them, and no list is endless."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import httpx2
import pytest

from kinocraft.errors import ResponseError
from kinocraft_runtime.pagination import EMPTY_PAGES
from tests.faults.harness import Harness
from tests.unit.client.scripted_transport import ScriptedTransport

TOKENS = {"access_token": "t", "refresh_token": "r", "user_id": "u", "owner_id": "o", "expires_at": 4_000_000_000}
SIZE = 2
FORMS = ["numbered", "flat"]


def numbered(page: int, total: int) -> dict[str, Any]:
    return {"pagination": {"page": page, "per_page": SIZE, "total": total}}


def flat(page: int, total: int) -> dict[str, Any]:
    return {"offset": (page - 1) * SIZE, "limit": SIZE, "total": total}


class Gaps:
    """A list of the named pages. It counts objects that it does not return, as a service does that hides some."""

    def __init__(self, form: str, *pages: str, total: int | None = None) -> None:
        self.pages = pages
        self.meta: Callable[[int, int], Any] = numbered if form == "numbered" else flat
        self.total = len(pages) * SIZE if total is None else total
        self.requested: list[int] = []

    def __call__(self, request: httpx2.Request) -> httpx2.Response:
        page = int(request.url.params.get("page", 1))
        self.requested.append(page)
        names = self.pages[page - 1] if page <= len(self.pages) else ""
        data = [{"id": name, "tag": name} for name in names] or None
        return httpx2.Response(200, json={"data": data, "meta": self.meta(page, self.total)})


def tags(harness: Harness, service: Any, **arguments: Any) -> Any:
    return harness.kinescope(service, on_drift=lambda drift: None).raw.tags.list(per_page=SIZE, **arguments)


def ids(harness: Harness, service: Any, **arguments: Any) -> str:
    return "".join(item.id for item in harness.each(lambda: tags(harness, service, **arguments)))


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(
    "pages",
    [("", "ab"), ("ab", "", "cd"), ("ab", "", "", "", "c"), ("", "", "ab", "", "c", ""), ("a", "", "b", "", "c")],
)
def test_iteration_continues_after_an_empty_page(harness: Harness, form: str, pages: tuple[str, ...]) -> None:
    service = Gaps(form, *pages)
    assert ids(harness, service) == "".join(pages)
    assert service.requested == list(range(1, len(pages) + 1))


@pytest.mark.parametrize("form", FORMS)
def test_iteration_from_a_later_page_continues_after_an_empty_page(harness: Harness, form: str) -> None:
    service = Gaps(form, "ab", "", "", "cd")
    assert ids(harness, service, page=2) == "cd"
    assert service.requested == [2, 3, 4]


@pytest.mark.parametrize("form", FORMS)
def test_next_page_passes_over_empty_pages(harness: Harness, form: str) -> None:
    service = Gaps(form, "ab", "", "", "cd", "")
    page: Any = harness.result(lambda: tags(harness, service))
    following = harness.result(page.next_page)
    assert [item.id for item in following.items] == ["c", "d"]
    assert harness.result(following.next_page) is None


@pytest.mark.parametrize("form", FORMS)
def test_a_list_with_empty_pages_only_ends_at_its_total(harness: Harness, form: str) -> None:
    service = Gaps(form, "", "", "")
    assert ids(harness, service) == ""
    assert service.requested == [1, 2, 3]


@pytest.mark.parametrize("form", FORMS)
def test_a_total_that_is_never_reached_ends_the_list(harness: Harness, form: str) -> None:
    service = Gaps(form, "ab", total=10**18)
    assert ids(harness, service) == "ab"
    assert len(service.requested) == 1 + EMPTY_PAGES


@pytest.mark.parametrize("form", FORMS)
def test_an_empty_page_that_is_repeated_ends_the_list(harness: Harness, form: str) -> None:
    meta = numbered if form == "numbered" else flat
    first = {"data": [{"id": "a", "tag": "a"}], "meta": meta(1, 9)}
    service = ScriptedTransport(first, {"data": [], "meta": meta(2, 9)})
    assert ids(harness, service) == "a"
    assert len(service.requests) == 3


@pytest.mark.parametrize("form", FORMS)
def test_an_empty_page_while_the_list_becomes_shorter_loses_nothing(harness: Harness, form: str) -> None:
    """The program deletes what it sees, so that later objects move to earlier pages, one of which is empty."""
    meta = numbered if form == "numbered" else flat
    answers: list[tuple[int, str, int]] = [(1, "ab", 8), (2, "", 6), (1, "", 6), (2, "cd", 6), (3, "ef", 6)]

    def service(request: httpx2.Request) -> httpx2.Response:
        page, names, total = answers.pop(0)
        assert int(request.url.params.get("page", 1)) == page
        return httpx2.Response(
            200, json={"data": [{"id": name, "tag": name} for name in names], "meta": meta(page, total)}
        )

    assert ids(harness, service) == "abcdef"
    assert not answers


# --- by link ------------------------------------------------------------------------------------------------------


class Links:
    """A folder whose pages link to each other; the last one has no link."""

    def __init__(self, *pages: str, endless: bool = False) -> None:
        self.pages = pages
        self.endless = endless
        self.requested: list[int] = []

    def __call__(self, request: httpx2.Request) -> httpx2.Response:
        if request.method == "POST":
            return httpx2.Response(200, json=TOKENS)
        number = int(request.url.params.get("start", 0))
        self.requested.append(number)
        names = self.pages[number] if number < len(self.pages) else ""
        more = self.endless or number + 1 < len(self.pages)
        link = f"{request.url.copy_with(query=None)}?start={number + 1}" if more else ""
        contents = [{"name": name, "path": f"/{name}", "type": "file", "size": 1} for name in names]
        paging = {"count": 9, "next": link, "prev": ""}
        return httpx2.Response(
            200, json={"type": "directory", "is_dir": True, "path": "/", "contents": contents or None, "paging": paging}
        )


def names(harness: Harness, service: Links) -> str:
    client = harness.client(service, on_drift=lambda drift: None)
    return "".join(item.name for item in harness.items(client))


@pytest.mark.parametrize(
    "pages", [("", "ab"), ("ab", "", "cd"), ("ab", "", "", "", "c"), ("", "", "ab", "", "c", ""), ("ab", "")]
)
def test_a_folder_with_an_empty_page_is_listed_to_its_end(harness: Harness, pages: tuple[str, ...]) -> None:
    service = Links(*pages)
    assert names(harness, service) == "".join(pages)
    assert service.requested == list(range(len(pages)))


def test_a_folder_with_endless_empty_pages_ends(harness: Harness) -> None:
    service = Links("ab", endless=True)
    assert names(harness, service) == "ab"
    assert len(service.requested) == 1 + EMPTY_PAGES


def test_an_empty_page_that_links_back_raises(harness: Harness) -> None:
    def service(request: httpx2.Request) -> httpx2.Response:
        if request.method == "POST":
            return httpx2.Response(200, json=TOKENS)
        link = f"{request.url.copy_with(query=None)}?start=1"
        body = {"is_dir": True, "path": "/", "contents": None, "paging": {"count": 9, "next": link, "prev": ""}}
        return httpx2.Response(200, json=body)

    with pytest.raises(ResponseError, match="already read"):
        harness.items(harness.client(service, on_drift=lambda drift: None))

# Generated from scripts/templates/pages.py by scripts/generate.py. Edits here are lost.

"""Lists, page by page: what an answer holds, whether there is more, and how to ask for it.

Everything is decided in `Paging`, which does no input or output; the pages below it only make the calls.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Generator, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, Generic, Self, TypeVar, cast

from kinocraft_api._core import AsyncCaller, Call, Caller, Listed

__all__ = ["BY_NUMBER", "AsyncListing", "AsyncPage", "Contents", "Page", "Paging"]

T = TypeVar("T")

NUMBER = "page"
"""The query key that says which page is wanted."""


@dataclass(frozen=True, slots=True)
class Contents(Generic[T]):
    """What one answer holds of a list."""

    items: list[T]
    total: int | None = None
    """How many objects the whole list has, where the service says so."""
    meta: Any = None
    """What the answer says about the list."""
    position: int | None = None
    """Where in the list it stands, by whatever the service counts in."""
    number: int | None = None
    """The page's number, where the service says it."""
    more: bool = False
    """Whether the list goes on after it."""


class Paging(Generic[T]):
    """Lists whose pages have numbers.

    The answer says where it stands in one of two forms: `meta.pagination` with page, per_page and total, or `meta` with
    offset, limit and total. Where it says nothing, or the operation takes no number, there is one page.
    """

    def read(self, call: Call[Any], answer: Any) -> Contents[T]:
        """What the answer holds. An odd answer, which has been told as drift, holds what can be found in it."""
        meta = getattr(answer, "meta", None)
        data = getattr(answer, "data", answer)
        items = cast(list[T], data) if isinstance(data, list) else []
        pagination = getattr(meta, "pagination", None)
        if pagination is not None:
            number, size = _count(pagination, "page"), _count(pagination, "per_page")
            total = _count(pagination, "total")
            end = number * size if number is not None and size is not None else None
            return Contents(items, total, meta, number, number, _more(items, total, size, end))
        offset, size, total = _count(meta, "offset"), _count(meta, "limit"), _count(meta, "total")
        end = offset + max(size or 0, len(items)) if offset is not None else None
        return Contents(items, total, meta, offset, None, _more(items, total, size, end))

    def next(self, call: Call[Any], contents: Contents[T]) -> Call[Any] | None:
        """The call for the page after this one; None where this is the last."""
        if not contents.more or NUMBER not in call.query:
            return None
        asked = call.query[NUMBER]
        number = asked if isinstance(asked, int) else contents.number or 1
        return replace(call, query={**call.query, NUMBER: number + 1})

    def goes_on(self, before: Contents[T], after: Contents[T]) -> bool:
        """Whether the page that came is a further one. A service that repeats itself would be asked for ever."""
        if not after.items:
            return False
        if before.position is not None and after.position is not None and after.position <= before.position:
            return False
        return [_key(item) for item in after.items] != [_key(item) for item in before.items]


BY_NUMBER: Paging[Any] = Paging()


class _Page(Generic[T]):
    """What both kinds of page have."""

    def __init__(self, call: Call[Any], answer: Any, paging: Paging[T]) -> None:
        self._call = call
        self._paging = paging
        self._contents = paging.read(call, answer)
        self.answer: Any = answer
        """The whole answer."""

    @property
    def items(self) -> list[T]:
        """What is on this page."""
        return self._contents.items

    @property
    def total(self) -> int | None:
        """How many objects the whole list has; None where the service does not say."""
        return self._contents.total

    @property
    def meta(self) -> Any:
        """What the answer says about the list; None where it says nothing."""
        return self._contents.meta

    def __len__(self) -> int:
        return len(self.items)

    def __repr__(self) -> str:
        return f"{type(self).__name__}({len(self.items)} of {'?' if self.total is None else self.total})"

    def _next(self) -> Call[Any] | None:
        return self._paging.next(self._call, self._contents)

    def _or_end(self, after: Self) -> Self | None:
        return after if self._paging.goes_on(self._contents, after._contents) else None


class Page(_Page[T]):
    """One page of a list. Iterating goes on over the further pages, fetched as they are needed."""

    def __init__(self, caller: Caller, call: Call[Listed[T]], answer: Any, paging: Paging[T] = BY_NUMBER) -> None:
        super().__init__(call, answer, paging)
        self._caller = caller

    def pages(self) -> Iterator[Self]:
        """This page and those after it."""
        page: Self | None = self
        while page is not None:
            yield page
            page = page.next_page()

    def next_page(self) -> Self | None:
        """The page after this one; None on the last."""
        call = self._next()
        if call is None:
            return None
        return self._or_end(type(self)(self._caller, call, self._caller.call(call), self._paging))

    def __iter__(self) -> Iterator[T]:
        for page in self.pages():
            yield from page.items


class AsyncPage(_Page[T]):
    """One page of a list, in an event loop. `async for` goes on over the further pages, fetched as they are needed."""

    def __init__(self, caller: AsyncCaller, call: Call[Listed[T]], answer: Any, paging: Paging[T] = BY_NUMBER) -> None:
        super().__init__(call, answer, paging)
        self._caller = caller

    async def pages(self) -> AsyncIterator[Self]:
        """This page and those after it."""
        page: Self | None = self
        while page is not None:
            yield page
            page = await page.next_page()

    async def next_page(self) -> Self | None:
        """The page after this one; None on the last."""
        call = self._next()
        if call is None:
            return None
        return self._or_end(type(self)(self._caller, call, await self._caller.call(call), self._paging))

    async def __aiter__(self) -> AsyncIterator[T]:
        async for page in self.pages():
            for item in page.items:
                yield item


class AsyncListing(Generic[T]):
    """A list to come: `await` it for its first page, or iterate over all of its objects with `async for`."""

    def __init__(self, caller: AsyncCaller, call: Call[Listed[T]], paging: Paging[T] = BY_NUMBER) -> None:
        self._caller = caller
        self._call = call
        self._paging = paging

    async def _first(self) -> AsyncPage[T]:
        return AsyncPage(self._caller, self._call, await self._caller.call(self._call), self._paging)

    def __await__(self) -> Generator[Any, None, AsyncPage[T]]:
        return self._first().__await__()

    async def __aiter__(self) -> AsyncIterator[T]:
        async for item in await self._first():
            yield item


def _count(holder: Any, name: str) -> int | None:
    """A number that the service counts with; None where it is missing or none."""
    value = getattr(holder, name, None)
    return value if isinstance(value, int) and not isinstance(value, bool) and value >= 0 else None


def _more(items: Sequence[Any], total: int | None, size: int | None, end: int | None) -> bool:
    """Whether a list goes on: by its total where that is known, else while pages are full."""
    if not items:
        return False
    if total is not None and end is not None:
        return end < total
    return size is not None and len(items) >= size > 0


def _key(item: Any) -> Any:
    return getattr(item, "id", item)

"""Pages of a list: what a response holds, whether there are further pages, and how to request the next one.

`Paging` makes all decisions and does no input or output. The page classes only send the calls.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Generator, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, Generic, Protocol, Self, TypeVar, cast

from .calls import Call, Listed

__all__ = ["BY_NUMBER", "AsyncListing", "AsyncPage", "Contents", "Page", "Paging"]

T = TypeVar("T")

NUMBER = "page"
"""The query key of the page number."""


class Sender(Protocol):
    """Sends the calls of a page."""

    def call(self, call: Call[T]) -> T:
        """Send the call, and return the typed result."""
        ...


class AsyncSender(Protocol):
    """Sends the calls of a page, in an event loop."""

    async def call(self, call: Call[T]) -> T:
        """Send the call, and return the typed result."""
        ...


@dataclass(frozen=True, slots=True)
class Contents(Generic[T]):
    """The part of a list that one response holds."""

    items: list[T]
    total: int | None = None
    """The number of objects in the whole list, if the service returns it."""
    meta: Any = None
    """What the response says about the list."""
    position: int | None = None
    """The position in the list, in whatever unit the service counts."""
    number: int | None = None
    """The page number, if the service returns it."""
    more: bool = False
    """Whether there are further pages."""


class Paging(Generic[T]):
    """Pagination by page number.

    A response states its position in one of two forms: `meta.pagination` with page, per_page and total, or `meta` with
    offset, limit and total. If it states none, or the operation takes no page number, there is only one page.
    """

    def read(self, call: Call[Any], response: Any) -> Contents[T]:
        """Return what the response holds. Tolerate a malformed one: it was already reported as drift."""
        meta = getattr(response, "meta", None)
        data = getattr(response, "data", response)
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
        """Return the call for the next page, or None if this page is the last."""
        if not contents.more or NUMBER not in call.query:
            return None
        requested = call.query[NUMBER]
        number = requested if isinstance(requested, int) else contents.number or 1
        return replace(call, query={**call.query, NUMBER: number + 1})

    def has_advanced(self, before: Contents[T], after: Contents[T]) -> bool:
        """Return whether the new page is a further one. A service that repeats a page would cause an endless loop."""
        if not after.items:
            return False
        if before.position is not None and after.position is not None and after.position <= before.position:
            return False
        return [_key(item) for item in after.items] != [_key(item) for item in before.items]


BY_NUMBER: Paging[Any] = Paging()


class _Page(Generic[T]):
    """What sync and async pages have in common."""

    def __init__(self, call: Call[Any], response: Any, paging: Paging[T]) -> None:
        self._call = call
        self._paging = paging
        self._contents = paging.read(call, response)
        self.response: Any = response
        """The whole response, parsed."""

    @property
    def items(self) -> list[T]:
        """The objects on this page."""
        return self._contents.items

    @property
    def total(self) -> int | None:
        """The number of objects in the whole list; None if the service does not return it."""
        return self._contents.total

    @property
    def meta(self) -> Any:
        """What the response says about the list; None if it says nothing."""
        return self._contents.meta

    def __len__(self) -> int:
        return len(self.items)

    def __repr__(self) -> str:
        return f"{type(self).__name__}({len(self.items)} of {'?' if self.total is None else self.total})"

    def _next(self) -> Call[Any] | None:
        return self._paging.next(self._call, self._contents)

    def _or_none_at_end(self, after: Self) -> Self | None:
        return after if self._paging.has_advanced(self._contents, after._contents) else None


class Page(_Page[T]):
    """One page of a list. Iterating over it also fetches the further pages, as they are needed."""

    def __init__(self, caller: Sender, call: Call[Listed[T]], response: Any, paging: Paging[T] = BY_NUMBER) -> None:
        super().__init__(call, response, paging)
        self._caller = caller

    def pages(self) -> Iterator[Self]:
        """Yield this page and the pages after it."""
        page: Self | None = self
        while page is not None:
            yield page
            page = page.next_page()

    def next_page(self) -> Self | None:
        """Return the next page, or None if this page is the last."""
        call = self._next()
        if call is None:
            return None
        return self._or_none_at_end(type(self)(self._caller, call, self._caller.call(call), self._paging))

    def __iter__(self) -> Iterator[T]:
        for page in self.pages():
            yield from page.items


class AsyncPage(_Page[T]):
    """One page of a list, in an event loop. `async for` also fetches the further pages, as they are needed."""

    def __init__(
        self, caller: AsyncSender, call: Call[Listed[T]], response: Any, paging: Paging[T] = BY_NUMBER
    ) -> None:
        super().__init__(call, response, paging)
        self._caller = caller

    async def pages(self) -> AsyncIterator[Self]:
        """Yield this page and the pages after it."""
        page: Self | None = self
        while page is not None:
            yield page
            page = await page.next_page()

    async def next_page(self) -> Self | None:
        """Return the next page, or None if this page is the last."""
        call = self._next()
        if call is None:
            return None
        return self._or_none_at_end(type(self)(self._caller, call, await self._caller.call(call), self._paging))

    async def __aiter__(self) -> AsyncIterator[T]:
        async for page in self.pages():
            for item in page.items:
                yield item


class AsyncListing(Generic[T]):
    """A list that is not yet requested: `await` it for its first page, or iterate over all objects with `async for`."""

    def __init__(self, caller: AsyncSender, call: Call[Listed[T]], paging: Paging[T] = BY_NUMBER) -> None:
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
    """Return a count of the service; None if it is missing or not a count."""
    value = getattr(holder, name, None)
    return value if isinstance(value, int) and not isinstance(value, bool) and value >= 0 else None


def _more(items: Sequence[Any], total: int | None, size: int | None, end: int | None) -> bool:
    """Return whether there are further pages: by the total if it is known, else as long as pages are full."""
    if not items:
        return False
    if total is not None and end is not None:
        return end < total
    return size is not None and len(items) >= size > 0


def _key(item: Any) -> Any:
    return getattr(item, "id", item)

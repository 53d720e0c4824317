"""Pages of a list: what a response holds, whether there are further pages, and how to request the next one.

`Paging` makes all decisions and does no input or output. The page classes only send the calls.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Generator, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, Generic, Protocol, Self, SupportsIndex, TypeVar, cast, overload

from .calls import Call, Listed, Unset

__all__ = ["BY_NUMBER", "AsyncListing", "AsyncPage", "Contents", "Page", "Paging"]

T = TypeVar("T")
P = TypeVar("P", bound="AsyncPage[Any]")

NUMBER = "page"
"""The query key of the page number."""
SIZE = "per_page"
"""The query key of the page size."""
FULL = 100
"""The largest page that the service returns (documented). Its own default is 10, which takes ten times the requests."""


REWINDS = 10
"""How often the list may become shorter again while the next page is looked for: a service may miscount for ever."""
EMPTY_PAGES = 100
"""How many pages without an object may follow each other, although the service says that there are further ones."""


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
    size: int | None = None
    """The maximum number of objects per page, if the service returns it."""


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
            return Contents(items, total, meta, number, number, _more(items, total, size, end), size)
        offset, size, total = _count(meta, "offset"), _count(meta, "limit"), _count(meta, "total")
        end = offset + max(size or 0, len(items)) if offset is not None else None
        if total is None and isinstance(data, list) and NUMBER not in call.query:
            total = len(items)  # the operation has no pages, so these are all
        return Contents(items, total, meta, offset, None, _more(items, total, size, end), size)

    def first(self, call: Call[Any]) -> Call[Any]:
        """Return the call for the first page: a full one, unless the user has chosen a size or a page."""
        if SIZE in call.query and all(isinstance(call.query.get(name), Unset) for name in (SIZE, NUMBER)):
            return replace(call, query={**call.query, SIZE: FULL})
        return call

    def next(self, call: Call[Any], contents: Contents[T]) -> Call[Any] | None:
        """Return the call for the next page, or None if this page is the last."""
        if not contents.more or NUMBER not in call.query:
            return None
        requested = call.query[NUMBER]
        number = requested if isinstance(requested, int) else contents.number or 1
        return replace(call, query={**call.query, NUMBER: number + 1})

    def rewind(self, call: Call[Any], before: Contents[T], after: Contents[T]) -> Call[Any] | None:
        """Return the call of an earlier page if the list has become shorter since `before`; None if it has not.

        When a program deletes what it iterates over, later objects move to earlier pages.
        """
        number, size = call.query.get(NUMBER), before.size
        if not isinstance(number, int) or not size or before.total is None or after.total is None:
            return None
        back = max(1, number - -(-(before.total - after.total) // size))
        return replace(call, query={**call.query, NUMBER: back}) if back < number else None

    def has_advanced(self, before: Contents[T], after: Contents[T]) -> bool:
        """Return whether the new page is a further one. A service that repeats a page would cause an endless loop."""
        if before.position is not None and after.position is not None and after.position <= before.position:
            return False
        # Only the total shows whether an empty page has pages after it.
        return after.more if not after.items else _keys(after) != _keys(before)


BY_NUMBER: Paging[Any] = Paging()


class _Seen:
    """The ids of the objects on earlier pages: those of the last page, and a link to those before it.

    It holds no object, because a long list would then stay in memory.
    """

    def __init__(self, ids: frozenset[str], before: _Seen | None) -> None:
        self._ids = ids
        self._before = before

    def __contains__(self, key: object) -> bool:
        seen: _Seen | None = self
        while seen is not None:
            if isinstance(key, str) and key in seen._ids:
                return True
            seen = seen._before
        return False


class _Page(Generic[T]):
    """What sync and async pages have in common."""

    def __init__(self, call: Call[Any], response: Any, paging: Paging[T]) -> None:
        self._call = call
        self._paging = paging
        self._contents = paging.read(call, response)
        self._seen: _Seen | None = None
        """The objects of the pages before this one, to recognize them if the list becomes shorter meanwhile."""
        self._rewound = False
        """Whether it did, so that a page may contain objects that were on an earlier one."""
        self.response: Any = response
        """The whole response, parsed."""

    @property
    def items(self) -> list[T]:
        """The objects on this page."""
        return self._contents.items

    @property
    def total(self) -> int | None:
        """The number of objects in the whole list, on all pages; None if the service does not return it."""
        return self._contents.total

    @property
    def meta(self) -> Any:
        """What the response says about the list; None if it says nothing."""
        return self._contents.meta

    def __len__(self) -> int:
        """Return the number of objects on this page. `total` counts those of all pages."""
        return len(self.items)

    @overload
    def __getitem__(self, index: SupportsIndex) -> T: ...

    @overload
    def __getitem__(self, index: slice) -> list[T]: ...

    def __getitem__(self, index: SupportsIndex | slice) -> T | list[T]:
        """Return an object of this page, or several. No further page is requested."""
        return self.items[index]

    def __repr__(self) -> str:
        return f"{type(self).__name__}({len(self.items)} of {'?' if self.total is None else self.total})"

    @property
    def _seen_with_this(self) -> _Seen:
        return _Seen(frozenset(key for item in self.items if isinstance(key := _key(item), str)), self._seen)

    def _following(self, page: Callable[[Call[Any], Any], Self]) -> Generator[Call[Any], Any, Self | None]:
        """Yield the calls that it takes to find the next page, receive their responses, and return the page.

        Pages without an object, or without a new one after the list became shorter, are passed over.
        """
        before, rewound, rewinds, empty = self._contents, self._rewound, 0, 0
        total, position = before, before.position
        call = self._paging.next(self._call, before)
        while call is not None and empty < EMPTY_PAGES:
            after = page(call, (yield call))
            contents = after._contents
            back = self._paging.rewind(call, total, contents)
            total = contents
            if back is not None and rewinds < REWINDS:
                call, rewound, position, rewinds = back, True, None, rewinds + 1
                continue
            after._seen, after._rewound = self._seen_with_this, rewound
            if not rewound and not self._paging.has_advanced(replace(before, position=position), contents):
                return None
            if rewound:
                after._contents = replace(
                    contents, items=[item for item in contents.items if _key(item) not in after._seen]
                )
                if not after.items and position is not None and (contents.position or 0) <= position:
                    return None  # the service repeats a page
            if after.items:
                return after
            position, empty = contents.position, empty + 1
            call = self._paging.next(call, contents)
        return None


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
        following = self._following(lambda call, response: type(self)(self._caller, call, response, self._paging))
        try:
            call = next(following)
            while True:
                call = following.send(self._caller.call(call))
        except StopIteration as end:
            page: Self | None = end.value
            return page

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

    def pages(self) -> AsyncIterator[Self]:
        """Return an iterator over this page and the pages after it."""
        return _AsyncPages(self)

    async def next_page(self) -> Self | None:
        """Return the next page, or None if this page is the last."""
        following = self._following(lambda call, response: type(self)(self._caller, call, response, self._paging))
        try:
            call = next(following)
            while True:
                call = following.send(await self._caller.call(call))
        except StopIteration as end:
            page: Self | None = end.value
            return page

    def __aiter__(self) -> AsyncIterator[T]:
        return _AsyncItems(self.pages())


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

    def __aiter__(self) -> AsyncIterator[T]:
        return _AsyncItems(_AsyncPages(None, self._first))


class _AsyncPages(AsyncIterator[P]):
    """Iterates over pages. It is no async generator: of one that a loop leaves early, trio warns and asyncio closes it
    late, although there is nothing to close."""

    def __init__(self, page: P | None, first: Callable[[], Awaitable[P | None]] | None = None) -> None:
        self._page = page
        self._request = first

    async def __anext__(self) -> P:
        page = await self._request() if self._request else self._page
        if page is None:
            self._page = self._request = None
            raise StopAsyncIteration
        self._request = page.next_page
        return page


class _AsyncItems(AsyncIterator[T]):
    """Iterates over the objects of pages."""

    def __init__(self, pages: AsyncIterator[AsyncPage[T]]) -> None:
        self._pages = pages
        self._items: Iterator[T] = iter(())

    async def __anext__(self) -> T:
        while True:
            for item in self._items:
                return item
            self._items = iter((await anext(self._pages)).items)


def _count(holder: Any, name: str) -> int | None:
    """Return a count of the service; None if it is missing or not a count."""
    value = getattr(holder, name, None)
    return value if isinstance(value, int) and not isinstance(value, bool) and value >= 0 else None


def _more(items: Sequence[Any], total: int | None, size: int | None, end: int | None) -> bool:
    """Return whether there are further pages: by the total if it is known, else as long as pages are full."""
    if total is not None and end is not None:
        return end < total
    return size is not None and len(items) >= size > 0


def _key(item: Any) -> Any:
    return getattr(item, "id", item)


def _keys(contents: Contents[Any]) -> list[Any]:
    return [_key(item) for item in contents.items]

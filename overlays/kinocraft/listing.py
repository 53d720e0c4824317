"""A folder's contents, page by page."""

from __future__ import annotations

from collections.abc import AsyncIterator, Generator, Iterator
from dataclasses import replace
from types import NoneType
from typing import cast

from kinocraft_api._core import AsyncCaller, Call, Caller
from kinocraft_api.platformcraft_filespot.models import FileObject, Paging

from .answers import require
from .encoding import web_address
from .errors import AnswerError, CallFacts, InvalidArgumentError

__all__ = ["AsyncListing", "AsyncPage", "Page"]


class _Contents:
    """One page of a folder."""

    def __init__(self, call: Call[FileObject], folder: FileObject) -> None:
        self._call = call
        require(folder, call.operation, contents=(list, NoneType), paging=(Paging, NoneType))
        self.folder = folder
        """The folder itself."""
        if folder.contents is None and (folder.is_dir is False or folder.type == "file"):
            raise InvalidArgumentError(f"{folder.path} is a file and has no contents; use files.get for it")
        self.items: list[FileObject] = folder.contents or []
        """What is on this page, folders first."""
        self.total: int | None = folder.paging.count if folder.paging else None
        """How many objects the whole listing has; None where the service does not say."""

    def __len__(self) -> int:
        return len(self.items)

    def _next(self, host: str) -> Call[FileObject] | None:
        """The call for the next page. Its URL is the service's, followed as it is, but never to another host."""
        url = self.folder.paging.next if self.folder.paging else None
        if not url or not isinstance(cast(object, url), str):
            return None
        if _origin(url) != _origin(host) or url == self._call.url:
            operation = self._call.operation
            raise AnswerError(
                f"the next page is said to be at {_origin(url)}, and {_origin(host)} is where the token may go"
                if url != self._call.url
                else "the next page is said to be this one, so the listing would not end",
                CallFacts(operation.id, operation.method, operation.path, 1),
                status=200,
            )
        return replace(self._call, url=url)


def _origin(url: str) -> str:
    """Scheme and host, as whoever sends the request reads them."""
    try:
        address = web_address(url)
    except ValueError:
        return "no usable URL"
    if address.userinfo:
        return "a URL with a login in it"
    return f"{address.scheme}://{address.netloc.decode('ascii')}"


class Page(_Contents):
    """One page of a folder's contents. Iterating goes on over the further pages, fetched as they are needed."""

    def __init__(self, caller: Caller, host: str, call: Call[FileObject], folder: FileObject) -> None:
        self._caller = caller
        self._host = host
        super().__init__(call, folder)

    def pages(self) -> Iterator[Page]:
        """This page and those after it."""
        page: Page | None = self
        while page is not None:
            yield page
            page = page.next_page()

    def next_page(self) -> Page | None:
        """The page after this one; None on the last."""
        call = self._next(self._host)
        return Page(self._caller, self._host, call, self._caller.call(call)) if call else None

    def __iter__(self) -> Iterator[FileObject]:
        for page in self.pages():
            yield from page.items


class AsyncPage(_Contents):
    """One page of a folder's contents, in an event loop."""

    def __init__(self, caller: AsyncCaller, host: str, call: Call[FileObject], folder: FileObject) -> None:
        self._caller = caller
        self._host = host
        super().__init__(call, folder)

    async def pages(self) -> AsyncIterator[AsyncPage]:
        """This page and those after it."""
        page: AsyncPage | None = self
        while page is not None:
            yield page
            page = await page.next_page()

    async def next_page(self) -> AsyncPage | None:
        """The page after this one; None on the last."""
        call = self._next(self._host)
        return await AsyncListing(self._caller, self._host, call) if call else None

    async def __aiter__(self) -> AsyncIterator[FileObject]:
        async for page in self.pages():
            for item in page.items:
                yield item


class AsyncListing:
    """A listing to come: `await` it for its first page, or iterate over all of its objects with `async for`."""

    def __init__(self, caller: AsyncCaller, host: str, call: Call[FileObject]) -> None:
        self._caller = caller
        self._host = host
        self._call = call

    async def _first(self) -> AsyncPage:
        return AsyncPage(self._caller, self._host, self._call, await self._caller.call(self._call))

    def __await__(self) -> Generator[object, None, AsyncPage]:
        return self._first().__await__()

    async def __aiter__(self) -> AsyncIterator[FileObject]:
        async for item in await self._first():
            yield item

"""A folder's contents, page by page."""

from __future__ import annotations

from dataclasses import replace
from types import NoneType
from typing import Any, cast

from kinocraft_api.platformcraft_filespot.models import FileObject
from kinocraft_api.platformcraft_filespot.models import Paging as Links
from kinocraft_runtime.calls import Call
from kinocraft_runtime.pagination import Contents, Paging

from .answers import require
from .encoding import web_address
from .errors import AnswerError, CallFacts, InvalidArgumentError

__all__ = ["FolderPaging"]


class FolderPaging(Paging[FileObject]):
    """Pages that tell the URL of the next one, which is followed as it is, but never to another host.

    One for each listing: it remembers where its pages led, so that one which leads back is noticed.
    """

    def __init__(self, host: str) -> None:
        self._host = host
        self._places: dict[str | None, int] = {}

    def read(self, call: Call[Any], response: Any) -> Contents[FileObject]:
        """The folder's contents, folders first. The folder itself is what the response says about the list."""
        require(response, call.operation, contents=(list, NoneType), paging=(Links, NoneType))
        folder: FileObject = response
        if folder.contents is None and (folder.is_dir is False or folder.type == "file"):
            raise InvalidArgumentError(f"{folder.path} is a file and has no contents; use files.get for it")
        return Contents(folder.contents or [], folder.paging.count if folder.paging else None, folder)

    def next(self, call: Call[Any], contents: Contents[FileObject]) -> Call[Any] | None:
        """The call for the page after this one."""
        paging: Links | None = contents.meta.paging
        url = paging.next if paging else None
        if not url or not isinstance(cast(object, url), str):
            return None
        here = self._places.setdefault(call.url, 0)
        if _origin(url) != _origin(self._host) or self._places.setdefault(url, here + 1) <= here:
            facts = CallFacts(call.operation.id, call.operation.method, call.operation.path, 1)
            words = "one that came before, so the listing would not end"
            if _origin(url) != _origin(self._host):
                words = f"at {_origin(url)}, and {_origin(self._host)} is where the token may go"
            raise AnswerError(f"the next page is said to be {words}", facts, status=200)
        return replace(call, url=url)

    def has_advanced(self, before: Contents[FileObject], after: Contents[FileObject]) -> bool:
        """An empty page may have others after it: the service says by its link whether it has."""
        return True


def _origin(url: str) -> str:
    """Scheme and host, as whoever sends the request reads them."""
    try:
        address = web_address(url)
    except ValueError:
        return "no usable URL"
    if address.userinfo:
        return "a URL with a login in it"
    return f"{address.scheme}://{address.netloc.decode('ascii')}"

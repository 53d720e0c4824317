"""Pagination of a folder's contents."""

from __future__ import annotations

from dataclasses import replace
from types import NoneType
from typing import Any, cast

from kinocraft_api.platformcraft_models import FileListItem, FileObject
from kinocraft_api.platformcraft_models import Paging as Links
from kinocraft_runtime.calls import Call
from kinocraft_runtime.pagination import Contents, Paging

from ..errors import CallFacts, InvalidArgumentError, ResponseError
from ..responses.checks import require
from ..transport.encoding import parse_url

__all__ = ["FolderPaging"]


class FolderPaging(Paging[FileListItem]):
    """Pagination by the URL of the next page, which is requested unchanged, but never from another host.

    Each listing has its own: it remembers the URLs of its pages, to detect a page that links back.
    """

    def __init__(self, host: str) -> None:
        self._host = host
        self._positions: dict[str | None, int] = {}

    def read(self, call: Call[Any], response: Any) -> Contents[FileListItem]:
        """Return the folder's contents, folders first. The folder itself is the list's `meta`."""
        require(response, call.operation, contents=(list, NoneType), paging=(Links, NoneType))
        folder: FileObject = response
        if folder.contents is None and (folder.is_dir is False or folder.type == "file"):
            raise InvalidArgumentError(f"{folder.path} is a file and has no contents; use files.get instead")
        return Contents(folder.contents or [], folder.paging.count if folder.paging else None, folder)

    def next(self, call: Call[Any], contents: Contents[FileListItem]) -> Call[Any] | None:
        """Return the call for the next page, or None if this page is the last."""
        paging: Links | None = contents.meta.paging
        url = paging.next if paging else None
        if not url or not isinstance(cast(object, url), str):
            return None
        position = self._positions.setdefault(call.url, 0)
        if _origin(url) != _origin(self._host) or self._positions.setdefault(url, position + 1) <= position:
            facts = CallFacts(call.operation.id, call.operation.method, call.operation.path, 1)
            words = "one that was already read, so the listing would not end"
            if _origin(url) != _origin(self._host):
                words = f"at {_origin(url)}, and the token may be sent to {_origin(self._host)} only"
            raise ResponseError(f"the service says that the next page is {words}", facts, status=200)
        return replace(call, url=url)

    def has_advanced(self, before: Contents[FileListItem], after: Contents[FileListItem]) -> bool:
        """Return True: an empty page may have pages after it, and only its link shows that."""
        return True


def _origin(url: str) -> str:
    """Return scheme and host of a URL, as httpx2 parses them."""
    try:
        address = parse_url(url)
    except ValueError:
        return "an invalid URL"
    if address.userinfo:
        return "a URL with a login in it"
    # httpx2 omits the scheme's own port only if the scheme is written in lower case.
    port = {"http": ":80", "https": ":443"}[address.scheme]
    return f"{address.scheme}://{address.netloc.decode('ascii').removesuffix(port)}"

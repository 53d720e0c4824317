"""What the web pages of all kinds of records share."""

from __future__ import annotations

from abc import abstractmethod
from html import escape
from typing import Any
from urllib.parse import urlsplit

from kinocraft_mock.endpoints.resource_endpoint import ReadOnlyEndpoint, StreamedResponse, document_response
from kinocraft_mock.http.messages import ErrorResponse, Headers
from kinocraft_mock.services.kinescope.errors import not_found
from kinocraft_mock.services.kinescope.vendor import VENDOR

__all__ = ["PageEndpoint", "check_embedding", "page"]


class PageEndpoint(ReadOnlyEndpoint):
    """Serve the web page of a record. The path below the mount is the record's name in its links."""

    vendor = VENDOR
    kind: str
    """What a 404 says is missing."""

    def _find(self, segments: list[str], headers: Headers, host: str) -> StreamedResponse:
        if len(segments) != 1:
            raise not_found(self.kind)
        return self._page(segments[0], headers)

    @abstractmethod
    def _page(self, name: str, headers: Headers) -> StreamedResponse:
        """Return the page of a record. May raise `ErrorResponse`."""


def page(title: str, body: str) -> StreamedResponse:
    """Return a web page. The title is plain text, the body HTML."""
    heading = escape(title)
    text = f"""<!doctype html>
<html>
<head><meta charset="utf-8"><title>{heading}</title></head>
<body>
<h1>{heading}</h1>
{body}
<p>A local kinocraft-mock, not Kinescope.</p>
</body>
</html>
"""
    return document_response(text.encode(), "text/html; charset=utf-8")


def check_embedding(kind: str, body: dict[str, Any], headers: Headers) -> None:
    """Raise a 403 unless the privacy of a video or playlist allows the page named by `Referer` to embed it."""
    if not _may_embed(body, headers):
        raise ErrorResponse(403, f"the {kind}'s privacy does not allow it to be embedded here")


def _may_embed(body: dict[str, Any], headers: Headers) -> bool:
    # A page on a subdomain of a listed domain is allowed.
    if body["privacy_type"] == "custom":
        host = urlsplit(headers.get(b"referer", b"").decode("latin-1")).hostname or ""
        return any(f".{host}".endswith(f".{domain.lower()}") for domain in body["privacy_domains"])
    return bool(body["privacy_type"] == "anywhere")

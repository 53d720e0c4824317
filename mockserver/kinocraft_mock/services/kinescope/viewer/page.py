"""What the web pages have in common."""

from __future__ import annotations

from html import escape
from typing import Any
from urllib.parse import urlsplit

from kinocraft_mock.endpoints.resource_endpoint import StreamedResponse, document_response
from kinocraft_mock.http.messages import Headers

__all__ = ["may_embed", "page"]


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


def may_embed(body: dict[str, Any], headers: Headers) -> bool:
    """Return whether the privacy of a video or playlist allows the page named by `Referer` to embed it.

    A page on a subdomain of a listed domain is allowed.
    """
    if body["privacy_type"] == "custom":
        host = urlsplit(headers.get(b"referer", b"").decode("latin-1")).hostname or ""
        return any(f".{host}".endswith(f".{domain.lower()}") for domain in body["privacy_domains"])
    return bool(body["privacy_type"] == "anywhere")

"""The web pages that links of answers lead to."""

from __future__ import annotations

from html import escape

from kinocraft_mock.http.resource_endpoint import StreamedResponse, document_response

__all__ = ["page"]


def page(title: str, body: str) -> StreamedResponse:
    """A page under a title, which is any text; the body is HTML."""
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

"""The web pages that links of answers lead to."""

from __future__ import annotations

from html import escape

from kinocraft_mock.resources import Found, found_document

__all__ = ["page"]


def page(title: str, body: str) -> Found:
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
    return found_document(text.encode(), "text/html; charset=utf-8")

"""Read a page from a URL or a file, and identify its form: HTML, Markdown, or text of a dialect."""

from __future__ import annotations

import codecs
import json
import re
from dataclasses import dataclass
from email.message import Message
from http.client import HTTPException
from pathlib import Path
from typing import Literal
from urllib.error import HTTPError, URLError
from urllib.request import Request, urlopen

from ..readers import plain
from .errors import RejectedPageError

Form = Literal["html", "markdown", "text"]

MAX_BYTES = 32 << 20
_TIMEOUT = 30.0
# The first bytes of forms that are not supported, and their names.
_SIGNATURES = (
    (b"%PDF", "a PDF"),
    (b"PK\x03\x04", "a ZIP archive, such as DOCX or EPUB"),
    (b"\x1f\x8b", "gzip data"),
    (b"{\\rtf", "RTF"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"RIFF", "a WebP image"),
    (b"bplist00", "a Safari web archive"),
    (b"\xd0\xcf\x11\xe0", "a Microsoft Office document"),
    (b"From: <Saved by", "an MHTML archive; save the page as HTML instead"),
    (b"MIME-Version:", "an MHTML archive; save the page as HTML instead"),
)
_HTML = re.compile(
    r"<!doctype\s+html\b|<(?:html|head|body|main|article|section|div|table|h[1-6]|p|pre)\b", re.IGNORECASE
)
_CHARSET = re.compile(rb"<meta\b[^>]*?\bcharset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
_MARKDOWN_HEADING = re.compile(r"^ {0,3}#{1,6}[ \t]+\S", re.MULTILINE)
_FENCE = re.compile(r"^ {0,3}(?:```|~~~)", re.MULTILINE)
_HEADER_ROW = re.compile(r"^\s*(?:URL\s+structure|Structure\s+URL|Структура\s+URL)\b", re.MULTILINE)
_RST_HEADING = re.compile(r"^\S.*\n([=~^\"*+-])\1{3,}\s*$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Source:
    """A page as it was found: its form and its text."""

    form: Form
    text: str


def load(location: str) -> Source:
    """Return the page at a URL or in a file. Raises RejectedPageError."""
    if re.match(r"https?://", location, re.IGNORECASE):
        data, charset = _download(location)
    else:
        try:
            data, charset = Path(location).read_bytes(), None
        except OSError as error:
            raise RejectedPageError("unavailable", f"{location}: {error.strerror or error}") from error
    return identify(data, charset)


def _download(url: str) -> tuple[bytes, str | None]:
    request = Request(url, headers={"Accept": "text/html, text/markdown, text/plain"})  # noqa: S310 - http(s) only
    try:
        with urlopen(request, timeout=_TIMEOUT) as response:  # noqa: S310
            data: bytes = response.read(MAX_BYTES + 1)
            headers: Message = response.headers
    except HTTPError as error:
        error.close()
        raise RejectedPageError("error-page", f"{url} returned {error.code} {error.reason}") from error
    except (HTTPException, URLError, OSError, ValueError) as error:
        raise RejectedPageError("unavailable", f"{url}: {getattr(error, 'reason', error)}") from error
    return data, headers.get_content_charset()


def identify(data: bytes, charset: str | None = None) -> Source:
    """Return the page in these bytes. `charset` is that of the HTTP response. Raises RejectedPageError."""
    if len(data) > MAX_BYTES:
        raise RejectedPageError("unsupported", f"the page is larger than {MAX_BYTES >> 20} MiB")
    head = data[:64].lstrip()
    for signature, name in _SIGNATURES:
        if head.startswith(signature):
            raise RejectedPageError("unsupported", f"this is {name}; expected HTML, Markdown, or text")
    text = plain(_decode(data, charset))
    start = text.lstrip()[:4000]
    if not start:
        raise RejectedPageError("unsupported", "the page is empty; expected HTML, Markdown, or text")
    if _HTML.match(start) or (start.startswith("<") and _HTML.search(start)):
        return Source("html", text)
    if start.startswith("<"):
        raise RejectedPageError("unsupported", "this is XML; expected HTML, Markdown, or text")
    if start[0] in "{[" and _is_json(text):
        raise RejectedPageError("unsupported", "this is JSON; expected HTML, Markdown, or text")
    if _HEADER_ROW.search(text):
        return Source("text", text)
    if len(_MARKDOWN_HEADING.findall(text)) > 1 or _FENCE.search(text):
        return Source("markdown", text)
    if _RST_HEADING.search(text):
        raise RejectedPageError("unsupported", "this is reStructuredText; expected HTML, Markdown, or text")
    return Source("text", text)


def _decode(data: bytes, charset: str | None) -> str:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        charset = "utf-16"
    elif data.startswith(codecs.BOM_UTF8):
        charset = "utf-8"
    elif charset is None and (declared := _CHARSET.search(data[:4096])):
        charset = declared[1].decode("ascii", "replace")
    try:
        return data.decode(charset or "utf-8")
    except LookupError as error:
        raise RejectedPageError("garbled", f"the encoding {charset} is unknown") from error
    except UnicodeDecodeError as error:
        raise RejectedPageError("garbled", f"byte {error.start} is not {error.encoding} text") from error


def _is_json(text: str) -> bool:
    try:
        json.loads(text)
    except ValueError:
        return False
    return True

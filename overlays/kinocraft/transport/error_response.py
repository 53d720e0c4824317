"""Read error responses, in either vendor's form. Nothing in them is trusted."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import httpx2

from ..errors import APIStatusError, CallFacts, FieldError, status_error
from ..type_guards import is_list, is_object
from .effects import Response
from .http_dates import http_date

__all__ = ["error_from", "printable_header", "reported_failure", "retry_after"]

MAX_TEXT = 500
"""The maximum number of characters kept of a text."""
UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]+")
"""Line breaks, terminal escapes, and what no output can encode."""
MAX_FIELDS = 100
"""The maximum number of field errors kept."""
FOREVER = 1e9
"""More seconds than anyone waits for. A longer wait is read as this one, so that the number stays finite."""
SECONDS = re.compile(r"([0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:\s*s(?:ec(?:ond)?s?)?)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Reason:
    """What the body of an error response says."""

    code: int | None = None
    message: str | None = None
    detail: str | None = None
    fields: tuple[FieldError, ...] = ()

    def __str__(self) -> str:
        texts = [self.message, self.detail if self.detail != self.message else None, *map(str, self.fields)]
        return "; ".join(text for text in texts if text)


def error_from(response: Response, facts: CallFacts, now: float) -> APIStatusError:
    """Make the error of a response with an error status."""
    status, reason = response.status, _reason(response)
    title = f"{status} {httpx2.codes.get_reason_phrase(status)}".rstrip()
    return status_error(status)(
        f"{title}: {reason}" if str(reason) else title,
        facts,
        status=status,
        code=reason.code,
        vendor_message=reason.message,
        detail=reason.detail,
        field_errors=reason.fields,
        retry_after=retry_after(response.headers, now),
    )


def reported_failure(response: Response, fields: Collection[str]) -> str | None:
    """Return the reason of an error response whose status is one of success; None if the response is no such one.

    Args:
        response: The response.
        fields: The fields that its description has. A response with one of them is what it should be.
    """
    try:
        body: object = json.loads(_decoded(response.content))
    except (ValueError, RecursionError):
        return None
    if not is_object(body) or any(body.get(name) is not None for name in fields):
        return None
    code = _number(body.get("code"))
    texts = any(_text(body.get(name)) for name in ("msg", "message"))
    if body.get("error") or body.get("success") is False or (code is not None and code >= 400 and texts):
        return str(_reason(response)) or "it names no reason"
    return None


def _reason(response: Response) -> _Reason:
    """Read the body. Gateways send other forms than the vendors, and no JSON; of a redirect, read where it leads."""
    if 300 <= response.status < 400 and (location := response.headers.get("Location")):
        return _Reason(detail=_redirect(location))
    text = _decoded(response.content)
    try:
        body: object = json.loads(text)
    except (ValueError, RecursionError):
        return _Reason(detail=_plain(response.headers, text))
    if not is_object(body):
        return _Reason()
    error: object = body.get("error")
    if is_object(error):  # Kinescope's form; below is Platformcraft's
        message, detail = _text(error.get("message")), _text(error.get("detail"))
        return _Reason(_number(error.get("code")), message, detail, tuple(_fields(error.get("invalid_params"))))
    texts = (_text(body.get(name)) for name in ("msg", "message", "error", "detail"))
    message = next((text for text in texts if text), None)
    return _Reason(_number(body.get("code")), message, message)


def _redirect(location: str) -> str:
    """Say which host a redirect leads to. Path and query may be secrets."""
    try:
        parts = urlsplit(location)
        target = f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}" if parts.netloc else "another path"
    except ValueError:
        target = "an invalid URL"
    return f"it redirects to {_text(target)}, and a login is never sent there: correct the URL setting"


def _decoded(content: bytes) -> str:
    """Decode a body. Bytes that are not UTF-8 are replaced: they make a word unreadable, and not the whole reason."""
    encoding = json.detect_encoding(content)
    return content.decode(encoding, "replace").removeprefix("\ufeff")


def _plain(headers: httpx2.Headers, text: str) -> str | None:
    """Return a body of a few words, which gateways send as plain text. A web page has too many."""
    is_plain = headers.get("Content-Type", "").partition(";")[0].strip().lower() == "text/plain"
    return _text(text.strip()) if is_plain and len(text) <= MAX_TEXT and not text.lstrip().startswith("<") else None


def _fields(items: object) -> Iterator[FieldError]:
    for item in items[:MAX_FIELDS] if is_list(items) else ():
        name = _text(item.get("name")) if is_object(item) else None
        if name is not None:
            reason, message = (_text(item.get(key)) or "" for key in ("reason", "message"))
            yield FieldError(name, reason, message, _number(item.get("index")))


def _number(value: Any) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def _text(value: Any) -> str | None:
    """Return a text in one line that can be printed anywhere; None if there is none."""
    return UNPRINTABLE.sub(" ", value[:MAX_TEXT]) or None if isinstance(value, str) else None


def printable_header(headers: httpx2.Headers, name: str) -> str | None:
    """Return the value of a header as a text that can be printed anywhere; None if there is none."""
    return _text(headers.get(name))


def retry_after(headers: httpx2.Headers, now: float) -> float | None:
    """Return the seconds that the service asks to wait, or None if it names no time that makes sense.

    It may send seconds, also with a fraction, an HTTP date or an ISO date in `Retry-After`, or milliseconds in
    `Retry-After-Ms`, which is the more exact one of both.
    """
    milliseconds = _seconds(headers.get("Retry-After-Ms", ""))
    if milliseconds is not None:
        return milliseconds / 1000
    requested = headers.get("Retry-After", "").strip()
    seconds = _seconds(requested)
    if seconds is not None:
        return seconds
    until = http_date(requested)
    if until is None:
        # A header that a gateway repeats arrives as a list.
        listed = [each for each in map(_seconds, requested.split(",")) if each is not None]
        return max(listed, default=None)
    # Use the service's own clock if it sends the time: the clock of this machine may be wrong.
    sent = http_date(headers.get("Date", ""))
    return max(0.0, until - (now if sent is None else sent))


def _seconds(text: str) -> float | None:
    match = SECONDS.fullmatch(text.strip().strip('"'))
    return min(float(match[1]), FOREVER) if match else None

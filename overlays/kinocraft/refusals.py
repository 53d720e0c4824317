"""What a refusal says: each vendor's form of it, read without trusting any of it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC
from email.utils import parsedate_to_datetime
from typing import Any

import httpx2

from .errors import APIStatusError, CallFacts, FieldError, status_error
from .shapes import is_list, is_object
from .steps import Answer

__all__ = ["refusal"]

LONGEST = 500
"""Characters that are kept of what a vendor says."""
MOST = 100
"""Fields that are kept of those a vendor names."""


@dataclass(frozen=True, slots=True)
class _Words:
    """What a body says of the reason."""

    code: int | None = None
    message: str | None = None
    detail: str | None = None
    fields: tuple[FieldError, ...] = ()

    def __str__(self) -> str:
        said = [self.message, self.detail if self.detail != self.message else None, *map(str, self.fields)]
        return "; ".join(part for part in said if part)


def refusal(answer: Answer, facts: CallFacts, now: float) -> APIStatusError:
    """The error that an answer with an error status is."""
    status, words = answer.status, _words(answer.content)
    reason = f"{status} {httpx2.codes.get_reason_phrase(status)}".rstrip()
    return status_error(status)(
        f"{reason}: {words}" if str(words) else reason,
        facts,
        status=status,
        code=words.code,
        vendor_message=words.message,
        detail=words.detail,
        field_errors=words.fields,
        retry_after=_retry_after(answer.headers, now),
    )


def _words(content: bytes) -> _Words:
    """Nothing where the body is not JSON, which occurs, or of another form."""
    try:
        body: object = json.loads(content)
    except (ValueError, RecursionError):
        return _Words()
    if not is_object(body):
        return _Words()
    error: object = body.get("error")
    if is_object(error):  # Kinescope's form; the other is Platformcraft's
        message, detail = _text(error.get("message")), _text(error.get("detail"))
        return _Words(_number(error.get("code")), message, detail, tuple(_fields(error.get("invalid_params"))))
    words = _text(body.get("msg"))
    return _Words(_number(body.get("code")), words, words)


def _fields(told: object) -> Iterator[FieldError]:
    for item in told[:MOST] if is_list(told) else ():
        name = _text(item.get("name")) if is_object(item) else None
        if name is not None:
            reason, message = (_text(item.get(key)) or "" for key in ("reason", "message"))
            yield FieldError(name, reason, message, _number(item.get("index")))


def _number(value: Any) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def _text(value: Any) -> str | None:
    return value[:LONGEST] if isinstance(value, str) and value else None


def _retry_after(headers: httpx2.Headers, now: float) -> float | None:
    """Seconds that the service asks to wait; it may say so in seconds or as an HTTP date."""
    asked = headers.get("Retry-After", "").strip()
    if asked.isdecimal():
        return float(asked)
    until = _http_date(asked)
    if until is None:
        return None
    # By the service's own clock where it tells the time, so that one that is wrong here does not matter.
    told = _http_date(headers.get("Date", ""))
    return max(0.0, until - (now if told is None else told))


def _http_date(text: str) -> float | None:
    try:
        moment = parsedate_to_datetime(text)  # the oldest of the three forms names no zone, and means the same
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp()
    except (ValueError, OverflowError):
        return None

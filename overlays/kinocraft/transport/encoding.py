"""Build the HTTP request of a call.

Raises InvalidArgumentError for what cannot be sent. Its message names the argument and says what would be accepted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from functools import lru_cache
from typing import Any, TypeVar, cast
from urllib.parse import quote, urlencode, urlsplit

import httpx2

from kinocraft_runtime.calls import Body, Call, Flag, Operation, Unset

from ..clock import Countdown
from ..errors import InvalidArgumentError
from ..type_guards import is_sequence
from .bodies import BytesBody, MultipartBody, Stream, body_of
from .serialize import check_number, encode_json, format_time, plain_id, unwrap

__all__ = [
    "TOKEN",
    "build_request",
    "build_url",
    "check_line",
    "encode_header",
    "encode_order",
    "encode_path",
    "encode_segment",
    "headers_of",
    "is_address",
    "is_id",
    "parse_url",
    "prepare",
]

T = TypeVar("T")

CONTROL = re.compile(r"[\x00-\x1f\x7f]")
TOKEN = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")
"""A header name or method, by RFC 9110."""
FIELD = re.compile(r"[A-Za-z]\w*", re.ASCII)
FRAMING = frozenset({"content-length", "transfer-encoding"})
"""Headers that tell where a body ends. A wrong one would break the connection, or make a second request of the rest."""
SEGMENT_SAFE = "!$&'()*+,;=:@"
"""Characters that RFC 3986 permits in a path segment in addition to letters, digits and -._~"""
MAX_HOST = 253
"""The maximum number of characters of a host's name (RFC 1035)."""
EMPTY = BytesBody(b"")


class SecretRequest(httpx2.Request):
    """A request whose repr does not show its URL, which may be an upload address."""

    def __repr__(self) -> str:
        return f"<Request({self.method!r})>"


_parsed = lru_cache(maxsize=256)(httpx2.URL)


def build_request(
    call: Call[Any],
    *,
    base: str,
    session: Mapping[str, str],
    headers: Mapping[str, str],
    time: Countdown,
) -> httpx2.Request:
    """Build the request of a prepared call. Each request reads the body from its start."""
    try:
        body, content_type = _body(call)
    except UnicodeEncodeError:
        # Its cause holds the whole text, which may contain a password.
        raise InvalidArgumentError("the body has an unpaired surrogate, which UTF-8 cannot encode") from None
    try:
        url = _parsed(build_url(call, base, session)) if call.url is None else parse_url(call.url)
    except InvalidArgumentError:
        raise
    except (httpx2.InvalidURL, ValueError) as error:
        raise InvalidArgumentError(f"the arguments give no valid URL: {error}") from error
    # Header names are case-insensitive: a later value replaces an earlier one, whatever its spelling.
    fields = {
        "host": ("Host", url.netloc.decode("ascii")),
        "accept": ("Accept", "*/*" if call.result is bytes else "application/json"),
        "accept-encoding": ("Accept-Encoding", "gzip, deflate"),
    }
    fields |= {name.lower(): (name, value) for name, value in headers.items()}
    if content_type:
        fields["content-type"] = ("Content-Type", encode_header("Content-Type", content_type))
    if body is not None or call.operation.method in ("POST", "PUT", "PATCH"):
        size = body.size if body else 0
        name, value = ("Content-Length", str(size)) if size >= 0 else ("Transfer-Encoding", "chunked")
        fields[name.lower()] = (name, value)
    own: Mapping[str, Any] = headers_of(call.options["headers"]) if "headers" in call.options else {}
    for name, value in {**call.operation.fixed_headers, **call.headers, **own}.items():
        if not isinstance(value, Unset):
            fields[name.lower()] = (name, encode_header(name, plain_id(call.operation, name, value)))
    return SecretRequest(
        call.operation.method,
        url,
        headers=list(fields.values()),
        stream=Stream(body or EMPTY, time),
        extensions={"timeout": time.timeouts()},
    )


def parse_url(text: str) -> httpx2.URL:
    """Parse an absolute http or https URL. Raises ValueError if it is none."""
    try:
        port = urlsplit(text).port
        url = httpx2.URL(text)
    except (httpx2.InvalidURL, TypeError, AttributeError) as error:
        raise ValueError(str(error)) from error
    if url.scheme not in ("http", "https") or not url.host or port == 0:
        raise ValueError("it does not begin with http:// or https:// and a host")
    if not _is_host(url.raw_host.decode("ascii")):
        raise ValueError("its host is not the name of a host")
    return url


def _is_host(host: str) -> bool:
    """Return whether a host name can be looked up. Python rejects other names only after the call has begun."""
    labels = host.removesuffix(".").split(".")
    return ":" in host or ("%" not in host and len(host) <= MAX_HOST and all(0 < len(each) < 64 for each in labels))


def prepare(call: Call[T]) -> Call[T]:
    """Return the call with bodies that can be sent any number of times.

    It is done once per call: a file is sent from the position it has now, not from where an attempt leaves it.
    """
    if call.operation.changes and not _set(fields := cast(Mapping[str, Any], call.json)):
        raise InvalidArgumentError(f"nothing to change: give at least one of {', '.join(fields)}")
    if not isinstance(call.content, Unset):
        return replace(call, content=body_of(call.content))
    if not isinstance(call.multipart, Unset):
        fields = _set(call.multipart)
        if not fields:
            raise InvalidArgumentError("nothing to send: give at least one field of the form")
        fields = {name: unwrap(value) for name, value in fields.items()}
        texts = {name for name, value in fields.items() if isinstance(value, str)} - call.operation.files
        bodies = {name: value if name in texts else body_of(value) for name, value in fields.items()}
        return replace(call, multipart=bodies)
    return call


def build_url(call: Call[Any], base: str, session: Mapping[str, str]) -> str:
    """Build the URL of a call."""
    operation = call.operation
    path = operation.path
    for name, value in call.path.items():
        if isinstance(value, Unset):
            value = session[operation.session[name]]
        value = plain_id(operation, name, value)
        encode = encode_path if name in operation.spanning else encode_segment
        path = path.replace(f"{{{name}}}", encode(name, value))
    if "{" in path:  # encoded values contain no brace
        raise InvalidArgumentError("url is missing: give the one that the service returned")
    query = "&".join(_query(operation, call.query))
    return f"{base}{path}?{query}" if query else f"{base}{path}"


def encode_segment(name: str, value: object) -> str:
    """Encode an id, which is one segment of a path."""
    text = check_line(name, value)
    if not text or text in (".", "..") or "/" in text or "\\" in text:
        raise InvalidArgumentError(f"{name} is {text!r}, which is not an id: an id is not empty and has no slash")
    return quote(text, safe=SEGMENT_SAFE)


def encode_path(name: str, value: object) -> str:
    """Encode a whole path. The slashes between its segments stay."""
    text = check_line(name, value)
    if text in ("", "/"):
        return text
    segments = text.split("/")
    if segments[0]:
        raise InvalidArgumentError(f"{name} is {text!r}: a path begins with a slash, as in '/folder/file.mp4'")
    for segment in segments[1:]:
        if segment in ("", ".", ".."):
            raise InvalidArgumentError(
                f"{name} is {text!r}: it has the segment {segment!r}; give the plain path, without "
                "repeated or trailing slashes, '.' and '..'"
            )
    return "/".join(quote(segment, safe=SEGMENT_SAFE) for segment in segments)


def is_id(value: object) -> bool:
    """Return whether a URL can have the value as an id."""
    try:
        encode_segment("id", value)
    except InvalidArgumentError:
        return False
    return True


def is_address(value: object) -> bool:
    """Return whether the value is a URL to which a request can be sent."""
    try:
        parse_url(cast(str, value))
    except ValueError:
        return False
    return isinstance(value, str)


def check_line(name: str, value: object) -> str:
    """Return the value if it is a string of one line."""
    if not isinstance(value, str):
        raise InvalidArgumentError(f"{name} must be a string, not {type(value).__name__}")
    if CONTROL.search(value):
        raise InvalidArgumentError(f"{name} is {value!r}: control characters and line breaks cannot be sent")
    try:
        value.encode()
    except UnicodeEncodeError as error:
        raise InvalidArgumentError(
            f"{name} is {value!r}: it has an unpaired surrogate, which UTF-8 cannot encode"
        ) from error
    return value


def _query(operation: Operation, query: Mapping[str, Any]) -> Iterator[str]:
    yield from operation.fixed
    for name, value in query.items():
        key = quote(name, safe="[]")
        if name in operation.sortable and not isinstance(value, Unset):
            value = encode_order(name, value, operation.sortable[name])
        items = (item for item in (value if is_sequence(value) else (value,)) if not isinstance(item, Unset))
        values = [plain_id(operation, name, item) for item in items]
        texts = [
            None if isinstance(item, Flag) else quote(_query_text(operation, name, item), safe="") for item in values
        ]
        if name in operation.joined and texts:
            texts = [",".join(text or "" for text in texts)]
        for text in texts:
            yield key if text is None else f"{key}={text}"


def encode_order(name: str, value: Any, fields: tuple[str, ...]) -> Sequence[str]:
    """Encode a sort order in the vendor's form: `title.asc,created_at.desc`. It is empty if there are no fields."""
    value = unwrap(value)
    parts = value.split(",") if isinstance(value, str) else value
    if not is_sequence(parts):
        raise InvalidArgumentError(f"{name} is {value!r}: give a string such as '-{fields[0]}', or a list of them")
    sorted_by: dict[str, str] = {}
    for part in parts:
        field, direction = _sorting(part)
        # Which fields can be sorted by is often inferred, so the service judges a name that is not described.
        if not isinstance(field, str) or not FIELD.fullmatch(field) or field in ("asc", "desc"):
            raise InvalidArgumentError(f"{name} has {field!r}, which cannot be sorted by: use {', '.join(fields)}")
        if not isinstance(direction, str) or direction not in ("asc", "desc"):
            raise InvalidArgumentError(f"{name} has the direction {direction!r}: use asc or desc")
        if field in sorted_by:
            raise InvalidArgumentError(f"{name} has {field!r} twice")
        sorted_by[field] = direction
    return [",".join(f"{field}.{direction}" for field, direction in sorted_by.items())] if sorted_by else []


def _sorting(part: Any) -> tuple[object, object]:
    """Return field and direction of a pair, or of a string in either form."""
    part = unwrap(part)
    if is_sequence(part) and len(part) == 2:
        return unwrap(part[0]), unwrap(part[1])
    if not isinstance(part, str):
        return part, "asc"
    if part.startswith("-"):
        return part[1:], "desc"
    field, dot, direction = part.partition(".")
    return field, direction if dot else "asc"


def _query_text(operation: Operation, name: str, value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int | float):
        return str(check_number(name, value))
    if isinstance(value, datetime):
        return format_time(value.replace(microsecond=0) if name in operation.whole_seconds else value)
    if isinstance(value, date):
        return value.isoformat()
    text, least = check_line(name, value), operation.min_length.get(name, 0)
    if len(text) < least:
        raise InvalidArgumentError(
            f"{name} is {text!r}: give a string of at least {least} character{'s' if least > 1 else ''}"
        )
    return text


def _body(call: Call[Any]) -> tuple[Body | None, str | None]:
    if not isinstance(call.content, Unset):
        return cast(Body, call.content), call.content_type
    if not isinstance(call.json, Unset):
        return BytesBody(encode_json(call.json, call.operation.body)), "application/json"
    if not isinstance(call.form, Unset):
        return BytesBody(urlencode(_form(call.form)).encode()), "application/x-www-form-urlencoded"
    if not isinstance(call.multipart, Unset):
        named_by = call.path.get(call.operation.file_name or "", "")
        form = MultipartBody(_set(call.multipart), str(named_by).rpartition("/")[2])
        return form, f"multipart/form-data; boundary={form.boundary}"
    return None, None


def _set(fields: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if not isinstance(value, Unset)}


def _form(fields: Mapping[str, Any]) -> dict[str, str | int | float]:
    """Return the fields to send. Only text and numbers can be: any other object would be sent as its repr."""
    texts = {name: unwrap(value) for name, value in _set(fields).items()}
    for name, value in texts.items():
        if not isinstance(value, str | int | float):
            raise InvalidArgumentError(f"{name} is of type {type(value).__name__}: give a string")
        if not isinstance(value, str):
            check_number(name, value)
    return texts


def headers_of(given: object) -> Mapping[str, Any]:
    """Return a mapping of headers, whose items `encode_header` checks."""
    if not isinstance(given, Mapping):
        raise InvalidArgumentError(f"headers is a {type(given).__name__}: give a mapping of names to values")
    headers = cast(Mapping[str, Any], given)
    for name in headers:
        if str(name).lower() in FRAMING:
            raise InvalidArgumentError(f"the header {name} follows from the body: omit it")
    return headers


def encode_header(name: str, value: object) -> str:
    """Return a header's value as a string. An error message never quotes the value, which may be a secret."""
    value = unwrap(value)
    text = str(value)
    if not isinstance(value, str | int) or isinstance(value, bool):
        raise InvalidArgumentError(f"the header {name} is a {type(value).__name__}: give a string, or omit it")
    if not isinstance(cast(object, name), str) or not TOKEN.fullmatch(name):
        raise InvalidArgumentError(f"{name!r} is not a valid header name")
    if CONTROL.search(text) or not text.isascii() or text != text.strip():
        raise InvalidArgumentError(
            f"the header {name} has control or non-ASCII characters, or blanks at its start or end; encode them first"
        )
    return text

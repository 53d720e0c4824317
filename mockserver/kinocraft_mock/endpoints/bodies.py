"""Read request bodies as the description says: JSON and forms into memory, files onto disk.

The description, and not the media type that the client names, decides how a body is read: browsers, curl, axios and the
vendors' own samples name other types, or none.
"""

from __future__ import annotations

from codecs import BOM_UTF8
from collections.abc import Callable, Iterable
from typing import Any, cast

import orjson

from kinocraft_mock.endpoints.forms import (
    FORM,
    MULTIPART,
    has_boundary,
    read_multipart,
    read_multipart_file,
    read_query,
    read_urlencoded,
)
from kinocraft_mock.http.messages import ErrorResponse, Headers
from kinocraft_mock.http.request_body import RequestBody
from kinocraft_mock.journal.exchanges import Exchange
from kinocraft_mock.openapi.descriptions import Operation
from kinocraft_mock.openapi.validation import check_body
from kinocraft_mock.state.blobs import Blobs, IncomingFile

__all__ = ["discard_files", "load_json", "read_body"]

JSON = "application/json"
EXACT_LIMIT = 2**53
"""Larger JSON integers lose precision."""
JSON_PREFIX = BOM_UTF8 + b" \t\r\n"
"""What may precede a JSON object."""
MAX_ENCODING = 40
"""Characters of an unknown Content-Encoding that the journal shows."""
MAX_DEPTH = 100
"""The maximum depth of JSON."""


async def read_body(
    operation: Operation,
    headers: Headers,
    request_body: RequestBody,
    blobs: Blobs,
    exchange: Exchange,
    open_file: Callable[[], IncomingFile] | None = None,
    interpret: Callable[[Any], str] | None = None,
) -> Any:
    """Return the body as `Request.body` documents it, checked against its schema. Raises a 400.

    `open_file` opens the file for a binary body; by default it is a new blob. `interpret` sees a JSON body before it is
    checked. The exchange records every reading that the description does not have.
    """
    media = next(iter(operation.bodies))
    declared = headers.get(b"content-type", b"").decode("latin-1")
    sent = declared.partition(";")[0].strip().lower()
    encoding = headers.get(b"content-encoding", b"identity").decode("latin-1")
    is_file = media not in (JSON, FORM, MULTIPART)
    if encoding.lower() not in ("", "identity"):
        # A compressed file may be meant as it is. Nothing else is readable without decompression.
        done = "decompressed" if not is_file and request_body.decompress(encoding) else "read as it was sent"
        exchange.understand(f"Content-Encoding {encoding[:MAX_ENCODING]}: the body is {done}")
    if media == MULTIPART:
        if sent == FORM:
            return _read_plain_form(operation, await request_body.all(), exchange)
        if sent != MULTIPART:
            reason = f"the media type of the body must be {MULTIPART}, not {sent or 'omitted'}"
            raise ErrorResponse(400, reason)
        return await read_multipart(operation, declared, request_body, blobs, exchange.understand)
    if is_file:
        return await _read_file(declared, sent, request_body, exchange, open_file or blobs.open)
    if not operation.secured and sent == MULTIPART and has_boundary(declared):
        exchange.understand(f"the body is a multipart form instead of {media}")
        return await read_multipart(operation, declared, request_body, blobs, exchange.understand)
    data = await request_body.all()
    if not operation.secured:
        return _read_credentials(operation, media, sent, data, exchange)
    if not data:
        if operation.body_required:
            raise _missing_body()
        return None
    body = _parse_json(data, exchange)
    if sent not in (JSON, ""):
        exchange.understand(f"the body is JSON, although the request says {sent}")
    if interpret is not None:
        reading = interpret(body)
        if reading:
            exchange.understand(reading)
    for name in check_body(operation, media, body):
        exchange.understand(f"{name} counts as not sent")
    return body


def _read_plain_form(operation: Operation, data: bytes, exchange: Exchange) -> Any:
    """Return the fields of a form that should be multipart, and that has no files. Raises a 400."""
    exchange.understand(f"the body is a URL-encoded form instead of {MULTIPART}")
    fields = read_urlencoded(operation, data)
    check_body(operation, MULTIPART, fields)
    return fields


def _read_credentials(operation: Operation, media: str, sent: str, data: bytes, exchange: Exchange) -> Any:
    """Return the fields of a login or a renewal, which may come as a form, as JSON, or in the query."""
    if not data and exchange.query:
        fields = read_query(operation, exchange.query)
        if fields:
            exchange.understand("the fields of the form are in the query")
    elif not data and operation.body_required:
        raise _missing_body()
    elif data.lstrip(JSON_PREFIX)[:1] == b"{" or (media == JSON and sent != FORM):
        fields = _parse_json(data, exchange)
        if media != JSON:
            exchange.understand("the body is JSON instead of a form")
        elif sent not in (JSON, ""):
            exchange.understand(f"the body is JSON, although the request says {sent}")
    else:
        fields = read_urlencoded(operation, data)
        if media != FORM:
            exchange.understand("the body is a form instead of JSON")
    for name in check_body(operation, media, fields):
        exchange.understand(f"{name} counts as not sent")
    return fields


async def discard_files(body: Any) -> None:
    """Remove the files of a body that the handler did not keep."""
    values = cast("dict[str, Any]", body).values() if isinstance(body, dict) else (body,)
    for value in values:
        if isinstance(value, IncomingFile):
            await value.discard()


def _missing_body() -> ErrorResponse:
    return ErrorResponse(400, "the body is missing", fault="missing", violations=("body: missing",))


def load_json(data: bytes) -> Any:
    """Parse JSON. Nothing that walks through the result comes near the interpreter's limit of recursion.

    Raises:
        orjson.JSONDecodeError: It is not JSON, or it nests too deep.
    """
    value = orjson.loads(data)
    level = _containers([value])
    for _ in range(MAX_DEPTH):
        if not level:
            return value
        level = _containers(item for each in level for item in (each.values() if isinstance(each, dict) else each))
    raise orjson.JSONDecodeError(f"it nests more than {MAX_DEPTH} deep", "", 0)


def _containers(values: Iterable[Any]) -> list[dict[str, Any] | list[Any]]:
    return [value for value in values if isinstance(value, dict | list)]


def _parse_json(data: bytes, exchange: Exchange) -> Any:
    if data.startswith(BOM_UTF8):
        data = data.removeprefix(BOM_UTF8)
        exchange.understand("the byte order mark before the JSON is ignored")
    try:
        return _normalize_numbers(load_json(data))
    except orjson.JSONDecodeError as error:
        reason = f"the body is not JSON: {error}"
        raise ErrorResponse(400, reason, fault="syntax", violations=(reason,)) from None


def _normalize_numbers(value: Any) -> Any:
    """Return the value with 1.0 as 1: JSON Schema treats both as the same integer, and handlers expect an int."""
    if isinstance(value, float):
        return int(value) if value.is_integer() and abs(value) < EXACT_LIMIT else value
    if isinstance(value, dict):
        return {name: _normalize_numbers(item) for name, item in cast("dict[str, Any]", value).items()}
    return [_normalize_numbers(item) for item in cast("Iterable[Any]", value)] if isinstance(value, list) else value


async def _read_file(
    declared: str,
    sent: str,
    request_body: RequestBody,
    exchange: Exchange,
    open_file: Callable[[], IncomingFile],
) -> IncomingFile:
    incoming = open_file()
    try:
        if sent == MULTIPART and has_boundary(declared):
            exchange.understand("the body is the first file of a multipart form")
            await read_multipart_file(declared, request_body, incoming, exchange.understand)
        else:
            async for block in request_body.blocks():
                await incoming.write(block)
        await incoming.finish()
    except BaseException:
        await incoming.discard()
        raise
    return incoming

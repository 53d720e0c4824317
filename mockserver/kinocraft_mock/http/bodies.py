"""Read request bodies by their media type: JSON and forms into memory, files onto disk."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, cast

import orjson

from kinocraft_mock.http.forms import FORM, MULTIPART, read_multipart, read_urlencoded
from kinocraft_mock.http.messages import ErrorResponse, Headers
from kinocraft_mock.http.request_body import RequestBody
from kinocraft_mock.openapi.descriptions import Operation
from kinocraft_mock.openapi.validation import check_body
from kinocraft_mock.state.blobs import Blobs, IncomingFile

__all__ = ["discard_files", "read_body"]

JSON = "application/json"
EXACT_LIMIT = 2**53
"""Larger JSON integers lose precision."""
MAX_DEPTH = 100
"""The maximum depth of JSON."""


async def read_body(
    operation: Operation,
    headers: Headers,
    request_body: RequestBody,
    blobs: Blobs,
    open_file: Callable[[], IncomingFile] | None,
) -> Any:
    """Return the body as `Request.body` documents it, checked against its schema. Raises a 400 or 415.

    `open_file` opens the file for a binary body; by default it is a new blob. A request without a media type is read
    as the only documented one, because some of the vendor's samples send none.
    """
    accepted = operation.bodies
    if not accepted:
        return None
    declared = headers.get(b"content-type", b"").decode("latin-1")
    media = declared.partition(";")[0].strip().lower() or (next(iter(accepted)) if len(accepted) == 1 else "")
    if media not in accepted:
        if not declared and not operation.body_required:
            return None
        status = 415 if 415 in operation.responses else 400
        expected = " or ".join(accepted)
        raise ErrorResponse(status, f"the media type of the body must be {expected}, not {media or 'omitted'}")
    if media == MULTIPART:
        return await read_multipart(operation, declared, request_body, blobs)
    if media in (JSON, FORM):
        data = await request_body.all()
        if not data:
            if operation.body_required:
                raise _missing_body()
            return None
        body = _parse_json(data) if media == JSON else read_urlencoded(operation, data)
        check_body(operation, media, body)
        return body
    return await _read_file(operation, declared, request_body, open_file or blobs.open)


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


def _parse_json(data: bytes) -> Any:
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
    operation: Operation, declared: str, request_body: RequestBody, open_file: Callable[[], IncomingFile]
) -> IncomingFile:
    incoming = open_file()
    try:
        async for block in request_body.blocks():
            await incoming.write(block)
        if not incoming.size and not declared and operation.body_required:
            raise _missing_body()
        await incoming.finish()
    except BaseException:
        await incoming.discard()
        raise
    return incoming

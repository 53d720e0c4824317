"""Request bodies, read by their media type: JSON and forms into memory, files onto disk."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, cast

import orjson

from kinocraft_mock.blobs import Blobs, Incoming
from kinocraft_mock.checks import check_body
from kinocraft_mock.forms import FORM, MULTIPART, read_multipart, read_urlencoded
from kinocraft_mock.inflow import Inflow
from kinocraft_mock.messages import Headers, RefusalError
from kinocraft_mock.spec import Operation

__all__ = ["discard_files", "read_body"]

JSON = "application/json"
EXACT = 2**53
"""From there on a JSON number may not be what was meant."""


async def read_body(
    operation: Operation, headers: Headers, inflow: Inflow, blobs: Blobs, make_room: Callable[[], Incoming] | None
) -> Any:
    """The body in the form `Call.body` promises, checked against its schema. Raises a 400.

    `make_room` opens the file for a body that is one, where the handler has a say in that.
    A request that names no media type is taken to send the only one there is, as some of the vendor's samples do.
    """
    accepted = operation.bodies
    if not accepted:
        return None
    declared = headers.get(b"content-type", b"").decode("latin-1")
    media = declared.partition(";")[0].strip().lower() or (next(iter(accepted)) if len(accepted) == 1 else "")
    if media not in accepted:
        if not declared and not operation.body_required:
            return None
        status = 415 if 415 in operation.answers else 400
        named = " or ".join(accepted)
        raise RefusalError(status, f"the body is to be sent as {named}, not as {media or 'nothing named'}")
    if media == MULTIPART:
        return await read_multipart(operation, declared, inflow, blobs)
    if media in (JSON, FORM):
        data = await inflow.all()
        if not data:
            if operation.body_required:
                raise _missing()
            return None
        body = _json(data) if media == JSON else read_urlencoded(operation, data)
        check_body(operation, media, body)
        return body
    return await _file(operation, declared, inflow, make_room or blobs.open)


async def discard_files(body: Any) -> None:
    """Remove the files of a body that nothing has kept."""
    values = cast("dict[str, Any]", body).values() if isinstance(body, dict) else (body,)
    for value in values:
        if isinstance(value, Incoming):
            await value.discard()


def _missing() -> RefusalError:
    return RefusalError(400, "the body is missing", fault="missing", violations=("body: missing",))


def _json(data: bytes) -> Any:
    try:
        return _whole(orjson.loads(data))
    except orjson.JSONDecodeError as error:
        reason = f"the body is not JSON: {error}"
        raise RefusalError(400, reason, fault="syntax", violations=(reason,)) from None


def _whole(value: Any) -> Any:
    """The value with 1.0 as 1: to JSON Schema both are the same integer, and handlers count with it."""
    if isinstance(value, float):
        return int(value) if value.is_integer() and abs(value) < EXACT else value
    if isinstance(value, dict):
        return {name: _whole(item) for name, item in cast("dict[str, Any]", value).items()}
    return [_whole(item) for item in cast("Iterable[Any]", value)] if isinstance(value, list) else value


async def _file(operation: Operation, declared: str, inflow: Inflow, make_room: Callable[[], Incoming]) -> Incoming:
    incoming = make_room()
    try:
        async for block in inflow.blocks():
            await incoming.write(block)
        if not incoming.size and not declared and operation.body_required:
            raise _missing()
        await incoming.finish()
    except BaseException:
        await incoming.discard()
        raise
    return incoming

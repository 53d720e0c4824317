"""Request bodies, read by their media type: JSON and forms into memory, files onto disk."""

from __future__ import annotations

from collections.abc import Callable
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
        raise RefusalError(400, f"the body is to be sent as {' or '.join(accepted)}, not as {media or 'nothing named'}")
    if media == MULTIPART:
        return await read_multipart(operation, declared, inflow, blobs)
    if media in (JSON, FORM):
        data = await inflow.all()
        if not data:
            if operation.body_required:
                raise RefusalError(400, "the body is missing", violations=("body: missing",))
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


def _json(data: bytes) -> Any:
    try:
        return orjson.loads(data)
    except orjson.JSONDecodeError as error:
        reason = f"the body is not JSON: {error}"
        raise RefusalError(400, reason, violations=(reason,)) from None


async def _file(operation: Operation, declared: str, inflow: Inflow, make_room: Callable[[], Incoming]) -> Incoming:
    incoming = make_room()
    try:
        async for block in inflow.blocks():
            await incoming.write(block)
        if not incoming.size and not declared and operation.body_required:
            raise RefusalError(400, "the body is missing", violations=("body: missing",))
        await incoming.finish()
    except BaseException:
        await incoming.discard()
        raise
    return incoming

"""Request bodies, read by their media type: JSON and forms into memory, files onto disk."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from typing import Any, cast
from urllib.parse import parse_qsl

import orjson

from kinocraft_mock.blobs import Blobs, Incoming
from kinocraft_mock.checks import check_body
from kinocraft_mock.journal import Exchange
from kinocraft_mock.messages import DisconnectedError, Headers, Receive, RefusalError
from kinocraft_mock.spec import Operation, converter

__all__ = ["Inflow", "discard_files", "read_body"]

LARGEST_DOCUMENT = 10 << 20
"""Bytes of JSON or of a plain form the server reads into memory."""

JSON = "application/json"
FORM = "application/x-www-form-urlencoded"
MULTIPART = "multipart/form-data"


class Inflow:
    """The bytes of one request, counted as they arrive."""

    def __init__(self, receive: Receive, exchange: Exchange) -> None:
        self._receive = receive
        self._exchange = exchange

    async def blocks(self) -> AsyncIterator[bytes]:
        """The body as it arrives, to its end. Raises `DisconnectedError` when the client goes before that."""
        more = True
        while more:
            message = await self._receive()
            if message["type"] == "http.disconnect":
                raise DisconnectedError
            block: bytes = message.get("body", b"")
            more = message.get("more_body", False)
            if block:
                self._exchange.bytes_in += len(block)
                yield block

    async def all(self) -> bytes:
        """The whole body, for documents. Raises a 400 above 10 MiB."""
        blocks: list[bytes] = []
        size = 0
        async for block in self.blocks():
            size += len(block)
            if size > LARGEST_DOCUMENT:
                raise RefusalError(400, f"the body is larger than {LARGEST_DOCUMENT} bytes")
            blocks.append(block)
        return b"".join(blocks)


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
        from kinocraft_mock.forms import read_form

        return await read_form(operation, declared, inflow, blobs)
    if media in (JSON, FORM):
        data = await inflow.all()
        if not data:
            if operation.body_required:
                raise RefusalError(400, "the body is missing", violations=("body: missing",))
            return None
        body = _json(data) if media == JSON else _form(operation, data)
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


def _form(operation: Operation, data: bytes) -> dict[str, Any]:
    try:
        pairs = parse_qsl(data.decode(), keep_blank_values=True, errors="strict", max_num_fields=1000)
    except ValueError as error:
        reason = f"the body is not a form: {error}"
        raise RefusalError(400, reason, violations=(reason,)) from None
    schema = operation.document.resolve(operation.bodies[FORM])
    fields: dict[str, Any] = {}
    for name, text in pairs:
        if name in fields:
            raise RefusalError(400, f"the form gives {name} more than once")
        fields[name] = converter(operation.document.resolve(schema.get("properties", {}).get(name, {})))(text)
    return fields


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

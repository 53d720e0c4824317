"""Faults carried out: what happens to a request that one has taken, and to its answer."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import orjson

from kinocraft_mock.faults.registry import Fault
from kinocraft_mock.http.connection import Connection
from kinocraft_mock.http.messages import ErrorResponse, HeaderList
from kinocraft_mock.journal.exchanges import Exchange
from kinocraft_mock.service import Vendor
from kinocraft_mock.state.context import Context

__all__ = ["RawResponse", "inject_into_request", "inject_into_response", "once"]

RawResponse = tuple[int, HeaderList, bytes]
"""Status, headers and body of an answer as they go out."""

SLICES = 10
"""Into how many sends a slow answer divides a second."""


async def inject_into_request(
    fault: Fault, vendor: Vendor, context: Context, connection: Connection, exchange: Exchange, takes_body: bool
) -> RawResponse | None:
    """What a fault does before the call is served; an answer here is in place of serving it."""
    if fault.kind == "expire_tokens":
        vendor.expire_tokens(context)
    elif fault.kind == "status":
        return _status_response(fault.parameters, vendor, exchange)
    elif fault.kind == "drop_request":
        if not takes_body:
            await connection.cut()
        _truncate_request(connection, fault.parameters["bytes"])
    return None


def _status_response(parameters: dict[str, Any], vendor: Vendor, exchange: Exchange) -> RawResponse:
    status: int = parameters["status"]
    body = parameters.get("body", vendor.format_error(ErrorResponse(status, "a fault was ordered"), exchange))
    if isinstance(body, str):
        data, media = body.encode(), "text/html; charset=utf-8"
    else:
        data, media = orjson.dumps(body), "application/json"
    if status in (204, 304):
        data = b""
    headers = [(b"content-type", parameters.get("content_type", media).encode())]
    for name, value in parameters.get("headers", {}).items():
        headers.append((name.lower().encode(), value.encode()))
    return status, headers, data


def _truncate_request(connection: Connection, left: int) -> None:
    """Let so many bytes of the request's body through, then close the connection; the end of it never arrives."""
    receive = connection.receive

    async def truncated() -> Any:
        nonlocal left
        if left <= 0:
            await connection.cut()
        message = await receive()
        if message["type"] == "http.disconnect":
            return message
        if not message.get("more_body", False) and len(message.get("body", b"")) <= left:
            await connection.cut()
        block = message.get("body", b"")[:left]
        left -= len(block)
        return {"type": "http.request", "body": block, "more_body": True}

    connection.receive = truncated


async def inject_into_response(
    fault: Fault,
    connection: Connection,
    exchange: Exchange,
    status: int,
    headers: HeaderList,
    size: int,
    blocks: AsyncIterator[bytes],
) -> None:
    """Send an answer of so many bytes the way a fault wants it."""
    kind, parameters = fault.kind, fault.parameters
    if kind in ("drop_request", "lost_answer") or (kind == "drop_answer" and not size):
        await connection.cut()
    if kind == "stall":
        await connection.hold(fault.released, parameters["seconds"])
    if kind == "truncate":
        if "body" in parameters:
            data = parameters["body"].encode()
            size, blocks = len(data), once(data)
        else:
            size = min(size, parameters.get("bytes", size // 2))
            blocks = _first(blocks, size)
    headers.append((b"content-length", b"%d" % size))
    await connection.start(status, headers)
    if kind == "drop_answer":
        # At least one byte stays away: a client that has everything would not notice the cut.
        async for block in _first(blocks, min(parameters["bytes"], size - 1)):
            await connection.body(block, more=True)
        await connection.cut(flush=True)
    async for block in blocks:
        if kind == "slow":
            await _throttle(connection, block, parameters["bytes_per_second"])
        else:
            await connection.body(block, more=True)
    await connection.body(b"")
    exchange.status = status


async def once(data: bytes) -> AsyncIterator[bytes]:
    """A body that is there already."""
    yield data


async def _first(blocks: AsyncIterator[bytes], count: int) -> AsyncIterator[bytes]:
    async for block in blocks:
        if count <= 0:
            return
        yield block[:count]
        count -= len(block)


async def _throttle(connection: Connection, block: bytes, rate: int) -> None:
    step = max(1, rate // SLICES)
    for start in range(0, len(block), step):
        await connection.body(block[start : start + step], more=True)
        await asyncio.sleep(step / rate)

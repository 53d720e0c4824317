"""Inject a fault into the request that it applies to, and into its response."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import orjson

from kinocraft_mock.context import Context
from kinocraft_mock.faults import Fault
from kinocraft_mock.http.connection import Connection
from kinocraft_mock.http.messages import ErrorResponse, HeaderList
from kinocraft_mock.journal.exchanges import Exchange
from kinocraft_mock.service import Vendor

__all__ = ["RawResponse", "inject_into_request", "inject_into_response", "once"]

RawResponse = tuple[int, HeaderList, bytes]
"""Status, headers and body of a response, serialized."""

SENDS_PER_SECOND = 10
"""How many times a second a slow response sends bytes."""


async def inject_into_request(
    fault: Fault, vendor: Vendor, context: Context, connection: Connection, exchange: Exchange, takes_body: bool
) -> RawResponse | None:
    """Apply the part of a fault that precedes the handling. A returned response replaces the handling."""
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
    body = parameters.get("body", vendor.format_error(ErrorResponse(status, "injected by the fault status"), exchange))
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


def _truncate_request(connection: Connection, remaining: int) -> None:
    """Pass so many bytes of the request's body on, then close the connection; the body never ends."""
    receive = connection.receive

    async def receive_truncated() -> Any:
        nonlocal remaining
        if remaining <= 0:
            await connection.cut()
        message = await receive()
        if message["type"] == "http.disconnect":
            return message
        if not message.get("more_body", False) and len(message.get("body", b"")) <= remaining:
            await connection.cut()
        block = message.get("body", b"")[:remaining]
        remaining -= len(block)
        return {"type": "http.request", "body": block, "more_body": True}

    connection.receive = receive_truncated


async def inject_into_response(
    fault: Fault,
    connection: Connection,
    exchange: Exchange,
    status: int,
    headers: HeaderList,
    size: int,
    blocks: AsyncIterator[bytes],
) -> None:
    """Send a response of `size` bytes with the fault applied."""
    kind, parameters = fault.kind, fault.parameters
    if kind in ("drop_request", "lost_response") or (kind == "drop_response" and not size):
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
    if kind == "drop_response":
        # Withhold at least one byte: a client that has the whole body would not notice that the connection was cut.
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
    """Yield a body that is already in memory."""
    yield data


async def _first(blocks: AsyncIterator[bytes], count: int) -> AsyncIterator[bytes]:
    async for block in blocks:
        if count <= 0:
            return
        yield block[:count]
        count -= len(block)


async def _throttle(connection: Connection, block: bytes, rate: int) -> None:
    step = max(1, rate // SENDS_PER_SECOND)
    for start in range(0, len(block), step):
        await connection.body(block[start : start + step], more=True)
        await asyncio.sleep(step / rate)

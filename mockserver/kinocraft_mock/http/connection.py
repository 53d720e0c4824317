"""The connection of one exchange: send a response, or close the connection."""

from __future__ import annotations

import asyncio
from email.utils import formatdate
from functools import lru_cache
from typing import Protocol, cast

from kinocraft_mock.http.messages import DisconnectedError, HeaderList, Headers, Receive, Scope, Send
from kinocraft_mock.journal.exchanges import Exchange
from kinocraft_mock.state.clock import Clock

__all__ = ["RAW_TARGET", "TRANSPORT", "Connection"]

NO_CONTENT_LENGTH = (204, 304)
"""Statuses whose responses have no body and must not carry Content-Length (RFC 9110, 8.6)."""
TRANSPORT = "kinocraft.transport"
"""The ASGI extension in which the server passes the connection's transport to the application."""
RAW_TARGET = "kinocraft.raw_target"
"""The ASGI extension of a request whose target the server had to percent-encode."""


class Transport(Protocol):
    """What fault injection needs of a transport."""

    def abort(self) -> None:
        """Close at once and drop what has not been sent."""
        ...

    def close(self) -> None:
        """Close after sending what has been written."""
        ...


@lru_cache(maxsize=16)
def _date(second: int) -> bytes:
    return formatdate(second, usegmt=True).encode()


class Connection:
    """One request's connection.

    Fault injection may replace `receive`. `headers` are those of the request, by lower-case name. `cors` are added to
    every response. `mounted` is false for a request that was routed by its Host header. `started` is true once a
    response has begun. `severed` is true when a fault closed the connection but there is none to close, as under an
    in-process client.
    """

    def __init__(self, scope: Scope, receive: Receive, send: Send, clock: Clock, exchange: Exchange) -> None:
        self._scope = scope
        self._receive = receive
        self._send = send
        self._clock = clock
        self._exchange = exchange
        self.receive = receive
        self.headers: Headers = dict(scope["headers"])
        self.cors: HeaderList = []
        self.mounted = True
        self.started = False
        self.severed = False

    async def start(self, status: int, headers: HeaderList) -> None:
        """Send the status line and headers; add Date unless it is set."""
        self.started = True
        if status in NO_CONTENT_LENGTH:
            headers = [header for header in headers if header[0] != b"content-length"]
        # A fault may set a date of its own.
        if all(name != b"date" for name, _ in headers):
            headers.append((b"date", _date(max(0, int(self._clock.now())))))
        headers.extend(self.cors)
        self._exchange.record_response(headers)
        await self._send({"type": "http.response.start", "status": status, "headers": headers})

    async def body(self, data: bytes, more: bool = False) -> None:
        """Send bytes of the body, unless the request is a HEAD."""
        if self._exchange.method == "HEAD":
            data = b""
        self._exchange.send(data)
        await self._send({"type": "http.response.body", "body": data, "more_body": more})

    async def send_response(self, status: int, headers: HeaderList, data: bytes, shared: bool = False) -> None:
        """Send a whole response. A `shared` body is one that others keep too, so that the journal need not copy it."""
        # Not by `start` and `body`: every request comes through here, and the coroutines would cost time.
        self.started = True
        exchange = self._exchange
        if status not in NO_CONTENT_LENGTH:
            headers.append((b"content-length", b"%d" % len(data)))
        headers.append((b"date", _date(max(0, int(self._clock.now())))))
        if self.cors:
            headers.extend(self.cors)
        exchange.record_response(headers)
        await self._send({"type": "http.response.start", "status": status, "headers": headers})
        if exchange.method == "HEAD":
            data = b""
        if shared:
            exchange.send_shared(data)
        else:
            exchange.send(data)
        await self._send({"type": "http.response.body", "body": data})

    async def cut(self, flush: bool = False) -> None:
        """Close the connection; with `flush`, after sending what has been written. Raises `DisconnectedError`."""
        transport = cast("Transport | None", self._scope.get("extensions", {}).get(TRANSPORT))
        if transport is None:
            self.severed = True
        else:
            if flush:
                transport.close()
            else:
                transport.abort()
            await self._wait_for_disconnect()
        raise DisconnectedError

    async def hold(self, released: asyncio.Event, seconds: float) -> None:
        """Wait for an event, at most so many seconds. Raises `DisconnectedError` if the client disconnects first."""
        release = asyncio.ensure_future(released.wait())
        disconnect = asyncio.ensure_future(self._wait_for_disconnect())
        try:
            await asyncio.wait((release, disconnect), timeout=seconds, return_when=asyncio.FIRST_COMPLETED)
            if disconnect.done():
                raise DisconnectedError
        finally:
            release.cancel()
            disconnect.cancel()

    async def _wait_for_disconnect(self) -> None:
        """Wait until the client disconnects; drop what it still sends."""
        while (await self._receive())["type"] != "http.disconnect":
            pass

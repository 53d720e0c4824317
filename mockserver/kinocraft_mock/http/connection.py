"""The connection under one exchange: sending answers, and cutting off."""

from __future__ import annotations

import asyncio
from email.utils import formatdate
from functools import lru_cache
from typing import Protocol, cast

from kinocraft_mock.http.messages import DisconnectedError, HeaderList, Receive, Scope, Send
from kinocraft_mock.journal.exchanges import Exchange
from kinocraft_mock.state.clock import Clock

__all__ = ["TRANSPORT", "Connection"]

NO_LENGTH = (204, 304)
"""Statuses whose answers must not say how long a body is that they cannot have (RFC 9110, 8.6)."""
TRANSPORT = "kinocraft.transport"
"""The ASGI extension under which the server hands the connection's transport to the application."""


class Transport(Protocol):
    """What a fault needs of a connection."""

    def abort(self) -> None:
        """Close at once; what has not been sent is lost."""
        ...

    def close(self) -> None:
        """Close when what has been written is sent."""
        ...


@lru_cache(maxsize=16)
def _date(second: int) -> bytes:
    return formatdate(second, usegmt=True).encode()


class Connection:
    """One request's connection.

    `receive` may be replaced by a fault that spoils what arrives. `started` says whether an answer has begun, and
    `severed` whether a cut was due where there is no connection to close, as under an in-process client.
    """

    def __init__(self, scope: Scope, receive: Receive, send: Send, clock: Clock, exchange: Exchange) -> None:
        self._scope = scope
        self._receive = receive
        self._send = send
        self._clock = clock
        self._exchange = exchange
        self.receive = receive
        self.started = False
        self.severed = False

    async def start(self, status: int, headers: HeaderList) -> None:
        """Send status line and headers, the date among them."""
        self.started = True
        if status in NO_LENGTH:
            headers = [header for header in headers if header[0] != b"content-length"]
        # A fault may have been ordered to say another date.
        if all(name != b"date" for name, _ in headers):
            headers.append((b"date", _date(max(0, int(self._clock.now())))))
        self._exchange.record_response(headers)
        await self._send({"type": "http.response.start", "status": status, "headers": headers})

    async def body(self, data: bytes, more: bool = False) -> None:
        """Send bytes of the body."""
        self._exchange.send(data)
        await self._send({"type": "http.response.body", "body": data, "more_body": more})

    async def send_response(self, status: int, headers: HeaderList, data: bytes) -> None:
        """Send a whole answer."""
        headers.append((b"content-length", b"%d" % len(data)))
        await self.start(status, headers)
        await self.body(data)

    async def cut(self, flush: bool = False) -> None:
        """Close the connection, with `flush` after what has been written. Raises `DisconnectedError`."""
        transport = cast("Transport | None", self._scope.get("extensions", {}).get(TRANSPORT))
        if transport is None:
            self.severed = True
        else:
            if flush:
                transport.close()
            else:
                transport.abort()
            await self._gone()
        raise DisconnectedError

    async def hold(self, released: asyncio.Event, seconds: float) -> None:
        """Wait for an event, at most so many seconds. Raises `DisconnectedError` when the client goes first."""
        waits = asyncio.ensure_future(released.wait())
        gone = asyncio.ensure_future(self._gone())
        try:
            await asyncio.wait((waits, gone), timeout=seconds, return_when=asyncio.FIRST_COMPLETED)
            if gone.done():
                raise DisconnectedError
        finally:
            waits.cancel()
            gone.cancel()

    async def _gone(self) -> None:
        """Wait until the client has gone, dropping whatever it still sends."""
        while (await self._receive())["type"] != "http.disconnect":
            pass

"""Network streams that keep to the deadline of a call, and to a maximum size of a response's head.

A timeout bounds one read or write, so a service that sends a byte now and then, or one 102 after another, would keep a
call forever. httpx2 asks its network backend for every read and write. The backends of this module pass them on.
"""

from __future__ import annotations

import ssl
from collections.abc import Iterable
from typing import Any

import httpcore2

from .exchanges import current

__all__ = ["supervise"]

PIECE = 1 << 16
"""Bytes written at a time under a deadline, so that a slow reader cannot delay its check."""


def supervise(sender: Any) -> Any:
    """Make a transport or HTTP client of httpx2 use the streams of this module, and return it.

    Transports of another kind, and connections that are already open, are left as they are.
    """
    inner = [getattr(sender, "_transport", sender), *getattr(sender, "_mounts", {}).values()]
    for transport in inner:
        pool: Any = getattr(transport, "_pool", None)
        backend: Any = getattr(pool, "_network_backend", None)  # public only as an argument of the pool
        if isinstance(backend, _Backend | _AsyncBackend):
            continue  # another client has the same transport
        if isinstance(pool, httpcore2.ConnectionPool):
            vars(pool)["_network_backend"] = _Backend(backend)
        elif isinstance(pool, httpcore2.AsyncConnectionPool):
            vars(pool)["_network_backend"] = _AsyncBackend(backend)
    return sender


class _Backend(httpcore2.NetworkBackend):
    def __init__(self, backend: httpcore2.NetworkBackend) -> None:
        self._backend = backend

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore2.NetworkStream:
        timeout = current().bound(timeout, httpcore2.ConnectTimeout)
        return _Stream(self._backend.connect_tcp(host, port, timeout, local_address, socket_options))

    def connect_unix_socket(
        self, path: str, timeout: float | None = None, socket_options: Iterable[Any] | None = None
    ) -> httpcore2.NetworkStream:
        timeout = current().bound(timeout, httpcore2.ConnectTimeout)
        return _Stream(self._backend.connect_unix_socket(path, timeout, socket_options))

    def sleep(self, seconds: float) -> None:
        self._backend.sleep(seconds)


class _Stream(httpcore2.NetworkStream):
    def __init__(self, stream: httpcore2.NetworkStream) -> None:
        self._stream = stream

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        exchange = current()
        block = self._stream.read(max_bytes, exchange.bound(timeout, httpcore2.ReadTimeout))
        exchange.count(block)
        return block

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        exchange = current()
        if not exchange.limited:
            self._stream.write(buffer, timeout)
            return
        for start in range(0, len(buffer), PIECE):
            self._stream.write(buffer[start : start + PIECE], exchange.bound(timeout, httpcore2.WriteTimeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore2.NetworkStream:
        timeout = current().bound(timeout, httpcore2.ConnectTimeout)
        return _Stream(self._stream.start_tls(ssl_context, server_hostname, timeout))

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


class _AsyncBackend(httpcore2.AsyncNetworkBackend):
    """Only counts the bytes of a head. An event loop bounds the time by itself."""

    def __init__(self, backend: httpcore2.AsyncNetworkBackend) -> None:
        self._backend = backend

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore2.AsyncNetworkStream:
        return _AsyncStream(await self._backend.connect_tcp(host, port, timeout, local_address, socket_options))

    async def connect_unix_socket(
        self, path: str, timeout: float | None = None, socket_options: Iterable[Any] | None = None
    ) -> httpcore2.AsyncNetworkStream:
        return _AsyncStream(await self._backend.connect_unix_socket(path, timeout, socket_options))

    async def sleep(self, seconds: float) -> None:
        await self._backend.sleep(seconds)


class _AsyncStream(httpcore2.AsyncNetworkStream):
    def __init__(self, stream: httpcore2.AsyncNetworkStream) -> None:
        self._stream = stream

    async def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        block = await self._stream.read(max_bytes, timeout)
        current().count(block)
        return block

    async def write(self, buffer: bytes, timeout: float | None = None) -> None:
        await self._stream.write(buffer, timeout)

    async def aclose(self) -> None:
        await self._stream.aclose()

    async def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore2.AsyncNetworkStream:
        return _AsyncStream(await self._stream.start_tls(ssl_context, server_hostname, timeout))

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)

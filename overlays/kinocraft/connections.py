"""A client's own connections to the services."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any
from urllib.request import getproxies

import httpx2

from .errors import ConfigurationError
from .forks import reset_after_fork

__all__ = ["AsyncDirect", "Connections", "Direct", "GivenClient"]

LIMITS = httpx2.Limits(max_connections=32, max_keepalive_connections=16)
INHERITED = (
    "the http_client was made before this process was forked, and its connections belong to the parent process: "
    "make a client with an http_client of its own in each process"
)
_parents: list[Any] = []
"""Connections of parent processes, kept for ever: closing one here could end or disturb it for the parent."""
UNUSABLE = "cannot use the proxy or certificates that the environment names (HTTPS_PROXY, SSL_CERT_FILE and others)"


class Direct(httpx2.HTTPTransport):
    """Sends to the host itself. Redirects, cookies and logins, which httpx2's client is for, no call wants."""

    def send(self, request: httpx2.Request, **_: object) -> httpx2.Response:
        """The response, whose body is still to be read."""
        response = self.handle_request(request)
        response.request = request
        return response


class AsyncDirect(httpx2.AsyncHTTPTransport):
    """The same in an event loop."""

    async def send(self, request: httpx2.Request, **_: object) -> httpx2.Response:
        """The response, whose body is still to be read."""
        response = await self.handle_async_request(request)
        response.request = request
        return response


class Connections:
    """What a client sends with, made with the first request: reading the certificates takes long.

    It is what `direct` makes or, where the environment names a proxy, what `asking` does, which finds and asks that.
    """

    def __init__(self, direct: Callable[..., Any], asking: Callable[..., Any]) -> None:
        self._direct = direct
        self._asking = asking
        self._made: Any = None
        self._closed = False
        self._lock = threading.Lock()
        reset_after_fork(self)

    def after_fork(self) -> None:
        """Leave the parent's connections alone, and make new ones with the next request."""
        if self._made is not None:
            _parents.append(self._made)
            self._made = None
        self._lock = threading.Lock()

    @property
    def send(self) -> Any:
        """What sends a request. ConfigurationError when the environment does not allow of it."""
        with self._lock:
            if self._closed:
                raise RuntimeError("cannot send a request: the client has been closed")
            if self._made is None:
                proxies = getproxies()
                make = self._asking if any(map(proxies.get, ("http", "https", "all"))) else self._direct
                try:
                    self._made = make(limits=LIMITS)
                except (ImportError, OSError, ValueError) as error:
                    raise ConfigurationError(f"{UNUSABLE}: {error}") from error
            return self._made.send

    def closed(self) -> Any:
        """What there is to close; if there is nothing, there never will be."""
        with self._lock:
            self._closed = True
            return self._made


class GivenClient:
    """The user's own HTTP client. Only the process that it was given in may send with it."""

    def __init__(self, client: Any) -> None:
        self._client = client
        self._inherited = False
        reset_after_fork(self)

    def after_fork(self) -> None:
        """Stop sending: the client's connections are the parent's, and nothing tells how to make others."""
        self._inherited = True

    @property
    def send(self) -> Any:
        """What sends a request.

        Raises:
            ConfigurationError: This process is a fork of the one that the client was given in.
        """
        if self._inherited:
            raise ConfigurationError(INHERITED)
        return self._client.send

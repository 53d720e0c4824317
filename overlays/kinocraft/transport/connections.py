"""A client's connections to the services: its own, or those of a given HTTP client."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit
from urllib.request import getproxies

import httpx2

from ..errors import ClientStateError, ConfigurationError
from ..forks import reset_after_fork
from .effects import Response

__all__ = ["AsyncDirect", "Connections", "Direct", "GivenClient"]

LIMITS = httpx2.Limits(max_connections=32, max_keepalive_connections=16)
INHERITED = (
    "the http_client was made before this process was forked, and its connections belong to the parent process: "
    "make a client with an http_client of its own in each process"
)
CLOSED = "cannot send a request: the client has been closed; make another one"
GIVEN_CLOSED = "cannot send a request: the http_client has been closed; close it after the kinocraft client"
PROXY_HOST = re.compile(r"[\w.-]+|[0-9A-Fa-f:.%]+")
_parents: list[Any] = []
"""Connections of parent processes. They are kept forever, because closing one could end it for the parent too."""
UNUSABLE = "cannot use the proxy or the certificates that the environment names (HTTPS_PROXY, SSL_CERT_FILE and others)"


class Direct(httpx2.HTTPTransport):
    """Sends directly to the host, without the redirects, cookies and logins of an httpx2 client."""

    def send(self, request: httpx2.Request, **_: object) -> httpx2.Response:
        """Send a request and return its response, whose body is still to be read."""
        response = self.handle_request(request)
        response.request = request
        return response


class AsyncDirect(httpx2.AsyncHTTPTransport):
    """Sends directly to the host, in an event loop."""

    async def send(self, request: httpx2.Request, **_: object) -> httpx2.Response:
        """Send a request and return its response, whose body is still to be read."""
        response = await self.handle_async_request(request)
        response.request = request
        return response


class Connections:
    """A client's own connections, opened with the first request because reading the certificates takes long.

    Args:
        direct: Makes a transport that sends directly to the host.
        proxied: Makes an HTTP client that finds and uses the proxy which the environment names.
    """

    def __init__(self, direct: Callable[..., Any], proxied: Callable[..., Any]) -> None:
        self._direct = direct
        self._proxied = proxied
        self._transport: Any = None
        self._closed = False
        self._lock = threading.Lock()
        reset_after_fork(self)

    def after_fork(self) -> None:
        """Keep the parent's connections unused, and open new ones with the next request."""
        if self._transport is not None:
            _parents.append(self._transport)
            self._transport = None
        self._lock = threading.Lock()

    @property
    def send(self) -> Any:
        """The function that sends a request.

        Raises:
            ClientStateError: The client is closed.
            ConfigurationError: The environment names a proxy or certificates that cannot be used.
        """
        with self._lock:
            if self._closed:
                raise ClientStateError(CLOSED)
            if self._transport is None:
                proxies = getproxies()
                named = {name: url for name in ("http", "https", "all") if (url := proxies.get(name))}
                for name, url in named.items():
                    _check_proxy(f"{name.upper()}_PROXY", url)
                make = self._proxied if named else self._direct
                from .network import supervise

                try:
                    self._transport = supervise(make(limits=LIMITS))
                except (ImportError, OSError, ValueError, httpx2.InvalidURL) as error:
                    raise ConfigurationError(f"{UNUSABLE}: {error}") from error
            return self._transport.send

    def received(self, response: httpx2.Response, raw: bytes | None) -> Response:
        """Return a response that was read to its end, as `Response.of` does."""
        return Response.of(response, raw)

    def detach(self) -> Any:
        """Return what must be closed, or None, and send nothing from now on."""
        with self._lock:
            self._closed = True
            return self._transport


def _check_proxy(name: str, url: str) -> None:
    """Raise ConfigurationError unless it is the URL of a proxy, or host and port. It may hold a password."""
    try:
        parts = urlsplit(url if "://" in url else f"http://{url}")
        usable = PROXY_HOST.fullmatch(parts.hostname or "") and ("://" in url or parts.port) and parts.port != 0
        usable = usable and parts.scheme in ("http", "https", "socks5", "socks5h")
    except ValueError:
        usable = False
    if not usable:
        raise ConfigurationError(
            f"{name} is not the URL of a proxy, such as http://proxy.example:3128: correct or unset it"
        )


class GivenClient:
    """The user's own HTTP client. It sends only in the process in which it was given.

    Its connections keep to the deadline and to the maximum size of a head, if they are opened from now on and its
    transports are those of httpx2. For requests of others they behave as before.

    Raises:
        ConfigurationError: It is not of this kind: a sync client cannot send for an async one.
    """

    def __init__(self, client: Any, kind: type[Any]) -> None:
        if not isinstance(client, kind):
            given = f"{type(client).__module__}.{type(client).__name__}"
            raise ConfigurationError(
                f"http_client is a {given}: give an httpx2.{kind.__name__}, which fits to this kind of client"
            )
        from .network import supervise

        self._client: Any = supervise(client)
        self._inherited = False
        self._closed = False
        reset_after_fork(self)

    def after_fork(self) -> None:
        """Stop sending: the connections belong to the parent process, and kinocraft cannot make another such client."""
        self._inherited = True

    @property
    def send(self) -> Any:
        """The function that sends a request.

        Raises:
            ClientStateError: The client, or the HTTP client, is closed.
            ConfigurationError: This process is a fork of the one that the client was given in.
        """
        if self._closed or self._client.is_closed:
            raise ClientStateError(CLOSED if self._closed else GIVEN_CLOSED)
        if self._inherited:
            raise ConfigurationError(INHERITED)
        return self._client.send

    def received(self, response: httpx2.Response, raw: bytes | None) -> Response:
        """Return a response that was read to its end, as `Response.of` does. A hook that kept it can read it too."""
        result = Response.of(response, raw)
        if raw is not None:
            stream, response.stream = response.stream, httpx2.ByteStream(raw)
            response.read()
            response.stream = stream
        return result

    def detach(self) -> None:
        """Send nothing from now on. The HTTP client stays open, because it belongs to the user."""
        self._closed = True

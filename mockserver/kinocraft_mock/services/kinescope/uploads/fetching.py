"""Fetching files from URLs that clients send, from this machine only."""

from __future__ import annotations

import asyncio
import ssl
from importlib import import_module
from typing import Any
from urllib.parse import urljoin, urlsplit

from kinocraft_mock.journal.exchanges import Exchange
from kinocraft_mock.services.kinescope.errors import invalid
from kinocraft_mock.services.outbox import is_loopback
from kinocraft_mock.state.blobs import IncomingFile

__all__ = ["FetchError", "fetch", "require_local", "require_no_body"]

TIMEOUT = 30.0
"""Seconds of real time that a source may be silent: it does not follow the server's clock."""
REDIRECTS = (301, 302, 303, 307, 308)
MAX_REDIRECTS = 5
"""The maximum number of redirects."""

NO_DATA = (b"{}", b"[]", b"null", b'""')
"""What programs send as JSON when they have nothing to send."""


class FetchError(Exception):
    """A file cannot be fetched; the message states why."""


def require_local(parameter: str, url: str) -> None:
    """Raise a 400 unless this server may fetch a URL."""
    if not url.isascii() or not url.isprintable() or " " in url or not is_loopback(url):
        raise invalid(parameter, "url", "an http or https address on a loopback host")


def require_no_body(parameter: str, sent: IncomingFile, exchange: Exchange) -> None:
    """Raise a 400 for a body beside a URL. JSON without data counts as no body."""
    if not sent.size:
        return
    if sent.size > max(map(len, NO_DATA)) or sent.path.read_bytes() not in NO_DATA:
        raise invalid(parameter, "excluded_with", "no body besides")
    exchange.understand("the body is JSON without data, which counts as none")


async def fetch(url: str, incoming: IncomingFile) -> None:
    """Fetch a URL into a file and finish the file. Raises `FetchError`."""
    # Most servers never fetch anything, so the HTTP client is imported by the first fetch, outside the event loop.
    client: Any = await asyncio.to_thread(import_module, "httpx2")
    secure = urlsplit(url).scheme.lower() == "https"
    context = ssl.create_default_context() if secure else ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    # The stored bytes are those of the source, so they must not be compressed in transit.
    headers = {"User-Agent": "kinocraft-mock", "Accept-Encoding": "identity"}
    try:
        async with client.AsyncClient(trust_env=False, verify=context, timeout=TIMEOUT, headers=headers) as http:
            for _ in range(MAX_REDIRECTS + 1):
                async with http.stream("GET", url) as response:
                    if response.status_code not in REDIRECTS:
                        await _store(response, incoming)
                        return
                    url = _target(url, response.headers.get("location", ""))
                if not is_loopback(url):
                    raise FetchError("the source leads to an address that is not on this machine")
            raise FetchError("the source leads from one address to the next without an end")
    except (OSError, client.HTTPError, client.InvalidURL) as error:
        raise FetchError(f"the source failed: {type(error).__name__}") from error


def _target(url: str, location: str) -> str:
    """Return the address that a redirect leads to. Raises `FetchError` for a malformed one."""
    try:
        target = urljoin(url, location)
        _ = urlsplit(target).port
    except ValueError as error:
        raise FetchError(f"the source redirects to a malformed address: {error}") from error
    if not location or not target.isascii() or not target.isprintable() or " " in target:
        raise FetchError("the source redirects to a malformed address")
    return target


async def _store(response: Any, incoming: IncomingFile) -> None:
    if response.status_code != 200:
        raise FetchError(f"the source responded with {response.status_code}")
    async for block in response.aiter_raw():
        await incoming.write(block)
    if not incoming.size:
        raise FetchError("the source holds nothing")
    await incoming.finish()

"""Fetching what a client has only named: from this machine alone."""

from __future__ import annotations

import asyncio
import ssl
from importlib import import_module
from typing import Any
from urllib.parse import urljoin, urlsplit

from kinocraft_mock.http.outbox import is_loopback
from kinocraft_mock.services.kinescope.errors import invalid
from kinocraft_mock.state.blobs import IncomingFile

__all__ = ["FetchError", "fetch", "require_local"]

PATIENCE = 30.0
"""Seconds of real time that a source may be silent: it is a program and does not live by the server's clock."""
REDIRECTS = (301, 302, 303, 307, 308)
MOST = 5
"""How many redirects are followed."""


class FetchError(Exception):
    """A file cannot be fetched; the message says why."""


def require_local(parameter: str, url: str) -> None:
    """Raise a 400 unless an address is one that this server fetches from."""
    if not url.isascii() or not url.isprintable() or " " in url or not is_loopback(url):
        raise invalid(parameter, "url", "an http or https address on a loopback host")


async def fetch(url: str, incoming: IncomingFile) -> None:
    """Write what stands at an address into a file and finish that. Raises `FetchError`."""
    # Most servers never fetch anything: what it takes is loaded by the first request, and not by the loop.
    client: Any = await asyncio.to_thread(import_module, "httpx2")
    secure = urlsplit(url).scheme.lower() == "https"
    context = ssl.create_default_context() if secure else ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    # Bytes are wanted as they lie there, so nothing may be packed on the way.
    headers = {"User-Agent": "kinocraft-mock", "Accept-Encoding": "identity"}
    try:
        async with client.AsyncClient(trust_env=False, verify=context, timeout=PATIENCE, headers=headers) as http:
            for _ in range(MOST + 1):
                async with http.stream("GET", url) as response:
                    if response.status_code not in REDIRECTS:
                        await _store(response, incoming)
                        return
                    url = urljoin(url, response.headers.get("location", ""))
                if not is_loopback(url):
                    raise FetchError("the source leads to an address that is not on this machine")
            raise FetchError("the source leads from one address to the next without an end")
    except (OSError, client.HTTPError, client.InvalidURL) as error:
        raise FetchError(f"the source failed: {type(error).__name__}") from error


async def _store(response: Any, incoming: IncomingFile) -> None:
    if response.status_code != 200:
        raise FetchError(f"the source answered {response.status_code}")
    async for block in response.aiter_raw():
        await incoming.write(block)
    if not incoming.size:
        raise FetchError("the source holds nothing")
    await incoming.finish()

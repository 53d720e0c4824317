"""The listings per second that the local server returns, compared with a server that only writes the same bytes."""

from __future__ import annotations

from collections.abc import Callable, Generator
from contextlib import contextmanager
from urllib.parse import urlsplit

import httpx2
from local_server import LocalServer, local_server

from kinocraft import Platformcraft

from ..measure import Line, alternate_processes
from .serving import bare, get, load

TARGET = 0.35
OBJECTS = 10


def measure(quick: bool) -> list[Line]:
    """Send the load from a separate process to one server and then to the other, while both run."""
    seconds, processes, count = (0.5, 1, 3) if quick else (1.0, 5, 3)
    sizes: list[int] = []

    @contextmanager
    def pair() -> Generator[tuple[Callable[[], float], Callable[[], float]]]:
        with local_server("--no-limits") as server:
            response = _listing_response(server)
            sizes.append(len(response.content))
            request = get(str(response.url), Authorization=response.request.headers["Authorization"])
            with bare(response) as (netloc, pid):
                ours = urlsplit(server.url).netloc
                yield (
                    lambda: load(ours, server.pid, [request], seconds),
                    lambda: load(netloc, pid, [request], seconds),
                )

    pairs = alternate_processes(pair, processes, count)
    rate, least = pairs.medians
    detail = f"{rate:,.0f}/s; bare ASGI {least:,.0f}/s; {OBJECTS} objects, {sizes[0]:,} bytes"
    return [pairs.compare("listing GET", ">=", TARGET, detail)]


def _listing_response(server: LocalServer) -> httpx2.Response:
    """Return the response of the local server to a client that requests a listing."""
    sent: list[httpx2.Response] = []
    http = httpx2.Client(event_hooks={"response": [sent.append]}, trust_env=False)
    with (
        http,
        Platformcraft(
            "mock",
            "mock",
            http_client=http,
            auth_url=server.auth_url,
            filespot_url=server.filespot_url,
            rate_limits=False,
        ) as platformcraft,
    ):
        for number in range(OBJECTS):
            platformcraft.files.upload(b"%d" % number, f"/talks/talk-{number}.mp4")
        page = platformcraft.files.list("/talks")
        if len(page) != OBJECTS:
            raise RuntimeError(f"the listing has {len(page)} objects, {OBJECTS} were made")
    return sent[-1]

"""How many listings a second the local server answers, next to a server that only writes the same bytes."""

from __future__ import annotations

from urllib.parse import urlsplit

import httpx2
from local_server import LocalServer, local_server

from kinocraft import Platformcraft

from .measure import Line, alternate
from .serving import bare, get, load

TARGET = 0.35
OBJECTS = 10


def measure(quick: bool) -> list[Line]:
    """Both servers are up all the time; the load, from a process of its own, goes to one and then to the other."""
    seconds = 0.5 if quick else 1.5
    with local_server("--no-limits") as server:
        answer = _answer(server)
        request = get(str(answer.url), Authorization=answer.request.headers["Authorization"])
        with bare(answer) as (netloc, pid):
            ours = urlsplit(server.url).netloc
            pairs = alternate(
                lambda: load(ours, server.pid, [request], seconds),
                lambda: load(netloc, pid, [request], seconds),
                3 if quick else 9,
            )
    rate, least = pairs.medians
    detail = f"{rate:,.0f}/s; bare ASGI {least:,.0f}/s; {OBJECTS} objects, {len(answer.content):,} bytes"
    return [pairs.compare("listing GET", ">=", TARGET, detail)]


def _answer(server: LocalServer) -> httpx2.Response:
    """What the server answers to the client that asks for a listing."""
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

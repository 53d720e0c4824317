"""Uploads over connections that are slow one by one: with a delay, and a cap on the speed of each."""

from __future__ import annotations

import json
from urllib.parse import urlsplit

from local_server import local_server

from ..measure import MIB, Line, alternate, background, run_child
from .transfer import source_file

TARGET = 0.85
PARTS = 4
"""Parts in flight."""
DELAY = 0.05
CAP = 4 * MIB
"""Bytes per second of a connection."""


def measure(quick: bool) -> list[Line]:
    """Compare several connections with one, which sends as many bytes in one bare request as each of them."""
    share = (8 if quick else 32) * MIB
    count = 1 if quick else 3
    # The clients keep to the documented limit. The server would count all processes together.
    with (
        source_file(PARTS * share) as source,
        source_file(share) as single,
        local_server("--no-limits") as server,
        background("uploads.throttle", *_arguments(server.url)) as port,
    ):

        def distant(url: str) -> str:
            return url.replace(server.url, f"http://127.0.0.1:{port}")

        def rate(way: str, size: int, **options: int) -> float:
            path = source if size > share else single
            urls = (server.api_url, server.upload_url) if way == "tus" else (server.auth_url, server.filespot_url)
            result = run_child("uploads.uploader", way, *map(distant, urls), str(path), json.dumps(options))
            return float(size / MIB / result["seconds"])

        parts = alternate(lambda: rate("parts", PARTS * share, parallel=PARTS), lambda: rate("bare", share), count)
        tus = alternate(lambda: rate("tus", share), lambda: rate("bare", share), count, warm_up=False)
    ours, bare = parts.medians
    words = f"one bare PUT {bare:.1f} MiB/s; {DELAY * 1000:.0f} ms delay, {CAP // MIB} MiB/s for each connection"
    chunks, one = tus.medians
    return [
        parts.compare(f"{PARTS} parts in flight", ">=", TARGET * PARTS, f"{ours:.1f} MiB/s; {words}"),
        tus.compare("  chunks, one by one", ">=", TARGET, f"{chunks:.1f} MiB/s; one bare PUT {one:.1f} MiB/s"),
    ]


def _arguments(url: str) -> list[str]:
    address = urlsplit(url)
    return [str(address.hostname), str(address.port), str(CAP), str(DELAY)]

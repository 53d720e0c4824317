"""The videos per second that the local server returns, compared with a bare application and with Prism.

It is also compared with itself when it has fewer operations.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
from collections.abc import Callable, Generator
from contextlib import ExitStack, contextmanager
from functools import partial
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import urlsplit

import httpx2
from local_server import LocalServer, local_server

from kinocraft_mock.services import SERVICES

from ..measure import FOLDER, Line, alternate, alternate_processes
from ..workspace import TOKEN, make_videos
from .serving import bare, get, load

TARGET, OVER_PRISM = 0.4, 3
OF_FEW = 0.95
"""The speed that a server with all operations must reach, relative to one with few."""
VIDEOS = 20
UNCACHED = 3000
"""More different requests than the response cache holds, so that the cache never helps."""
ROOT = FOLDER.parents[1]
FEW = {"videos.get", "videos.uploads.create", "projects.create"}


def measure(quick: bool) -> list[Line]:
    """Send the load from a separate process to one server and then to another, while both run."""
    seconds, processes, count = (0.4, 1, 2) if quick else (1.0, 5, 3)

    @contextmanager
    def pair(uncached: bool) -> Generator[tuple[Callable[[], float], Callable[[], float]]]:
        with local_server("--no-limits") as server:
            response, requests, different = _videos(server)
            with bare(response) as (netloc, pid):
                sent = different if uncached else requests
                yield _measure_load(server, sent, seconds), lambda: load(netloc, pid, requests[:1], seconds)

    pairs = alternate_processes(partial(pair, False), processes, count)
    first = alternate_processes(partial(pair, True), processes, count)
    with ExitStack() as stack:
        server = stack.enter_context(local_server("--no-limits"))
        response, requests, _ = _videos(server)
        rate, bare_rate = pairs.medians
        detail = (
            f"{rate:,.0f}/s; bare ASGI {bare_rate:,.0f}/s; {VIDEOS} videos in turn, {len(response.content):,} bytes"
        )
        return [
            pairs.compare("GET video", ">=", TARGET, detail),
            Line("  each response made anew", "", f"{first.ratio:.3f} x", None, f"{first.medians[0]:,.0f}/s"),
            _next_to_prism(
                stack, _measure_load(server, requests, seconds), str(response.url), seconds, processes * count
            ),
            _next_to_fewer(stack, seconds, processes, count),
        ]


def _videos(server: LocalServer) -> tuple[httpx2.Response, list[bytes], list[bytes]]:
    """Return a response with a video, requests for some videos in turn, and requests that are never cached."""
    addresses = [f"{server.api_url}/v1/videos/{video}" for video in make_videos(server, VIDEOS)]
    authorized = {"Authorization": f"Bearer {TOKEN}"}
    response = httpx2.get(addresses[0], headers=authorized, trust_env=False).raise_for_status()
    # An unknown query parameter makes the URLs differ and has no other effect.
    uncached = [get(f"{addresses[number % VIDEOS]}?x={number}", **authorized) for number in range(UNCACHED)]
    return response, [get(address, **authorized) for address in addresses], uncached


def _measure_load(server: LocalServer, requests: list[bytes], seconds: float) -> Callable[[], float]:
    """Return a function that measures the responses per second of a server for these requests."""
    return lambda: load(urlsplit(server.url).netloc, server.pid, requests, seconds)


def _next_to_prism(stack: ExitStack, ours: Callable[[], float], address: str, seconds: float, count: int) -> Line:
    name, target = "  next to Prism 5.14.2", f">= {OVER_PRISM} x"
    node = os.environ.get("KINOCRAFT_NODE") or shutil.which("node")
    if node is None:
        return Line(name, target, "not measured", None, "Node was not found: set KINOCRAFT_NODE")
    sys.path.append(str(ROOT))
    # Imported by name, because the tests import the scripts under other module names.
    for_prism: Any = import_module("tests.contract.tools.derive").for_prism
    prism_tools: Any = import_module("tests.contract.tools.prism")

    if not (ROOT / prism_tools.MODULES).is_dir():
        return Line(name, target, "not measured", None, "Prism is not installed: npm ci")
    document = json.loads((ROOT / "generated/kinocraft_api/kinescope_v1/openapi.json").read_bytes())
    derived = next(each for each in for_prism(document).documents if "/v1/videos/{video_id}" in each["paths"])
    work = Path(stack.enter_context(TemporaryDirectory(prefix="kinocraft-bench-")))
    prism: Any = prism_tools.PrismProcess(node, ROOT, work)
    stack.callback(prism.close)
    url: str = prism.start(derived)
    path = urlsplit(address).path.partition("/v1/")[2]
    request = get(f"{url}/v1/{path}", Authorization=f"Bearer {TOKEN}")
    theirs = urlsplit(url).netloc
    pairs = alternate(ours, lambda: load(theirs, prism.process.pid, [request], seconds), count)
    return pairs.compare(name, ">=", OVER_PRISM, f"{pairs.medians[0]:,.0f}/s; {pairs.medians[1]:,.0f}/s, -v error")


def _next_to_fewer(stack: ExitStack, seconds: float, processes: int, count: int) -> Line:
    """Compare with the same server when its descriptions have only the operations that this figure needs."""
    import kinocraft_mock

    folder = Path(stack.enter_context(TemporaryDirectory(prefix="kinocraft-bench-")))
    shutil.copytree(Path(kinocraft_mock.__file__).parent, folder / "kinocraft_mock")
    left = 0
    for name in {name for service in SERVICES for name in service.specs}:
        path = folder / "kinocraft_mock" / "specs" / f"{name}.json"
        document = json.loads(path.read_bytes())
        for item in document["paths"].values():
            for method in [name for name in item if isinstance(item[name], dict) and "operationId" in item[name]]:
                if item[method]["operationId"] in FEW:
                    left += 1
                else:
                    del item[method]
        path.write_text(json.dumps(document), encoding="utf-8")

    @contextmanager
    def pair() -> Generator[tuple[Callable[[], float], Callable[[], float]]]:
        with local_server("--no-limits") as whole, local_server("--no-limits", packages=folder) as part:
            yield _measure_load(whole, _videos(whole)[2], seconds), _measure_load(part, _videos(part)[2], seconds)

    pairs = alternate_processes(pair, processes, count)
    detail = f"{pairs.medians[0]:,.0f}/s with all operations, made anew; {pairs.medians[1]:,.0f}/s with {left}"
    return pairs.compare("  next to fewer operations", ">=", OF_FEW, detail)

"""How many videos a second the local server answers: next to a bare application, to Prism, and to fewer operations."""

from __future__ import annotations

import json
import os
import shutil
import sys
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urlsplit

import httpx2
from local_server import local_server

from .measure import FOLDER, Line, alternate
from .serving import bare, get, load
from .workspace import TOKEN, make_videos

TARGET, OVER_PRISM = 0.4, 3
AS_ANY = 0.95
"""What a server with all operations has to do at least of what one with few does."""
VIDEOS = 20
ANEW = 3000
"""So many different requests that no answer is kept until it is asked for again."""
ROOT = FOLDER.parents[1]
FEW = {"videos.get", "videos.uploads.create", "projects.create"}


def measure(quick: bool) -> list[Line]:
    """All servers are up all the time; the load, from a process of its own, goes to one and then to another."""
    seconds, count = (0.4, 2) if quick else (1.5, 9)
    with ExitStack() as stack:
        server = stack.enter_context(local_server("--no-limits"))
        addresses = [f"{server.api_url}/v1/videos/{video}" for video in make_videos(server, VIDEOS)]
        authorized = {"Authorization": f"Bearer {TOKEN}"}
        answer = httpx2.get(addresses[0], headers=authorized, trust_env=False).raise_for_status()
        requests = [get(address, **authorized) for address in addresses]
        anew = _anew(addresses)
        netloc, pid = stack.enter_context(bare(answer))

        def ours(sent: list[bytes]) -> float:
            return load(urlsplit(server.url).netloc, server.pid, sent, seconds)

        def least() -> float:
            return load(netloc, pid, requests[:1], seconds)

        pairs = alternate(lambda: ours(requests), least, count)
        first = alternate(lambda: ours(anew), least, count)
        rate, bare_rate = pairs.medians
        detail = f"{rate:,.0f}/s; bare ASGI {bare_rate:,.0f}/s; {VIDEOS} videos in turn, {len(answer.content):,} bytes"
        return [
            pairs.compare("GET video", ">=", TARGET, detail),
            Line("  each answer made anew", "", f"{first.ratio:.3f} x", None, f"{first.medians[0]:,.0f}/s"),
            _next_to_prism(stack, lambda: ours(requests), addresses[0], seconds, count),
            _next_to_fewer(stack, lambda: ours(anew), seconds, count),
        ]


def _next_to_prism(stack: ExitStack, ours: Callable[[], float], address: str, seconds: float, count: int) -> Line:
    name, target = "  next to Prism 5.14.2", f">= {OVER_PRISM} x"
    node = os.environ.get("KINOCRAFT_NODE") or shutil.which("node")
    if node is None:
        return Line(name, target, "not measured", None, "there is no node: set KINOCRAFT_NODE")
    sys.path.append(str(ROOT))
    from tests.contract.derive import for_prism
    from tests.contract.prism import MODULES, Prism

    if not (ROOT / MODULES).is_dir():
        return Line(name, target, "not measured", None, "Prism is not installed: npm ci")
    document = json.loads((ROOT / "generated/kinocraft_api/kinescope_v1/openapi.json").read_bytes())
    derived = next(each for each in for_prism(document).documents if "/v1/videos/{video_id}" in each["paths"])
    work = Path(stack.enter_context(TemporaryDirectory(prefix="kinocraft-bench-")))
    prism = Prism(node, ROOT, work, derived, "mock", None)
    stack.callback(prism.close)
    path = urlsplit(address).path.partition("/v1/")[2]
    request = get(f"{prism.url}/v1/{path}", Authorization=f"Bearer {TOKEN}")
    theirs = urlsplit(prism.url).netloc
    pairs = alternate(ours, lambda: load(theirs, prism.process.pid, [request], seconds), count)
    return pairs.compare(name, ">=", OVER_PRISM, f"{pairs.medians[0]:,.0f}/s; {pairs.medians[1]:,.0f}/s, -v error")


def _next_to_fewer(stack: ExitStack, ours: Callable[[], float], seconds: float, count: int) -> Line:
    """The same package with descriptions that have nothing but what a video takes."""
    import kinocraft_mock

    folder = Path(stack.enter_context(TemporaryDirectory(prefix="kinocraft-bench-")))
    shutil.copytree(Path(kinocraft_mock.__file__).parent, folder / "kinocraft_mock")
    total = left = 0
    for path in (folder / "kinocraft_mock" / "specs").glob("*.json"):
        document = json.loads(path.read_bytes())
        for item in document["paths"].values():
            for method in [name for name in item if isinstance(item[name], dict) and "operationId" in item[name]]:
                total += 1
                if item[method]["operationId"] in FEW:
                    left += 1
                else:
                    del item[method]
        path.write_text(json.dumps(document), encoding="utf-8")
    server = stack.enter_context(local_server("--no-limits", packages=folder))
    requests = _anew([f"{server.api_url}/v1/videos/{video}" for video in make_videos(server, VIDEOS)])
    netloc = urlsplit(server.url).netloc
    pairs = alternate(ours, lambda: load(netloc, server.pid, requests, seconds), count)
    detail = f"{pairs.medians[0]:,.0f}/s with all {total} operations, made anew; {pairs.medians[1]:,.0f}/s with {left}"
    return pairs.compare("  next to fewer operations", ">=", AS_ANY, detail)


def _anew(addresses: list[str]) -> list[bytes]:
    """Requests for these videos in turn whose query names a parameter that there is not: only the addresses differ."""
    return [
        get(f"{addresses[number % len(addresses)]}?x={number}", Authorization=f"Bearer {TOKEN}")
        for number in range(ANEW)
    ]

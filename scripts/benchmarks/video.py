"""How many videos a second the local server answers: next to a bare application, to Prism, and to fewer operations."""

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

from .measure import FOLDER, Line, alternate, of_many
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
    """The load, from a process of its own, goes to one server and then to another, while both are up."""
    seconds, processes, count = (0.4, 1, 2) if quick else (1.0, 5, 3)

    @contextmanager
    def pair(anew: bool) -> Generator[tuple[Callable[[], float], Callable[[], float]]]:
        with local_server("--no-limits") as server:
            answer, requests, different = _videos(server)
            with bare(answer) as (netloc, pid):
                sent = different if anew else requests
                yield _answers(server, sent, seconds), lambda: load(netloc, pid, requests[:1], seconds)

    pairs = of_many(partial(pair, False), processes, count)
    first = of_many(partial(pair, True), processes, count)
    with ExitStack() as stack:
        server = stack.enter_context(local_server("--no-limits"))
        answer, requests, _ = _videos(server)
        rate, bare_rate = pairs.medians
        detail = f"{rate:,.0f}/s; bare ASGI {bare_rate:,.0f}/s; {VIDEOS} videos in turn, {len(answer.content):,} bytes"
        return [
            pairs.compare("GET video", ">=", TARGET, detail),
            Line("  each answer made anew", "", f"{first.ratio:.3f} x", None, f"{first.medians[0]:,.0f}/s"),
            _next_to_prism(stack, _answers(server, requests, seconds), str(answer.url), seconds, processes * count),
            _next_to_fewer(stack, seconds, processes, count),
        ]


def _videos(server: LocalServer) -> tuple[httpx2.Response, list[bytes], list[bytes]]:
    """An answer that tells of a video, requests for some in turn, and so many different ones that none is kept."""
    addresses = [f"{server.api_url}/v1/videos/{video}" for video in make_videos(server, VIDEOS)]
    authorized = {"Authorization": f"Bearer {TOKEN}"}
    answer = httpx2.get(addresses[0], headers=authorized, trust_env=False).raise_for_status()
    # Their queries name a parameter that there is not: only the addresses differ.
    anew = [get(f"{addresses[number % VIDEOS]}?x={number}", **authorized) for number in range(ANEW)]
    return answer, [get(address, **authorized) for address in addresses], anew


def _answers(server: LocalServer, requests: list[bytes], seconds: float) -> Callable[[], float]:
    """Takes how many of these requests a second a server answers."""
    return lambda: load(urlsplit(server.url).netloc, server.pid, requests, seconds)


def _next_to_prism(stack: ExitStack, ours: Callable[[], float], address: str, seconds: float, count: int) -> Line:
    name, target = "  next to Prism 5.14.2", f">= {OVER_PRISM} x"
    node = os.environ.get("KINOCRAFT_NODE") or shutil.which("node")
    if node is None:
        return Line(name, target, "not measured", None, "there is no node: set KINOCRAFT_NODE")
    sys.path.append(str(ROOT))
    # By name: the tests know the scripts by other module names than the scripts themselves do.
    for_prism: Any = import_module("tests.contract.derive").for_prism
    prism_tools: Any = import_module("tests.contract.prism")

    if not (ROOT / prism_tools.MODULES).is_dir():
        return Line(name, target, "not measured", None, "Prism is not installed: npm ci")
    document = json.loads((ROOT / "generated/kinocraft_api/kinescope_v1/openapi.json").read_bytes())
    derived = next(each for each in for_prism(document).documents if "/v1/videos/{video_id}" in each["paths"])
    work = Path(stack.enter_context(TemporaryDirectory(prefix="kinocraft-bench-")))
    prism: Any = prism_tools.Prism(node, ROOT, work, derived, "mock", None)
    stack.callback(prism.close)
    path = urlsplit(address).path.partition("/v1/")[2]
    request = get(f"{prism.url}/v1/{path}", Authorization=f"Bearer {TOKEN}")
    theirs = urlsplit(str(prism.url)).netloc
    pairs = alternate(ours, lambda: load(theirs, prism.process.pid, [request], seconds), count)
    return pairs.compare(name, ">=", OVER_PRISM, f"{pairs.medians[0]:,.0f}/s; {pairs.medians[1]:,.0f}/s, -v error")


def _next_to_fewer(stack: ExitStack, seconds: float, processes: int, count: int) -> Line:
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

    @contextmanager
    def pair() -> Generator[tuple[Callable[[], float], Callable[[], float]]]:
        with local_server("--no-limits") as whole, local_server("--no-limits", packages=folder) as part:
            yield _answers(whole, _videos(whole)[2], seconds), _answers(part, _videos(part)[2], seconds)

    pairs = of_many(pair, processes, count)
    detail = f"{pairs.medians[0]:,.0f}/s with all {total} operations, made anew; {pairs.medians[1]:,.0f}/s with {left}"
    return pairs.compare("  next to fewer operations", ">=", AS_ANY, detail)

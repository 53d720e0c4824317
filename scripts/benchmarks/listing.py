"""How many listings a second the local server answers, next to a server that only writes the same bytes."""

from __future__ import annotations

import base64
import json
import subprocess
import sys
from collections.abc import Generator
from contextlib import contextmanager
from urllib.parse import urlsplit

import httpx2
from local_server import LocalServer, local_server

from kinocraft import Platformcraft

from .measure import FOLDER, Line, alternate, cpu_seconds, run_child

TARGET = 0.35
OBJECTS = 10
CONNECTIONS = 8


def measure(quick: bool) -> list[Line]:
    """Both servers are up all the time; the load, from a process of its own, goes to one and then to the other.

    Counted are answers by second of the server's processor time, where the system tells it. On an idle machine that is
    what the clock gives, and on a busy one the neighbours do not come into it.
    """
    seconds = 0.5 if quick else 1.5
    with local_server("--no-limits") as server:
        request, answer = _exchange(server)
        with _bare(answer) as (address, pid):

            def load(netloc: str, process: int) -> float:
                before = cpu_seconds(process)
                result = run_child("load", netloc, str(CONNECTIONS), str(seconds), given=request)
                after = cpu_seconds(process)
                taken = result["seconds"] if before is None or after is None else after - before
                return float(result["answers"] / taken)

            ours = urlsplit(server.url).netloc
            pairs = alternate(lambda: load(ours, server.pid), lambda: load(address, pid), 3 if quick else 9)
    rate, bare = pairs.medians
    detail = f"{rate:,.0f}/s; bare ASGI {bare:,.0f}/s; {OBJECTS} objects, {len(answer.content):,} bytes"
    return [pairs.compare("listing GET", ">=", TARGET, detail)]


def _exchange(server: LocalServer) -> tuple[bytes, httpx2.Response]:
    """The request for a listing with a valid token as bytes, and what the server answers to it."""
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
    answer = sent[-1]
    request = answer.request
    head = [f"{request.method} {request.url.raw_path.decode()} HTTP/1.1", f"Host: {urlsplit(server.url).netloc}"]
    head += [f"Authorization: {request.headers['Authorization']}", "Accept: application/json", "", ""]
    return "\r\n".join(head).encode("ascii"), answer


@contextmanager
def _bare(answer: httpx2.Response) -> Generator[tuple[str, int]]:
    content = {"type": answer.headers["Content-Type"], "body": base64.b64encode(answer.content).decode("ascii")}
    # In a session of its own, as the local server is: Linux shares processors out by session first.
    process = subprocess.Popen(
        [sys.executable, str(FOLDER / "bare.py")],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    assert process.stdin is not None
    assert process.stdout is not None
    try:
        process.stdin.write(json.dumps(content) + "\n")
        process.stdin.flush()
        yield process.stdout.readline().strip(), process.pid
    finally:
        process.stdin.close()
        process.terminate()
        process.wait()
        process.stdout.close()

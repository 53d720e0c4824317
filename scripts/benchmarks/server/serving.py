"""What the server benchmarks share: the load, and the minimal server to compare with."""

from __future__ import annotations

import base64
import json
import subprocess
import sys
from collections.abc import Generator, Iterable
from contextlib import contextmanager
from urllib.parse import urlsplit

import httpx2

from ..measure import FOLDER, cpu_seconds, run_child

__all__ = ["CONNECTIONS", "bare", "get", "load"]

CONNECTIONS = 8


def load(netloc: str, pid: int, requests: Iterable[bytes], seconds: float) -> float:
    """Return the responses per second of a server's CPU time, under full load.

    On a busy machine this excludes the time that other processes take. Where the system reports no CPU time, it is
    the time by the clock.
    """
    before = cpu_seconds(pid)
    result = run_child("server.load", netloc, str(CONNECTIONS), str(seconds), stdin=b"".join(requests))
    after = cpu_seconds(pid)
    taken = result["seconds"] if before is None or after is None else after - before
    return float(result["responses"] / taken)


def get(url: str, **headers: str) -> bytes:
    """Return a GET request for JSON, as bytes."""
    parts = urlsplit(url)
    target = f"{parts.path}?{parts.query}" if parts.query else parts.path
    fields = {"Host": parts.netloc, "Accept": "application/json", **headers}
    return "\r\n".join(
        [f"GET {target} HTTP/1.1", *(f"{name}: {value}" for name, value in fields.items()), "", ""]
    ).encode("ascii")


@contextmanager
def bare(response: httpx2.Response) -> Generator[tuple[str, int]]:
    """Run a uvicorn server that only writes the bytes of this response. Yield HOST:PORT and its process id."""
    content = {"type": response.headers["Content-Type"], "body": base64.b64encode(response.content).decode("ascii")}
    # In its own session, like the local server: Linux divides CPU time between sessions first.
    process = subprocess.Popen(
        [sys.executable, str(FOLDER / "server" / "bare.py")],
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

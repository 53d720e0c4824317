"""What the figures of the server share: the load on it, and the least server it is compared to."""

from __future__ import annotations

import base64
import json
import subprocess
import sys
from collections.abc import Generator, Iterable
from contextlib import contextmanager
from urllib.parse import urlsplit

import httpx2

from .measure import FOLDER, cpu_seconds, run_child

__all__ = ["CONNECTIONS", "bare", "get", "load"]

CONNECTIONS = 8


def load(netloc: str, pid: int, requests: Iterable[bytes], seconds: float) -> float:
    """Answers by second of a server's processor time, where the system tells it, while it gets all it can take.

    On an idle machine that is what the clock gives, and on a busy one the neighbours do not come into it.
    """
    before = cpu_seconds(pid)
    result = run_child("load", netloc, str(CONNECTIONS), str(seconds), given=b"".join(requests))
    after = cpu_seconds(pid)
    taken = result["seconds"] if before is None or after is None else after - before
    return float(result["answers"] / taken)


def get(url: str, **headers: str) -> bytes:
    """A GET request as bytes, for JSON."""
    parts = urlsplit(url)
    target = f"{parts.path}?{parts.query}" if parts.query else parts.path
    fields = {"Host": parts.netloc, "Accept": "application/json", **headers}
    return "\r\n".join(
        [f"GET {target} HTTP/1.1", *(f"{name}: {value}" for name, value in fields.items()), "", ""]
    ).encode("ascii")


@contextmanager
def bare(answer: httpx2.Response) -> Generator[tuple[str, int]]:
    """A server on the same uvicorn that only writes the bytes of this answer: its host and port, and its process."""
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

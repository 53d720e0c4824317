"""How long the local server takes from the start of its process to its first answer."""

from __future__ import annotations

import subprocess
import sys
import time
from http.client import HTTPConnection
from urllib.parse import urlsplit

from local_server import local_server

from .measure import Line, alternate

TARGET = 0.3


def measure(quick: bool) -> list[Line]:
    """The server in turns with an interpreter that does nothing, which is the least it can take."""
    pairs = alternate(_server, _interpreter, 3 if quick else 15)
    seconds, nothing = pairs.medians
    detail = f"to the answer of GET /_mock/health; python -c pass {nothing * 1000:.0f} ms"
    return [Line("server start", f"<= {TARGET:g} s", f"{seconds:.2f} s", seconds <= TARGET, detail)]


def _server() -> float:
    with local_server() as server:
        connection = HTTPConnection(urlsplit(server.url).netloc)
        connection.request("GET", "/_mock/health")
        response = connection.getresponse()
        response.read()
        seconds = time.perf_counter() - server.started
        connection.close()
        if response.status != 200:
            raise RuntimeError(f"GET /_mock/health answered {response.status}")
    return seconds


def _interpreter() -> float:
    started = time.perf_counter()
    subprocess.run([sys.executable, "-c", "pass"], check=True)
    return time.perf_counter() - started

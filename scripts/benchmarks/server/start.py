"""The time from the start of the local server's process to its first responses."""

from __future__ import annotations

import subprocess
import sys
import time
from http.client import HTTPConnection
from urllib.parse import urlsplit

from local_server import local_server

from kinocraft_mock.openapi.descriptions import Operation
from kinocraft_mock.service import Service
from kinocraft_mock.services import SERVICES

from ..measure import Line, alternate
from ..workspace import address

TARGET = 0.3


def measure(quick: bool) -> list[Line]:
    """Start the server in turns with an interpreter that does nothing, which is the lower bound."""
    count = 3 if quick else 15
    requests = [("GET", "/_mock/health"), *_one_of_each()]
    pairs = alternate(lambda: _server(requests[:1]), _interpreter, count)
    used = alternate(lambda: _server(requests), _interpreter, count)
    seconds, nothing = pairs.medians
    after, _ = used.medians
    detail = f"to the response of GET /_mock/health; python -c pass {nothing * 1000:.0f} ms"
    every = "to a response of each host of the descriptions, which are loaded for it"
    return [
        Line("server start", f"<= {TARGET:g} s", f"{seconds:.2f} s", seconds <= TARGET, detail),
        Line("  with all services used", f"<= {TARGET:g} s", f"{after:.2f} s", after <= TARGET, every),
    ]


def _one_of_each() -> list[tuple[str, str]]:
    """Return a request to the first operation of every service. None is authorized, so all are rejected."""
    return [
        (operation.method, address(service, operation, file_path=""))
        for service in SERVICES
        for operation in _first(service)
    ]


def _first(service: Service) -> list[Operation]:
    return list(service.operations())[:1]


def _server(requests: list[tuple[str, str]]) -> float:
    with local_server() as server:
        connection = HTTPConnection(urlsplit(server.url).netloc)
        for method, target in requests:
            connection.request(method, target)
            response = connection.getresponse()
            response.read()
            if response.status not in (200, 400, 401):
                raise RuntimeError(f"{method} {target} returned {response.status}")
        seconds = time.perf_counter() - server.started
        connection.close()
    return seconds


def _interpreter() -> float:
    started = time.perf_counter()
    subprocess.run([sys.executable, "-c", "pass"], check=True)
    return time.perf_counter() - started

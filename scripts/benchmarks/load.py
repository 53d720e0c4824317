"""A program: sends requests in turn, again and again, over some connections that stay open, for some seconds.

Arguments: HOST:PORT, connections, seconds. The requests, without bodies, come on standard input; the counts go out as
JSON. A plain loop over sockets, for a load in a nicer library would be slower than the servers it is to measure.
"""

from __future__ import annotations

import json
import re
import selectors
import socket
import sys
import time
from collections.abc import Iterator
from itertools import cycle

END = b"\r\n\r\n"


class Connection:
    """One request under way at a time."""

    def __init__(self, address: tuple[str, int], requests: Iterator[bytes]) -> None:
        self.socket = socket.create_connection(address)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._requests = requests
        self._missing = 0

    def send(self) -> None:
        self.socket.sendall(next(self._requests))

    def receive(self) -> bool:
        """Whether the answer is complete now."""
        data = self.socket.recv(1 << 18)
        if not data:
            raise SystemExit("the server closed the connection")
        if self._missing == 0:
            head, separator, _ = data.partition(END)
            length = re.search(rb"(?i)content-length: (\d+)", head)
            if not separator or length is None or not data.startswith(b"HTTP/1.1 200 "):
                raise SystemExit(f"the server answered {data[:200]!r}")
            self._missing = len(head) + 4 + int(length[1])
        self._missing -= len(data)
        if self._missing < 0:
            raise SystemExit("the server sent more than it announced")
        return self._missing == 0


def main() -> None:
    """Send, count, print."""
    host, _, port = sys.argv[1].rpartition(":")
    count, seconds = int(sys.argv[2]), float(sys.argv[3])
    requests = cycle([request + END for request in sys.stdin.buffer.read().split(END)[:-1]])
    selector = selectors.DefaultSelector()
    for _ in range(count):
        connection = Connection((host, int(port)), requests)
        selector.register(connection.socket, selectors.EVENT_READ, connection)
        connection.send()
    answers, started = 0, time.perf_counter()
    while (elapsed := time.perf_counter() - started) < seconds:
        for key, _ in selector.select(5):
            if key.data.receive():
                answers += 1
                key.data.send()
    json.dump({"answers": answers, "seconds": elapsed}, sys.stdout)


main()

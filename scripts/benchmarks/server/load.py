"""A program: sends requests in turn over persistent connections, for a number of seconds.

Arguments: HOST:PORT, connections, seconds. It reads the requests, which have no bodies, from standard input, and prints
the counts as JSON. It is a plain loop over sockets, because an HTTP library would be slower than the servers.
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
    """A connection with one request in flight at a time."""

    def __init__(self, address: tuple[str, int], requests: Iterator[bytes]) -> None:
        self.socket = socket.create_connection(address)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._requests = requests
        self._missing = 0

    def send(self) -> None:
        self.socket.sendall(next(self._requests))

    def receive(self) -> bool:
        """Receive bytes; return whether the response is complete."""
        data = self.socket.recv(1 << 18)
        if not data:
            raise SystemExit("the server closed the connection")
        if self._missing == 0:
            head, separator, _ = data.partition(END)
            length = re.search(rb"(?i)content-length: (\d+)", head)
            if not separator or length is None or not data.startswith(b"HTTP/1.1 200 "):
                raise SystemExit(f"the server sent {data[:200]!r}")
            self._missing = len(head) + 4 + int(length[1])
        self._missing -= len(data)
        if self._missing < 0:
            raise SystemExit("the server sent more bytes than its Content-Length")
        return self._missing == 0


def main() -> None:
    """Send the requests, count the responses, print the result."""
    host, _, port = sys.argv[1].rpartition(":")
    count, seconds = int(sys.argv[2]), float(sys.argv[3])
    requests = cycle([request + END for request in sys.stdin.buffer.read().split(END)[:-1]])
    selector = selectors.DefaultSelector()
    for _ in range(count):
        connection = Connection((host, int(port)), requests)
        selector.register(connection.socket, selectors.EVENT_READ, connection)
        connection.send()
    responses, started = 0, time.perf_counter()
    while (elapsed := time.perf_counter() - started) < seconds:
        for key, _ in selector.select(5):
            if key.data.receive():
                responses += 1
                key.data.send()
    json.dump({"responses": responses, "seconds": elapsed}, sys.stdout)


main()

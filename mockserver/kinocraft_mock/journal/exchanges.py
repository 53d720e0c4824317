"""Record the exchanges: requests and their responses."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import islice
from time import perf_counter
from typing import Any

from kinocraft_mock.journal.masking import HIDDEN, SECRET_HEADERS, hide, hide_in_path

__all__ = ["Exchange", "Journal", "body_content", "serialize_headers"]

CAPACITY = 10_000
"""How many exchanges the journal holds."""
LARGEST_BODY = 1 << 20
"""Maximum bytes of a body that is kept."""
BODY_CAPACITY = 8 << 20
"""Maximum bytes of all bodies that are kept."""
HEAD_CAPACITY = 32 << 20
"""Maximum bytes of all paths, queries, headers and violations that are kept."""
DROPPED = -1
"""The count of an exchange that the journal no longer holds, which may happen while it is served."""


def serialize_headers(headers: Iterable[tuple[bytes, bytes]]) -> bytes:
    """Return headers as lines of text, which take little memory, with the values of credentials hidden."""
    hidden = HIDDEN.encode()
    return b"\n".join(
        [b"%b: %b" % (name, hidden if name.lower() in SECRET_HEADERS else value) for name, value in headers]
    )


def body_content(body: bytes | bytearray, size: int) -> str | bytes | None:
    """Return a body, which had `size` bytes: text with secrets hidden, else bytes; None if it was not kept."""
    if len(body) != size:
        return None
    try:
        return hide(body.decode())
    except UnicodeDecodeError:
        return bytes(body)


@dataclass(slots=True)
class Exchange:
    """One request and its response.

    Headers are recorded without credentials. Bodies of at most 1 MiB are recorded, and shown with their secrets hidden.
    `time` is by the server's clock, which may be frozen; `begun`, `received`, `responded` and `ended` are seconds of a
    monotonic timer. `checked` is true once the request has passed validation. `readings` say how the server understood
    a request that its sources describe differently, or not at all. `inferred` is true if the response was
    made by a rule from the description alone: the operation has no handler of its own, or a field is a draft.
    """

    time: float
    method: str
    path: str
    query: str
    version: str = "1.1"
    request_headers: bytes = b""
    number: int = 0
    operation: str | None = None
    status: int | None = None
    response_headers: bytes = b""
    bytes_in: int = 0
    bytes_out: int = 0
    checked: bool = False
    violations: tuple[str, ...] = ()
    readings: tuple[str, ...] = ()
    fault: str | None = None
    inferred: bool = False
    begun: float = 0.0
    received: float = 0.0
    responded: float = 0.0
    ended: float = 0.0
    counted: int = 0
    request_body: bytes | bytearray = b""
    response_body: bytes | bytearray = b""

    @property
    def valid(self) -> bool | None:
        """Return whether request and response follow the description; None if nothing was validated.

        Nothing is validated for resource URLs, and for requests that were rejected or failed by a fault earlier.
        """
        if self.violations:
            return False
        return True if self.checked else None

    @property
    def query_without_secrets(self) -> str:
        """Return the query with values hidden whose names mark them as credentials."""
        return hide(self.query)

    @property
    def path_without_secrets(self) -> str:
        """Return the path with the secret part of an upload address hidden."""
        return hide_in_path(self.path)

    def begin(self) -> None:
        """Start the timer."""
        self.begun = self.received = perf_counter()

    def receive(self, block: bytes) -> None:
        """Record bytes of the request's body."""
        self.bytes_in += len(block)
        self.request_body = _record(self.request_body, block, self.bytes_in)
        self.received = perf_counter()

    def record_response(self, headers: Iterable[tuple[bytes, bytes]]) -> None:
        """Record the start of the response."""
        self.response_headers = serialize_headers(headers)
        self.responded = self.ended = perf_counter()

    def send(self, block: bytes) -> None:
        """Record bytes of the response's body."""
        self.bytes_out += len(block)
        self.response_body = _record(self.response_body, block, self.bytes_out)
        self.ended = perf_counter()

    def send_shared(self, body: bytes) -> None:
        """Record the whole body of the response without a copy, because others keep it too."""
        self.bytes_out = len(body)
        self.response_body = body if self.bytes_out <= LARGEST_BODY else b""
        self.ended = perf_counter()

    def understand(self, reading: str) -> None:
        """Record how the request was understood."""
        self.readings += (reading,)

    @property
    def body_size(self) -> int:
        """Return how many bytes of bodies are held."""
        return len(self.request_body) + len(self.response_body)

    @property
    def head_size(self) -> int:
        """Return how many bytes path, query, headers and violations take."""
        size = len(self.path) + len(self.query) + len(self.request_headers) + len(self.response_headers)
        return size + sum(map(len, self.violations)) if self.violations else size

    def drop_bodies(self) -> None:
        """Drop the bodies."""
        self.request_body = self.response_body = b""

    def serialize(self, bodies: bool = False) -> dict[str, Any]:
        """Return the exchange as the control API shows it; `status` is null when no response was sent.

        With `bodies` it has `request_body` and `response_body`: text, or null for a body that is not text or not kept.
        """
        serialized = {
            "n": self.number,
            "time": self.time,
            "method": self.method,
            "path": self.path_without_secrets,
            "query": self.query_without_secrets,
            "operation": self.operation,
            "status": self.status,
            "bytes_in": self.bytes_in,
            "bytes_out": self.bytes_out,
            "valid": self.valid,
            "violations": [hide(text) for text in self.violations],
            "readings": self.readings,
            "fault": self.fault,
            "inferred": self.inferred,
        }
        if bodies:
            contents = body_content(self.request_body, self.bytes_in), body_content(self.response_body, self.bytes_out)
            for name, content in zip(("request_body", "response_body"), contents, strict=True):
                serialized[name] = content if isinstance(content, str) else None
        return serialized


def _record(body: bytes | bytearray, block: bytes, size: int) -> bytes | bytearray:
    """Return the recorded body with another block: one buffer, because a block may be as small as a byte."""
    if size > LARGEST_BODY:
        return b""
    if not body:
        # Copy the bytes: a block from orjson holds 4 KiB of memory, however short it is.
        return bytearray(block)
    body += block
    return body


class Journal:
    """The newest 10,000 exchanges, numbered from 1 in order of arrival.

    The newest 8 MiB of bodies are kept, and the newest 32 MiB of everything else, because heads may be large, too.
    """

    def __init__(self) -> None:
        self._exchanges: deque[Exchange] = deque()
        self._with_bodies: deque[Exchange] = deque()
        self._body_bytes = 0
        self._head_bytes = 0
        self._count = 0
        self.show: Callable[[Exchange], None] | None = None
        """Called with each exchange when it has ended."""

    def open(self, exchange: Exchange) -> None:
        """Number an exchange and record it; it is completed while it is served."""
        self._count += 1
        exchange.number = self._count
        self._exchanges.append(exchange)
        if len(self._exchanges) > CAPACITY:
            self._drop_oldest()

    def close(self, exchange: Exchange) -> None:
        """Count an exchange that has ended, show it, and drop what is beyond the limits, the oldest first."""
        if self.show is not None:
            self.show(exchange)
        if exchange.counted != DROPPED:
            exchange.counted = exchange.head_size
            self._head_bytes += exchange.counted
            while self._head_bytes > HEAD_CAPACITY and len(self._exchanges) > 1:
                self._drop_oldest()
        size = exchange.body_size
        if not size:
            return
        self._with_bodies.append(exchange)
        self._body_bytes += size
        while self._body_bytes > BODY_CAPACITY or len(self._with_bodies) > CAPACITY:
            oldest = self._with_bodies.popleft()
            self._body_bytes -= oldest.body_size
            oldest.drop_bodies()

    def _drop_oldest(self) -> None:
        oldest = self._exchanges.popleft()
        self._head_bytes -= oldest.counted
        oldest.counted = DROPPED

    def read(self, operation: str | None = None, last: int | None = None) -> list[Exchange]:
        """Return the exchanges, oldest first; only those of one operation, only the last so many."""
        newest_first = (e for e in reversed(self._exchanges) if operation is None or e.operation == operation)
        return list(islice(newest_first, last))[::-1]

    def clear(self) -> None:
        """Drop all exchanges and number from 1 again."""
        while self._exchanges:
            self._drop_oldest()
        self._with_bodies.clear()
        self._body_bytes = 0
        self._count = 0

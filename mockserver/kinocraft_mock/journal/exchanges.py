"""What the server was asked and what it answered."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import islice
from time import perf_counter
from typing import Any

from kinocraft_mock.journal.masking import HIDDEN, SECRET_HEADERS, hide

__all__ = ["Exchange", "Journal", "Recording", "packed_headers"]

KEPT = 10_000
LONGEST_BODY = 1 << 20
"""Bytes of a body that is kept."""
BODIES = 8 << 20
"""Bytes of all bodies that are kept."""


def packed_headers(headers: Iterable[tuple[bytes, bytes]]) -> bytes:
    """Headers as lines of text, which take little room, without the values of those that carry credentials."""
    hidden = HIDDEN.encode()
    return b"\n".join(
        [b"%b: %b" % (name, hidden if name.lower() in SECRET_HEADERS else value) for name, value in headers]
    )


class Recording(bytearray):
    """The bytes of one body, unless they are many. Put together, for blocks may be as small as a byte."""

    __slots__ = ()

    def shown(self, size: int) -> str | bytes | None:
        """The body, which had so many bytes: a text without its secrets, or bytes; None where it is not kept."""
        if len(self) != size:
            return None
        try:
            return hide(self.decode())
        except UnicodeDecodeError:
            return bytes(self)


@dataclass(slots=True)
class Exchange:
    """One request and what became of it.

    Headers enter without credentials, and bodies of at most 1 MiB, whose secrets are hidden from who reads them here.
    `time` is by the server's clock, which may stand; how long things took is measured: `begun`, `received`, `answered`
    and `ended` are seconds of a stopwatch. `checked` says whether the request has passed everything its description
    asks of it.
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
    answer_headers: bytes = b""
    bytes_in: int = 0
    bytes_out: int = 0
    checked: bool = False
    violations: tuple[str, ...] = ()
    fault: str | None = None
    begun: float = 0.0
    received: float = 0.0
    answered: float = 0.0
    ended: float = 0.0
    request_body: Recording = field(default_factory=Recording)
    answer_body: Recording = field(default_factory=Recording)

    @property
    def valid(self) -> bool | None:
        """Whether request and answer are as described; None where nothing was held to a description.

        That is so for addresses that answers hand out, and for requests that were refused or spoiled by a fault before
        their turn came.
        """
        if self.violations:
            return False
        return True if self.checked else None

    @property
    def shown_query(self) -> str:
        """The query without the values that are credentials by their names."""
        return hide(self.query)

    def begin(self) -> None:
        """Start the stopwatch."""
        self.begun = self.received = perf_counter()

    def receive(self, block: bytes) -> None:
        """Note that these bytes of the request's body have come."""
        self.bytes_in += len(block)
        _record(self.request_body, block, self.bytes_in)
        self.received = perf_counter()

    def record_response(self, headers: Iterable[tuple[bytes, bytes]]) -> None:
        """Note that the answer begins."""
        self.answer_headers = packed_headers(headers)
        self.answered = self.ended = perf_counter()

    def send(self, block: bytes) -> None:
        """Note that these bytes of the answer's body have been handed on."""
        self.bytes_out += len(block)
        _record(self.answer_body, block, self.bytes_out)
        self.ended = perf_counter()

    @property
    def kept(self) -> int:
        """How many bytes of bodies it holds."""
        return len(self.request_body) + len(self.answer_body)

    def forget_bodies(self) -> None:
        """Hold no bodies any more."""
        self.request_body.clear()
        self.answer_body.clear()

    def describe(self, bodies: bool = False) -> dict[str, Any]:
        """The exchange as the control API prints it; `status` is null when no answer was sent.

        With `bodies` it has `request_body` and `answer_body`: texts, null where a body is no text or is not kept.
        """
        described = {
            "n": self.number,
            "time": self.time,
            "method": self.method,
            "path": self.path,
            "query": self.shown_query,
            "operation": self.operation,
            "status": self.status,
            "bytes_in": self.bytes_in,
            "bytes_out": self.bytes_out,
            "valid": self.valid,
            "violations": self.violations,
            "fault": self.fault,
        }
        if bodies:
            texts = self.request_body.shown(self.bytes_in), self.answer_body.shown(self.bytes_out)
            for name, text in zip(("request_body", "answer_body"), texts, strict=True):
                described[name] = text if isinstance(text, str) else None
        return described


def _record(body: Recording, block: bytes, size: int) -> None:
    if size <= LONGEST_BODY:
        # A copy in any case: what orjson has printed holds 4 KiB of memory, however short it is.
        body.extend(block)
    else:
        body.clear()


class Journal:
    """The newest 10,000 exchanges, numbered from 1 in the order in which they arrived.

    The newest 8 MiB of bodies are kept with them, so that a full journal takes about 20 MiB.
    """

    def __init__(self) -> None:
        self._exchanges: deque[Exchange] = deque(maxlen=KEPT)
        self._with_bodies: deque[Exchange] = deque()
        self._held = 0
        self._count = 0

    def open(self, exchange: Exchange) -> None:
        """Number an exchange and keep it; it is filled in while it goes on."""
        self._count += 1
        exchange.number = self._count
        self._exchanges.append(exchange)

    def close(self, exchange: Exchange) -> None:
        """Let the bodies of an exchange that has ended take the room of the oldest."""
        size = exchange.kept
        if not size:
            return
        self._with_bodies.append(exchange)
        self._held += size
        while self._held > BODIES or len(self._with_bodies) > KEPT:
            oldest = self._with_bodies.popleft()
            self._held -= oldest.kept
            oldest.forget_bodies()

    def read(self, operation: str | None = None, last: int | None = None) -> list[Exchange]:
        """The kept exchanges, oldest first; only those of one operation, only the last so many."""
        newest_first = (e for e in reversed(self._exchanges) if operation is None or e.operation == operation)
        return list(islice(newest_first, last))[::-1]

    def clear(self) -> None:
        """Forget all and number from 1 again."""
        self._exchanges.clear()
        self._with_bodies.clear()
        self._held = 0
        self._count = 0

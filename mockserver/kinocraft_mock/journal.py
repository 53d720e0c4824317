"""What the server was asked and what it answered."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from itertools import islice
from typing import Any

__all__ = ["Exchange", "Journal"]

KEPT = 10_000


@dataclass(slots=True)
class Exchange:
    """One request and what became of it. Credentials never enter: neither headers nor bodies are kept."""

    time: float
    method: str
    path: str
    query: str
    number: int = 0
    operation: str | None = None
    status: int | None = None
    bytes_in: int = 0
    violations: tuple[str, ...] = ()
    fault: str | None = None

    def describe(self) -> dict[str, Any]:
        """The exchange as the control API prints it; `status` is null when no answer was sent."""
        return {
            "n": self.number,
            "time": self.time,
            "method": self.method,
            "path": self.path,
            "query": self.query,
            "operation": self.operation,
            "status": self.status,
            "bytes_in": self.bytes_in,
            "violations": self.violations,
            "fault": self.fault,
        }


class Journal:
    """The newest 10,000 exchanges, numbered from 1 in the order in which they arrived."""

    def __init__(self) -> None:
        self._exchanges: deque[Exchange] = deque(maxlen=KEPT)
        self._count = 0

    def open(self, exchange: Exchange) -> None:
        """Number an exchange and keep it; it is filled in while it goes on."""
        self._count += 1
        exchange.number = self._count
        self._exchanges.append(exchange)

    def read(self, operation: str | None = None, last: int | None = None) -> list[Exchange]:
        """The kept exchanges, oldest first; only those of one operation, only the last so many."""
        newest_first = (e for e in reversed(self._exchanges) if operation is None or e.operation == operation)
        return list(islice(newest_first, last))[::-1]

    def clear(self) -> None:
        """Forget all and number from 1 again."""
        self._exchanges.clear()
        self._count = 0

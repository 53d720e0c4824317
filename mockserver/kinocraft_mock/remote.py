"""The control API from Python."""

from __future__ import annotations

import json
from http.client import HTTPConnection
from typing import Any
from urllib.parse import urlencode, urlsplit

__all__ = ["Control", "ControlError"]

TIMEOUT = 30.0


class ControlError(Exception):
    """The server refused a control request; the message says what it takes."""


class Control:
    """Orders for a running server, over its control API.

    Every method raises `ControlError` when the server refuses, and OSError when it cannot be reached.
    """

    def __init__(self, url: str) -> None:
        parts = urlsplit(url)
        self._host = parts.hostname or "127.0.0.1"
        self._port = parts.port

    def health(self) -> dict[str, Any]:
        """`status` and the id of the `account`."""
        return self._call("GET", "health")

    def reset(self) -> None:
        """Back to how a new server starts: no objects, uploads, tokens, faults, journal; the clock is on time."""
        self._call("POST", "reset")

    def now(self) -> float:
        """The server's time, in Unix seconds."""
        now: float = self._call("GET", "clock")["now"]
        return now

    def advance(self, seconds: float) -> float:
        """Move the clock on; answers with the new time."""
        return self._clock(advance=seconds)

    def set_clock(self, now: float) -> float:
        """Make it this Unix time; answers with it."""
        return self._clock(set=now)

    def freeze(self, frozen: bool = True) -> float:
        """Stop the clock, or let it run on; answers with the time."""
        return self._clock(freeze=frozen)

    def _clock(self, **order: Any) -> float:
        now: float = self._call("POST", "clock", order)["now"]
        return now

    def fault(self, operation: str, kind: str, **parameters: Any) -> str:
        """Order a fault for an operation (`*` for any); answers with its id.

        `times` says how many calls it spoils (1), `after` how many it lets pass first (0). The kinds and their own
        parameters: drop_request(bytes=0), drop_answer(bytes=0), lost_answer(), stall(seconds=30),
        status(status, headers, body, content_type), truncate(bytes, body), slow(bytes_per_second), expire_tokens().
        """
        order = {"operation": operation, "fault": kind, **parameters}
        fault_id: str = self._call("POST", "faults", order)["id"]
        return fault_id

    def faults(self) -> list[dict[str, Any]]:
        """Every fault on order, with how many calls it `matched` and how often it `fired`."""
        faults: list[dict[str, Any]] = self._call("GET", "faults")["faults"]
        return faults

    def fired(self, fault_id: str) -> int:
        """How often a fault fired. Raises KeyError for one that is not on order."""
        return {fault["id"]: int(fault["fired"]) for fault in self.faults()}[fault_id]

    def cancel_fault(self, fault_id: str) -> None:
        """Take a fault back, and release the calls it stalls."""
        self._call("DELETE", f"faults/{fault_id}")

    def clear_faults(self) -> None:
        """Take all faults back."""
        self._call("DELETE", "faults")

    def journal(self, operation: str | None = None, last: int | None = None) -> list[dict[str, Any]]:
        """What was asked and answered, oldest first; only of one operation, only the last so many."""
        asked = {"operation": operation, "last": last}
        query = urlencode({key: value for key, value in asked.items() if value is not None})
        exchanges: list[dict[str, Any]] = self._call("GET", f"journal?{query}")["exchanges"]
        return exchanges

    def limits(self, enabled: bool | None = None) -> bool:
        """Whether the limits on requests are on; with an argument, switch them."""
        method, order = ("GET", None) if enabled is None else ("PUT", {"enabled": enabled})
        on: bool = self._call(method, "limits", order)["enabled"]
        return on

    def _call(self, method: str, path: str, order: Any = None) -> dict[str, Any]:
        # A connection for each call: one kept open may be closed by the server, and orders must not be sent twice.
        connection = HTTPConnection(self._host, self._port, timeout=TIMEOUT)
        try:
            connection.request(method, f"/_mock/{path}", None if order is None else json.dumps(order))
            response = connection.getresponse()
            answer: dict[str, Any] = json.loads(response.read())
        finally:
            connection.close()
        if response.status != 200:
            raise ControlError(answer["msg"])
        return answer

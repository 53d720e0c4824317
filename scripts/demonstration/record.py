"""The journal of the server, compared with what must have happened."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs

from kinocraft_mock import Control

from .errors import DemoError

__all__ = ["InjectedFaults", "UploadRecord"]

PUT_PART = "files.uploads.put_part"
CUT_AFTER = 100_000
"""Bytes of a part that arrive before the connection is cut."""
CUT_AT, EXPIRE_AT = 4, 9
"""The numbers of the part requests during which the connection is cut and the token expires."""


@dataclass(frozen=True)
class UploadRecord:
    """The upload as the server recorded it. Parts are numbered from 1."""

    parts: int
    requests: int
    cut_part: int
    cut_after: int
    rejected: list[int]
    """The parts that were sent with an expired token."""
    rate_limited: int
    """The number of requests that exceeded the rate limit and were sent again."""
    logins: int
    renewals: int


class InjectedFaults:
    """The two injected faults, and the check that both fired."""

    def __init__(self, control: Control) -> None:
        self._control = control
        self._seen = max((exchange["n"] for exchange in control.journal(last=1)), default=0)
        self._cut = control.fault(PUT_PART, "drop_request", bytes=CUT_AFTER, after=CUT_AT - 1)
        self._expiry = control.fault(PUT_PART, "expire_tokens", after=EXPIRE_AT - 1)

    def upload_record(self, size: int, part_size: int) -> UploadRecord:
        """Return what the server recorded of the upload of a file of this size.

        Raises:
            DemoError: The record is not what the demo claims.
        """
        for fault, words in ((self._cut, "cut the connection"), (self._expiry, "let the token expire")):
            fired = self._control.fired(fault)
            _require(fired == 1, f"the server should {words} once, and did so {fired} times")
        exchanges = [exchange for exchange in self._control.journal() if exchange["n"] > self._seen]
        counts = Counter(exchange["operation"] for exchange in exchanges)
        sent = [exchange for exchange in exchanges if exchange["operation"] == PUT_PART]
        arrived = Counter(_part(exchange) for exchange in sent if exchange["status"] == 200)
        expected = range(1, -(-size // part_size) + 1)
        _require(sorted(arrived) == list(expected), f"parts {sorted(arrived)} of {len(expected)} arrived")
        twice = [part for part, times in arrived.items() if times > 1]
        _require(not twice, f"parts {twice} had arrived and were sent again: the upload did not resume")
        cut = [exchange for exchange in sent if exchange["status"] is None]
        _require(len(cut) == 1, f"{len(cut)} connections broke instead of 1")
        middle = 0 < cut[0]["bytes_in"] < part_size
        _require(middle, f"the connection broke after {cut[0]['bytes_in']} bytes, not in the middle of a part")
        rejected = [_part(exchange) for exchange in sent if exchange["status"] == 401]
        _require(bool(rejected), "no request was rejected although the token had expired")
        others = sorted({exchange["status"] for exchange in sent} - {200, 401, 429, None})
        _require(not others, f"there were other responses to parts: {others}")
        _require(counts["auth.login"] == 1, f"the client logged in {counts['auth.login']} times instead of once")
        _require(counts["auth.refresh"] == 1, f"the token was renewed {counts['auth.refresh']} times instead of once")
        return UploadRecord(
            parts=len(arrived),
            requests=len(sent),
            cut_part=_part(cut[0]),
            cut_after=cut[0]["bytes_in"],
            rejected=sorted(rejected),
            rate_limited=sum(exchange["status"] == 429 for exchange in exchanges),
            logins=counts["auth.login"],
            renewals=counts["auth.refresh"],
        )


def _part(exchange: dict[str, Any]) -> int:
    return int(parse_qs(exchange["query"])["uploadPartNum"][0]) + 1


def _require(condition: bool, message: str) -> None:
    if not condition:
        raise DemoError(message)

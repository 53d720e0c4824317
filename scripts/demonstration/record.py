"""The server's record of requests and faults, compared with what must have happened."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs

from kinocraft_mock import Control

from .trouble import DemoError

__all__ = ["Orders", "Story"]

PUT_PART = "files.uploads.put_part"
CUT_AFTER = 100_000
"""Bytes of a part that arrive before the connection is cut."""
CUT_AT, EXPIRE_AT = 4, 9
"""Which request that carries a part is cut, and which finds the token expired."""


@dataclass(frozen=True)
class Story:
    """The upload as the server saw it. Parts are numbered from 1."""

    parts: int
    requests: int
    cut_part: int
    cut_after: int
    refused: list[int]
    """Parts that came with a token that had expired."""
    hurried: int
    """Requests that came faster than the service's limit allows, and waited."""
    logins: int
    renewals: int


class Orders:
    """The two injected faults, and the proof that they fired."""

    def __init__(self, control: Control) -> None:
        self._control = control
        self._seen = max((exchange["n"] for exchange in control.journal(last=1)), default=0)
        self._cut = control.fault(PUT_PART, "drop_request", bytes=CUT_AFTER, after=CUT_AT - 1)
        self._expiry = control.fault(PUT_PART, "expire_tokens", after=EXPIRE_AT - 1)

    def story(self, size: int, part_size: int) -> Story:
        """What the server recorded of the upload of a file of this size.

        Raises:
            DemoError: It is not what the demo is to show.
        """
        for fault, words in ((self._cut, "cut the connection"), (self._expiry, "let the token expire")):
            fired = self._control.fired(fault)
            _require(fired == 1, f"the server was to {words} once and did so {fired} times")
        exchanges = [exchange for exchange in self._control.journal() if exchange["n"] > self._seen]
        told = Counter(exchange["operation"] for exchange in exchanges)
        sent = [exchange for exchange in exchanges if exchange["operation"] == PUT_PART]
        arrived = Counter(_part(exchange) for exchange in sent if exchange["status"] == 200)
        expected = range(1, -(-size // part_size) + 1)
        _require(sorted(arrived) == list(expected), f"parts {sorted(arrived)} arrived, of {len(expected)}")
        twice = [part for part, times in arrived.items() if times > 1]
        _require(not twice, f"parts {twice} had arrived and were sent again: that is not resuming")
        cut = [exchange for exchange in sent if exchange["status"] is None]
        _require(len(cut) == 1, f"{len(cut)} connections broke, 1 was to")
        middle = 0 < cut[0]["bytes_in"] < part_size
        _require(middle, f"the connection broke after {cut[0]['bytes_in']} bytes, not in the middle of a part")
        refused = [_part(exchange) for exchange in sent if exchange["status"] == 401]
        _require(bool(refused), "no request was rejected although the token had expired")
        others = sorted({exchange["status"] for exchange in sent} - {200, 401, 429, None})
        _require(not others, f"parts were answered with {others} as well")
        _require(told["auth.login"] == 1, f"the client logged in {told['auth.login']} times instead of once")
        _require(told["auth.refresh"] == 1, f"the token was renewed {told['auth.refresh']} times instead of once")
        return Story(
            parts=len(arrived),
            requests=len(sent),
            cut_part=_part(cut[0]),
            cut_after=cut[0]["bytes_in"],
            refused=sorted(refused),
            hurried=sum(exchange["status"] == 429 for exchange in exchanges),
            logins=told["auth.login"],
            renewals=told["auth.refresh"],
        )


def _part(exchange: dict[str, Any]) -> int:
    return int(parse_qs(exchange["query"])["uploadPartNum"][0]) + 1


def _require(fact: bool, otherwise: str) -> None:
    if not fact:
        raise DemoError(otherwise)

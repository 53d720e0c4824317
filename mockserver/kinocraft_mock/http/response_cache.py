"""Answers that stay true until the state changes or their time is over."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from kinocraft_mock.http.messages import Response
from kinocraft_mock.state.context import Component, Context

__all__ = ["ResponseCache"]

ROOM = 4 << 20
"""Bytes that all kept answers and their questions may take together."""
LARGEST = 1 << 18
"""A larger answer is not kept: it would hold memory for what is rarely asked twice."""


class _Kept(NamedTuple):
    response: Response
    since: float


class ResponseCache(Component):
    """What has been answered, as it was sent, by question. Any write forgets all of it."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._store = context.store
        self._clock = context.clock
        self._start()

    def _start(self) -> None:
        self._version = -1
        self._kept: dict[Sequence[str], _Kept] = {}
        self._room = ROOM

    def get(self, question: Sequence[str]) -> Response | None:
        """The answer of before, if it still holds. Not to be changed."""
        if self._version != self._store.version:
            return None
        kept = self._kept.get(question)
        # A clock that was set back leaves answers of the future.
        return kept.response if kept is not None and kept.since <= self._clock.now() < kept.response.until else None

    def put(self, question: Sequence[str], response: Response) -> None:
        """Keep an answer that is ready to be sent."""
        if self._version != self._store.version:
            self._start()
            self._version = self._store.version
        size = len(response.data or b"")
        if size > LARGEST:
            return
        # An address may be as long as 64 KiB, most of it a query that nobody reads.
        size += sum(map(len, question))
        if size > self._room:
            self._kept.clear()
            self._room = ROOM
        self._room -= size
        self._kept[question] = _Kept(response, self._clock.now())

    def reset(self) -> None:
        """Forget everything."""
        self._start()

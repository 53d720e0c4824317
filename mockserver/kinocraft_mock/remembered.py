"""Answers that stay true until the state changes or their time is over."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from kinocraft_mock.messages import Answer
from kinocraft_mock.world import Part, World

__all__ = ["Remembered"]

ROOM = 4 << 20
"""Bytes that all kept answers and their questions may take together."""
LARGEST = 1 << 18
"""A larger answer is not kept: it would hold memory for what is rarely asked twice."""


class _Kept(NamedTuple):
    answer: Answer
    since: float


class Remembered(Part):
    """What has been answered, as it was sent, by question. Any write forgets all of it."""

    def __init__(self, world: World) -> None:
        super().__init__(world)
        self._store = world.store
        self._clock = world.clock
        self._start()

    def _start(self) -> None:
        self._version = -1
        self._kept: dict[Sequence[str], _Kept] = {}
        self._room = ROOM

    def recall(self, question: Sequence[str]) -> Answer | None:
        """The answer of before, if it still holds. Not to be changed."""
        if self._version != self._store.version:
            return None
        kept = self._kept.get(question)
        # A clock that was set back leaves answers of the future.
        return kept.answer if kept is not None and kept.since <= self._clock.now() < kept.answer.until else None

    def keep(self, question: Sequence[str], answer: Answer) -> None:
        """Keep an answer that is ready to be sent."""
        if self._version != self._store.version:
            self._start()
            self._version = self._store.version
        size = len(answer.data or b"")
        if size > LARGEST:
            return
        # An address may be as long as 64 KiB, most of it a query that nobody reads.
        size += sum(map(len, question))
        if size > self._room:
            self._kept.clear()
            self._room = ROOM
        self._room -= size
        self._kept[question] = _Kept(answer, self._clock.now())

    def reset(self) -> None:
        """Forget everything."""
        self._start()

"""Answers that stay true until the state changes."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any

from kinocraft_mock.world import Part, World

__all__ = ["Remembered"]

KEPT = 64
"""How many answers are kept."""
LARGEST = 1000
"""An answer with more entries than this is not kept: it would hold memory for what is rarely asked twice."""


class Remembered(Part):
    """What has been read from the state, by question. Any write forgets all of it."""

    def __init__(self, world: World) -> None:
        super().__init__(world)
        self._store = world.store
        self._version = -1
        self._answers: dict[Hashable, Any] = {}

    def ask(self, question: Hashable, read: Callable[[], Any], size: Callable[[Any], int]) -> Any:
        """The answer of before, where nothing has been written since, or what `read` gives. Not to be changed."""
        if self._version != self._store.version:
            self._version = self._store.version
            self._answers.clear()
        answer = self._answers.get(question)
        if answer is None:
            answer = read()
            if size(answer) <= LARGEST and len(self._answers) < KEPT:
                self._answers[question] = answer
        return answer

    def reset(self) -> None:
        """Forget everything."""
        self._version = -1

"""Where an answer differs from its description, and who hears of it."""

from __future__ import annotations

import re
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, TypeAlias

__all__ = ["Drift", "DriftHook", "DriftWarning", "Warner"]


INDEX = re.compile(r"\[\d+\]")


class DriftWarning(UserWarning):
    """An answer differs from its description. Given once per operation and path, unless `on_drift` is set."""


@dataclass(frozen=True, slots=True)
class Drift:
    """One difference between an answer and its description."""

    operation: str
    """The operation's id, such as `files.get`."""
    path: str
    """Where it is, as `contents[0].size`; an index counts from 0."""
    kind: Literal["unknown_field", "missing_field", "unknown_value", "wrong_type"]
    expected: str
    """What the description has there."""

    def __str__(self) -> str:
        return f"{self.path}: {self.kind.replace('_', ' ')}, expected {self.expected}"


DriftHook: TypeAlias = Callable[[Drift], None]


class Warner:
    """The default hook: one warning per operation and path, whatever the index."""

    def __init__(self) -> None:
        self._told: set[tuple[str, str]] = set()

    def __call__(self, drift: Drift) -> None:
        """Warn, unless this operation has been warned about at this path before."""
        place = (drift.operation, INDEX.sub("[]", drift.path))
        if place not in self._told:
            self._told.add(place)
            warnings.warn(f"{drift.operation} answered otherwise than described: {drift}", DriftWarning, stacklevel=2)

"""Drift: differences between a response and its description, and how they are reported."""

from __future__ import annotations

import re
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, TypeAlias

__all__ = ["Drift", "DriftHook", "DriftWarning", "Warner"]


INDEX = re.compile(r"\[\d+\]")


class DriftWarning(UserWarning):
    """A response differs from its description. Issued once per operation and path, unless `on_drift` is set."""


@dataclass(frozen=True, slots=True)
class Drift:
    """One difference between a response and its description."""

    operation: str
    """The operation's id, such as `files.get`."""
    path: str
    """The position, such as `contents[0].size`. Indices count from 0."""
    kind: Literal["unknown_field", "missing_field", "unknown_value", "wrong_type"]
    expected: str
    """What the description says about it."""

    def __str__(self) -> str:
        return f"{self.path}: {self.kind.replace('_', ' ')}, expected {self.expected}"


DriftHook: TypeAlias = Callable[[Drift], None]


class Warner:
    """The default hook: issues one warning per operation and path, whatever the index."""

    def __init__(self) -> None:
        self._warned: set[tuple[str, str]] = set()

    def __call__(self, drift: Drift) -> None:
        """Warn, unless there was a warning for this operation and path before."""
        place = (drift.operation, INDEX.sub("[]", drift.path))
        if place not in self._warned:
            self._warned.add(place)
            warnings.warn(
                f"the response of {drift.operation} does not fit its description: {drift}", DriftWarning, stacklevel=2
            )

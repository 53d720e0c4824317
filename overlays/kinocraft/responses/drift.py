"""Drift: differences between a response and its description, and how they are reported."""

from __future__ import annotations

import logging
import re
import warnings
from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias, cast

from ..errors import ConfigurationError
from ..type_guards import is_async_function

__all__ = ["Drift", "DriftHook", "DriftReport", "DriftWarning", "Reporter", "drift_hook"]

log = logging.getLogger("kinocraft")

INDEX = re.compile(r"\[\d+\]")


class DriftWarning(UserWarning):
    """A response lacks a field, or a field has another type than described. Issued once per operation and path.

    Additions, which are unknown fields and unknown values of an enumeration, are only logged. `on_drift` changes this.
    """


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
DriftReport: TypeAlias = DriftHook | Literal["log", "warn"]
"""How drift is reported: by a call of a function for each, only in the log, or as a warning for each."""

ADDITIONS: Final = frozenset({"unknown_field", "unknown_value"})
"""What a vendor may add at any time without breaking a program."""


class Reporter:
    """The default hook: reports each drift once per operation and path, whatever the index.

    Args:
        warned: The kinds of drift that are issued as DriftWarning. Any other is a log line at level INFO.
    """

    def __init__(self, warned: Collection[str] = frozenset({"wrong_type", "missing_field"})) -> None:
        self._warned = warned
        self._reported: set[tuple[str, str]] = set()

    def __call__(self, drift: Drift) -> None:
        """Report, unless something was reported for this operation and path before."""
        place = (drift.operation, INDEX.sub("[]", drift.path))
        if place in self._reported:
            return
        self._reported.add(place)
        text = f"the response of {drift.operation} does not fit its description: {drift}"
        if drift.kind in self._warned:
            warnings.warn(text, DriftWarning, stacklevel=2)
        else:
            log.info("%s", text, extra={"operation": drift.operation, "path": drift.path, "kind": drift.kind})


def drift_hook(report: DriftReport | None) -> DriftHook:
    """Return the hook of a setting; None stands for the default one.

    Raises:
        ConfigurationError: The setting is neither a function, nor "log", nor "warn".
    """
    if report is None:
        return Reporter()
    if report == "log":
        return Reporter(())
    if report == "warn":
        return Reporter({"wrong_type", "missing_field", *ADDITIONS})
    if not callable(cast(object, report)) or is_async_function(report):
        raise ConfigurationError(f'on_drift is {report!r}: give a function that is not async, "log", "warn" or None')
    return report

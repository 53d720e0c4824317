"""The next version, from what has changed: the highest level of all reasons wins.

Before 1.0.0, a breaking change raises the minor number, and everything else the patch number, as pip's `~=0.4.1`,
Cargo and npm expect and as httpx does: a range up to the next minor version gets additions and never a breaking
change. From 1.0.0 on, Semantic Versioning applies as written.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum
from typing import Literal

from packaging.version import InvalidVersion, Version

from .errors import AssessmentError

Source = Literal["descriptions", "surface", "programs", "wire", "changes", "override"]


class Level(IntEnum):
    """How much a change asks of users. Levels are ordered."""

    NONE = 0
    PATCH = 1
    """Nothing that a program can notice: prose, examples, fixes."""
    MINOR = 2
    """Something new. What worked keeps working."""
    MAJOR = 3
    """A program that worked may fail."""


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a version has its level: one difference.

    `source` is the comparison that found it, `where` the operation, class or component, and `what` a sentence without
    its full stop.
    """

    level: Level
    source: Source
    where: str
    what: str

    def as_json(self) -> dict[str, str]:
        """Return the reason as a JSON object."""
        return {"level": self.level.name.lower(), "source": self.source, "where": self.where, "what": self.what}

    def __str__(self) -> str:
        return f"{self.level.name.lower()} ({self.source}): {self.where}: {self.what}"


@dataclass(frozen=True, slots=True)
class Override:
    """A version that a person chooses, with the reason that the changelog prints. The reason may be empty."""

    version: str
    reason: str = ""


class VersionError(AssessmentError):
    """A version cannot be the next one. The message says why."""


def highest(reasons: Iterable[Reason]) -> Level:
    """Return the highest level of the reasons; NONE without any."""
    return max((reason.level for reason in reasons), default=Level.NONE)


def bump(last: str, level: Level, *, stable: bool = False) -> str:
    """Return the version that follows `last` for changes of a level.

    Args:
        last: The version of the last release.
        level: The highest level of all changes. NONE returns `last`.
        stable: End the 0.x series: the next version is 1.0.0.

    Raises:
        VersionError: `last` is not a version, or not a final one of three numbers.
    """
    version = _parse(last)
    major, minor, micro = version.release
    if level is Level.NONE:
        return last
    if stable and major == 0:
        return "1.0.0"
    if major == 0:
        return f"0.{minor + 1}.0" if level is Level.MAJOR else f"0.{minor}.{micro + 1}"
    if level is Level.MAJOR:
        return f"{major + 1}.0.0"
    return f"{major}.{minor + 1}.0" if level is Level.MINOR else f"{major}.{minor}.{micro + 1}"


def choose(last: str, level: Level, override: Override | None = None, *, stable: bool = False) -> str:
    """Return the next version, which is the derived one unless a person overrides it.

    Raises:
        VersionError: The override has no reason, does not follow the last release, or is not a version.
    """
    derived = bump(last, level, stable=stable)
    if override is None or _parse(override.version) == _parse(derived):
        return derived
    if not override.reason.strip():
        relation = "lower" if _parse(override.version) < _parse(derived) else "higher"
        raise VersionError(
            f"{override.version} is {relation} than {derived}, which the changes demand: give a reason with --reason"
        )
    if _parse(override.version) <= _parse(last):
        raise VersionError(f"{override.version} does not follow {last}")
    return override.version


def _parse(text: str) -> Version:
    try:
        version = Version(text)
    except InvalidVersion:
        raise VersionError(f"{text!r} is not a version") from None
    if len(version.release) != 3 or str(version) != ".".join(map(str, version.release)):
        raise VersionError(f"{text} is not a final version of three numbers")
    return version

"""Places on the services, as they are written on the command line: `platformcraft:/path` and `kinescope:ID`."""

from __future__ import annotations

from dataclasses import dataclass

import typer

__all__ = ["KINESCOPE", "PLATFORMCRAFT", "Target", "parse_target"]

PLATFORMCRAFT = "platformcraft"
KINESCOPE = "kinescope"


@dataclass(frozen=True, slots=True)
class Target:
    """A place on a service."""

    vendor: str
    place: str
    """A path on Filespot, which begins with a slash; or an id of Kinescope, which may be empty."""

    def __str__(self) -> str:
        return f"{self.vendor}:{self.place}"

    @property
    def is_path(self) -> bool:
        """Whether it is a path on Filespot."""
        return self.vendor == PLATFORMCRAFT

    @property
    def name(self) -> str:
        """The last segment of the path."""
        return self.place.rstrip("/").rpartition("/")[2]

    def require(self, vendor: str, what: str) -> str:
        """Return the place, which must be one of this vendor.

        Raises:
            typer.BadParameter: It is a place on the other service, or empty.
        """
        if self.vendor != vendor or not self.place:
            raise typer.BadParameter(f"{self} is not {what}: write {vendor}:{'/path' if vendor != KINESCOPE else 'ID'}")
        return self.place


def parse_target(text: str | Target) -> Target:
    """Return a target.

    Raises:
        typer.BadParameter: The text is not one.
    """
    if isinstance(text, Target):
        return text
    vendor, colon, place = text.partition(":")
    if not colon or vendor not in (PLATFORMCRAFT, KINESCOPE):
        raise typer.BadParameter(f"{text!r} names no service: write platformcraft:/path or kinescope:ID")
    if vendor == PLATFORMCRAFT and not place.startswith("/"):
        raise typer.BadParameter(f"{text!r} has no path from the root: write platformcraft:/{place}")
    if vendor == KINESCOPE and "/" in place:
        raise typer.BadParameter(f"{text!r} is a path, and Kinescope has ids: write kinescope:ID")
    return Target(vendor, place)

"""Places on the services, as manifests and the command line write them: `platformcraft:/path` and `kinescope:ID`."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["KINESCOPE", "PLATFORMCRAFT", "Place", "is_url", "parse_place"]

PLATFORMCRAFT = "platformcraft"
KINESCOPE = "kinescope"


@dataclass(frozen=True, slots=True)
class Place:
    """A place on a service."""

    vendor: str
    name: str
    """A path on Filespot, which begins with a slash; or an id of Kinescope."""

    def __str__(self) -> str:
        return f"{self.vendor}:{self.name}"

    @property
    def is_path(self) -> bool:
        """Whether it is a path on Filespot."""
        return self.vendor == PLATFORMCRAFT

    @property
    def basename(self) -> str:
        """The last segment of a path."""
        return self.name.rstrip("/").rpartition("/")[2]


def parse_place(text: str) -> Place | None:
    """Return a place; None if the text does not begin with the name of a service.

    Raises:
        InvalidArgumentError: It names a service, but no place on it.
    """
    from ..errors import InvalidArgumentError  # imported here: the help of the command must not load it

    vendor, colon, name = text.partition(":")
    if not colon or vendor not in (PLATFORMCRAFT, KINESCOPE):
        return None
    if vendor == PLATFORMCRAFT and not name.startswith("/"):
        raise InvalidArgumentError(f"{text!r} has no path from the root: write platformcraft:/{name}")
    if vendor == KINESCOPE and not name:
        raise InvalidArgumentError(f"{text!r} has no id: write kinescope:ID")
    if vendor == KINESCOPE and "/" in name:
        raise InvalidArgumentError(f"{text!r} is a path, but Kinescope has ids: write kinescope:ID")
    return Place(vendor, name)


def is_url(text: str) -> bool:
    """Return whether the text is a URL that can be fetched."""
    return text.lower().startswith(("http://", "https://"))

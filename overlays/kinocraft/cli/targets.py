"""Places on the services as arguments of commands: what is wrong with one is a usage error."""

from __future__ import annotations

import typer

from ..transfers.places import KINESCOPE, PLATFORMCRAFT, Place, parse_place

__all__ = ["ALL_PROJECTS", "parse_listed", "parse_target", "require"]

ALL_PROJECTS = Place(KINESCOPE, "")
"""What `ls kinescope:` lists. No other command takes it."""


def parse_target(text: str | Place) -> Place:
    """Return a place on a service.

    Raises:
        typer.BadParameter: The text is not one.
    """
    from ..errors import InvalidArgumentError
    from ..sources import plain_text

    if isinstance(text, Place):
        return text
    try:
        place = parse_place(plain_text(text))
    except InvalidArgumentError as error:
        raise typer.BadParameter(str(error)) from None
    if place is None:
        raise typer.BadParameter(f"{text!r} names no service: write platformcraft:/path or kinescope:ID")
    return place


def parse_listed(text: str | Place) -> Place:
    """Return the place that `ls` lists.

    Raises:
        typer.BadParameter: The text is not one.
    """
    return ALL_PROJECTS if text == str(ALL_PROJECTS) else parse_target(text)


def require(place: Place, vendor: str, what: str) -> str:
    """Return the path or id of a place, which must be on this service.

    Raises:
        typer.BadParameter: It is on the other service.
    """
    if place.vendor != vendor:
        raise typer.BadParameter(
            f"{place} is not {what}: write {vendor}:{'/path' if vendor == PLATFORMCRAFT else 'ID'}"
        )
    return place.name

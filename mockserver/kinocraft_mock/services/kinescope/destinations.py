"""Which projects an upload goes into, as far as its headers tell: known before the first byte is read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from kinocraft_mock.services.kinescope.kinds import FOLDER, LIVE_EVENT, PROJECT, VIDEO
from kinocraft_mock.services.kinescope.objects import Objects, Thing
from kinocraft_mock.services.kinescope.selection import Selections, equal
from kinocraft_mock.state.context import Context

__all__ = ["default_project", "destinations"]

OWNERS = {
    "X-Parent-ID": (PROJECT, FOLDER),
    "X-Replace-Video-ID": (VIDEO,),
    "X-Video-ID": (VIDEO,),
    "X-Event-ID": (LIVE_EVENT,),
}
"""The headers that name what the upload belongs to."""


def destinations(context: Context, operation: str, values: Mapping[str, Any]) -> Iterator[str]:
    """The UUIDs of the projects; those of objects that do not exist are left to whoever looks for the objects."""
    objects = context.component(Objects)
    for header, kinds in OWNERS.items():
        for kind in kinds if header in values else ():
            owner = objects.find(kind, values[header])
            if owner is not None:
                yield owner.id if kind is PROJECT else owner.body.get("project_id") or ""
    if operation == "videos.uploads.create" and not OWNERS.keys() & values.keys():
        project = default_project(context)
        if project is not None:
            yield project.id


def default_project(context: Context) -> Thing | None:
    """Where videos go whose upload names no place: the oldest project for videos."""
    _, projects = context.component(Selections).page(PROJECT, (), (equal("catalog_type", "vod"),), limit=1)
    return projects[0] if projects else None

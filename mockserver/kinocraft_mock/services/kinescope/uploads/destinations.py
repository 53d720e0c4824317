"""The projects that an upload goes to. They are known from headers, before the first byte is read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from kinocraft_mock.context import Context
from kinocraft_mock.services.kinescope.store.queries import Queries, equal
from kinocraft_mock.services.kinescope.store.records import Record, Records
from kinocraft_mock.services.kinescope.store.resource_types import FOLDER, LIVE_EVENT, PROJECT, VIDEO

__all__ = ["default_project", "destinations"]

OWNERS = {
    "X-Parent-ID": (PROJECT, FOLDER),
    "X-Replace-Video-ID": (VIDEO,),
    "X-Video-ID": (VIDEO,),
    "X-Event-ID": (LIVE_EVENT,),
}
"""The headers that name what the upload belongs to."""


def destinations(context: Context, operation: str, values: Mapping[str, Any]) -> Iterator[str]:
    """Return the UUIDs of the projects. Objects that do not exist are skipped: the handler reports them."""
    records = context.component(Records)
    for header, kinds in OWNERS.items():
        for kind in kinds if header in values else ():
            owner = records.find(kind, values[header])
            if owner is not None:
                yield owner.id if kind is PROJECT else owner.body.get("project_id") or ""
    if operation == "videos.uploads.create" and not OWNERS.keys() & values.keys():
        project = default_project(context)
        if project is not None:
            yield project.id


def default_project(context: Context) -> Record | None:
    """Return the default project of uploads: the oldest one for videos."""
    _, projects = context.component(Queries).page(PROJECT, (), (equal("catalog_type", "vod"),), limit=1)
    return projects[0] if projects else None

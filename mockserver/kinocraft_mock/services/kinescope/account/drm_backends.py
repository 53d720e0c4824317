"""The users' own backends that decide who gets a DRM licence.

A removed backend of a project stays as a record without a URL: DRM has to be configured again before its use, and the
workspace's backend from before does not take its place.
"""

from __future__ import annotations

from kinocraft_mock.context import Context
from kinocraft_mock.services.kinescope.store.queries import Queries, missing
from kinocraft_mock.services.kinescope.store.records import Record, Records
from kinocraft_mock.services.kinescope.store.resource_types import DRM_AUTH

__all__ = ["backend", "backend_for", "workspace_backend"]


def workspace_backend(context: Context) -> Record | None:
    """Return the workspace's backend, if it is set."""
    found = context.component(Queries).page(DRM_AUTH, (), (missing("project_id"),))[1]
    return found[0] if found else None


def backend(context: Context, project: Record) -> Record | None:
    """Return the project's own backend, which has no URL if it was removed."""
    found = context.component(Records).children(project, DRM_AUTH)
    return found[0] if found else None


def backend_for(context: Context, project: Record | None) -> Record | None:
    """Return the backend that decides on a project's licences: its own, or else the workspace's.

    After the removal of its own one there is none, until either is configured again.
    """
    own, common = backend(context, project) if project else None, workspace_backend(context)
    if own is None:
        return common
    if own.body["url"]:
        return own
    return common if common and (common.updated or common.created) > (own.updated or own.created) else None

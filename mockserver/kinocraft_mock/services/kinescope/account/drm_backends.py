"""The users' own backends that decide who gets a DRM licence."""

from __future__ import annotations

from kinocraft_mock.context import Context
from kinocraft_mock.services.kinescope.store.queries import Queries, missing
from kinocraft_mock.services.kinescope.store.records import Record, Records
from kinocraft_mock.services.kinescope.store.resource_types import DRM_AUTH

__all__ = ["backend", "workspace_backend"]


def workspace_backend(context: Context) -> Record | None:
    """Return the workspace's backend, if it is set."""
    found = context.component(Queries).page(DRM_AUTH, (), (missing("project_id"),))[1]
    return found[0] if found else None


def backend(context: Context, project: Record) -> Record | None:
    """Return the project's own backend, if it is set."""
    found = context.component(Records).children(project, DRM_AUTH)
    return found[0] if found else None

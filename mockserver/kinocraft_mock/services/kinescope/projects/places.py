"""Places in the tree of projects and folders, for videos, live events and playlists."""

from __future__ import annotations

from typing import NamedTuple

from kinocraft_mock.context import Context
from kinocraft_mock.services.kinescope.errors import not_found
from kinocraft_mock.services.kinescope.ids import as_uuid
from kinocraft_mock.services.kinescope.store.records import Record, Records
from kinocraft_mock.services.kinescope.store.resource_types import FOLDER, PROJECT
from kinocraft_mock.services.kinescope.workspace import workspace_id

__all__ = ["Place", "find_place", "find_place_or_workspace", "place_in"]


class Place(NamedTuple):
    """Where a video is: the record it belongs to, its project's UUID, and its folder if it is in one."""

    parent: Record
    project_id: str
    folder_id: str | None


def find_place(context: Context, parent_id: str) -> Place:
    """Return the project or folder with this id, in either form, as a place. Raises a 404."""
    records = context.component(Records)
    folder = records.find(FOLDER, parent_id)
    if folder is not None:
        return Place(folder, folder.body["project_id"], folder.id)
    project = records.find(PROJECT, parent_id)
    if project is None:
        raise not_found("project or folder")
    return Place(project, project.id, None)


def find_place_or_workspace(context: Context, parent_id: str) -> Place | None:
    """Return a project or folder as a place; None for the workspace, whose id responses show for what has no parent.

    Raises a 404.
    """
    return None if as_uuid(parent_id) == workspace_id(context) else find_place(context, parent_id)


def place_in(context: Context, project_id: str, folder_id: str | None = None) -> Place:
    """Return a project, or a folder within it, as a place. Raises a 404."""
    records = context.component(Records)
    project = records.get(PROJECT, project_id)
    if folder_id is None:
        return Place(project, project.id, None)
    folder = records.get(FOLDER, folder_id)
    if folder.body["project_id"] != project.id:
        raise not_found("folder in this project")
    return Place(folder, project.id, folder.id)

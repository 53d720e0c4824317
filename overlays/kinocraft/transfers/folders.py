"""Folders of Kinescope by their names, which are created if they are missing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..errors import NotFoundError, ServerError, TransportError

if TYPE_CHECKING:
    from ..kinescope import Kinescope

__all__ = ["Folders", "project_of"]


def project_of(kinescope: Kinescope, id: str) -> tuple[str, str | None]:
    """Return the project and the folder of this id; no folder if it is a project's.

    Raises:
        NotFoundError: It is neither a project nor a folder.
    """
    try:
        return kinescope.projects.get(id).id, None
    except NotFoundError:
        for project in kinescope.projects.list():
            if any(folder.id == id for folder in kinescope.projects.folders.list(project)):
                return project.id, id
        raise


class Folders:
    """The folders below the places that items go to. One thread asks for them, so that none is made twice."""

    def __init__(self, kinescope: Kinescope) -> None:
        self._kinescope = kinescope
        self._roots: dict[str, tuple[str, str]] = {}
        """Projects and ids of the places."""
        self._ids: dict[tuple[str, str], str] = {}
        """Ids by the parent's id and the name."""
        self._listed: set[str] = set()

    def find(self, parent: str, path: str) -> str:
        """Return the id of the folder at a path below a project or folder. It is made if it is missing."""
        if parent not in self._roots:
            project, folder = project_of(self._kinescope, parent)
            self._roots[parent] = project, folder or project  # in the form that listings use
        project, folder = self._roots[parent]
        if path and project not in self._listed:
            self._list(project)
        for name in path.split("/") if path else ():
            if (folder, name) not in self._ids:
                self._make(project, folder, name)
            folder = self._ids[folder, name]
        return folder

    def _make(self, project: str, parent: str, name: str) -> None:
        folders = self._kinescope.projects.folders
        try:
            made = folders.create(project, name, parent_id=parent)
        except (TransportError, ServerError):
            self._list(project)  # it may have been made, although no response says so
            if (parent, name) not in self._ids:
                raise
        else:
            self._ids[parent, name] = made.id

    def _list(self, project: str) -> None:
        for folder in self._kinescope.projects.folders.list(project):
            self._ids[folder.parent_id, folder.name] = folder.id
        self._listed.add(project)

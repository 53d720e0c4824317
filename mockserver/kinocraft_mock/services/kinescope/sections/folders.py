"""Section "projects/folders"."""

from __future__ import annotations

from typing import Any

from kinocraft_mock.http.messages import Request, Response
from kinocraft_mock.service import Handlers
from kinocraft_mock.services.kinescope.errors import not_found
from kinocraft_mock.services.kinescope.ids import as_uuid
from kinocraft_mock.services.kinescope.kinds import FOLDER, PROJECT
from kinocraft_mock.services.kinescope.lists import listed
from kinocraft_mock.services.kinescope.live import remove_all
from kinocraft_mock.services.kinescope.objects import Objects, Thing
from kinocraft_mock.services.kinescope.selection import equal

__all__ = ["described", "handlers"]

handlers = Handlers()


def described(_call: Request, folder: Thing) -> dict[str, Any]:
    """A folder as answers print it."""
    return {
        "id": folder.id,
        **folder.body,
        "size": folder.size,
        "items_count": folder.items,
        "created_at": folder.created_at,
        "updated_at": folder.updated_at,
        "deleted_at": None,
    }


@handlers.on("projects.folders.create")
def create(request: Request) -> Response:
    """A new folder, in the project or in another folder of it."""
    objects, project = request.context.component(Objects), _project(request)
    parent = project
    if "parent_id" in request.body and as_uuid(request.body["parent_id"]) != project.id:
        parent = _folder(request, project, request.body["parent_id"])
    # The body may come without a name; the page has a folder whose name is a single blank.
    fields = {"name": request.body.get("name", " "), "project_id": project.id, "parent_id": parent.id}
    return Response({"data": described(request, objects.make(FOLDER, fields, parent))})


@handlers.on("projects.folders.list")
def list_(request: Request) -> Response:
    """A page of the project's folders, those within others among them."""
    return listed(request, FOLDER, described, where=(equal("project_id", _project(request).id),))


@handlers.on("projects.folders.get")
def get(request: Request) -> Response:
    """One folder."""
    return Response({"data": described(request, _folder(request, _project(request), request.parameters["folder_id"]))})


@handlers.on("projects.folders.update")
def update(request: Request) -> Response:
    """Give a folder another name."""
    folder = _folder(request, _project(request), request.parameters["folder_id"])
    if request.body:
        request.context.component(Objects).change(folder, name=request.body.get("name", folder.body["name"]))
    return Response({"data": described(request, folder)})


@handlers.on("projects.folders.delete")
def delete(request: Request) -> Response:
    """Remove a folder with all that is in it; the answer is the folder as it was."""
    objects, folder = (
        request.context.component(Objects),
        _folder(request, _project(request), request.parameters["folder_id"]),
    )
    with objects.transaction():
        remove_all(request.context, folder)
        objects.delete(folder)
    return Response({"data": described(request, folder)})


def _project(request: Request) -> Thing:
    return request.context.component(Objects).get(PROJECT, request.parameters["project_id"])


def _folder(request: Request, project: Thing, folder_id: str) -> Thing:
    folder = request.context.component(Objects).get(FOLDER, folder_id)
    if folder.body["project_id"] != project.id:
        raise not_found("folder in this project")
    return folder

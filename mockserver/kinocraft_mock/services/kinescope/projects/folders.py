"""Section "projects/folders"."""

from __future__ import annotations

from typing import Any

from kinocraft_mock.http.messages import Request, Response
from kinocraft_mock.service import Handlers
from kinocraft_mock.services.kinescope.errors import not_found
from kinocraft_mock.services.kinescope.ids import as_uuid
from kinocraft_mock.services.kinescope.live.state import remove_all
from kinocraft_mock.services.kinescope.store.pagination import list_response
from kinocraft_mock.services.kinescope.store.queries import equal
from kinocraft_mock.services.kinescope.store.records import Record, Records
from kinocraft_mock.services.kinescope.store.resource_types import FOLDER, PROJECT

__all__ = ["handlers", "serialize", "serialize_summary"]

handlers = Handlers()


def serialize_summary(folder: Record) -> dict[str, Any]:
    """Serialize a folder after a change."""
    return {
        "id": folder.id,
        "name": folder.body["name"],
        "project_id": folder.body["project_id"],
        "created_at": folder.created_at,
        "updated_at": folder.updated_at,
        "deleted_at": None,
    }


def serialize(_call: Request, folder: Record) -> dict[str, Any]:
    """Serialize a folder with its parent and the size of its contents."""
    whole = {"parent_id": folder.body["parent_id"], "size": folder.size, "items_count": folder.items}
    return {**serialize_summary(folder), **whole}


@handlers.on("projects.folders.create")
def create(request: Request) -> Response:
    """Create a folder in the project or in another folder of it."""
    records, project = request.context.component(Records), _project(request)
    parent = project
    if "parent_id" in request.body and as_uuid(request.body["parent_id"]) != project.id:
        parent = _folder(request, project, request.body["parent_id"])
    fields = {"name": request.body["name"], "project_id": project.id, "parent_id": parent.id}
    return Response({"data": serialize_summary(records.make(FOLDER, fields, parent))})


@handlers.on("projects.folders.list")
def list_(request: Request) -> Response:
    """Return a page of the project's folders, including nested ones."""
    return list_response(request, FOLDER, serialize, where=(equal("project_id", _project(request).id),))


@handlers.on("projects.folders.get")
def get(request: Request) -> Response:
    """Return one folder."""
    return Response({"data": serialize(request, _folder(request, _project(request), request.parameters["folder_id"]))})


@handlers.on("projects.folders.update")
def update(request: Request) -> Response:
    """Rename a folder."""
    folder = _folder(request, _project(request), request.parameters["folder_id"])
    request.context.component(Records).change(folder, name=request.body["name"])
    return Response({"data": serialize_summary(folder)})


@handlers.on("projects.folders.delete")
def delete(request: Request) -> Response:
    """Delete a folder with its contents. The response contains the folder as it was."""
    records, folder = (
        request.context.component(Records),
        _folder(request, _project(request), request.parameters["folder_id"]),
    )
    with records.transaction():
        remove_all(request.context, folder)
        records.delete(folder)
    return Response({"data": serialize_summary(folder)})


def _project(request: Request) -> Record:
    return request.context.component(Records).get(PROJECT, request.parameters["project_id"])


def _folder(request: Request, project: Record, folder_id: str) -> Record:
    folder = request.context.component(Records).get(FOLDER, folder_id)
    if folder.body["project_id"] != project.id:
        raise not_found("folder in this project")
    return folder

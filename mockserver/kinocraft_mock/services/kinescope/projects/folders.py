"""Section "projects/folders"."""

from __future__ import annotations

from typing import Any

from kinocraft_mock.messages import Answer, Call
from kinocraft_mock.service import Handlers
from kinocraft_mock.services.kinescope.errors import not_found
from kinocraft_mock.services.kinescope.ids import as_uuid
from kinocraft_mock.services.kinescope.live.state import remove_all
from kinocraft_mock.services.kinescope.store.pagination import list_response
from kinocraft_mock.services.kinescope.store.queries import equal
from kinocraft_mock.services.kinescope.store.records import Record, Records
from kinocraft_mock.services.kinescope.store.resource_types import FOLDER, PROJECT

__all__ = ["handlers", "serialize"]

handlers = Handlers()


def serialize(_call: Call, folder: Record) -> dict[str, Any]:
    """Serialize a folder."""
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
def create(call: Call) -> Answer:
    """Create a folder in the project or in another folder of it."""
    records, project = call.world.part(Records), _project(call)
    parent = project
    if "parent_id" in call.body and as_uuid(call.body["parent_id"]) != project.id:
        parent = _folder(call, project, call.body["parent_id"])
    # The name is optional; the vendor's page has a folder whose name is one space.
    fields = {"name": call.body.get("name", " "), "project_id": project.id, "parent_id": parent.id}
    return Answer({"data": serialize(call, records.make(FOLDER, fields, parent))})


@handlers.on("projects.folders.list")
def list_(call: Call) -> Answer:
    """Return a page of the project's folders, including nested ones."""
    return list_response(call, FOLDER, serialize, where=(equal("project_id", _project(call).id),))


@handlers.on("projects.folders.get")
def get(call: Call) -> Answer:
    """Return one folder."""
    return Answer({"data": serialize(call, _folder(call, _project(call), call.values["folder_id"]))})


@handlers.on("projects.folders.update")
def update(call: Call) -> Answer:
    """Rename a folder."""
    folder = _folder(call, _project(call), call.values["folder_id"])
    if call.body:
        call.world.part(Records).change(folder, name=call.body.get("name", folder.body["name"]))
    return Answer({"data": serialize(call, folder)})


@handlers.on("projects.folders.delete")
def delete(call: Call) -> Answer:
    """Delete a folder with its contents. The response contains the folder as it was."""
    records, folder = call.world.part(Records), _folder(call, _project(call), call.values["folder_id"])
    with records.transaction():
        remove_all(call.world, folder)
        records.delete(folder)
    return Answer({"data": serialize(call, folder)})


def _project(call: Call) -> Record:
    return call.world.part(Records).get(PROJECT, call.values["project_id"])


def _folder(call: Call, project: Record, folder_id: str) -> Record:
    folder = call.world.part(Records).get(FOLDER, folder_id)
    if folder.body["project_id"] != project.id:
        raise not_found("folder in this project")
    return folder

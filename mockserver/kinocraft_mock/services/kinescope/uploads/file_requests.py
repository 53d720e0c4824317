"""Section "file-requests"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from kinocraft_mock.http.messages import Request, Response
from kinocraft_mock.services.kinescope.fields import archived_at, read_datetime
from kinocraft_mock.services.kinescope.links import file_request_link
from kinocraft_mock.services.kinescope.people.owner import user_name
from kinocraft_mock.services.kinescope.projects.places import find_place
from kinocraft_mock.services.kinescope.store.crud import Crud
from kinocraft_mock.services.kinescope.store.pagination import flat
from kinocraft_mock.services.kinescope.store.queries import Condition, equal
from kinocraft_mock.services.kinescope.store.records import Record
from kinocraft_mock.services.kinescope.store.resource_types import FILE_REQUEST
from kinocraft_mock.services.kinescope.workspace import workspace_id


def _serialize(request: Request, file_request: Record) -> dict[str, Any]:
    return {
        "id": file_request.id,
        "workspace_id": workspace_id(request.context),
        **{name: value for name, value in file_request.body.items() if name != "archived"},
        "created_at": file_request.created_at,
        "updated_at": file_request.updated_at,
        "url": file_request_link(request.origin, file_request.id),
    }


def _defaults(request: Request) -> dict[str, Any]:
    return {
        "description": "",
        "expired_at": None,
        "created_by": user_name(request.context),
        "archived": False,
        "archived_at": None,
        "user_count": 0,
        "media_count": 0,
    }


def _read_fields(request: Request, sent: dict[str, Any], file_request: Record | None) -> dict[str, Any]:
    if "uploading_location_id" in sent:
        sent["uploading_location_id"] = find_place(request.context, sent["uploading_location_id"]).parent.id
    if sent.get("expired_at") is not None:
        sent["expired_at"] = read_datetime("expired_at", sent["expired_at"])
    if file_request is not None:
        sent["archived_at"] = archived_at(request, file_request)
        sent["archived"] = sent["archived_at"] is not None
    return sent


def _filters(request: Request) -> Sequence[Condition]:
    return (equal("archived", request.parameters.get("archived", False)),)


# What was uploaded for a file request stays when it is deleted.
FILE_REQUESTS = Crud(
    resource_type=FILE_REQUEST,
    operations="file_requests",
    id_parameter="file_request_id",
    serialize=_serialize,
    fields=("title", "description", "uploading_location_id", "expired_at"),
    defaults=_defaults,
    read_fields=_read_fields,
    filters=_filters,
    order="title.asc",
    meta=flat,
)
handlers = FILE_REQUESTS.handlers("list", "get", "delete")


@handlers.on("file_requests.create")
def create(request: Request) -> Response:
    """Create a file request. The response has no URL."""
    created = FILE_REQUESTS.create(request)
    del created.value["data"]["url"]
    return created


@handlers.on("file_requests.update")
def update(request: Request) -> Response:
    """Change the fields that were sent. The response calls the title `name`, and has no texts and no URL."""
    updated = FILE_REQUESTS.update(request)
    data: dict[str, Any] = updated.value["data"]
    data["name"] = data.pop("title")
    for name in ("description", "created_by", "url"):
        del data[name]
    return updated

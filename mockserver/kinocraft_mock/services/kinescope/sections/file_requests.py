"""Section "file-requests"."""

from __future__ import annotations

from typing import Any

from kinocraft_mock.http.messages import Request, Response
from kinocraft_mock.service import Handlers
from kinocraft_mock.services.kinescope.archiving import archived_at
from kinocraft_mock.services.kinescope.kinds import FILE_REQUEST
from kinocraft_mock.services.kinescope.lists import flat, listed
from kinocraft_mock.services.kinescope.objects import Objects, Thing
from kinocraft_mock.services.kinescope.request_pages import MOUNT
from kinocraft_mock.services.kinescope.selection import equal
from kinocraft_mock.services.kinescope.user import user_name
from kinocraft_mock.services.kinescope.video_making import find_place
from kinocraft_mock.services.kinescope.workspace import workspace_id
from kinocraft_mock.services.kinescope.written import read_time

handlers = Handlers()


def _described(request: Request, file_request: Thing) -> dict[str, Any]:
    shown = {name: value for name, value in file_request.body.items() if name != "archived"}
    return {
        "id": file_request.id,
        "workspace_id": workspace_id(request.context),
        **shown,
        "created_at": file_request.created_at,
        "updated_at": file_request.updated_at,
        "url": f"{request.origin}{MOUNT}/{file_request.id}",
    }


@handlers.on("file_requests.list")
def list_(request: Request) -> Response:
    """A page of the file requests that are open, or of those that are archived."""
    where = (equal("archived", request.parameters.get("archived", False)),)
    return listed(request, FILE_REQUEST, _described, where=where, order="title.asc", meta=flat)


@handlers.on("file_requests.create")
def create(request: Request) -> Response:
    """A new file request."""
    fields: dict[str, Any] = {
        "title": "",
        "description": "",
        "uploading_location_id": workspace_id(request.context),
        "expired_at": None,
        **_sent(request),
        "created_by": user_name(request.context),
        "archived": False,
        "archived_at": None,
        "user_count": 0,
        "media_count": 0,
    }
    return Response({"data": _described(request, request.context.component(Objects).make(FILE_REQUEST, fields))})


@handlers.on("file_requests.get")
def get(request: Request) -> Response:
    """One file request, archived or not."""
    return Response({"data": _described(request, _request(request))})


@handlers.on("file_requests.update")
def update(request: Request) -> Response:
    """Change what is sent; archive the request or bring it back. The title comes as `name` too."""
    file_request = _request(request)
    archived = archived_at(request, file_request)
    fields = {**_sent(request), "archived_at": archived, "archived": archived is not None}
    request.context.component(Objects).change(file_request, **fields)
    return Response({"data": {**_described(request, file_request), "name": file_request.body["title"]}})


@handlers.on("file_requests.delete")
def delete(request: Request) -> Response:
    """Remove a file request; what was uploaded by it stays."""
    request.context.component(Objects).delete(_request(request))
    return Response({"data": {"success": True}})


def _sent(request: Request) -> dict[str, Any]:
    body = request.body
    sent: dict[str, Any] = {name: body[name] for name in ("title", "description") if name in body}
    if "uploading_location_id" in body:
        sent["uploading_location_id"] = find_place(request.context, body["uploading_location_id"]).parent.id
    if "expired_at" in body:
        expired_at: str | None = body["expired_at"]
        sent["expired_at"] = expired_at and read_time("expired_at", expired_at)
    return sent


def _request(request: Request) -> Thing:
    return request.context.component(Objects).get(FILE_REQUEST, request.parameters["file_request_id"])

"""Section "file-requests"."""

from __future__ import annotations

from typing import Any

from kinocraft_mock.messages import Answer, Call
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


def _described(call: Call, request: Thing) -> dict[str, Any]:
    shown = {name: value for name, value in request.body.items() if name != "archived"}
    return {
        "id": request.id,
        "workspace_id": workspace_id(call.world),
        **shown,
        "created_at": request.created_at,
        "updated_at": request.updated_at,
        "url": f"{call.origin}{MOUNT}/{request.id}",
    }


@handlers.on("file_requests.list")
def list_(call: Call) -> Answer:
    """A page of the file requests that are open, or of those that are archived."""
    where = (equal("archived", call.values.get("archived", False)),)
    return listed(call, FILE_REQUEST, _described, where=where, order="title.asc", meta=flat)


@handlers.on("file_requests.create")
def create(call: Call) -> Answer:
    """A new file request."""
    fields: dict[str, Any] = {
        "title": "",
        "description": "",
        "uploading_location_id": workspace_id(call.world),
        "expired_at": None,
        **_sent(call),
        "created_by": user_name(call.world),
        "archived": False,
        "archived_at": None,
        "user_count": 0,
        "media_count": 0,
    }
    return Answer({"data": _described(call, call.world.part(Objects).make(FILE_REQUEST, fields))})


@handlers.on("file_requests.get")
def get(call: Call) -> Answer:
    """One file request, archived or not."""
    return Answer({"data": _described(call, _request(call))})


@handlers.on("file_requests.update")
def update(call: Call) -> Answer:
    """Change what is sent; archive the request or bring it back. The title comes as `name` too."""
    request = _request(call)
    archived = archived_at(call, request)
    fields = {**_sent(call), "archived_at": archived, "archived": archived is not None}
    call.world.part(Objects).change(request, **fields)
    return Answer({"data": {**_described(call, request), "name": request.body["title"]}})


@handlers.on("file_requests.delete")
def delete(call: Call) -> Answer:
    """Remove a file request; what was uploaded by it stays."""
    call.world.part(Objects).delete(_request(call))
    return Answer({"data": {"success": True}})


def _sent(call: Call) -> dict[str, Any]:
    body = call.body
    sent: dict[str, Any] = {name: body[name] for name in ("title", "description") if name in body}
    if "uploading_location_id" in body:
        sent["uploading_location_id"] = find_place(call.world, body["uploading_location_id"]).parent.id
    if "expired_at" in body:
        expired_at: str | None = body["expired_at"]
        sent["expired_at"] = expired_at and read_time("expired_at", expired_at)
    return sent


def _request(call: Call) -> Thing:
    return call.world.part(Objects).get(FILE_REQUEST, call.values["file_request_id"])

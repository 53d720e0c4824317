"""Section "drm": the backends that decide who gets a licence, for the workspace and for single projects."""

from __future__ import annotations

from typing import Any

from kinocraft_mock.http.messages import ErrorResponse, Request, Response
from kinocraft_mock.service import Handlers
from kinocraft_mock.services.kinescope.account.drm_backends import backend, workspace_backend
from kinocraft_mock.services.kinescope.fields import sent_fields
from kinocraft_mock.services.kinescope.store.crud import succeeded
from kinocraft_mock.services.kinescope.store.records import Record, Records
from kinocraft_mock.services.kinescope.store.resource_types import DRM_AUTH, PROJECT

handlers = Handlers()

UNSET: dict[str, Any] = {"url": "", "username": "", "password": "", "strict": False}


@handlers.on("drm.auth.get_workspace")
@handlers.on("drm.auth.get")
def get(request: Request) -> Response:
    """Return the backend; `strict` is not part of the response."""
    return _serialize(_existing(request))


@handlers.on("drm.auth.update_workspace")
@handlers.on("drm.auth.update")
def update(request: Request) -> Response:
    """Set a backend, or change the fields that were sent of the present one."""
    records, project = request.context.component(Records), _project(request)
    found = _backend(request, project)
    sent = sent_fields(request.body, UNSET)
    if found is not None and not found.body["url"]:
        records.delete(found)
        found = None
    if found is not None:
        return _serialize(records.change(found, **sent))
    owner = {} if project is None else {"project_id": project.id}
    return _serialize(records.make(DRM_AUTH, {**UNSET, **sent, **owner}, project))


@handlers.on("drm.auth.delete_workspace")
@handlers.on("drm.auth.delete")
def delete(request: Request) -> Response:
    """Remove the backend. There are no licences until one is configured again."""
    records, project = request.context.component(Records), _project(request)
    found = _existing(request)
    if project is None:
        records.delete(found)
    else:
        records.change(found, **UNSET)
    return succeeded()


def _serialize(found: Record) -> Response:
    printed = {name: found.body[name] for name in ("url", "username", "password")}
    return Response({"data": {**printed, "created_at": found.created_at, "updated_at": found.updated_at}})


def _project(request: Request) -> Record | None:
    """Return the project that the request names; None for the workspace."""
    if "project_id" not in request.parameters:
        return None
    return request.context.component(Records).get(PROJECT, request.parameters["project_id"])


def _backend(request: Request, project: Record | None) -> Record | None:
    return workspace_backend(request.context) if project is None else backend(request.context, project)


def _existing(request: Request) -> Record:
    found = _backend(request, _project(request))
    if found is None or not found.body["url"]:
        raise ErrorResponse(404, "no backend is set", code=404404)
    return found

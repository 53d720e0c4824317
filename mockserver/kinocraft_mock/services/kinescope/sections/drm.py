"""Section "drm": the backends that decide who gets a licence, of the workspace and of single projects."""

from __future__ import annotations

from typing import Any

from kinocraft_mock.http.messages import ErrorResponse, Request, Response
from kinocraft_mock.service import Handlers
from kinocraft_mock.services.kinescope.kinds import DRM_AUTH, PROJECT
from kinocraft_mock.services.kinescope.licences import backend, workspace_backend
from kinocraft_mock.services.kinescope.objects import Objects, Thing

handlers = Handlers()

UNSET: dict[str, Any] = {"url": "", "username": "", "password": "", "strict": False}


@handlers.on("drm.get_auth")
@handlers.on("drm.get_project_auth")
def get(request: Request) -> Response:
    """The backend; whether it is strict is not answered."""
    return _described(_existing(request))


@handlers.on("drm.update_auth")
@handlers.on("drm.update_project_auth")
def update(request: Request) -> Response:
    """Set a backend, or change of the one that is set what is sent."""
    objects, project = request.context.component(Objects), _project(request)
    found = _backend(request, project)
    sent = {name: request.body[name] for name in UNSET if name in request.body}
    if found is not None:
        return _described(objects.change(found, **sent))
    owner = {} if project is None else {"project_id": project.id}
    return _described(objects.make(DRM_AUTH, {**UNSET, **sent, **owner}, project))


@handlers.on("drm.delete_auth")
@handlers.on("drm.delete_project_auth")
def delete(request: Request) -> Response:
    """Ask nobody any more: without a backend there are no licences. In a project that of the workspace counts again."""
    request.context.component(Objects).delete(_existing(request))
    return Response({"data": {"success": True}})


def _described(found: Thing) -> Response:
    printed = {name: found.body[name] for name in ("url", "username", "password")}
    return Response({"data": {**printed, "created_at": found.created_at, "updated_at": found.updated_at}})


def _project(request: Request) -> Thing | None:
    """The project that the request is about; None for the workspace."""
    if "project_id" not in request.parameters:
        return None
    return request.context.component(Objects).get(PROJECT, request.parameters["project_id"])


def _backend(request: Request, project: Thing | None) -> Thing | None:
    return workspace_backend(request.context) if project is None else backend(request.context, project)


def _existing(request: Request) -> Thing:
    found = _backend(request, _project(request))
    if found is None:
        raise ErrorResponse(404, "no backend is set", code=404404)
    return found

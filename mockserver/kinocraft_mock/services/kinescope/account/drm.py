"""Section "drm": the backends that decide who gets a licence, for the workspace and for single projects."""

from __future__ import annotations

from typing import Any

from kinocraft_mock.messages import Answer, Call, RefusalError
from kinocraft_mock.service import Handlers
from kinocraft_mock.services.kinescope.account.drm_backends import backend, workspace_backend
from kinocraft_mock.services.kinescope.fields import sent_fields
from kinocraft_mock.services.kinescope.store.crud import succeeded
from kinocraft_mock.services.kinescope.store.records import Record, Records
from kinocraft_mock.services.kinescope.store.resource_types import DRM_AUTH, PROJECT

handlers = Handlers()

UNSET: dict[str, Any] = {"url": "", "username": "", "password": "", "strict": False}


@handlers.on("drm.get_auth")
@handlers.on("drm.get_project_auth")
def get(call: Call) -> Answer:
    """Return the backend; `strict` is not part of the response."""
    return _serialize(_existing(call))


@handlers.on("drm.update_auth")
@handlers.on("drm.update_project_auth")
def update(call: Call) -> Answer:
    """Set a backend, or change the fields that were sent of the present one."""
    records, project = call.world.part(Records), _project(call)
    found = _backend(call, project)
    sent = sent_fields(call.body, UNSET)
    if found is not None:
        return _serialize(records.change(found, **sent))
    owner = {} if project is None else {"project_id": project.id}
    return _serialize(records.make(DRM_AUTH, {**UNSET, **sent, **owner}, project))


@handlers.on("drm.delete_auth")
@handlers.on("drm.delete_project_auth")
def delete(call: Call) -> Answer:
    """Remove the backend. A project falls back to the workspace's one; without any, there are no licences."""
    call.world.part(Records).delete(_existing(call))
    return succeeded()


def _serialize(found: Record) -> Answer:
    printed = {name: found.body[name] for name in ("url", "username", "password")}
    return Answer({"data": {**printed, "created_at": found.created_at, "updated_at": found.updated_at}})


def _project(call: Call) -> Record | None:
    """Return the project that the request names; None for the workspace."""
    if "project_id" not in call.values:
        return None
    return call.world.part(Records).get(PROJECT, call.values["project_id"])


def _backend(call: Call, project: Record | None) -> Record | None:
    return workspace_backend(call.world) if project is None else backend(call.world, project)


def _existing(call: Call) -> Record:
    found = _backend(call, _project(call))
    if found is None:
        raise RefusalError(404, "no backend is set", code=404404)
    return found

"""Section "projects"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from kinocraft_mock.http.messages import Request, Response
from kinocraft_mock.services.kinescope.fields import sent_fields
from kinocraft_mock.services.kinescope.live.state import remove_all
from kinocraft_mock.services.kinescope.players.default_player import player_id_for
from kinocraft_mock.services.kinescope.projects.folders import serialize as serialize_folder
from kinocraft_mock.services.kinescope.projects.folders import serialize_summary
from kinocraft_mock.services.kinescope.store.crud import Crud, succeeded
from kinocraft_mock.services.kinescope.store.queries import Condition, Queries, equal
from kinocraft_mock.services.kinescope.store.records import Record, Records
from kinocraft_mock.services.kinescope.store.resource_types import FOLDER, PLAYER, PROJECT, VIDEO

BY_NAME = (("name", False),)


def _serialize(request: Request, project: Record) -> dict[str, Any]:
    body = {name: value for name, value in project.body.items() if name != "catalog_type"}
    return {
        "id": project.id,
        **body,
        "player_id": player_id_for(request.context, project),
        "folders": [serialize_folder(request, folder) for folder in _folders(request, project)],
        "size": project.size,
        "items_count": project.items,
        "created_at": project.created_at,
        "updated_at": project.updated_at,
    }


def _serialize_changed(request: Request, project: Record) -> dict[str, Any]:
    """Serialize a project after an update: without its settings, and with its folders in short."""
    return {
        "id": project.id,
        "name": project.body["name"],
        "folders": [serialize_summary(folder) for folder in _folders(request, project)],
        "created_at": project.created_at,
        "updated_at": project.updated_at,
    }


def _folders(request: Request, project: Record) -> Sequence[Record]:
    return request.context.component(Queries).page(FOLDER, BY_NAME, (equal("project_id", project.id),))[1]


def _filters(request: Request) -> Sequence[Condition]:
    return (equal("catalog_type", request.parameters["catalog_type"]),)


PROJECTS = Crud(
    resource_type=PROJECT,
    operations="projects",
    id_parameter="project_id",
    serialize=_serialize,
    filters=_filters,
    order="name.asc",
)
handlers = PROJECTS.handlers("list", "get")


@handlers.on("projects.create")
def create(request: Request) -> Response:
    """Create a project, for videos unless it is created for live events."""
    body = request.body
    fields: dict[str, Any] = {
        "name": body["name"],
        "privacy_type": body["privacy_type"],
        "privacy_domains": body["privacy_domains"],
        "privacy_email_domains": [],
        "privacy_share": {},
        "favorite": False,
        "encrypted": body.get("encrypted", False),
        "catalog_type": body.get("catalog_type", "vod"),
        **_player(request),
    }
    return PROJECTS.respond(request, request.context.component(Records).make(PROJECT, fields))


@handlers.on("projects.update")
def update(request: Request) -> Response:
    """Change the fields that were sent; with `apply_to_videos`, apply the privacy to the project's videos too."""
    records, body = request.context.component(Records), request.body
    project = PROJECTS.find(request)
    privacy = sent_fields(body, ("privacy_type", "privacy_domains"))
    names = {"name": body["name"]} if "name" in body else {}
    player = _player(request)
    with records.transaction():
        records.change(project, **names, **privacy, **player)
        if body.get("apply_to_videos", False):
            for video in records.below(project, VIDEO):
                records.change(video, **privacy)
    return Response({"data": _serialize_changed(request, project)})


@handlers.on("projects.delete")
def delete(request: Request) -> Response:
    """Delete a project with its contents."""
    records, project = request.context.component(Records), PROJECTS.find(request)
    with records.transaction():
        remove_all(request.context, project)
        records.delete(project)
    return succeeded()


def _player(request: Request) -> dict[str, str | None]:
    """Return the project's own player, if one was sent; None stands for the workspace's."""
    if "player_id" not in request.body:
        return {}
    player_id = request.body["player_id"]
    return {"player_id": player_id and request.context.component(Records).get(PLAYER, player_id).id}

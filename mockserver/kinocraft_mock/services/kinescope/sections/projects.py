"""Section "projects"."""

from __future__ import annotations

from typing import Any

from kinocraft_mock.http.messages import Request, Response
from kinocraft_mock.service import Handlers
from kinocraft_mock.services.kinescope.default_player import player_id_for
from kinocraft_mock.services.kinescope.kinds import FOLDER, PLAYER, PROJECT, VIDEO
from kinocraft_mock.services.kinescope.lists import listed
from kinocraft_mock.services.kinescope.live import remove_all
from kinocraft_mock.services.kinescope.objects import Objects, Thing
from kinocraft_mock.services.kinescope.sections.folders import described as described_folder
from kinocraft_mock.services.kinescope.selection import Selections, equal

handlers = Handlers()

BY_NAME = (("name", False),)


def _described(request: Request, project: Thing) -> dict[str, Any]:
    folders = request.context.component(Selections).page(FOLDER, BY_NAME, (equal("project_id", project.id),))[1]
    answered = {name: value for name, value in project.body.items() if name != "catalog_type"}
    return {
        "id": project.id,
        **answered,
        "player_id": player_id_for(request.context, project),
        "folders": [described_folder(request, folder) for folder in folders],
        "size": project.size,
        "items_count": project.items,
        "created_at": project.created_at,
        "updated_at": project.updated_at,
    }


@handlers.on("projects.create")
def create(request: Request) -> Response:
    """A new project; it holds videos unless it is made for live events."""
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
    return Response({"data": _described(request, request.context.component(Objects).make(PROJECT, fields))})


@handlers.on("projects.list")
def list_(request: Request) -> Response:
    """A page of projects for videos, or of those for live events."""
    where = (equal("catalog_type", request.parameters["catalog_type"]),)
    return listed(request, PROJECT, _described, where=where, order="name.asc")


@handlers.on("projects.get")
def get(request: Request) -> Response:
    """One project with its folders."""
    return Response({"data": _described(request, _project(request))})


@handlers.on("projects.update")
def update(request: Request) -> Response:
    """Change what is sent, and with `apply_to_videos` the privacy of the videos that are in the project already."""
    objects, body = request.context.component(Objects), request.body
    project = _project(request)
    privacy = {name: body[name] for name in ("privacy_type", "privacy_domains") if name in body}
    names = {"name": body["name"]} if "name" in body else {}
    player = _player(request)
    with objects.transaction():
        objects.change(project, **names, **privacy, **player)
        if body.get("apply_to_videos", False):
            for video in objects.below(project, VIDEO):
                objects.change(video, **privacy)
    return Response({"data": _described(request, project)})


@handlers.on("projects.delete")
def delete(request: Request) -> Response:
    """Remove a project with all that is in it."""
    objects, project = request.context.component(Objects), _project(request)
    with objects.transaction():
        remove_all(request.context, project)
        objects.delete(project)
    return Response({"data": {"success": True}})


def _project(request: Request) -> Thing:
    return request.context.component(Objects).get(PROJECT, request.parameters["project_id"])


def _player(request: Request) -> dict[str, str]:
    if "player_id" not in request.body:
        return {}
    return {"player_id": request.context.component(Objects).get(PLAYER, request.body["player_id"]).id}

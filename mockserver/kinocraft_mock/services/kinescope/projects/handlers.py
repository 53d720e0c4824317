"""Section "projects"."""

from __future__ import annotations

from typing import Any

from kinocraft_mock.messages import Answer, Call
from kinocraft_mock.service import Handlers
from kinocraft_mock.services.kinescope.live.state import remove_all
from kinocraft_mock.services.kinescope.players.default_player import player_id_for
from kinocraft_mock.services.kinescope.projects.folders import serialize as serialize_folder
from kinocraft_mock.services.kinescope.store.pagination import list_response
from kinocraft_mock.services.kinescope.store.queries import Queries, equal
from kinocraft_mock.services.kinescope.store.records import Record, Records
from kinocraft_mock.services.kinescope.store.resource_types import FOLDER, PLAYER, PROJECT, VIDEO

handlers = Handlers()

BY_NAME = (("name", False),)


def _serialize(call: Call, project: Record) -> dict[str, Any]:
    folders = call.world.part(Queries).page(FOLDER, BY_NAME, (equal("project_id", project.id),))[1]
    answered = {name: value for name, value in project.body.items() if name != "catalog_type"}
    return {
        "id": project.id,
        **answered,
        "player_id": player_id_for(call.world, project),
        "folders": [serialize_folder(call, folder) for folder in folders],
        "size": project.size,
        "items_count": project.items,
        "created_at": project.created_at,
        "updated_at": project.updated_at,
    }


@handlers.on("projects.create")
def create(call: Call) -> Answer:
    """Create a project, for videos unless it is created for live events."""
    body = call.body
    fields: dict[str, Any] = {
        "name": body["name"],
        "privacy_type": body["privacy_type"],
        "privacy_domains": body["privacy_domains"],
        "privacy_email_domains": [],
        "privacy_share": {},
        "favorite": False,
        "encrypted": body.get("encrypted", False),
        "catalog_type": body.get("catalog_type", "vod"),
        **_player(call),
    }
    return Answer({"data": _serialize(call, call.world.part(Records).make(PROJECT, fields))})


@handlers.on("projects.list")
def list_(call: Call) -> Answer:
    """Return a page of projects for videos, or of those for live events."""
    where = (equal("catalog_type", call.values["catalog_type"]),)
    return list_response(call, PROJECT, _serialize, where=where, order="name.asc")


@handlers.on("projects.get")
def get(call: Call) -> Answer:
    """Return one project with its folders."""
    return Answer({"data": _serialize(call, _project(call))})


@handlers.on("projects.update")
def update(call: Call) -> Answer:
    """Change the fields that were sent; with `apply_to_videos`, apply the privacy to the project's videos too."""
    records, body = call.world.part(Records), call.body
    project = _project(call)
    privacy = {name: body[name] for name in ("privacy_type", "privacy_domains") if name in body}
    names = {"name": body["name"]} if "name" in body else {}
    player = _player(call)
    with records.transaction():
        records.change(project, **names, **privacy, **player)
        if body.get("apply_to_videos", False):
            for video in records.below(project, VIDEO):
                records.change(video, **privacy)
    return Answer({"data": _serialize(call, project)})


@handlers.on("projects.delete")
def delete(call: Call) -> Answer:
    """Delete a project with its contents."""
    records, project = call.world.part(Records), _project(call)
    with records.transaction():
        remove_all(call.world, project)
        records.delete(project)
    return Answer({"data": {"success": True}})


def _project(call: Call) -> Record:
    return call.world.part(Records).get(PROJECT, call.values["project_id"])


def _player(call: Call) -> dict[str, str]:
    if "player_id" not in call.body:
        return {}
    return {"player_id": call.world.part(Records).get(PLAYER, call.body["player_id"]).id}

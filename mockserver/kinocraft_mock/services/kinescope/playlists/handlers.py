"""Section "playlists"."""

from __future__ import annotations

from typing import Any

from kinocraft_mock.http.messages import Request, Response
from kinocraft_mock.services.kinescope.fields import sent_fields
from kinocraft_mock.services.kinescope.links import playlist_links
from kinocraft_mock.services.kinescope.players.default_player import ensure_default_player, player_id_for
from kinocraft_mock.services.kinescope.playlists.state import append
from kinocraft_mock.services.kinescope.projects.places import find_place_or_workspace
from kinocraft_mock.services.kinescope.store.crud import Crud
from kinocraft_mock.services.kinescope.store.records import Record, Records
from kinocraft_mock.services.kinescope.store.resource_types import PLAYLIST
from kinocraft_mock.services.kinescope.workspace import workspace_id

__all__ = ["PLAYLISTS", "handlers", "serialize"]

ONLY_READ = ("privacy_email_domains", "unique_codes_enabled")
"""Fields that only reading and listing return."""


def serialize(request: Request, playlist: Record) -> dict[str, Any]:
    """Serialize a playlist after a change. No response contains its videos."""
    return {name: value for name, value in _serialize_whole(request, playlist).items() if name not in ONLY_READ}


def _serialize_whole(request: Request, playlist: Record) -> dict[str, Any]:
    parent = request.context.component(Records).parent(playlist)
    return {
        "id": playlist.id,
        "workspace_id": workspace_id(request.context),
        "player_id": player_id_for(request.context, parent) if parent else ensure_default_player(request.context),
        # A playlist without a parent belongs to the workspace.
        "parent_id": parent.id if parent else workspace_id(request.context),
        **playlist.body,
        **playlist_links(request.origin, playlist.id),
    }


# The videos of a deleted playlist stay.
PLAYLISTS = Crud(
    resource_type=PLAYLIST,
    operations="playlists",
    id_parameter="playlist_id",
    serialize=_serialize_whole,
    order="name.desc",
    aliases={"title": "name"},
)
handlers = PLAYLISTS.handlers("list", "get", "delete")


@handlers.on("playlists.create")
def create(request: Request) -> Response:
    """Create a playlist with its first videos."""
    records, body = request.context.component(Records), request.body
    place = find_place_or_workspace(request.context, body["parent_id"]) if "parent_id" in body else None
    fields: dict[str, Any] = {
        "name": body["name"],
        "description": "",
        "privacy_type": "anywhere",
        "privacy_domains": [],
        "privacy_email_domains": [],
        "privacy_share": {},
        "unique_codes_enabled": False,
        "tags": [],
        "settings": {"sort_field": "created_at", "sort_order": "asc", "ignore_interactive_tools": False},
    }
    with records.transaction():
        playlist = records.make(PLAYLIST, fields, place.parent if place else None)
        append(request.context, playlist, body.get("entity_ids", ()))
    return Response({"data": serialize(request, playlist)})


@handlers.on("playlists.update")
def update(request: Request) -> Response:
    """Change the fields that were sent, also within the settings; another parent moves the playlist."""
    records, body = request.context.component(Records), request.body
    playlist = PLAYLISTS.find(request)
    sent = sent_fields(body, ("name", "description", "privacy_type", "privacy_domains"))
    settings = {**playlist.body["settings"], **body.get("settings", {})}
    with records.transaction():
        if "parent_id" in body:
            place = find_place_or_workspace(request.context, body["parent_id"])
            records.move(playlist, place.parent if place else None)
        records.change(playlist, **sent, settings=settings)
    return Response({"data": serialize(request, playlist)})

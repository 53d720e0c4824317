"""Section "playlists"."""

from __future__ import annotations

from typing import Any

from kinocraft_mock.messages import Answer, Call
from kinocraft_mock.services.kinescope.fields import sent_fields
from kinocraft_mock.services.kinescope.links import playlist_links
from kinocraft_mock.services.kinescope.players.default_player import ensure_default_player, player_id_for
from kinocraft_mock.services.kinescope.playlists.state import add
from kinocraft_mock.services.kinescope.projects.places import find_place
from kinocraft_mock.services.kinescope.store.crud import Crud
from kinocraft_mock.services.kinescope.store.records import Record, Records
from kinocraft_mock.services.kinescope.store.resource_types import PLAYLIST
from kinocraft_mock.services.kinescope.workspace import workspace_id

__all__ = ["PLAYLISTS", "handlers", "serialize"]

ONLY_READ = ("privacy_email_domains", "unique_codes_enabled")
"""Fields that only reading and listing return."""


def serialize(call: Call, playlist: Record) -> dict[str, Any]:
    """Serialize a playlist after a change. No response contains its videos."""
    return {name: value for name, value in _serialize_whole(call, playlist).items() if name not in ONLY_READ}


def _serialize_whole(call: Call, playlist: Record) -> dict[str, Any]:
    parent = call.world.part(Records).parent(playlist)
    return {
        "id": playlist.id,
        "workspace_id": workspace_id(call.world),
        "player_id": player_id_for(call.world, parent) if parent else ensure_default_player(call.world),
        # A playlist without a parent belongs to the workspace.
        "parent_id": parent.id if parent else workspace_id(call.world),
        **playlist.body,
        **playlist_links(call.origin, playlist.id),
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
def create(call: Call) -> Answer:
    """Create a playlist with its first videos."""
    records, body = call.world.part(Records), call.body
    parent = find_place(call.world, body["parent_id"]).parent if "parent_id" in body else None
    fields: dict[str, Any] = {
        # The name is optional; the vendor's page has a playlist whose name is one space.
        "name": body.get("name", " "),
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
        playlist = records.make(PLAYLIST, fields, parent)
        add(call.world, playlist, body.get("entity_ids", ()))
    return Answer({"data": serialize(call, playlist)})


@handlers.on("playlists.update")
def update(call: Call) -> Answer:
    """Change the fields that were sent, also within the settings; another parent moves the playlist."""
    records, body = call.world.part(Records), call.body
    playlist = PLAYLISTS.find(call)
    sent = sent_fields(body, ("name", "description", "privacy_type", "privacy_domains"))
    settings = {**playlist.body["settings"], **body.get("settings", {})}
    with records.transaction():
        if "parent_id" in body:
            records.move(playlist, find_place(call.world, body["parent_id"]).parent)
        records.change(playlist, **sent, settings=settings)
    return Answer({"data": serialize(call, playlist)})

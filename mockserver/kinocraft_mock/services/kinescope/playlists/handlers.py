"""Section "playlists"."""

from __future__ import annotations

from typing import Any

from kinocraft_mock.messages import Answer, Call
from kinocraft_mock.service import Handlers
from kinocraft_mock.services.kinescope.links import playlist_links
from kinocraft_mock.services.kinescope.players.default_player import ensure_default_player, player_id_for
from kinocraft_mock.services.kinescope.playlists.state import add
from kinocraft_mock.services.kinescope.projects.places import find_place
from kinocraft_mock.services.kinescope.store.pagination import list_response
from kinocraft_mock.services.kinescope.store.records import Record, Records
from kinocraft_mock.services.kinescope.store.resource_types import PLAYLIST
from kinocraft_mock.services.kinescope.workspace import workspace_id

__all__ = ["get_playlist", "handlers", "serialize"]

handlers = Handlers()

WHOLE = ("privacy_email_domains", "unique_codes_enabled")
"""Fields that only reading and listing return."""


def serialize(call: Call, playlist: Record) -> dict[str, Any]:
    """Serialize a playlist after a change. No response contains its videos."""
    return {name: value for name, value in _whole(call, playlist).items() if name not in WHOLE}


def _whole(call: Call, playlist: Record) -> dict[str, Any]:
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


@handlers.on("playlists.list")
def list_(call: Call) -> Answer:
    """Return a page of playlists."""
    return list_response(call, PLAYLIST, _whole, order="name.desc", aliases={"title": "name"})


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


@handlers.on("playlists.get")
def get(call: Call) -> Answer:
    """Return one playlist."""
    return Answer({"data": _whole(call, get_playlist(call))})


@handlers.on("playlists.update")
def update(call: Call) -> Answer:
    """Change the fields that were sent, also within the settings; another parent moves the playlist."""
    records, body = call.world.part(Records), call.body
    playlist = get_playlist(call)
    sent = {name: body[name] for name in ("name", "description", "privacy_type", "privacy_domains") if name in body}
    settings = {**playlist.body["settings"], **body.get("settings", {})}
    with records.transaction():
        if "parent_id" in body:
            records.move(playlist, find_place(call.world, body["parent_id"]).parent)
        records.change(playlist, **sent, settings=settings)
    return Answer({"data": serialize(call, playlist)})


@handlers.on("playlists.delete")
def delete(call: Call) -> Answer:
    """Delete a playlist; its videos stay."""
    call.world.part(Records).delete(get_playlist(call))
    return Answer({"data": {"success": True}})


def get_playlist(call: Call) -> Record:
    """Return the playlist that the path names. Raises a 404."""
    return call.world.part(Records).get(PLAYLIST, call.values["playlist_id"])

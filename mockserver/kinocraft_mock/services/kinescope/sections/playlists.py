"""Section "playlists"."""

from __future__ import annotations

from typing import Any

from kinocraft_mock.http.messages import Request, Response
from kinocraft_mock.service import Handlers
from kinocraft_mock.services.kinescope.default_player import ensure_default_player, player_id_for
from kinocraft_mock.services.kinescope.ids import short
from kinocraft_mock.services.kinescope.kinds import PLAYLIST
from kinocraft_mock.services.kinescope.lists import listed
from kinocraft_mock.services.kinescope.objects import Objects, Thing
from kinocraft_mock.services.kinescope.playlist_entities import add
from kinocraft_mock.services.kinescope.playlist_pages import EMBED, PLAY
from kinocraft_mock.services.kinescope.video_making import find_place
from kinocraft_mock.services.kinescope.workspace import workspace_id

__all__ = ["described", "get_playlist", "handlers"]

handlers = Handlers()

WHOLE = ("privacy_email_domains", "unique_codes_enabled")
"""Fields that are shown by reading and listing alone."""


def described(request: Request, playlist: Thing) -> dict[str, Any]:
    """A playlist as the answers to changes print it; without its videos, as in all answers."""
    return {name: value for name, value in _whole(request, playlist).items() if name not in WHOLE}


def _whole(request: Request, playlist: Thing) -> dict[str, Any]:
    parent = request.context.component(Objects).parent(playlist)
    link = short(playlist.id)
    return {
        "id": playlist.id,
        "workspace_id": workspace_id(request.context),
        "player_id": player_id_for(request.context, parent) if parent else ensure_default_player(request.context),
        # What nobody put anywhere belongs to the workspace itself.
        "parent_id": parent.id if parent else workspace_id(request.context),
        **playlist.body,
        "play_link": f"{request.origin}{PLAY}/{link}",
        "embed_link": f"{request.origin}{EMBED}/{link}",
    }


@handlers.on("playlists.list")
def list_(request: Request) -> Response:
    """A page of playlists."""
    return listed(request, PLAYLIST, _whole, order="name.desc", aliases={"title": "name"})


@handlers.on("playlists.create")
def create(request: Request) -> Response:
    """A new playlist, with its first videos."""
    objects, body = request.context.component(Objects), request.body
    parent = find_place(request.context, body["parent_id"]).parent if "parent_id" in body else None
    fields: dict[str, Any] = {
        # The body may come without a name; the page has a playlist whose name is a single blank.
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
    with objects.transaction():
        playlist = objects.make(PLAYLIST, fields, parent)
        add(request.context, playlist, body.get("entity_ids", ()))
    return Response({"data": described(request, playlist)})


@handlers.on("playlists.get")
def get(request: Request) -> Response:
    """One playlist."""
    return Response({"data": _whole(request, get_playlist(request))})


@handlers.on("playlists.update")
def update(request: Request) -> Response:
    """Change what is sent, of the settings too; another parent moves it there."""
    objects, body = request.context.component(Objects), request.body
    playlist = get_playlist(request)
    sent = {name: body[name] for name in ("name", "description", "privacy_type", "privacy_domains") if name in body}
    settings = {**playlist.body["settings"], **body.get("settings", {})}
    with objects.transaction():
        if "parent_id" in body:
            objects.move(playlist, find_place(request.context, body["parent_id"]).parent)
        objects.change(playlist, **sent, settings=settings)
    return Response({"data": described(request, playlist)})


@handlers.on("playlists.delete")
def delete(request: Request) -> Response:
    """Remove a playlist; its videos stay."""
    request.context.component(Objects).delete(get_playlist(request))
    return Response({"data": {"success": True}})


def get_playlist(request: Request) -> Thing:
    """The playlist that the path names. Raises a 404."""
    return request.context.component(Objects).get(PLAYLIST, request.parameters["playlist_id"])

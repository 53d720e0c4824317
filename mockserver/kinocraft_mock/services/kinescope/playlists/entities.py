"""Section "playlists/entities"."""

from __future__ import annotations

from kinocraft_mock.http.messages import Request, Response
from kinocraft_mock.service import Handlers
from kinocraft_mock.services.kinescope.playlists.handlers import PLAYLISTS, serialize
from kinocraft_mock.services.kinescope.playlists.state import add, move, remove, videos
from kinocraft_mock.services.kinescope.store.records import Record, Records

handlers = Handlers()


@handlers.on("playlists.entities.list")
def list_(request: Request) -> Response:
    """Return all videos of a playlist with their positions."""
    found = videos(request.context, PLAYLISTS.find(request))
    data = [
        {
            "id": video.id,
            "position": position,
            "status": video.body["status"],
            "title": video.body["title"],
            "description": video.body["description"],
            "duration": video.body["duration"],
            "created_at": video.created_at,
            "updated_at": video.updated_at,
        }
        for position, video in enumerate(found, 1)
    ]
    return Response({"data": data})


@handlers.on("playlists.entities.add")
def add_(request: Request) -> Response:
    """Append videos, or with `replace` replace all videos."""
    playlist = PLAYLISTS.find(request)
    add(request.context, playlist, request.body["entity_ids"], replace=request.body.get("replace", False))
    return _changed(request, playlist)


@handlers.on("playlists.entities.remove")
def delete(request: Request) -> Response:
    """Remove videos."""
    playlist = PLAYLISTS.find(request)
    remove(request.context, playlist, request.body["entity_ids"])
    return _changed(request, playlist)


@handlers.on("playlists.entities.move")
def move_(request: Request) -> Response:
    """Move a video to another position in the manual order."""
    playlist = PLAYLISTS.find(request)
    move(request.context, playlist, request.parameters["media_id"], request.body["position"])
    return _changed(request, playlist)


def _changed(request: Request, playlist: Record) -> Response:
    request.context.component(Records).save(playlist)
    return Response({"data": serialize(request, playlist)})

"""Section "playlists/entities"."""

from __future__ import annotations

from kinocraft_mock.http.messages import Request, Response
from kinocraft_mock.service import Handlers
from kinocraft_mock.services.kinescope.objects import Objects, Thing
from kinocraft_mock.services.kinescope.playlist_entities import add, move, remove, videos
from kinocraft_mock.services.kinescope.sections.playlists import described, get_playlist

handlers = Handlers()


@handlers.on("playlists.entities.list")
def list_(request: Request) -> Response:
    """The videos of a playlist, all at once, with their places."""
    found = videos(request.context, get_playlist(request))
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
    """Put videos behind those that are there, or with `replace` in place of them."""
    playlist = get_playlist(request)
    add(request.context, playlist, request.body["entity_ids"], replace=request.body.get("replace", False))
    return _changed(request, playlist)


@handlers.on("playlists.entities.delete")
def delete(request: Request) -> Response:
    """Take videos out."""
    playlist = get_playlist(request)
    remove(request.context, playlist, request.body["entity_ids"])
    return _changed(request, playlist)


@handlers.on("playlists.entities.move")
def move_(request: Request) -> Response:
    """Give a video another place in the order by hand."""
    playlist = get_playlist(request)
    move(request.context, playlist, request.parameters["media_id"], request.body["position"])
    return _changed(request, playlist)


def _changed(request: Request, playlist: Thing) -> Response:
    request.context.component(Objects).save(playlist)
    return Response({"data": described(request, playlist)})

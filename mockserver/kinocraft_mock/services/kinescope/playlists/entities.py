"""Section "playlists/entities"."""

from __future__ import annotations

from kinocraft_mock.messages import Answer, Call
from kinocraft_mock.service import Handlers
from kinocraft_mock.services.kinescope.playlists.handlers import PLAYLISTS, serialize
from kinocraft_mock.services.kinescope.playlists.state import add, move, remove, videos
from kinocraft_mock.services.kinescope.store.records import Record, Records

handlers = Handlers()


@handlers.on("playlists.entities.list")
def list_(call: Call) -> Answer:
    """Return all videos of a playlist with their positions."""
    found = videos(call.world, PLAYLISTS.find(call))
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
    return Answer({"data": data})


@handlers.on("playlists.entities.add")
def add_(call: Call) -> Answer:
    """Append videos, or with `replace` replace all videos."""
    playlist = PLAYLISTS.find(call)
    add(call.world, playlist, call.body["entity_ids"], replace=call.body.get("replace", False))
    return _changed(call, playlist)


@handlers.on("playlists.entities.delete")
def delete(call: Call) -> Answer:
    """Remove videos."""
    playlist = PLAYLISTS.find(call)
    remove(call.world, playlist, call.body["entity_ids"])
    return _changed(call, playlist)


@handlers.on("playlists.entities.move")
def move_(call: Call) -> Answer:
    """Move a video to another position in the manual order."""
    playlist = PLAYLISTS.find(call)
    move(call.world, playlist, call.values["media_id"], call.body["position"])
    return _changed(call, playlist)


def _changed(call: Call, playlist: Record) -> Answer:
    call.world.part(Records).save(playlist)
    return Answer({"data": serialize(call, playlist)})

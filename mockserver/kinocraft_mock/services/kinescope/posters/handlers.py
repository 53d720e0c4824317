"""Section "videos/posters"."""

from __future__ import annotations

from kinocraft_mock.messages import Answer, Call, RefusalError
from kinocraft_mock.service import Handlers
from kinocraft_mock.services.kinescope.errors import invalid
from kinocraft_mock.services.kinescope.posters.state import activate, add_poster
from kinocraft_mock.services.kinescope.store.pagination import list_response
from kinocraft_mock.services.kinescope.store.records import Record, Records
from kinocraft_mock.services.kinescope.store.resource_types import POSTER, VIDEO
from kinocraft_mock.services.kinescope.videos.progress import settle
from kinocraft_mock.services.kinescope.videos.serialize import serialize_poster

handlers = Handlers()


@handlers.on("videos.posters.list")
def list_(call: Call) -> Answer:
    """Return a page of a video's posters."""
    return list_response(call, POSTER, serialize_poster, parent=_video(call))


@handlers.on("videos.posters.create")
def create(call: Call) -> Answer:
    """Create a poster from a moment of the video. It does not become the active one."""
    video, seconds = _video(call), call.body["from_time"]
    if not video.body["duration"]:
        raise RefusalError(400, "the video has no frames yet")
    if seconds > video.body["duration"]:
        raise invalid("from_time", "max", str(video.body["duration"]))
    return Answer({"data": serialize_poster(call, add_poster(call.world, video, from_time=seconds))})


@handlers.on("videos.posters.get")
def get(call: Call) -> Answer:
    """Return one poster."""
    return Answer({"data": serialize_poster(call, _poster(call, _video(call)))})


@handlers.on("videos.posters.delete")
def delete(call: Call) -> Answer:
    """Delete a poster. A video without its active poster shows none."""
    call.world.part(Records).delete(_poster(call, _video(call)))
    return Answer({"data": {"success": True}})


@handlers.on("videos.posters.set_active")
def set_active(call: Call) -> Answer:
    """Make this poster the active one."""
    video = _video(call)
    activate(call.world, video, _poster(call, video))
    return Answer({"data": {"success": True}})


def _video(call: Call) -> Record:
    return settle(call.world, call.world.part(Records).get(VIDEO, call.values["video_id"]))


def _poster(call: Call, video: Record) -> Record:
    return call.world.part(Records).get(POSTER, call.values["poster_id"], video)

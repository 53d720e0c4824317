"""Section "videos/posters"."""

from __future__ import annotations

from kinocraft_mock.messages import Answer, Call, RefusalError
from kinocraft_mock.services.kinescope.errors import invalid
from kinocraft_mock.services.kinescope.posters.state import activate, add_poster
from kinocraft_mock.services.kinescope.store.crud import Crud, succeeded
from kinocraft_mock.services.kinescope.store.records import Record, Records
from kinocraft_mock.services.kinescope.store.resource_types import POSTER, VIDEO
from kinocraft_mock.services.kinescope.videos.progress import settle
from kinocraft_mock.services.kinescope.videos.serialize import serialize_poster


def _video(call: Call) -> Record:
    return settle(call.world, call.world.part(Records).get(VIDEO, call.values["video_id"]))


# A video whose active poster was deleted shows none.
POSTERS = Crud(
    resource_type=POSTER,
    operations="videos.posters",
    id_parameter="poster_id",
    serialize=serialize_poster,
    parent=_video,
)
handlers = POSTERS.handlers("list", "get", "delete")


@handlers.on("videos.posters.create")
def create(call: Call) -> Answer:
    """Create a poster from a moment of the video. It does not become the active one."""
    video, seconds = _video(call), call.body["from_time"]
    if not video.body["duration"]:
        raise RefusalError(400, "the video has no frames yet")
    if seconds > video.body["duration"]:
        raise invalid("from_time", "max", str(video.body["duration"]))
    return POSTERS.respond(call, add_poster(call.world, video, from_time=seconds))


@handlers.on("videos.posters.set_active")
def set_active(call: Call) -> Answer:
    """Make this poster the active one."""
    activate(call.world, _video(call), POSTERS.find(call))
    return succeeded()

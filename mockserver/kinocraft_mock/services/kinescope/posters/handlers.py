"""Section "videos/posters"."""

from __future__ import annotations

from kinocraft_mock.http.messages import ErrorResponse, Request, Response
from kinocraft_mock.services.kinescope.errors import invalid
from kinocraft_mock.services.kinescope.posters.state import activate, add_poster
from kinocraft_mock.services.kinescope.store.crud import Crud, succeeded
from kinocraft_mock.services.kinescope.store.records import Record, Records
from kinocraft_mock.services.kinescope.store.resource_types import POSTER, VIDEO
from kinocraft_mock.services.kinescope.videos.progress import settle
from kinocraft_mock.services.kinescope.videos.serialize import serialize_poster


def _video(request: Request) -> Record:
    return settle(request.context, request.context.component(Records).get(VIDEO, request.parameters["video_id"]))


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
def create(request: Request) -> Response:
    """Create a poster from a moment of the video. It does not become the active one."""
    video, seconds = _video(request), request.body["from_time"]
    if not video.body["duration"]:
        raise ErrorResponse(400, "the video has no frames yet")
    if seconds > video.body["duration"]:
        raise invalid("from_time", "max", str(video.body["duration"]))
    return POSTERS.respond(request, add_poster(request.context, video, from_time=seconds))


@handlers.on("videos.posters.set_active")
def set_active(request: Request) -> Response:
    """Make this poster the active one."""
    activate(request.context, _video(request), POSTERS.find(request))
    return succeeded()

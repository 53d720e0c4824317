"""Section "videos/posters"."""

from __future__ import annotations

from kinocraft_mock.http.messages import ErrorResponse, Request, Response
from kinocraft_mock.service import Handlers
from kinocraft_mock.services.kinescope.errors import invalid
from kinocraft_mock.services.kinescope.kinds import POSTER, VIDEO
from kinocraft_mock.services.kinescope.lists import listed
from kinocraft_mock.services.kinescope.objects import Objects, Thing
from kinocraft_mock.services.kinescope.pictures import activate, add_poster
from kinocraft_mock.services.kinescope.video_described import described_poster
from kinocraft_mock.services.kinescope.video_progress import settle

handlers = Handlers()


@handlers.on("videos.posters.list")
def list_(request: Request) -> Response:
    """A page of a video's posters."""
    return listed(request, POSTER, described_poster, parent=_video(request))


@handlers.on("videos.posters.create")
def create(request: Request) -> Response:
    """A poster of the frame at a moment of the video; it is not the active one by that."""
    video, seconds = _video(request), request.body["from_time"]
    if not video.body["duration"]:
        raise ErrorResponse(400, "the video has no frames yet")
    if seconds > video.body["duration"]:
        raise invalid("from_time", "max", str(video.body["duration"]))
    return Response({"data": described_poster(request, add_poster(request.context, video, from_time=seconds))})


@handlers.on("videos.posters.get")
def get(request: Request) -> Response:
    """One poster."""
    return Response({"data": described_poster(request, _poster(request, _video(request)))})


@handlers.on("videos.posters.delete")
def delete(request: Request) -> Response:
    """Remove a poster. Without the active one the video has none that is shown."""
    request.context.component(Objects).delete(_poster(request, _video(request)))
    return Response({"data": {"success": True}})


@handlers.on("videos.posters.set_active")
def set_active(request: Request) -> Response:
    """Show this poster instead of the one that is shown."""
    video = _video(request)
    activate(request.context, video, _poster(request, video))
    return Response({"data": {"success": True}})


def _video(request: Request) -> Thing:
    return settle(request.context, request.context.component(Objects).get(VIDEO, request.parameters["video_id"]))


def _poster(request: Request, video: Thing) -> Thing:
    return request.context.component(Objects).get(POSTER, request.parameters["poster_id"], video)

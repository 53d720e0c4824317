"""Section "videos/subtitles"."""

from __future__ import annotations

import re

from kinocraft_mock.http.messages import Request, Response
from kinocraft_mock.service import Handlers
from kinocraft_mock.services.kinescope.errors import invalid
from kinocraft_mock.services.kinescope.files import Files
from kinocraft_mock.services.kinescope.kinds import SUBTITLE, VIDEO
from kinocraft_mock.services.kinescope.objects import Objects, Thing
from kinocraft_mock.services.kinescope.video_described import described_subtitle
from kinocraft_mock.state.blobs import IncomingFile

handlers = Handlers()

MARK = b"\xef\xbb\xbf"
WEBVTT = re.compile(rb"WEBVTT(\s|$)")
SUBRIP = re.compile(rb"\s*\d+[ \t]*\r?\n\d+:\d\d:\d\d[,.]\d+[ \t]*-->")
START = 4096
"""Bytes of a track by which its format is known."""


@handlers.on("videos.subtitles.list")
def list_(request: Request) -> Response:
    """All tracks in their order, or null."""
    video = _video(request)
    tracks = request.context.component(Objects).children(video, SUBTITLE)
    return Response({"data": [described_subtitle(request, video, track) for track in tracks] or None})


@handlers.on("videos.subtitles.create")
def create(request: Request) -> Response:
    """A track at the end of the order."""
    objects, video = request.context.component(Objects), _video(request)
    incoming: IncomingFile = request.body["file"]
    ending, media = _format(incoming)
    fields = {
        "language": request.body["language"],
        "description": request.body.get("description", ""),
        "file_name": None,
    }
    with objects.transaction():
        track = objects.make(SUBTITLE, fields, video, position=objects.next_position(video, SUBTITLE))
        track.body["file_name"] = f"{track.id}.{ending}"
        objects.save(track, touch=False)
        request.context.component(Files).keep(track, "track", track.body["file_name"], media, incoming)
    return Response({"data": described_subtitle(request, video, track)})


@handlers.on("videos.subtitles.reorder")
def reorder(request: Request) -> Response:
    """Put the tracks in the order of the ids, each of which must be named once; the first is answered."""
    objects, video = request.context.component(Objects), _video(request)
    tracks = {track.id: track for track in objects.children(video, SUBTITLE)}
    wanted = [objects.get(SUBTITLE, text, video).id for text in request.body]
    if len(set(wanted)) != len(wanted):
        raise invalid("subtitle_ids", "unique")
    if len(wanted) != len(tracks) or not wanted:
        raise invalid("subtitle_ids", "len", str(len(tracks)))
    objects.arrange([tracks[each] for each in wanted])
    return Response({"data": described_subtitle(request, video, tracks[wanted[0]])})


@handlers.on("videos.subtitles.get")
def get(request: Request) -> Response:
    """One track."""
    video = _video(request)
    return Response({"data": described_subtitle(request, video, _track(request, video))})


@handlers.on("videos.subtitles.update")
def update(request: Request) -> Response:
    """Change the fields that are sent."""
    video = _video(request)
    track = _track(request, video)
    changes = {name: request.body[name] for name in ("language", "description") if name in request.body}
    if changes:
        request.context.component(Objects).change(track, **changes)
    return Response({"data": described_subtitle(request, video, track)})


@handlers.on("videos.subtitles.copy")
def copy(request: Request) -> Response:
    """Another track with the same text, at the end of the order; the name of its file is not told, as in the sample."""
    objects, files, video = request.context.component(Objects), request.context.component(Files), _video(request)
    track = _track(request, video)
    (file,) = files.of(track)
    with objects.transaction():
        position = objects.next_position(video, SUBTITLE)
        copied = objects.make(SUBTITLE, {**track.body, "file_name": None}, video, position=position)
        files.copy(file, copied)
    return Response({"data": described_subtitle(request, video, copied)})


@handlers.on("videos.subtitles.delete")
def delete(request: Request) -> Response:
    """Remove a track."""
    request.context.component(Objects).delete(_track(request, _video(request)))
    return Response({"data": {"success": True}})


def _video(request: Request) -> Thing:
    return request.context.component(Objects).get(VIDEO, request.parameters["video_id"])


def _track(request: Request, video: Thing) -> Thing:
    return request.context.component(Objects).get(SUBTITLE, request.parameters["subtitle_id"], video)


def _format(incoming: IncomingFile) -> tuple[str, str]:
    with incoming.path.open("rb") as file:
        start = file.read(START).removeprefix(MARK)
    if WEBVTT.match(start):
        return "vtt", "text/vtt"
    if SUBRIP.match(start):
        return "srt", "application/x-subrip"
    raise invalid("file", "oneof", "vtt srt")

"""Section "videos/subtitles"."""

from __future__ import annotations

import re

from kinocraft_mock.http.messages import Request, Response
from kinocraft_mock.service import Handlers
from kinocraft_mock.services.kinescope.errors import invalid
from kinocraft_mock.services.kinescope.fields import sent_fields
from kinocraft_mock.services.kinescope.store.crud import succeeded
from kinocraft_mock.services.kinescope.store.files import Files
from kinocraft_mock.services.kinescope.store.records import Record, Records
from kinocraft_mock.services.kinescope.store.resource_types import SUBTITLE, VIDEO
from kinocraft_mock.services.kinescope.videos.serialize import serialize_subtitle
from kinocraft_mock.state.blobs import IncomingFile

handlers = Handlers()

MARK = b"\xef\xbb\xbf"
WEBVTT = re.compile(rb"WEBVTT(\s|$)")
SUBRIP = re.compile(rb"\s*\d+[ \t]*\r?\n\d+:\d\d:\d\d[,.]\d+[ \t]*-->")
START = 4096
"""How many bytes of a track are read to detect its format."""


@handlers.on("videos.subtitles.list")
def list_(request: Request) -> Response:
    """Return all tracks in order, or null."""
    video = _video(request)
    tracks = request.context.component(Records).children(video, SUBTITLE)
    return Response({"data": [serialize_subtitle(request, video, track) for track in tracks] or None})


@handlers.on("videos.subtitles.create")
def create(request: Request) -> Response:
    """Add a track at the end."""
    records, video = request.context.component(Records), _video(request)
    incoming: IncomingFile = request.body["file"]
    ending, media = _format(incoming)
    fields = {
        "language": request.body["language"],
        "description": request.body.get("description", ""),
        "file_name": None,
    }
    with records.transaction():
        track = records.make(SUBTITLE, fields, video, position=records.next_position(video, SUBTITLE))
        track.body["file_name"] = f"{track.id}.{ending}"
        records.save(track, touch=False)
        request.context.component(Files).keep(track, "track", track.body["file_name"], media, incoming)
    return Response({"data": serialize_subtitle(request, video, track)})


@handlers.on("videos.subtitles.reorder")
def reorder(request: Request) -> Response:
    """Reorder the tracks. All ids must be sent, each once; the response contains the first track."""
    records, video = request.context.component(Records), _video(request)
    tracks = {track.id: track for track in records.children(video, SUBTITLE)}
    wanted = [records.get(SUBTITLE, text, video).id for text in request.body]
    if len(set(wanted)) != len(wanted):
        raise invalid("subtitle_ids", "unique")
    if len(wanted) != len(tracks) or not wanted:
        raise invalid("subtitle_ids", "len", str(len(tracks)))
    records.arrange([tracks[each] for each in wanted])
    return Response({"data": serialize_subtitle(request, video, tracks[wanted[0]])})


@handlers.on("videos.subtitles.get")
def get(request: Request) -> Response:
    """Return one track."""
    video = _video(request)
    return Response({"data": serialize_subtitle(request, video, _track(request, video))})


@handlers.on("videos.subtitles.update")
def update(request: Request) -> Response:
    """Change the fields that were sent."""
    video = _video(request)
    track = _track(request, video)
    changes = sent_fields(request.body, ("language", "description"))
    if changes:
        request.context.component(Records).change(track, **changes)
    return Response({"data": serialize_subtitle(request, video, track)})


@handlers.on("videos.subtitles.copy")
def copy(request: Request) -> Response:
    """Copy a track to the end. As in the vendor's sample, the copy has no file name."""
    records, files, video = request.context.component(Records), request.context.component(Files), _video(request)
    track = _track(request, video)
    (file,) = files.of(track)
    with records.transaction():
        position = records.next_position(video, SUBTITLE)
        copied = records.make(SUBTITLE, {**track.body, "file_name": None}, video, position=position)
        files.copy(file, copied)
    return Response({"data": serialize_subtitle(request, video, copied)})


@handlers.on("videos.subtitles.delete")
def delete(request: Request) -> Response:
    """Delete a track."""
    request.context.component(Records).delete(_track(request, _video(request)))
    return succeeded()


def _video(request: Request) -> Record:
    return request.context.component(Records).get(VIDEO, request.parameters["video_id"])


def _track(request: Request, video: Record) -> Record:
    return request.context.component(Records).get(SUBTITLE, request.parameters["subtitle_id"], video)


def _format(incoming: IncomingFile) -> tuple[str, str]:
    with incoming.path.open("rb") as file:
        start = file.read(START).removeprefix(MARK)
    if WEBVTT.match(start):
        return "vtt", "text/vtt"
    if SUBRIP.match(start):
        return "srt", "application/x-subrip"
    raise invalid("file", "oneof", "vtt srt")

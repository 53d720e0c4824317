"""Section "videos/subtitles"."""

from __future__ import annotations

import re

from kinocraft_mock.blobs import Incoming
from kinocraft_mock.messages import Answer, Call
from kinocraft_mock.service import Handlers
from kinocraft_mock.services.kinescope.errors import invalid
from kinocraft_mock.services.kinescope.fields import sent_fields
from kinocraft_mock.services.kinescope.store.crud import succeeded
from kinocraft_mock.services.kinescope.store.files import Files
from kinocraft_mock.services.kinescope.store.records import Record, Records
from kinocraft_mock.services.kinescope.store.resource_types import SUBTITLE, VIDEO
from kinocraft_mock.services.kinescope.videos.serialize import serialize_subtitle

handlers = Handlers()

MARK = b"\xef\xbb\xbf"
WEBVTT = re.compile(rb"WEBVTT(\s|$)")
SUBRIP = re.compile(rb"\s*\d+[ \t]*\r?\n\d+:\d\d:\d\d[,.]\d+[ \t]*-->")
START = 4096
"""How many bytes of a track are read to detect its format."""


@handlers.on("videos.subtitles.list")
def list_(call: Call) -> Answer:
    """Return all tracks in order, or null."""
    video = _video(call)
    tracks = call.world.part(Records).children(video, SUBTITLE)
    return Answer({"data": [serialize_subtitle(call, video, track) for track in tracks] or None})


@handlers.on("videos.subtitles.create")
def create(call: Call) -> Answer:
    """Add a track at the end."""
    records, video = call.world.part(Records), _video(call)
    incoming: Incoming = call.body["file"]
    ending, media = _format(incoming)
    fields = {"language": call.body["language"], "description": call.body.get("description", ""), "file_name": None}
    with records.transaction():
        track = records.make(SUBTITLE, fields, video, position=records.next_position(video, SUBTITLE))
        track.body["file_name"] = f"{track.id}.{ending}"
        records.save(track, touch=False)
        call.world.part(Files).keep(track, "track", track.body["file_name"], media, incoming)
    return Answer({"data": serialize_subtitle(call, video, track)})


@handlers.on("videos.subtitles.reorder")
def reorder(call: Call) -> Answer:
    """Reorder the tracks. All ids must be sent, each once; the response contains the first track."""
    records, video = call.world.part(Records), _video(call)
    tracks = {track.id: track for track in records.children(video, SUBTITLE)}
    wanted = [records.get(SUBTITLE, text, video).id for text in call.body]
    if len(set(wanted)) != len(wanted):
        raise invalid("subtitle_ids", "unique")
    if len(wanted) != len(tracks) or not wanted:
        raise invalid("subtitle_ids", "len", str(len(tracks)))
    records.arrange([tracks[each] for each in wanted])
    return Answer({"data": serialize_subtitle(call, video, tracks[wanted[0]])})


@handlers.on("videos.subtitles.get")
def get(call: Call) -> Answer:
    """Return one track."""
    video = _video(call)
    return Answer({"data": serialize_subtitle(call, video, _track(call, video))})


@handlers.on("videos.subtitles.update")
def update(call: Call) -> Answer:
    """Change the fields that were sent."""
    video = _video(call)
    track = _track(call, video)
    changes = sent_fields(call.body, ("language", "description"))
    if changes:
        call.world.part(Records).change(track, **changes)
    return Answer({"data": serialize_subtitle(call, video, track)})


@handlers.on("videos.subtitles.copy")
def copy(call: Call) -> Answer:
    """Copy a track to the end. As in the vendor's sample, the copy has no file name."""
    records, files, video = call.world.part(Records), call.world.part(Files), _video(call)
    track = _track(call, video)
    (file,) = files.of(track)
    with records.transaction():
        position = records.next_position(video, SUBTITLE)
        copied = records.make(SUBTITLE, {**track.body, "file_name": None}, video, position=position)
        files.copy(file, copied)
    return Answer({"data": serialize_subtitle(call, video, copied)})


@handlers.on("videos.subtitles.delete")
def delete(call: Call) -> Answer:
    """Delete a track."""
    call.world.part(Records).delete(_track(call, _video(call)))
    return succeeded()


def _video(call: Call) -> Record:
    return call.world.part(Records).get(VIDEO, call.values["video_id"])


def _track(call: Call, video: Record) -> Record:
    return call.world.part(Records).get(SUBTITLE, call.values["subtitle_id"], video)


def _format(incoming: Incoming) -> tuple[str, str]:
    with incoming.path.open("rb") as file:
        start = file.read(START).removeprefix(MARK)
    if WEBVTT.match(start):
        return "vtt", "text/vtt"
    if SUBRIP.match(start):
        return "srt", "application/x-subrip"
    raise invalid("file", "oneof", "vtt srt")

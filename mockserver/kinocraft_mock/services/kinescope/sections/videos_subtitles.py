"""Section "videos/subtitles"."""

from __future__ import annotations

import re

from kinocraft_mock.blobs import Incoming
from kinocraft_mock.messages import Answer, Call
from kinocraft_mock.service import Handlers
from kinocraft_mock.services.kinescope.errors import invalid
from kinocraft_mock.services.kinescope.files import Files
from kinocraft_mock.services.kinescope.kinds import SUBTITLE, VIDEO
from kinocraft_mock.services.kinescope.objects import Objects, Thing
from kinocraft_mock.services.kinescope.video_described import described_subtitle

handlers = Handlers()

MARK = b"\xef\xbb\xbf"
WEBVTT = re.compile(rb"WEBVTT(\s|$)")
SUBRIP = re.compile(rb"\s*\d+[ \t]*\r?\n\d+:\d\d:\d\d[,.]\d+[ \t]*-->")
START = 4096
"""Bytes of a track by which its format is known."""


@handlers.on("videos.subtitles.list")
def list_(call: Call) -> Answer:
    """All tracks in their order, or null."""
    video = _video(call)
    tracks = call.world.part(Objects).children(video, SUBTITLE)
    return Answer({"data": [described_subtitle(call, video, track) for track in tracks] or None})


@handlers.on("videos.subtitles.create")
def create(call: Call) -> Answer:
    """A track at the end of the order."""
    objects, video = call.world.part(Objects), _video(call)
    incoming: Incoming = call.body["file"]
    ending, media = _format(incoming)
    fields = {"language": call.body["language"], "description": call.body.get("description", ""), "file_name": None}
    with objects.transaction():
        track = objects.make(SUBTITLE, fields, video, position=objects.next_position(video, SUBTITLE))
        track.body["file_name"] = f"{track.id}.{ending}"
        objects.save(track, touch=False)
        call.world.part(Files).keep(track, "track", track.body["file_name"], media, incoming)
    return Answer({"data": described_subtitle(call, video, track)})


@handlers.on("videos.subtitles.reorder")
def reorder(call: Call) -> Answer:
    """Put the tracks in the order of the ids, each of which must be named once; the first is answered."""
    objects, video = call.world.part(Objects), _video(call)
    tracks = {track.id: track for track in objects.children(video, SUBTITLE)}
    wanted = [objects.get(SUBTITLE, text, video).id for text in call.body]
    if len(set(wanted)) != len(wanted):
        raise invalid("subtitle_ids", "unique")
    if len(wanted) != len(tracks) or not wanted:
        raise invalid("subtitle_ids", "len", str(len(tracks)))
    objects.arrange([tracks[each] for each in wanted])
    return Answer({"data": described_subtitle(call, video, tracks[wanted[0]])})


@handlers.on("videos.subtitles.get")
def get(call: Call) -> Answer:
    """One track."""
    video = _video(call)
    return Answer({"data": described_subtitle(call, video, _track(call, video))})


@handlers.on("videos.subtitles.update")
def update(call: Call) -> Answer:
    """Change the fields that are sent."""
    video = _video(call)
    track = _track(call, video)
    changes = {name: call.body[name] for name in ("language", "description") if name in call.body}
    if changes:
        call.world.part(Objects).change(track, **changes)
    return Answer({"data": described_subtitle(call, video, track)})


@handlers.on("videos.subtitles.copy")
def copy(call: Call) -> Answer:
    """Another track with the same text, at the end of the order; the name of its file is not told, as in the sample."""
    objects, files, video = call.world.part(Objects), call.world.part(Files), _video(call)
    track = _track(call, video)
    (file,) = files.of(track)
    with objects.transaction():
        position = objects.next_position(video, SUBTITLE)
        copied = objects.make(SUBTITLE, {**track.body, "file_name": None}, video, position=position)
        files.copy(file, copied)
    return Answer({"data": described_subtitle(call, video, copied)})


@handlers.on("videos.subtitles.delete")
def delete(call: Call) -> Answer:
    """Remove a track."""
    call.world.part(Objects).delete(_track(call, _video(call)))
    return Answer({"data": {"success": True}})


def _video(call: Call) -> Thing:
    return call.world.part(Objects).get(VIDEO, call.values["video_id"])


def _track(call: Call, video: Thing) -> Thing:
    return call.world.part(Objects).get(SUBTITLE, call.values["subtitle_id"], video)


def _format(incoming: Incoming) -> tuple[str, str]:
    with incoming.path.open("rb") as file:
        start = file.read(START).removeprefix(MARK)
    if WEBVTT.match(start):
        return "vtt", "text/vtt"
    if SUBRIP.match(start):
        return "srt", "application/x-subrip"
    raise invalid("file", "oneof", "vtt srt")

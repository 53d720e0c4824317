"""Section "videos": making videos from others by joining, copying and cutting.

Bytes are joined or shared, never encoded: the duration and size of a result are computed, its file is not.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from kinocraft_mock.context import Context
from kinocraft_mock.http.messages import ErrorResponse, Request, Response
from kinocraft_mock.service import Handlers
from kinocraft_mock.services.kinescope.errors import invalid
from kinocraft_mock.services.kinescope.fields import sent_fields
from kinocraft_mock.services.kinescope.projects.places import Place, find_place, place_in
from kinocraft_mock.services.kinescope.store.files import Files
from kinocraft_mock.services.kinescope.store.records import Record, Records
from kinocraft_mock.services.kinescope.store.resource_types import (
    ADDITIONAL_MATERIAL,
    ANNOTATION,
    POSTER,
    SUBTITLE,
    VIDEO,
)
from kinocraft_mock.services.kinescope.videos.media import Media, media_of, renditions
from kinocraft_mock.services.kinescope.videos.progress import settle
from kinocraft_mock.services.kinescope.videos.serialize import serialize
from kinocraft_mock.services.kinescope.videos.state import give_file, make_video

handlers = Handlers()

FIRST_STATUS = "pre-processing"
"""The first status of a video whose bytes are already stored."""

COPIED = (POSTER, SUBTITLE, ANNOTATION, ADDITIONAL_MATERIAL)
"""The types of records that are copied with a video."""

OWN = frozenset({"project_id", "folder_id", "version", "title", "description", "meta", "event_id"})
"""Fields that a copy does not take over. A copy was not recorded from an event."""


@handlers.on("videos.concat")
def concat(request: Request) -> Response:
    """Join the videos before, this one and those after to a new video; with `replace`, the result replaces this one."""
    records = request.context.component(Records)
    source = _finished(request, request.parameters["video_id"])
    before, after = ([_finished(request, each["video_id"]) for each in request.body.get(name, ())] for name in ENDS)
    if not before and not after:
        raise invalid("append", "required")
    parts = [*before, source, *after]
    content = _joined(parts)
    segments = [segment for part in parts for segment in _segments(request.context, part)]
    with records.transaction():
        video = source
        if request.body.get("replace", False):
            records.save(video)
        else:
            video = make_video(
                request.context, _place(request.context, source), source.body["title"], source.body["description"]
            )
        give_file(request.context, video, _name(source), segments, media=content, status=FIRST_STATUS)
    return Response({"data": serialize(request, records.reread(video))})


ENDS = ("prepend", "append")


@handlers.on("videos.copy")
def copy(request: Request) -> Response:
    """Copy a video with its file, fields and child records, to the given place or next to the original."""
    records, files = request.context.component(Records), request.context.component(Files)
    source = _finished(request, request.parameters["video_id"])
    body = request.body
    place = find_place(request.context, body["parent_id"]) if "parent_id" in body else _place(request.context, source)
    (file,) = files.of(source, "original")
    with records.transaction():
        fields = {name: value for name, value in source.body.items() if name not in OWN}
        fields |= {"status": "pending", "assets": [], "duration": 0}
        video = make_video(request.context, place, source.body["title"], source.body["description"], fields=fields)
        for kind in COPIED:
            for each in records.children(source, kind):
                belongs = {"video_id": video.id} if kind is ADDITIONAL_MATERIAL else {}
                copied = records.make(kind, {**each.body, **belongs}, video, position=each.position, size=each.size)
                for belonging in files.of(each):
                    kept = files.copy(belonging, copied)
                    # A poster stores the path of its picture.
                    if kind is POSTER:
                        copied.body["file"] = f"{kept.id}/{kept.name}"
                        records.save(copied, touch=False)
        give_file(
            request.context,
            video,
            _name(source),
            files.segments(file),
            md5=file.digest,
            media=media_of(source.body),
            status=FIRST_STATUS,
        )
    return Response({"data": serialize(request, records.reread(video))})


@handlers.on("videos.cut")
def cut(request: Request) -> Response:
    """Keep spans of time and a rectangle of the picture. The result replaces the video permanently."""
    records, files, body = request.context.component(Records), request.context.component(Files), request.body
    video = _finished(request, request.parameters["video_id"])
    content = media_of(video.body)
    if content is None:
        raise _unfinished()
    if "trim" in body:
        content = content._replace(duration=_trimmed(content.duration, body["trim"]))
    if "crop" in body:
        content = _cropped(content, body["crop"])
    place = None
    if "project_id" in body or "folder_id" in body:
        place = _sent_place(request.context, video, body)
    (file,) = files.of(video, "original")
    changes = sent_fields(body, ("title", "description"))
    with records.transaction():
        if place is not None:
            records.move(video, place.parent)
            changes |= {"project_id": place.project_id, "folder_id": place.folder_id}
        records.change(video, **changes)
        give_file(request.context, video, _name(video), files.segments(file), media=content, status=FIRST_STATUS)
    return Response({"data": serialize(request, records.reread(video))})


def _finished(request: Request, video_id: str) -> Record:
    video = settle(request.context, request.context.component(Records).get(VIDEO, video_id))
    if video.body["status"] != "done" or video.body["media"] is None:
        raise _unfinished()
    return video


def _unfinished() -> ErrorResponse:
    return ErrorResponse(400, "the video is not done yet")


def _place(context: Context, video: Record) -> Place:
    return place_in(context, video.body["project_id"], video.body["folder_id"])


def _sent_place(context: Context, video: Record, body: Mapping[str, Any]) -> Place:
    return place_in(context, body.get("project_id", video.body["project_id"]), body.get("folder_id"))


def _name(video: Record) -> str:
    name: str = video.body["file"]["name"]
    return name


def _segments(context: Context, video: Record) -> list[tuple[str, int]]:
    files = context.component(Files)
    (file,) = files.of(video, "original")
    return files.segments(file)


def _joined(parts: Sequence[Record]) -> Media:
    contents = [content for part in parts if (content := media_of(part.body)) is not None]
    largest = max(contents, key=lambda each: each.width * each.height)
    seconds = round(sum(each.duration for each in contents), 6)
    return largest._replace(duration=seconds, has_audio=any(each.has_audio for each in contents))


def _trimmed(duration: float, spans: Sequence[Mapping[str, Any]]) -> float:
    """Return the total length of spans. A span that extends beyond the end is cut there."""
    seconds = 0.0
    for index, span in enumerate(spans):
        if span["start"] >= duration:
            raise invalid("trim", "max", f"start lies beyond the video's {duration} seconds", index=index)
        seconds += min(span["length"], duration - span["start"])
    left = round(seconds, 6)
    if not left:
        raise invalid("trim", "min", "nothing would be left of the video")
    return left


def _cropped(content: Media, crop: Mapping[str, Any]) -> Media:
    """Return the media with only a rectangle of its picture, given in pixels of a quality or of the original."""
    width, height = content.width, content.height
    if "quality" in crop:
        known = {each.quality: (each.width, each.height) for each in renditions(content)}
        known["original"] = width, height
        if crop["quality"] not in known:
            raise invalid("quality", "oneof", " ".join(known))
        width, height = known[crop["quality"]]
    if not crop["w"] or not crop["h"]:
        raise invalid("w" if not crop["w"] else "h", "gt", "0")
    for side, start, limit in (("w", "x", width), ("h", "y", height)):
        if crop[start] + crop[side] > limit:
            raise invalid(side, "max", str(limit))
    across, down = content.width / width, content.height / height
    return content._replace(width=max(2, round(crop["w"] * across)), height=max(2, round(crop["h"] * down)))

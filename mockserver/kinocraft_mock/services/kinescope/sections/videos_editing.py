"""Section "videos": making videos out of others, by joining, copying and cutting.

Bytes are joined and shared, never encoded: what a result lasts and measures is worked out, what is in its file is not.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from kinocraft_mock.http.messages import ErrorResponse, Request, Response
from kinocraft_mock.service import Handlers
from kinocraft_mock.services.kinescope.errors import invalid
from kinocraft_mock.services.kinescope.files import Files
from kinocraft_mock.services.kinescope.kinds import ADDITIONAL_MATERIAL, ANNOTATION, POSTER, SUBTITLE, VIDEO
from kinocraft_mock.services.kinescope.objects import Objects, Thing
from kinocraft_mock.services.kinescope.video_described import described
from kinocraft_mock.services.kinescope.video_making import Place, find_place, give_file, make_video, place_in
from kinocraft_mock.services.kinescope.video_media import Media, media_of, renditions
from kinocraft_mock.services.kinescope.video_progress import settle
from kinocraft_mock.state.context import Context

handlers = Handlers()

FIRST_STATUS = "pre-processing"
"""Where work begins on a video whose bytes need not be sent."""

COPIED = (POSTER, SUBTITLE, ANNOTATION, ADDITIONAL_MATERIAL)
"""What hangs on a video and is copied with it."""

OWN = frozenset({"project_id", "folder_id", "version", "title", "description", "meta", "event_id"})
"""What a copy has of its own, of all that a video says of itself; it was not recorded from an event."""


@handlers.on("videos.concat")
def concat(request: Request) -> Response:
    """A new video of those before, the one named and those after; with `replace` the one named is that video."""
    objects = request.context.component(Objects)
    source = _finished(request, request.parameters["video_id"])
    before, after = ([_finished(request, each["video_id"]) for each in request.body.get(name, ())] for name in ENDS)
    if not before and not after:
        raise invalid("append", "required")
    parts = [*before, source, *after]
    content = _joined(parts)
    segments = [segment for part in parts for segment in _segments(request.context, part)]
    with objects.transaction():
        video = source
        if request.body.get("replace", False):
            objects.save(video)
        else:
            video = make_video(
                request.context, _place(request.context, source), source.body["title"], source.body["description"]
            )
        give_file(request.context, video, _name(source), segments, media=content, status=FIRST_STATUS)
    return Response({"data": described(request, objects.reread(video))})


ENDS = ("prepend", "append")


@handlers.on("videos.copy")
def copy(request: Request) -> Response:
    """A video with the same bytes, fields and belongings, where it is sent to or else beside the original."""
    objects, files = request.context.component(Objects), request.context.component(Files)
    source = _finished(request, request.parameters["video_id"])
    body = request.body
    place = find_place(request.context, body["parent_id"]) if "parent_id" in body else _place(request.context, source)
    (file,) = files.of(source, "original")
    with objects.transaction():
        fields = {name: value for name, value in source.body.items() if name not in OWN}
        fields |= {"status": "pending", "assets": [], "duration": 0}
        video = make_video(request.context, place, source.body["title"], source.body["description"], fields=fields)
        for kind in COPIED:
            for each in objects.children(source, kind):
                belongs = {"video_id": video.id} if kind is ADDITIONAL_MATERIAL else {}
                copied = objects.make(kind, {**each.body, **belongs}, video, position=each.position, size=each.size)
                for belonging in files.of(each):
                    kept = files.copy(belonging, copied)
                    # A poster knows its picture by heart.
                    if kind is POSTER:
                        copied.body["file"] = f"{kept.id}/{kept.name}"
                        objects.save(copied, touch=False)
        give_file(
            request.context,
            video,
            _name(source),
            files.segments(file),
            md5=file.digest,
            media=media_of(source.body),
            status=FIRST_STATUS,
        )
    return Response({"data": described(request, objects.reread(video))})


@handlers.on("videos.cut")
def cut(request: Request) -> Response:
    """Keep spans of time and a part of the picture; the result takes the place of what the video was, for good."""
    objects, files, body = request.context.component(Objects), request.context.component(Files), request.body
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
    changes = {name: body[name] for name in ("title", "description") if name in body}
    with objects.transaction():
        if place is not None:
            objects.move(video, place.parent)
            changes |= {"project_id": place.project_id, "folder_id": place.folder_id}
        objects.change(video, **changes)
        give_file(request.context, video, _name(video), files.segments(file), media=content, status=FIRST_STATUS)
    return Response({"data": described(request, objects.reread(video))})


def _finished(request: Request, video_id: str) -> Thing:
    video = settle(request.context, request.context.component(Objects).get(VIDEO, video_id))
    if video.body["status"] != "done" or video.body["media"] is None:
        raise _unfinished()
    return video


def _unfinished() -> ErrorResponse:
    return ErrorResponse(400, "the video is not done yet")


def _place(context: Context, video: Thing) -> Place:
    return place_in(context, video.body["project_id"], video.body["folder_id"])


def _sent_place(context: Context, video: Thing, body: Mapping[str, Any]) -> Place:
    return place_in(context, body.get("project_id", video.body["project_id"]), body.get("folder_id"))


def _name(video: Thing) -> str:
    name: str = video.body["file"]["name"]
    return name


def _segments(context: Context, video: Thing) -> list[tuple[str, int]]:
    files = context.component(Files)
    (file,) = files.of(video, "original")
    return files.segments(file)


def _joined(parts: Sequence[Thing]) -> Media:
    contents = [content for part in parts if (content := media_of(part.body)) is not None]
    largest = max(contents, key=lambda each: each.width * each.height)
    seconds = round(sum(each.duration for each in contents), 6)
    return largest._replace(duration=seconds, has_audio=any(each.has_audio for each in contents))


def _trimmed(duration: float, spans: Sequence[Mapping[str, Any]]) -> float:
    """How long the spans are together. One that goes beyond the end ends there."""
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
    """The size of a picture of which a rectangle is kept, measured in a quality's pixels or in its own."""
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

"""Section "videos/annotations"."""

from __future__ import annotations

from typing import Any

from kinocraft_mock.http.messages import Request, Response
from kinocraft_mock.service import Handlers
from kinocraft_mock.services.kinescope.errors import invalid
from kinocraft_mock.services.kinescope.kinds import ANNOTATION, POSTER, VIDEO
from kinocraft_mock.services.kinescope.objects import Objects, Thing

handlers = Handlers()


def _described(video: Thing, annotation: Thing) -> dict[str, Any]:
    return {
        "id": annotation.id,
        "media_id": video.id,
        **annotation.body,
        "created_at": annotation.created_at,
        "updated_at": annotation.updated_at,
    }


@handlers.on("videos.annotations.list")
def list_(request: Request) -> Response:
    """All annotations of a video, as they were made."""
    video = _video(request)
    annotations = request.context.component(Objects).children(video, ANNOTATION)
    return Response({"data": [_described(video, each) for each in annotations]})


@handlers.on("videos.annotations.create")
def create(request: Request) -> Response:
    """An annotation on a video: of a text, unless another video is to be offered."""
    video = _video(request)
    fields: dict[str, Any] = {
        "video_id": None,
        "annotation_type": request.body.get("type", "text"),
        "title": "",
        "link": "",
        "start_time": 0,
        "annotation_poster_id": None,
    }
    fields |= _sent(request, fields["annotation_type"])
    _check(fields)
    return Response({"data": _described(video, request.context.component(Objects).make(ANNOTATION, fields, video))})


@handlers.on("videos.annotations.get")
def get(request: Request) -> Response:
    """One annotation."""
    video = _video(request)
    return Response({"data": _described(video, _annotation(request, video))})


@handlers.on("videos.annotations.update")
def update(request: Request) -> Response:
    """Change the fields that are sent, two of which have to be; the type stays."""
    video = _video(request)
    annotation = _annotation(request, video)
    fields = {**annotation.body, **_sent(request, annotation.body["annotation_type"])}
    _check(fields)
    request.context.component(Objects).change(annotation, **fields)
    return Response({"data": _described(video, annotation)})


@handlers.on("videos.annotations.delete")
def delete(request: Request) -> Response:
    """Remove an annotation."""
    request.context.component(Objects).delete(_annotation(request, _video(request)))
    return Response({"data": {"success": True}})


def _sent(request: Request, kind: str) -> dict[str, Any]:
    """What a request says of an annotation. The id of another object must be that of one; a text offers no video."""
    objects, body = request.context.component(Objects), request.body
    if "end_time" not in body:
        raise invalid("end_time", "required")
    if kind == "video" and "video_id" not in body:
        raise invalid("video_id", "required")
    fields = {name: body[name] for name in ("title", "link", "start_time", "end_time") if name in body}
    if kind == "video":
        fields["video_id"] = objects.get(VIDEO, body["video_id"]).id
    if "annotation_poster_id" in body:
        fields["annotation_poster_id"] = objects.get(POSTER, body["annotation_poster_id"]).id
    return fields


def _check(fields: dict[str, Any]) -> None:
    if fields["end_time"] < fields["start_time"]:
        raise invalid("end_time", "gtefield", "start_time")


def _video(request: Request) -> Thing:
    return request.context.component(Objects).get(VIDEO, request.parameters["video_id"])


def _annotation(request: Request, video: Thing) -> Thing:
    return request.context.component(Objects).get(ANNOTATION, request.parameters["annotation_id"], video)

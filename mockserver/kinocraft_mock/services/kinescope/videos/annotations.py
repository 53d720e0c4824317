"""Section "videos/annotations"."""

from __future__ import annotations

from typing import Any

from kinocraft_mock.http.messages import Request, Response
from kinocraft_mock.service import Handlers
from kinocraft_mock.services.kinescope.errors import invalid
from kinocraft_mock.services.kinescope.fields import sent_fields
from kinocraft_mock.services.kinescope.store.crud import succeeded
from kinocraft_mock.services.kinescope.store.records import Record, Records
from kinocraft_mock.services.kinescope.store.resource_types import ANNOTATION, POSTER, VIDEO

handlers = Handlers()


def _serialize(video: Record, annotation: Record) -> dict[str, Any]:
    return {
        "id": annotation.id,
        "media_id": video.id,
        **annotation.body,
        "created_at": annotation.created_at,
        "updated_at": annotation.updated_at,
    }


@handlers.on("videos.annotations.list")
def list_(request: Request) -> Response:
    """Return all annotations of a video, in order of creation."""
    video = _video(request)
    annotations = request.context.component(Records).children(video, ANNOTATION)
    return Response({"data": [_serialize(video, each) for each in annotations]})


@handlers.on("videos.annotations.create")
def create(request: Request) -> Response:
    """Create an annotation: with text by default, or one that offers another video."""
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
    return Response({"data": _serialize(video, request.context.component(Records).make(ANNOTATION, fields, video))})


@handlers.on("videos.annotations.get")
def get(request: Request) -> Response:
    """Return one annotation."""
    video = _video(request)
    return Response({"data": _serialize(video, _annotation(request, video))})


@handlers.on("videos.annotations.update")
def update(request: Request) -> Response:
    """Change the fields that were sent, two of which are required; the type does not change."""
    video = _video(request)
    annotation = _annotation(request, video)
    fields = {**annotation.body, **_sent(request, annotation.body["annotation_type"])}
    _check(fields)
    request.context.component(Records).change(annotation, **fields)
    return Response({"data": _serialize(video, annotation)})


@handlers.on("videos.annotations.delete")
def delete(request: Request) -> Response:
    """Delete an annotation."""
    request.context.component(Records).delete(_annotation(request, _video(request)))
    return succeeded()


def _sent(request: Request, kind: str) -> dict[str, Any]:
    """Return the fields that were sent, with the ids of existing objects. Annotations with text have no video."""
    records, body = request.context.component(Records), request.body
    if "end_time" not in body:
        raise invalid("end_time", "required")
    if kind == "video" and "video_id" not in body:
        raise invalid("video_id", "required")
    fields = sent_fields(body, ("title", "link", "start_time", "end_time"))
    if kind == "video":
        fields["video_id"] = records.get(VIDEO, body["video_id"]).id
    if "annotation_poster_id" in body:
        fields["annotation_poster_id"] = records.get(POSTER, body["annotation_poster_id"]).id
    return fields


def _check(fields: dict[str, Any]) -> None:
    if fields["end_time"] < fields["start_time"]:
        raise invalid("end_time", "gtefield", "start_time")


def _video(request: Request) -> Record:
    return request.context.component(Records).get(VIDEO, request.parameters["video_id"])


def _annotation(request: Request, video: Record) -> Record:
    return request.context.component(Records).get(ANNOTATION, request.parameters["annotation_id"], video)

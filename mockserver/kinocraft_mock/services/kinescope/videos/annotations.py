"""Section "videos/annotations"."""

from __future__ import annotations

from typing import Any

from kinocraft_mock.messages import Answer, Call
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
def list_(call: Call) -> Answer:
    """Return all annotations of a video, in order of creation."""
    video = _video(call)
    annotations = call.world.part(Records).children(video, ANNOTATION)
    return Answer({"data": [_serialize(video, each) for each in annotations]})


@handlers.on("videos.annotations.create")
def create(call: Call) -> Answer:
    """Create an annotation: with text by default, or one that offers another video."""
    video = _video(call)
    fields: dict[str, Any] = {
        "video_id": None,
        "annotation_type": call.body.get("type", "text"),
        "title": "",
        "link": "",
        "start_time": 0,
        "annotation_poster_id": None,
    }
    fields |= _sent(call, fields["annotation_type"])
    _check(fields)
    return Answer({"data": _serialize(video, call.world.part(Records).make(ANNOTATION, fields, video))})


@handlers.on("videos.annotations.get")
def get(call: Call) -> Answer:
    """Return one annotation."""
    video = _video(call)
    return Answer({"data": _serialize(video, _annotation(call, video))})


@handlers.on("videos.annotations.update")
def update(call: Call) -> Answer:
    """Change the fields that were sent, two of which are required; the type does not change."""
    video = _video(call)
    annotation = _annotation(call, video)
    fields = {**annotation.body, **_sent(call, annotation.body["annotation_type"])}
    _check(fields)
    call.world.part(Records).change(annotation, **fields)
    return Answer({"data": _serialize(video, annotation)})


@handlers.on("videos.annotations.delete")
def delete(call: Call) -> Answer:
    """Delete an annotation."""
    call.world.part(Records).delete(_annotation(call, _video(call)))
    return succeeded()


def _sent(call: Call, kind: str) -> dict[str, Any]:
    """Return the fields that were sent, with the ids of existing objects. Annotations with text have no video."""
    records, body = call.world.part(Records), call.body
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


def _video(call: Call) -> Record:
    return call.world.part(Records).get(VIDEO, call.values["video_id"])


def _annotation(call: Call, video: Record) -> Record:
    return call.world.part(Records).get(ANNOTATION, call.values["annotation_id"], video)

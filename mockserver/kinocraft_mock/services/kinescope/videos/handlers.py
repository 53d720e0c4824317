"""Section "videos": reading, changing, moving and deleting. `editing` has what makes videos from others."""

from __future__ import annotations

from typing import Any

from kinocraft_mock.http.messages import Request, Response
from kinocraft_mock.service import Handlers
from kinocraft_mock.services.kinescope.due import settle_due
from kinocraft_mock.services.kinescope.fields import sent_fields
from kinocraft_mock.services.kinescope.projects.places import place_in
from kinocraft_mock.services.kinescope.store.crud import succeeded
from kinocraft_mock.services.kinescope.store.files import links_change
from kinocraft_mock.services.kinescope.store.pagination import filters, id_filters, list_response
from kinocraft_mock.services.kinescope.store.queries import Condition, contains, missing, with_ids
from kinocraft_mock.services.kinescope.store.records import Record, Records
from kinocraft_mock.services.kinescope.store.resource_types import VIDEO
from kinocraft_mock.services.kinescope.videos.progress import is_changing, poll
from kinocraft_mock.services.kinescope.videos.serialize import (
    serialize,
    serialize_changed,
    serialize_chapters,
    serialize_listed,
)

handlers = Handlers()


@handlers.on("videos.list")
def list_(request: Request) -> Response:
    """Return a page of the videos that match all filters."""
    settle_due(request.context)
    values = request.parameters
    where: list[Condition] = [
        *filters(request, {"status[]": "status"}),
        *id_filters(request, {"folder_id": "folder_id", "project_id": "project_id"}),
    ]
    if "video_ids[]" in values:
        where.append(with_ids(values["video_ids[]"]))
    if values.get("q"):
        where.append(contains(("title", "description"), values["q"]))
    if values.get("without_folder"):
        where.append(missing("folder_id"))
    return list_response(request, VIDEO, serialize_listed, where=where, order="created_at.desc,title.asc")


@handlers.on("videos.get")
def get(request: Request) -> Response:
    """Return one video. If the pace goes by polls, this counts as one."""
    video = poll(request.context, _video(request))
    value = {"data": serialize(request, video)}
    return Response(value, until=0 if is_changing(video) else links_change(request.context))


@handlers.on("videos.update")
def update(request: Request) -> Response:
    """Change the fields that were sent; lists are replaced."""
    fields = (
        "title",
        "description",
        "privacy_type",
        "privacy_domains",
        "additional_materials_enabled",
        "tags",
    )
    video = _video(request)
    changes: dict[str, Any] = sent_fields(request.body, fields)
    if changes:
        request.context.component(Records).change(video, **changes)
    return Response({"data": serialize_changed(request, video)})


@handlers.on("videos.delete")
def delete(request: Request) -> Response:
    """Delete a video with its files and child records."""
    request.context.component(Records).delete(_video(request))
    return succeeded()


@handlers.on("videos.move")
def move(request: Request) -> Response:
    """Move a video to a project, or to a folder of that project."""
    records, video = request.context.component(Records), _video(request)
    place = place_in(request.context, request.body["project_id"], request.body.get("folder_id"))
    with records.transaction():
        records.move(video, place.parent)
        records.change(video, project_id=place.project_id, folder_id=place.folder_id)
    return Response({"data": serialize(request, video)})


@handlers.on("videos.update_chapters")
def update_chapters(request: Request) -> Response:
    """Replace the chapters; `enabled` changes only if it was sent."""
    video = _video(request)
    chapters = {**video.body["chapters"], **sent_fields(request.body, ("enabled",))}
    if "items" in request.body:
        chapters["items"] = [{"time": each["time"], "title": each["title"]} for each in request.body["items"]]
    if request.body:
        request.context.component(Records).change(video, chapters=chapters)
    return Response({"data": serialize_chapters(video)})


def _video(request: Request) -> Record:
    return request.context.component(Records).get(VIDEO, request.parameters["video_id"])

"""Section "videos": reading, changing, moving and deleting. What makes videos out of others is in `videos_editing`."""

from __future__ import annotations

from typing import Any

from kinocraft_mock.http.messages import Request, Response
from kinocraft_mock.service import Handlers
from kinocraft_mock.services.kinescope.files import links_change
from kinocraft_mock.services.kinescope.kinds import VIDEO
from kinocraft_mock.services.kinescope.lists import filters, id_filters, listed
from kinocraft_mock.services.kinescope.objects import Objects, Thing
from kinocraft_mock.services.kinescope.selection import Condition, contains, missing, with_ids
from kinocraft_mock.services.kinescope.video_described import described, described_changed, described_with_player
from kinocraft_mock.services.kinescope.video_making import place_in
from kinocraft_mock.services.kinescope.video_progress import look, settle_due, under_way

handlers = Handlers()


@handlers.on("videos.list")
def list_(request: Request) -> Response:
    """A page of the videos that match every filter."""
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
    return listed(request, VIDEO, described, where=where, order="created_at.desc,title.asc")


@handlers.on("videos.get")
def get(request: Request) -> Response:
    """One video; where states go by polls, this is one."""
    video = look(request.context, _video(request))
    response = {"data": described_with_player(request, video)}
    return Response(response, until=0 if under_way(video) else links_change(request.context))


@handlers.on("videos.update")
def update(request: Request) -> Response:
    """Change the fields that are sent; a list takes the place of the one there was."""
    fields = (
        "title",
        "description",
        "privacy_type",
        "privacy_domains",
        "additional_materials_enabled",
        "tags",
    )
    video = _video(request)
    changes: dict[str, Any] = {name: request.body[name] for name in fields if name in request.body}
    if changes:
        request.context.component(Objects).change(video, **changes)
    return Response({"data": described_changed(request, video)})


@handlers.on("videos.delete")
def delete(request: Request) -> Response:
    """Remove a video with its files and all that hangs on it."""
    request.context.component(Objects).delete(_video(request))
    return Response({"data": {"success": True}})


@handlers.on("videos.move")
def move(request: Request) -> Response:
    """Put a video into a folder of the project that is named, or directly into that project."""
    objects, video = request.context.component(Objects), _video(request)
    place = place_in(request.context, request.body["project_id"], request.body.get("folder_id"))
    with objects.transaction():
        objects.move(video, place.parent)
        objects.change(video, project_id=place.project_id, folder_id=place.folder_id)
    return Response({"data": described(request, video)})


@handlers.on("videos.update_chapters")
def update_chapters(request: Request) -> Response:
    """Replace the chapters; whether they are shown stays as it is unless that is sent too."""
    video = _video(request)
    chapters = {**video.body["chapters"], **{name: request.body[name] for name in ("enabled",) if name in request.body}}
    if "items" in request.body:
        chapters["items"] = [{"time": each["time"], "title": each["title"]} for each in request.body["items"]]
    if request.body:
        request.context.component(Objects).change(video, chapters=chapters)
    return Response({"data": chapters})


def _video(request: Request) -> Thing:
    return request.context.component(Objects).get(VIDEO, request.parameters["video_id"])

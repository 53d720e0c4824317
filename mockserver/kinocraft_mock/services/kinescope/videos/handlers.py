"""Section "videos": reading, changing, moving and deleting. `editing` has what makes videos from others."""

from __future__ import annotations

from typing import Any

from kinocraft_mock.messages import Answer, Call
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
from kinocraft_mock.services.kinescope.videos.serialize import serialize, serialize_changed, serialize_with_player

handlers = Handlers()


@handlers.on("videos.list")
def list_(call: Call) -> Answer:
    """Return a page of the videos that match all filters."""
    settle_due(call.world)
    values = call.values
    where: list[Condition] = [
        *filters(call, {"status[]": "status"}),
        *id_filters(call, {"folder_id": "folder_id", "project_id": "project_id"}),
    ]
    if "video_ids[]" in values:
        where.append(with_ids(values["video_ids[]"]))
    if values.get("q"):
        where.append(contains(("title", "description"), values["q"]))
    if values.get("without_folder"):
        where.append(missing("folder_id"))
    return list_response(call, VIDEO, serialize, where=where, order="created_at.desc,title.asc")


@handlers.on("videos.get")
def get(call: Call) -> Answer:
    """Return one video. If the pace goes by polls, this counts as one."""
    video = poll(call.world, _video(call))
    value = {"data": serialize_with_player(call, video)}
    return Answer(value, until=0 if is_changing(video) else links_change(call.world))


@handlers.on("videos.update")
def update(call: Call) -> Answer:
    """Change the fields that were sent; lists are replaced."""
    fields = (
        "title",
        "description",
        "privacy_type",
        "privacy_domains",
        "additional_materials_enabled",
        "tags",
    )
    video = _video(call)
    changes: dict[str, Any] = sent_fields(call.body, fields)
    if changes:
        call.world.part(Records).change(video, **changes)
    return Answer({"data": serialize_changed(call, video)})


@handlers.on("videos.delete")
def delete(call: Call) -> Answer:
    """Delete a video with its files and child records."""
    call.world.part(Records).delete(_video(call))
    return succeeded()


@handlers.on("videos.move")
def move(call: Call) -> Answer:
    """Move a video to a project, or to a folder of that project."""
    records, video = call.world.part(Records), _video(call)
    place = place_in(call.world, call.body["project_id"], call.body.get("folder_id"))
    with records.transaction():
        records.move(video, place.parent)
        records.change(video, project_id=place.project_id, folder_id=place.folder_id)
    return Answer({"data": serialize(call, video)})


@handlers.on("videos.update_chapters")
def update_chapters(call: Call) -> Answer:
    """Replace the chapters; `enabled` changes only if it was sent."""
    video = _video(call)
    chapters = {**video.body["chapters"], **sent_fields(call.body, ("enabled",))}
    if "items" in call.body:
        chapters["items"] = [{"time": each["time"], "title": each["title"]} for each in call.body["items"]]
    if call.body:
        call.world.part(Records).change(video, chapters=chapters)
    return Answer({"data": chapters})


def _video(call: Call) -> Record:
    return call.world.part(Records).get(VIDEO, call.values["video_id"])

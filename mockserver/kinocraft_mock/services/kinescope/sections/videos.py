"""Section "videos": reading, changing, moving and deleting. What makes videos out of others is in `videos_editing`."""

from __future__ import annotations

from typing import Any

from kinocraft_mock.messages import Answer, Call
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
def list_(call: Call) -> Answer:
    """A page of the videos that match every filter."""
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
    return listed(call, VIDEO, described, where=where, order="created_at.desc,title.asc")


@handlers.on("videos.get")
def get(call: Call) -> Answer:
    """One video; where states go by polls, this is one."""
    video = look(call.world, _video(call))
    answer = {"data": described_with_player(call, video)}
    return Answer(answer, until=0 if under_way(video) else links_change(call.world))


@handlers.on("videos.update")
def update(call: Call) -> Answer:
    """Change the fields that are sent; a list takes the place of the one there was."""
    fields = (
        "title",
        "description",
        "privacy_type",
        "privacy_domains",
        "additional_materials_enabled",
        "tags",
    )
    video = _video(call)
    changes: dict[str, Any] = {name: call.body[name] for name in fields if name in call.body}
    if changes:
        call.world.part(Objects).change(video, **changes)
    return Answer({"data": described_changed(call, video)})


@handlers.on("videos.delete")
def delete(call: Call) -> Answer:
    """Remove a video with its files and all that hangs on it."""
    call.world.part(Objects).delete(_video(call))
    return Answer({"data": {"success": True}})


@handlers.on("videos.move")
def move(call: Call) -> Answer:
    """Put a video into a folder of the project that is named, or directly into that project."""
    objects, video = call.world.part(Objects), _video(call)
    place = place_in(call.world, call.body["project_id"], call.body.get("folder_id"))
    with objects.transaction():
        objects.move(video, place.parent)
        objects.change(video, project_id=place.project_id, folder_id=place.folder_id)
    return Answer({"data": described(call, video)})


@handlers.on("videos.update_chapters")
def update_chapters(call: Call) -> Answer:
    """Replace the chapters; whether they are shown stays as it is unless that is sent too."""
    video = _video(call)
    chapters = {**video.body["chapters"], **{name: call.body[name] for name in ("enabled",) if name in call.body}}
    if "items" in call.body:
        chapters["items"] = [{"time": each["time"], "title": each["title"]} for each in call.body["items"]]
    if call.body:
        call.world.part(Objects).change(video, chapters=chapters)
    return Answer({"data": chapters})


def _video(call: Call) -> Thing:
    return call.world.part(Objects).get(VIDEO, call.values["video_id"])

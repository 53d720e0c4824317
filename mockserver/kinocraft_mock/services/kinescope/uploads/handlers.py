"""Section "videos" of version 2: creating videos from bytes or a URL, and replacing their files."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any

from kinocraft_mock.blobs import Incoming
from kinocraft_mock.messages import Answer, Call
from kinocraft_mock.service import Handlers
from kinocraft_mock.services.kinescope.account.authentication import require_upload
from kinocraft_mock.services.kinescope.errors import invalid, no_body
from kinocraft_mock.services.kinescope.links import video_links
from kinocraft_mock.services.kinescope.names import file_name, header_text, name_in_url
from kinocraft_mock.services.kinescope.projects.places import Place, find_place
from kinocraft_mock.services.kinescope.store.records import Record, Records
from kinocraft_mock.services.kinescope.store.resource_types import VIDEO
from kinocraft_mock.services.kinescope.uploads.destinations import default_project
from kinocraft_mock.services.kinescope.uploads.fetching import require_local
from kinocraft_mock.services.kinescope.uploads.imports import Imports
from kinocraft_mock.services.kinescope.uploads.sessions import UploadSessions
from kinocraft_mock.services.kinescope.videos.progress import fail, settle
from kinocraft_mock.services.kinescope.videos.state import give_file, make_video, segments_of
from kinocraft_mock.world import World

handlers = Handlers()

LARGEST = 1 << 50
"""The maximum size of an announced upload. The service's own limit is not published."""


class _VideoBody(Incoming):
    """The bytes of a video. If they are incomplete, a suspended video records the attempt."""

    def __init__(self, world: World, values: Mapping[str, Any]) -> None:
        super().__init__(world.blobs.arriving(), world.blobs.pool, hashlib.md5(usedforsecurity=False))
        self._world = world
        self._values = values
        self._whole = False

    async def finish(self) -> None:
        await super().finish()
        self._whole = True

    async def discard(self) -> None:
        if not self._whole:
            self._whole = True
            # A video to be replaced does not change, and nothing changes when the server stops.
            if "X-Replace-Video-ID" not in self._values and not self._world.part(UploadSessions).closed:
                fail(self._world, _made(self._world, self._values), "suspended", "the upload broke off")
        await super().discard()


@handlers.receives("videos.uploads.create")
def make_room(world: World, values: Mapping[str, Any]) -> Incoming:
    """Open a file for the bytes of a video, after all headers were checked."""
    for header in ("X-Video-URL", "X-Poster-URL"):
        if header in values:
            require_local(header, values[header])
    if "X-Replace-Video-ID" in values:
        world.part(Records).get(VIDEO, values["X-Replace-Video-ID"])
    else:
        _place(world, values)
    return _VideoBody(world, values)


@handlers.on("videos.uploads.create")
def create(call: Call) -> Answer:
    """Create or replace a video, from the body or from a URL."""
    world, values, incoming = call.world, call.values, call.body
    url = values.get("X-Video-URL")
    if url is None and not incoming.size:
        raise no_body()
    if url is not None and incoming.size:
        raise invalid("X-Video-URL", "excluded_with", "no body besides")
    name = header_text(values.get("X-File-Name", "")) or name_in_url(url or "")
    named = file_name(name, "video.mp4")
    with world.part(Records).transaction():
        video = _replaced(world, values) if "X-Replace-Video-ID" in values else _made(world, values)
        if url is None:
            give_file(world, video, named, segments_of(world, incoming), md5=incoming.digest)
        else:
            world.part(Imports).fetch_video(video, url, named)
        if "X-Poster-URL" in values:
            world.part(Imports).fetch_poster(video, values["X-Poster-URL"])
    return Answer({"data": _serialize(call, video)})


@handlers.on("videos.uploads.init")
def init(call: Call) -> Answer:
    """Create a video without bytes, or announce a material, and return the upload's URL."""
    world, body = call.world, call.body
    length = int(body["filesize"])
    if length > LARGEST:
        raise invalid("filesize", "max", str(LARGEST))
    sessions, records = world.part(UploadSessions), world.part(Records)
    name = file_name(body["filename"], "file")
    if body["type"] == "attachment":
        owner = records.get(VIDEO, body["parent_id"])
        require_upload(call.holder, owner.body["project_id"])
        made = world.ids.uuid()
        upload = sessions.announce(owner, length, name, title=body["title"], material=made)
    else:
        place = find_place(world, body["parent_id"])
        require_upload(call.holder, place.project_id)
        with records.transaction():
            video = make_video(world, place, body["title"], body.get("description", ""))
            upload = sessions.announce(video, length, name)
        made = video.id
    return Answer({"data": {"id": made, "endpoint": f"{call.base}/tus/{upload.id}"}}, 201)


def _serialize(call: Call, video: Record) -> dict[str, Any]:
    return {
        "id": video.id,
        "parent_id": video.body["folder_id"] or video.body["project_id"],
        "title": video.body["title"],
        "description": video.body["description"],
        "status": video.body["status"],
        **video_links(call.origin, video.id),
        "created_at": video.created_at,
    }


def _place(world: World, values: Mapping[str, Any]) -> Place:
    if "X-Parent-ID" in values:
        return find_place(world, values["X-Parent-ID"])
    project = default_project(world)
    if project is None:
        raise invalid("X-Parent-ID", "required")
    return Place(project, project.id, None)


def _made(world: World, values: Mapping[str, Any]) -> Record:
    title, description = header_text(values["X-Video-Title"]), header_text(values.get("X-Video-Description", ""))
    return make_video(world, _place(world, values), title, description)


def _replaced(world: World, values: Mapping[str, Any]) -> Record:
    """Return the video to replace, with the title and description of the request. It stays where it is."""
    records = world.part(Records)
    video = settle(world, records.get(VIDEO, values["X-Replace-Video-ID"]))
    fields = {"title": header_text(values["X-Video-Title"])}
    if "X-Video-Description" in values:
        fields["description"] = header_text(values["X-Video-Description"])
    return records.change(video, **fields)

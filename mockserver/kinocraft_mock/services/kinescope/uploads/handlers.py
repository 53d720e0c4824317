"""Section "videos" of version 2: creating videos from bytes or a URL, and replacing their files."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from contextlib import suppress
from typing import Any, cast

from kinocraft_mock.context import Context
from kinocraft_mock.http.messages import ErrorResponse, Request, Response
from kinocraft_mock.service import Handlers
from kinocraft_mock.services.kinescope.account.authentication import require_upload
from kinocraft_mock.services.kinescope.errors import invalid, no_body
from kinocraft_mock.services.kinescope.links import video_links
from kinocraft_mock.services.kinescope.names import file_name, header_text, name_in_url
from kinocraft_mock.services.kinescope.projects.places import Place, find_place
from kinocraft_mock.services.kinescope.store.records import Record, Records
from kinocraft_mock.services.kinescope.store.resource_types import VIDEO
from kinocraft_mock.services.kinescope.uploads.destinations import default_project
from kinocraft_mock.services.kinescope.uploads.fetching import require_local, require_no_body
from kinocraft_mock.services.kinescope.uploads.imports import Imports
from kinocraft_mock.services.kinescope.uploads.sessions import LARGEST, UploadSessions
from kinocraft_mock.services.kinescope.videos.progress import fail, settle
from kinocraft_mock.services.kinescope.videos.state import give_file, make_video, segments_of
from kinocraft_mock.state.blobs import IncomingFile

handlers = Handlers()


class _VideoBody(IncomingFile):
    """The bytes of a video. If they are incomplete, a suspended video records the attempt."""

    def __init__(self, context: Context, values: Mapping[str, Any]) -> None:
        super().__init__(context.blobs.arriving(), context.blobs.pool, hashlib.md5(usedforsecurity=False))
        self._context = context
        self._values = values
        self._whole = False

    async def finish(self) -> None:
        await super().finish()
        self._whole = True

    async def _break_off(self) -> None:
        if self._whole:
            return
        self._whole = True
        # The video that an upload replaces stays as it is, and a stopping server records nothing.
        if "X-Replace-Video-ID" not in self._values and not self._context.component(UploadSessions).closed:
            with suppress(ErrorResponse):  # the place of the video may be gone by now
                fail(self._context, _made(self._context, self._values), "suspended", "the upload broke off")


@handlers.receives("videos.uploads.create")
def open_file(context: Context, values: Mapping[str, Any]) -> IncomingFile:
    """Open a file for the bytes of a video, after all headers were checked."""
    for header in ("X-Video-URL", "X-Poster-URL"):
        if header in values:
            require_local(header, values[header])
    if "X-Replace-Video-ID" in values:
        context.component(Records).get(VIDEO, values["X-Replace-Video-ID"])
    else:
        _place(context, values)
    return _VideoBody(context, values)


@handlers.on("videos.uploads.create")
def create(request: Request) -> Response:
    """Create or replace a video, from the body or from a URL."""
    context, values, incoming = request.context, request.parameters, request.body
    url = values.get("X-Video-URL")
    if url is None and not incoming.size:
        raise no_body()
    if url is not None:
        require_no_body("X-Video-URL", incoming, request.exchange)
    name = header_text(values.get("X-File-Name", "")) or name_in_url(url or "")
    named = file_name(name, "video.mp4")
    with context.component(Records).transaction():
        video = _replaced(context, values) if "X-Replace-Video-ID" in values else _made(context, values)
        if url is None:
            give_file(context, video, named, segments_of(context, incoming), md5=incoming.digest)
        else:
            context.component(Imports).fetch_video(video, url, named)
        if "X-Poster-URL" in values:
            context.component(Imports).fetch_poster(video, values["X-Poster-URL"])
    return Response({"data": _serialize(request, video)})


@handlers.interprets("videos.uploads.init")
def name_file(body: Any) -> str:
    """Name a file that is announced without a name by its title, as one program announces it."""
    if not isinstance(body, dict):
        return ""
    announced = cast("dict[str, Any]", body)
    if announced.get("filename") is not None or not isinstance(announced.get("title"), str):
        return ""
    announced["filename"] = announced["title"]
    return "the file has no name, and gets that of its title"


@handlers.on("videos.uploads.init")
def init(request: Request) -> Response:
    """Create a video without bytes, or announce a material, and return the upload's URL."""
    context, body = request.context, request.body
    length = int(body["filesize"])
    if length > LARGEST:
        raise invalid("filesize", "max", str(LARGEST))
    sessions, records = context.component(UploadSessions), context.component(Records)
    name = file_name(body["filename"], "file")
    if body["type"] == "attachment":
        owner = records.get(VIDEO, body["parent_id"])
        require_upload(request.principal, owner.body["project_id"])
        made = context.ids.uuid()
        upload = sessions.create(owner, length, name, title=body["title"], material=made)
    else:
        place = find_place(context, body["parent_id"])
        require_upload(request.principal, place.project_id)
        with records.transaction():
            video = make_video(context, place, body["title"], body.get("description", ""))
            upload = sessions.create(video, length, name)
        made = video.id
    return Response({"data": {"id": made, "endpoint": f"{request.base}/tus/{upload.id}"}}, 201)


def _serialize(request: Request, video: Record) -> dict[str, Any]:
    return {
        "id": video.id,
        "parent_id": video.body["folder_id"] or video.body["project_id"],
        "title": video.body["title"],
        "description": video.body["description"],
        "status": video.body["status"],
        **video_links(request.origin, video.id),
        "created_at": video.created_at,
    }


def _place(context: Context, values: Mapping[str, Any]) -> Place:
    if "X-Parent-ID" in values:
        return find_place(context, values["X-Parent-ID"])
    project = default_project(context)
    if project is None:
        raise invalid("X-Parent-ID", "required")
    return Place(project, project.id, None)


def _made(context: Context, values: Mapping[str, Any]) -> Record:
    title, description = header_text(values["X-Video-Title"]), header_text(values.get("X-Video-Description", ""))
    return make_video(context, _place(context, values), title, description)


def _replaced(context: Context, values: Mapping[str, Any]) -> Record:
    """Return the video to replace, with the title and description of the request. It stays where it is."""
    records = context.component(Records)
    video = settle(context, records.get(VIDEO, values["X-Replace-Video-ID"]))
    fields = {"title": header_text(values["X-Video-Title"])}
    if "X-Video-Description" in values:
        fields["description"] = header_text(values["X-Video-Description"])
    return records.change(video, **fields)

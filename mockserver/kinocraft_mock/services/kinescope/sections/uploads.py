"""Section "videos" of version 2: videos from bytes, from an address, and in place of others."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any

from kinocraft_mock.http.messages import Request, Response
from kinocraft_mock.service import Handlers
from kinocraft_mock.services.kinescope.arrivals import Arrivals
from kinocraft_mock.services.kinescope.destinations import default_project
from kinocraft_mock.services.kinescope.errors import invalid, no_body
from kinocraft_mock.services.kinescope.fetching import require_local
from kinocraft_mock.services.kinescope.imports import Imports
from kinocraft_mock.services.kinescope.kinds import VIDEO
from kinocraft_mock.services.kinescope.names import file_name, header_text, name_in_url
from kinocraft_mock.services.kinescope.objects import Objects, Thing
from kinocraft_mock.services.kinescope.tokens import require_upload
from kinocraft_mock.services.kinescope.video_described import links
from kinocraft_mock.services.kinescope.video_making import Place, find_place, give_file, make_video, segments_of
from kinocraft_mock.services.kinescope.video_progress import fail, settle
from kinocraft_mock.state.blobs import IncomingFile
from kinocraft_mock.state.context import Context

handlers = Handlers()

LARGEST = 1 << 50
"""Bytes of the largest file that can be announced. The service's own limit is not published."""


class _Arriving(IncomingFile):
    """The bytes of a video. Where they break off, a suspended video shows that there was one to be."""

    def __init__(self, context: Context, values: Mapping[str, Any]) -> None:
        super().__init__(context.blobs.arriving(), context.blobs.pool, hashlib.md5(usedforsecurity=False))
        self._context = context
        self._values = values
        self._whole = False

    async def finish(self) -> None:
        await super().finish()
        self._whole = True

    async def discard(self) -> None:
        if not self._whole:
            self._whole = True
            # A video that was to be replaced stays as it is, and so does all when the server ends.
            if "X-Replace-Video-ID" not in self._values and not self._context.component(Arrivals).closed:
                fail(self._context, _made(self._context, self._values), "suspended", "the upload broke off")
        await super().discard()


@handlers.receives("videos.uploads.create")
def open_file(context: Context, values: Mapping[str, Any]) -> IncomingFile:
    """Open a file for a video's bytes once all that stands in headers is known to be good."""
    for header in ("X-Video-URL", "X-Poster-URL"):
        if header in values:
            require_local(header, values[header])
    if "X-Replace-Video-ID" in values:
        context.component(Objects).get(VIDEO, values["X-Replace-Video-ID"])
    else:
        _place(context, values)
    return _Arriving(context, values)


@handlers.on("videos.uploads.create")
def create(request: Request) -> Response:
    """A video whose file is here, or is fetched from now on."""
    context, values, incoming = request.context, request.parameters, request.body
    url = values.get("X-Video-URL")
    if url is None and not incoming.size:
        raise no_body()
    if url is not None and incoming.size:
        raise invalid("X-Video-URL", "excluded_with", "no body besides")
    name = header_text(values.get("X-File-Name", "")) or name_in_url(url or "")
    named = file_name(name, "video.mp4")
    with context.component(Objects).transaction():
        video = _replaced(context, values) if "X-Replace-Video-ID" in values else _made(context, values)
        if url is None:
            give_file(context, video, named, segments_of(context, incoming), md5=incoming.digest)
        else:
            context.component(Imports).fetch_video(video, url, named)
        if "X-Poster-URL" in values:
            context.component(Imports).fetch_poster(video, values["X-Poster-URL"])
    return Response({"data": _described(request, video)})


@handlers.on("videos.uploads.init")
def init(request: Request) -> Response:
    """A video without bytes, or the promise of a material, and the address that the bytes go to."""
    context, body = request.context, request.body
    length = int(body["filesize"])
    if length > LARGEST:
        raise invalid("filesize", "max", str(LARGEST))
    arrivals, objects = context.component(Arrivals), context.component(Objects)
    name = file_name(body["filename"], "file")
    if body["type"] == "attachment":
        owner = objects.get(VIDEO, body["parent_id"])
        require_upload(request.principal, owner.body["project_id"])
        made = context.ids.uuid()
        upload = arrivals.announce(owner, length, name, title=body["title"], material=made)
    else:
        place = find_place(context, body["parent_id"])
        require_upload(request.principal, place.project_id)
        with objects.transaction():
            video = make_video(context, place, body["title"], body.get("description", ""))
            upload = arrivals.announce(video, length, name)
        made = video.id
    return Response({"data": {"id": made, "endpoint": f"{request.base}/tus/{upload.id}"}}, 201)


def _described(request: Request, video: Thing) -> dict[str, Any]:
    return {
        "id": video.id,
        "parent_id": video.body["folder_id"] or video.body["project_id"],
        "title": video.body["title"],
        "description": video.body["description"],
        "status": video.body["status"],
        **links(request.origin, video),
        "created_at": video.created_at,
    }


def _place(context: Context, values: Mapping[str, Any]) -> Place:
    if "X-Parent-ID" in values:
        return find_place(context, values["X-Parent-ID"])
    project = default_project(context)
    if project is None:
        raise invalid("X-Parent-ID", "required")
    return Place(project, project.id, None)


def _made(context: Context, values: Mapping[str, Any]) -> Thing:
    title, description = header_text(values["X-Video-Title"]), header_text(values.get("X-Video-Description", ""))
    return make_video(context, _place(context, values), title, description)


def _replaced(context: Context, values: Mapping[str, Any]) -> Thing:
    """The video that gets another file; it is called as the request says, and stays where it is."""
    objects = context.component(Objects)
    video = settle(context, objects.get(VIDEO, values["X-Replace-Video-ID"]))
    fields = {"title": header_text(values["X-Video-Title"])}
    if "X-Video-Description" in values:
        fields["description"] = header_text(values["X-Video-Description"])
    return objects.change(video, **fields)

"""Section "additional-materials"."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kinocraft_mock.http.messages import Request, Response
from kinocraft_mock.service import Handlers
from kinocraft_mock.services.kinescope.errors import invalid, no_body
from kinocraft_mock.services.kinescope.kinds import ADDITIONAL_MATERIAL, VIDEO
from kinocraft_mock.services.kinescope.materials import add_material, described, signed_link
from kinocraft_mock.services.kinescope.names import header_text
from kinocraft_mock.services.kinescope.objects import Objects, Thing
from kinocraft_mock.services.kinescope.video_making import segments_of
from kinocraft_mock.state.blobs import IncomingFile
from kinocraft_mock.state.context import Context

__all__ = ["described", "handlers"]

handlers = Handlers()


@handlers.receives("additional_materials.upload")
def open_file(context: Context, values: Mapping[str, Any]) -> IncomingFile:
    """Open a file for a material of a video that exists."""
    context.component(Objects).get(VIDEO, values["X-Video-ID"])
    return context.blobs.open()


@handlers.on("additional_materials.upload")
def upload(request: Request) -> Response:
    """Keep a file as the last material of its video."""
    context, values, incoming = request.context, request.parameters, request.body
    video = context.component(Objects).get(VIDEO, values["X-Video-ID"])
    if not incoming.size:
        raise no_body()
    name, title = header_text(values.get("X-File-Name", "")), header_text(values.get("X-Title", ""))
    material = add_material(context, video, name, title, segments_of(context, incoming))
    return Response({"data": described(request, material)})


@handlers.on("additional_materials.get_link")
def get_link(request: Request) -> Response:
    """An address of the file that works for a while."""
    return Response({"data": {"link": signed_link(request, _material(request))}})


@handlers.on("additional_materials.update")
def update(request: Request) -> Response:
    """Give a material another title; the file stays."""
    material = _material(request)
    if "title" in request.body:
        request.context.component(Objects).change(material, title=request.body["title"])
    return Response({"data": described(request, material)})


@handlers.on("additional_materials.reorder")
def reorder(request: Request) -> Response:
    """Put materials of one video in this order; those that are not named follow in the order they had."""
    objects = request.context.component(Objects)
    named: dict[str, Thing] = {}
    for index, text in enumerate(request.body):
        material = objects.get(ADDITIONAL_MATERIAL, text)
        if material.id in named:
            raise invalid("id", "unique", index=index)
        if named and material.parent != next(iter(named.values())).parent:
            raise invalid("id", "video_id", "all of one video", index=index)
        named[material.id] = material
    video = objects.parent(next(iter(named.values()))) if named else None
    if video is not None:
        others = [each for each in objects.children(video, ADDITIONAL_MATERIAL) if each.id not in named]
        objects.arrange([*named.values(), *others])
    return Response({"data": {"success": True}})


@handlers.on("additional_materials.delete")
def delete(request: Request) -> Response:
    """Remove a material with its file; links to it lead nowhere from then on."""
    request.context.component(Objects).delete(_material(request))
    return Response({"data": {"success": True}})


def _material(request: Request) -> Thing:
    return request.context.component(Objects).get(ADDITIONAL_MATERIAL, request.parameters["material_id"])

"""Section "additional-materials"."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kinocraft_mock.context import Context
from kinocraft_mock.http.messages import Request, Response
from kinocraft_mock.services.kinescope.additional_materials.state import add_material, serialize, signed_link
from kinocraft_mock.services.kinescope.errors import invalid, no_body
from kinocraft_mock.services.kinescope.names import header_text
from kinocraft_mock.services.kinescope.store.crud import Crud, succeeded
from kinocraft_mock.services.kinescope.store.records import Record, Records
from kinocraft_mock.services.kinescope.store.resource_types import ADDITIONAL_MATERIAL, VIDEO
from kinocraft_mock.services.kinescope.videos.state import segments_of
from kinocraft_mock.state.blobs import IncomingFile

MATERIALS = Crud(
    resource_type=ADDITIONAL_MATERIAL,
    operations="additional_materials",
    id_parameter="material_id",
    serialize=serialize,
    fields=("title",),
    empty_updates=False,
)
handlers = MATERIALS.handlers("update", "delete")


@handlers.receives("additional_materials.upload")
def open_file(context: Context, values: Mapping[str, Any]) -> IncomingFile:
    """Open a file for a material of an existing video."""
    context.component(Records).get(VIDEO, values["X-Video-ID"])
    return context.blobs.open()


@handlers.on("additional_materials.upload")
def upload(request: Request) -> Response:
    """Store a file as the last material of its video."""
    context, values, incoming = request.context, request.parameters, request.body
    video = context.component(Records).get(VIDEO, values["X-Video-ID"])
    if not incoming.size:
        raise no_body()
    name, title = header_text(values.get("X-File-Name", "")), header_text(values.get("X-Title", ""))
    material = add_material(context, video, name, title, segments_of(context, incoming))
    return MATERIALS.respond(request, material)


@handlers.on("additional_materials.get_link")
def get_link(request: Request) -> Response:
    """Return a temporary URL of the file."""
    return Response({"data": {"link": signed_link(request, MATERIALS.find(request))}})


@handlers.on("additional_materials.reorder")
def reorder(request: Request) -> Response:
    """Put materials of one video in this order; the others follow in their present order."""
    records = request.context.component(Records)
    named: dict[str, Record] = {}
    for index, text in enumerate(request.body):
        material = records.get(ADDITIONAL_MATERIAL, text)
        if material.id in named:
            raise invalid("id", "unique", index=index)
        if named and material.parent != next(iter(named.values())).parent:
            raise invalid("id", "video_id", "all of one video", index=index)
        named[material.id] = material
    video = records.parent(next(iter(named.values()))) if named else None
    if video is not None:
        others = [each for each in records.children(video, ADDITIONAL_MATERIAL) if each.id not in named]
        records.arrange([*named.values(), *others])
    return succeeded()

"""Section "additional-materials"."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kinocraft_mock.blobs import Incoming
from kinocraft_mock.messages import Answer, Call
from kinocraft_mock.services.kinescope.additional_materials.state import add_material, serialize, signed_link
from kinocraft_mock.services.kinescope.errors import invalid, no_body
from kinocraft_mock.services.kinescope.names import header_text
from kinocraft_mock.services.kinescope.store.crud import Crud, succeeded
from kinocraft_mock.services.kinescope.store.records import Record, Records
from kinocraft_mock.services.kinescope.store.resource_types import ADDITIONAL_MATERIAL, VIDEO
from kinocraft_mock.services.kinescope.videos.state import segments_of
from kinocraft_mock.world import World

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
def make_room(world: World, values: Mapping[str, Any]) -> Incoming:
    """Open a file for a material of an existing video."""
    world.part(Records).get(VIDEO, values["X-Video-ID"])
    return world.blobs.open()


@handlers.on("additional_materials.upload")
def upload(call: Call) -> Answer:
    """Store a file as the last material of its video."""
    world, values, incoming = call.world, call.values, call.body
    video = world.part(Records).get(VIDEO, values["X-Video-ID"])
    if not incoming.size:
        raise no_body()
    name, title = header_text(values.get("X-File-Name", "")), header_text(values.get("X-Title", ""))
    material = add_material(world, video, name, title, segments_of(world, incoming))
    return MATERIALS.respond(call, material)


@handlers.on("additional_materials.get_link")
def get_link(call: Call) -> Answer:
    """Return a temporary URL of the file."""
    return Answer({"data": {"link": signed_link(call, MATERIALS.find(call))}})


@handlers.on("additional_materials.reorder")
def reorder(call: Call) -> Answer:
    """Put materials of one video in this order; the others follow in their present order."""
    records = call.world.part(Records)
    named: dict[str, Record] = {}
    for index, text in enumerate(call.body):
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

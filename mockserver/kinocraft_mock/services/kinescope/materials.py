"""Additional materials: making them, printing them, and the signed addresses they are fetched from."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from kinocraft_mock.http.messages import Request
from kinocraft_mock.services.kinescope.files import Files, signed_path
from kinocraft_mock.services.kinescope.kinds import ADDITIONAL_MATERIAL
from kinocraft_mock.services.kinescope.names import file_name, media_type
from kinocraft_mock.services.kinescope.objects import Objects, Thing
from kinocraft_mock.services.kinescope.times import moment
from kinocraft_mock.services.kinescope.workspace import storage_id
from kinocraft_mock.state.context import Context

__all__ = ["add_material", "described", "signed_link"]

LIFETIME = 600
"""Seconds that a link works. The service says that it is short, and not how short."""


def add_material(
    context: Context, video: Thing, name: str, title: str, segments: Sequence[tuple[str, int]], id: str | None = None
) -> Thing:
    """A new material, the last one of its video, whose bytes are these blobs; `id` is one that was promised before."""
    objects = context.component(Objects)
    named = file_name(name, "material")
    media = media_type(named)
    fields = {
        "video_id": video.id,
        "title": title or named,
        "filename": named,
        "filetype": media,
        "size": sum(size for _, size in segments),
    }
    with objects.transaction():
        position = objects.next_position(video, ADDITIONAL_MATERIAL)
        material = objects.make(ADDITIONAL_MATERIAL, fields, video, position=position, id=id)
        context.component(Files).add(material, "material", named, media, segments)
    return material


def described(request: Request, material: Thing) -> dict[str, Any]:
    """A material as answers print it."""
    return {
        "id": material.id,
        **material.body,
        "storage_id": storage_id(request.context),
        "position": material.position,
        "created_at": material.created_at,
        "updated_at": material.updated_at,
        "deleted_at": None,
    }


def signed_link(request: Request, material: Thing) -> str:
    """An address of the file that works for a while from now, for whoever has it."""
    context = request.context
    (file,) = context.component(Files).of(material)
    expires = moment(context.clock) // 1_000_000 + LIFETIME
    return f"{request.origin}{signed_path(context, file, expires)}"

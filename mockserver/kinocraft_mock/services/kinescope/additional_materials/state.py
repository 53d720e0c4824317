"""Additional materials: creating and serializing them, and their signed URLs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from kinocraft_mock.context import Context
from kinocraft_mock.http.media_types import media_type
from kinocraft_mock.http.messages import Request
from kinocraft_mock.services.kinescope.datetimes import timestamp
from kinocraft_mock.services.kinescope.names import file_name
from kinocraft_mock.services.kinescope.store.files import Files, signed_path
from kinocraft_mock.services.kinescope.store.records import Record, Records
from kinocraft_mock.services.kinescope.store.resource_types import ADDITIONAL_MATERIAL
from kinocraft_mock.services.kinescope.workspace import storage_id

__all__ = ["add_material", "serialize", "signed_link"]

LIFETIME = 600
"""Seconds that a URL works. The service calls the time short and gives no number."""


def add_material(
    context: Context, video: Record, name: str, title: str, segments: Sequence[tuple[str, int]], id: str | None = None
) -> Record:
    """Add a material to the end of a video's materials; `id` is one that was announced before."""
    records = context.component(Records)
    named = file_name(name, "material")
    media = media_type(named)
    fields = {
        "video_id": video.id,
        "title": title or named,
        "filename": named,
        "filetype": media,
        "size": sum(size for _, size in segments),
    }
    with records.transaction():
        position = records.next_position(video, ADDITIONAL_MATERIAL)
        material = records.make(ADDITIONAL_MATERIAL, fields, video, position=position, id=id)
        context.component(Files).add(material, "material", named, media, segments)
    return material


def serialize(request: Request, material: Record) -> dict[str, Any]:
    """Serialize a material."""
    return {
        "id": material.id,
        **material.body,
        "storage_id": storage_id(request.context),
        "position": material.position,
        "created_at": material.created_at,
        "updated_at": material.updated_at,
        "deleted_at": None,
    }


def signed_link(request: Request, material: Record) -> str:
    """Return a URL of the file that works for a while and needs no token."""
    context = request.context
    (file,) = context.component(Files).of(material)
    expires = timestamp(context.clock) // 1_000_000 + LIFETIME
    return f"{request.origin}{signed_path(context, file, expires)}"

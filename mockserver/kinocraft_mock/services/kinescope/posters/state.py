"""Posters: uploaded pictures, and frames, which are plain because nothing here decodes video."""

from __future__ import annotations

from typing import Any

from kinocraft_mock.blobs import Incoming
from kinocraft_mock.services.kinescope.links import FILES, FRAMES
from kinocraft_mock.services.kinescope.store.files import PICTURE, Files
from kinocraft_mock.services.kinescope.store.pictures import image_type
from kinocraft_mock.services.kinescope.store.records import Record, Records
from kinocraft_mock.services.kinescope.store.resource_types import POSTER
from kinocraft_mock.world import World

__all__ = ["activate", "active_poster", "add_poster", "picture_links"]

WIDTHS = {"original": 1280, "md": 640, "sm": 320, "xs": 160}
"""Widths in pixels. The vendor names the sizes without numbers."""


def add_poster(
    world: World, owner: Record, incoming: Incoming | None = None, *, from_time: float = 0, active: bool = False
) -> Record:
    """Add a poster to a video or live event: the picture that has arrived, or the frame at `from_time` seconds."""
    records, files = world.part(Records), world.part(Files)
    fields: dict[str, Any] = {
        "type": "image",
        "status": "done",
        "active": False,
        "from_time": from_time,
        "to_time": 0,
        "file": None,
    }
    with records.transaction():
        poster = records.make(POSTER, fields, owner)
        if incoming is not None:
            # Unknown formats count as that of the vendor's posters.
            media = image_type(incoming.path) or "image/jpeg"
            ending = media.removeprefix("image/").partition("+")[0].replace("jpeg", "jpg")
            stored = files.keep(poster, PICTURE, f"{poster.id}.{ending}", media, incoming)
            poster.body["file"] = f"{stored.id}/{stored.name}"
            records.save(poster, touch=False)
        if active:
            activate(world, owner, poster)
    return poster


def activate(world: World, owner: Record, poster: Record) -> None:
    """Make a poster the active one, which viewers see, instead of the present one."""
    records = world.part(Records)
    with records.transaction():
        for each in records.children(owner, POSTER):
            if each.body["active"] != (each.id == poster.id):
                records.change(each, active=each.id == poster.id)
    poster.body["active"] = True


def active_poster(world: World, owner: Record) -> Record | None:
    """Return the poster that viewers see."""
    posters = world.part(Records).children(owner, POSTER)
    return next((each for each in posters if each.body["active"]), None)


def picture_links(origin: str, poster: Record) -> dict[str, str]:
    """Return the URLs of a poster in four sizes. An uploaded picture is the same in all of them."""
    kept = poster.body.get("file")
    if kept is not None:
        return dict.fromkeys(WIDTHS, f"{origin}{FILES}/{kept}")
    return {size: f"{origin}{FRAMES}/{poster.id}/{size}.png" for size in WIDTHS}

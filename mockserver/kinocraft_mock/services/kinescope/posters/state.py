"""Posters: uploaded pictures, and frames, which are plain because nothing here decodes video."""

from __future__ import annotations

from typing import Any

from kinocraft_mock.context import Context
from kinocraft_mock.services.kinescope.links import FILES, FRAMES
from kinocraft_mock.services.kinescope.store.files import PICTURE, Files
from kinocraft_mock.services.kinescope.store.pictures import image_type
from kinocraft_mock.services.kinescope.store.records import Record, Records
from kinocraft_mock.services.kinescope.store.resource_types import POSTER
from kinocraft_mock.state.blobs import IncomingFile

__all__ = ["activate", "active_poster", "add_poster", "picture_links"]

WIDTHS = {"original": 1280, "md": 640, "sm": 320, "xs": 160}
"""Widths in pixels. The vendor names the sizes without numbers."""


def add_poster(
    context: Context, owner: Record, incoming: IncomingFile | None = None, *, from_time: float = 0, active: bool = False
) -> Record:
    """Add a poster to a video or live event: the picture that has arrived, or the frame at `from_time` seconds."""
    records, files = context.component(Records), context.component(Files)
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
            activate(context, owner, poster)
    return poster


def activate(context: Context, owner: Record, poster: Record) -> None:
    """Make a poster the active one, which viewers see, instead of the present one."""
    records = context.component(Records)
    with records.transaction():
        for each in records.children(owner, POSTER):
            if each.body["active"] != (each.id == poster.id):
                records.change(each, active=each.id == poster.id)
    poster.body["active"] = True


def active_poster(context: Context, owner: Record) -> Record | None:
    """Return the poster that viewers see."""
    posters = context.component(Records).children(owner, POSTER)
    return next((each for each in posters if each.body["active"]), None)


def picture_links(origin: str, poster: Record) -> dict[str, str]:
    """Return the URLs of a poster in four sizes. An uploaded picture is the same in all of them."""
    kept = poster.body.get("file")
    if kept is not None:
        return dict.fromkeys(WIDTHS, f"{origin}{FILES}/{kept}")
    return {size: f"{origin}{FRAMES}/{poster.id}/{size}.png" for size in WIDTHS}

"""Section "tags"."""

from __future__ import annotations

from typing import Any

from kinocraft_mock.messages import Answer, Call
from kinocraft_mock.service import Handlers
from kinocraft_mock.services.kinescope.kinds import TAG, VIDEO
from kinocraft_mock.services.kinescope.lists import listed
from kinocraft_mock.services.kinescope.objects import Objects, Thing
from kinocraft_mock.services.kinescope.selection import Selections, holds

handlers = Handlers()


def _described(_call: Call, tag: Thing) -> dict[str, Any]:
    return {"id": tag.id, **tag.body, "created_at": tag.created_at}


@handlers.on("tags.list")
def list_(call: Call) -> Answer:
    """A page of tags, archived ones among them."""
    return listed(call, TAG, _described)


@handlers.on("tags.create")
def create(call: Call) -> Answer:
    """A new tag."""
    tag = call.world.part(Objects).make(TAG, {"tag": call.body["tag"], "archived": False})
    return Answer({"data": _described(call, tag)})


@handlers.on("tags.update")
def update(call: Call) -> Answer:
    """The whole tag anew; videos that carry it carry its new text."""
    objects = call.world.part(Objects)
    tag = objects.get(TAG, call.values["tag_id"])
    with objects.transaction():
        _replace(call, tag.body["tag"], [call.body["tag"]])
        objects.change(tag, tag=call.body["tag"], archived=call.body.get("archived", False))
    return Answer({"data": _described(call, tag)})


@handlers.on("tags.delete")
def delete(call: Call) -> Answer:
    """Remove a tag; videos lose it."""
    objects = call.world.part(Objects)
    tag = objects.get(TAG, call.values["tag_id"])
    with objects.transaction():
        _replace(call, tag.body["tag"], [])
        objects.delete(tag)
    return Answer({"data": {"success": True}})


def _replace(call: Call, text: str, replacement: list[str]) -> None:
    if replacement == [text]:
        return
    objects = call.world.part(Objects)
    for video in call.world.part(Selections).page(VIDEO, (), (holds("tags", text),))[1]:
        kept = [each for tag in video.body["tags"] for each in (replacement if tag == text else [tag])]
        video.body["tags"] = list(dict.fromkeys(kept))
        objects.save(video, touch=False)

"""Section "tags"."""

from __future__ import annotations

from typing import Any

from kinocraft_mock.messages import Answer, Call
from kinocraft_mock.services.kinescope.store.crud import Crud
from kinocraft_mock.services.kinescope.store.queries import Queries, holds
from kinocraft_mock.services.kinescope.store.records import Record, Records
from kinocraft_mock.services.kinescope.store.resource_types import TAG, VIDEO


def _serialize(_call: Call, tag: Record) -> dict[str, Any]:
    return {"id": tag.id, **tag.body, "created_at": tag.created_at}


# Lists include archived tags.
TAGS = Crud(
    resource_type=TAG,
    operations="tags",
    id_parameter="tag_id",
    serialize=_serialize,
    fields=("tag",),
    defaults=lambda _call: {"tag": "", "archived": False},
)
handlers = TAGS.handlers("list", "create")


@handlers.on("tags.update")
def update(call: Call) -> Answer:
    """Replace all fields of a tag. Videos with the tag get its new text."""
    records = call.world.part(Records)
    tag = TAGS.find(call)
    with records.transaction():
        _replace(call, tag.body["tag"], [call.body["tag"]])
        records.change(tag, tag=call.body["tag"], archived=call.body.get("archived", False))
    return TAGS.respond(call, tag)


@handlers.on("tags.delete")
def delete(call: Call) -> Answer:
    """Delete a tag, and remove it from videos."""
    with call.world.part(Records).transaction():
        _replace(call, TAGS.find(call).body["tag"], [])
        return TAGS.delete(call)


def _replace(call: Call, text: str, replacement: list[str]) -> None:
    if replacement == [text]:
        return
    records = call.world.part(Records)
    for video in call.world.part(Queries).page(VIDEO, (), (holds("tags", text),))[1]:
        kept = [each for tag in video.body["tags"] for each in (replacement if tag == text else [tag])]
        video.body["tags"] = list(dict.fromkeys(kept))
        records.save(video, touch=False)

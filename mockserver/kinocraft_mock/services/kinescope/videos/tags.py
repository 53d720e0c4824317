"""Section "tags"."""

from __future__ import annotations

from typing import Any

from kinocraft_mock.http.messages import Request, Response
from kinocraft_mock.services.kinescope.store.crud import Crud
from kinocraft_mock.services.kinescope.store.queries import Queries, holds
from kinocraft_mock.services.kinescope.store.records import Record, Records
from kinocraft_mock.services.kinescope.store.resource_types import TAG, VIDEO


def _serialize(_call: Request, tag: Record) -> dict[str, Any]:
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
def update(request: Request) -> Response:
    """Replace all fields of a tag. Videos with the tag get its new text."""
    records = request.context.component(Records)
    tag = TAGS.find(request)
    with records.transaction():
        _replace(request, tag.body["tag"], [request.body["tag"]])
        records.change(tag, tag=request.body["tag"], archived=request.body.get("archived", False))
    return TAGS.respond(request, tag)


@handlers.on("tags.delete")
def delete(request: Request) -> Response:
    """Delete a tag, and remove it from videos."""
    with request.context.component(Records).transaction():
        _replace(request, TAGS.find(request).body["tag"], [])
        return TAGS.delete(request)


def _replace(request: Request, text: str, replacement: list[str]) -> None:
    if replacement == [text]:
        return
    records = request.context.component(Records)
    for video in request.context.component(Queries).page(VIDEO, (), (holds("tags", text),))[1]:
        kept = [each for tag in video.body["tags"] for each in (replacement if tag == text else [tag])]
        video.body["tags"] = list(dict.fromkeys(kept))
        records.save(video, touch=False)

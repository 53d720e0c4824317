"""Section "tags"."""

from __future__ import annotations

from typing import Any

from kinocraft_mock.http.messages import Request, Response
from kinocraft_mock.service import Handlers
from kinocraft_mock.services.kinescope.kinds import TAG, VIDEO
from kinocraft_mock.services.kinescope.lists import listed
from kinocraft_mock.services.kinescope.objects import Objects, Thing
from kinocraft_mock.services.kinescope.selection import Selections, holds

handlers = Handlers()


def _described(_call: Request, tag: Thing) -> dict[str, Any]:
    return {"id": tag.id, **tag.body, "created_at": tag.created_at}


@handlers.on("tags.list")
def list_(request: Request) -> Response:
    """A page of tags, archived ones among them."""
    return listed(request, TAG, _described)


@handlers.on("tags.create")
def create(request: Request) -> Response:
    """A new tag."""
    tag = request.context.component(Objects).make(TAG, {"tag": request.body["tag"], "archived": False})
    return Response({"data": _described(request, tag)})


@handlers.on("tags.update")
def update(request: Request) -> Response:
    """The whole tag anew; videos that carry it carry its new text."""
    objects = request.context.component(Objects)
    tag = objects.get(TAG, request.parameters["tag_id"])
    with objects.transaction():
        _replace(request, tag.body["tag"], [request.body["tag"]])
        objects.change(tag, tag=request.body["tag"], archived=request.body.get("archived", False))
    return Response({"data": _described(request, tag)})


@handlers.on("tags.delete")
def delete(request: Request) -> Response:
    """Remove a tag; videos lose it."""
    objects = request.context.component(Objects)
    tag = objects.get(TAG, request.parameters["tag_id"])
    with objects.transaction():
        _replace(request, tag.body["tag"], [])
        objects.delete(tag)
    return Response({"data": {"success": True}})


def _replace(request: Request, text: str, replacement: list[str]) -> None:
    if replacement == [text]:
        return
    objects = request.context.component(Objects)
    for video in request.context.component(Selections).page(VIDEO, (), (holds("tags", text),))[1]:
        kept = [each for tag in video.body["tags"] for each in (replacement if tag == text else [tag])]
        video.body["tags"] = list(dict.fromkeys(kept))
        objects.save(video, touch=False)

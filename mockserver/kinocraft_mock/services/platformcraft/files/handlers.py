"""Sections "File upload", "Getting a file or folder information", "Change file or folder", "Delete file or folder"."""

from __future__ import annotations

from math import inf
from typing import Any
from urllib.parse import urlencode

from kinocraft_mock.http.media_types import media_type
from kinocraft_mock.http.messages import ErrorResponse, Request, Response
from kinocraft_mock.service import Handlers
from kinocraft_mock.services.platformcraft.files.listing import Marker, page
from kinocraft_mock.services.platformcraft.files.media import Media
from kinocraft_mock.services.platformcraft.files.paths import check_name, split
from kinocraft_mock.services.platformcraft.files.serialize import DOWNLOADS, describe, encoded
from kinocraft_mock.services.platformcraft.files.tree import Content, Entry, Tree
from kinocraft_mock.state.blobs import IncomingFile

__all__ = ["handlers", "serialize"]

handlers = Handlers()

NO_PREVIEW = {"preview_url": ""}
"""What objects have when they are read. No previews are made."""


def serialize(request: Request, entry: Entry, names: list[str]) -> dict[str, Any]:
    """Serialize the entry at this path."""
    return describe(entry, f"/{'/'.join(names)}", _address(request, names), request.context.component(Media).of(entry))


def _address(request: Request, names: list[str]) -> str:
    return "/".join([f"{request.host}{DOWNLOADS}", encoded(request.context.settings.login), *map(encoded, names)])


@handlers.on("files.get")
def get(request: Request) -> Response:
    """Return a file, or a folder with a page of its contents."""
    return Response(_read(request), until=inf)


def _read(request: Request) -> dict[str, Any]:
    values = request.parameters
    tree = request.context.component(Tree)
    names = split(values["file_path"])
    start = Marker.decode(values["from"]) if "from" in values else None
    if start is None:
        entry = tree.get(names)
    else:
        entry = _marked_folder(tree, start, values["sort"])
        if names and tree.get(names).seq != entry.seq:
            raise ErrorResponse(400, "from: the marker belongs to another folder")
        names = tree.names(entry)
    serialized = {**serialize(request, entry, names), **NO_PREVIEW}
    if entry.is_dir:
        serialized.update(_contents(request, entry, names, start))
    return serialized


def _marked_folder(tree: Tree, start: Marker, sort: str) -> Entry:
    folder = tree.by_id(start.folder)
    if folder is None or not folder.is_dir:
        raise ErrorResponse(404, "no such object: the folder of this marker is gone")
    if start.sort != sort:
        raise ErrorResponse(400, f"from: the marker belongs to a listing sorted by {start.sort}")
    return folder


def _contents(request: Request, folder: Entry, names: list[str], start: Marker | None) -> dict[str, Any]:
    values = request.parameters
    sort, limit = values["sort"], values["limit"]
    only = [flag for flag in ("files_only", "dirs_only") if flag in values]
    found = page(
        request.context.store, folder, sort, limit, start, files="dirs_only" not in only, dirs="files_only" not in only
    )
    path, address = "".join(f"/{name}" for name in names), _address(request, names)
    media = request.context.component(Media)
    contents = [
        describe(each, f"{path}/{each.name}", f"{address}/{encoded(each.name)}", media.of(each)) | NO_PREVIEW
        for each in found.entries
    ]
    paging: dict[str, Any] = {"count": found.count, "count_on_page": len(found.entries), "next": ""}
    if found.next is not None:
        query = urlencode({"sort": sort, "limit": limit, "from": found.next.encode()})
        url = f"{request.base}/fs/container/{request.context.account}/object?{query}"
        paging["next"] = "&".join([url, *only])
    return {"contents": contents, "paging": paging}


@handlers.on("files.create")
def create(request: Request) -> Response:
    """Create a file, or a folder if the form has the field `dir`."""
    context, tree = request.context, request.context.component(Tree)
    names = split(request.parameters["file_path"])
    tree.require_free(names)
    content: Content | None = None
    if "dir" not in request.body:
        incoming: IncomingFile = request.body["file"]
        blobs = [(context.blobs.keep(incoming), incoming.size)] if incoming.size else []
        content = Content(blobs, incoming.sha256[:32], media_type(names[-1]))
    with context.store.transaction():
        entry = tree.make(names, content)
        context.component(Media).learn(entry)
    return Response(serialize(request, entry, names))


@handlers.on("files.update")
def update(request: Request) -> Response:
    """Rename or move a file or folder, or change the fields that were sent."""
    tree, body = request.context.component(Tree), request.body
    names = split(request.parameters["file_path"])
    entry = tree.get(names)
    if not names:
        raise ErrorResponse(400, "the root of the container cannot be changed")
    columns = {key: body[key] for key in ("description", "private", "max_height", "max_width") if key in body}
    target = split("/" + body["dir"].removeprefix("/")) if "dir" in body else names[:-1]
    name = check_name(body["name"]) if "name" in body else names[-1]
    parent = tree.get(target)
    if not parent.is_dir:
        raise ErrorResponse(400, "dir: that is a file, not a folder")
    if body:
        with request.context.store.transaction():
            tree.move(entry, parent, name)
            tree.change(entry, **columns)
    return Response(serialize(request, tree.entry(entry.seq), [*target, name]))


@handlers.on("files.delete")
def delete(request: Request) -> Response:
    """Delete a file, or a folder with its contents."""
    context, tree = request.context, request.context.component(Tree)
    names = split(request.parameters["file_path"])
    if not names:
        raise ErrorResponse(400, "the root of the container cannot be deleted")
    entry = tree.get(names)
    with context.store.transaction():
        blobs = tree.delete(entry)
    context.blobs.remove(blobs)
    return Response()

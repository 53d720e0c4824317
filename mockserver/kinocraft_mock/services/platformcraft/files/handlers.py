"""Sections "File upload", "Getting a file or folder information", "Change file or folder", "Delete file or folder"."""

from __future__ import annotations

from math import inf
from typing import Any
from urllib.parse import urlencode

from kinocraft_mock.blobs import Incoming
from kinocraft_mock.messages import Answer, Call, RefusalError
from kinocraft_mock.service import Handlers
from kinocraft_mock.services.platformcraft.files.listing import Marker, page
from kinocraft_mock.services.platformcraft.files.media import Media
from kinocraft_mock.services.platformcraft.files.paths import check_name, split
from kinocraft_mock.services.platformcraft.files.serialize import DOWNLOADS, content_type, describe, encoded
from kinocraft_mock.services.platformcraft.files.tree import Content, Entry, Tree

__all__ = ["handlers", "serialize"]

handlers = Handlers()


def serialize(call: Call, entry: Entry, names: list[str]) -> dict[str, Any]:
    """Serialize the entry at this path."""
    return describe(entry, f"/{'/'.join(names)}", _address(call, names), call.world.part(Media).of(entry))


def _address(call: Call, names: list[str]) -> str:
    return "/".join([f"{call.host}{DOWNLOADS}", encoded(call.world.settings.login), *map(encoded, names)])


@handlers.on("files.get")
def get(call: Call) -> Answer:
    """Return a file, or a folder with a page of its contents."""
    return Answer(_read(call), until=inf)


def _read(call: Call) -> dict[str, Any]:
    values = call.values
    tree = call.world.part(Tree)
    names = split(values["file_path"])
    start = Marker.decode(values["from"]) if "from" in values else None
    if start is None:
        entry = tree.get(names)
    else:
        entry = _marked_folder(tree, start, values["sort"])
        if names and tree.get(names).seq != entry.seq:
            raise RefusalError(400, "from: the marker belongs to another folder")
        names = tree.names(entry)
    serialized = serialize(call, entry, names)
    if entry.is_dir:
        serialized.update(_contents(call, entry, names, start))
    return serialized


def _marked_folder(tree: Tree, start: Marker, sort: str) -> Entry:
    folder = tree.by_id(start.folder)
    if folder is None or not folder.is_dir:
        raise RefusalError(404, "no such object: the folder of this marker is gone")
    if start.sort != sort:
        raise RefusalError(400, f"from: the marker belongs to a listing sorted by {start.sort}")
    return folder


def _contents(call: Call, folder: Entry, names: list[str], start: Marker | None) -> dict[str, Any]:
    values = call.values
    sort, limit = values["sort"], values["limit"]
    only = [flag for flag in ("files_only", "dirs_only") if flag in values]
    found = page(
        call.world.store, folder, sort, limit, start, files="dirs_only" not in only, dirs="files_only" not in only
    )
    path, address = "".join(f"/{name}" for name in names), _address(call, names)
    media = call.world.part(Media)
    contents = [
        describe(each, f"{path}/{each.name}", f"{address}/{encoded(each.name)}", media.of(each))
        for each in found.entries
    ]
    paging: dict[str, Any] = {"count": found.count, "count_on_page": len(found.entries)}
    if found.next is not None:
        query = urlencode({"sort": sort, "limit": limit, "from": found.next.encode()})
        url = f"{call.base}/fs/container/{call.world.account}/object?{query}"
        paging["next"] = "&".join([url, *only])
    return {"contents": contents, "paging": paging}


@handlers.on("files.create")
def create(call: Call) -> Answer:
    """Create a file, or a folder if the form has the field `dir`."""
    world, tree = call.world, call.world.part(Tree)
    names = split(call.values["file_path"])
    tree.require_free(names)
    content: Content | None = None
    if "dir" not in call.body:
        incoming: Incoming = call.body["file"]
        blobs = [(world.blobs.keep(incoming), incoming.size)] if incoming.size else []
        content = Content(blobs, incoming.sha256[:32], content_type(names[-1]))
    with world.store.transaction():
        entry = tree.make(names, content)
        world.part(Media).learn(entry)
    return Answer(serialize(call, entry, names))


@handlers.on("files.update")
def update(call: Call) -> Answer:
    """Rename or move a file or folder, or change the fields that were sent."""
    tree, body = call.world.part(Tree), call.body
    names = split(call.values["file_path"])
    entry = tree.get(names)
    if not names:
        raise RefusalError(400, "the root of the container cannot be changed")
    columns = {key: body[key] for key in ("description", "private", "max_height", "max_width") if key in body}
    target = split("/" + body["dir"].removeprefix("/")) if "dir" in body else names[:-1]
    name = check_name(body["name"]) if "name" in body else names[-1]
    parent = tree.get(target)
    if not parent.is_dir:
        raise RefusalError(400, "dir: that is a file, not a folder")
    if body:
        with call.world.store.transaction():
            tree.move(entry, parent, name)
            tree.change(entry, **columns)
    return Answer(serialize(call, tree.entry(entry.seq), [*target, name]))


@handlers.on("files.delete")
def delete(call: Call) -> Answer:
    """Delete a file, or a folder with its contents."""
    world, tree = call.world, call.world.part(Tree)
    names = split(call.values["file_path"])
    if not names:
        raise RefusalError(400, "the root of the container cannot be deleted")
    entry = tree.get(names)
    with world.store.transaction():
        blobs = tree.delete(entry)
    world.blobs.remove(blobs)
    return Answer()

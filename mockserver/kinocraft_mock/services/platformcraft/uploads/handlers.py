"""Section "Chunk uploading": files in parts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kinocraft_mock.blobs import Incoming
from kinocraft_mock.messages import Answer, Call, RefusalError
from kinocraft_mock.service import Handlers
from kinocraft_mock.services.platformcraft.files.handlers import serialize
from kinocraft_mock.services.platformcraft.files.media import Media
from kinocraft_mock.services.platformcraft.files.paths import split
from kinocraft_mock.services.platformcraft.files.serialize import content_type
from kinocraft_mock.services.platformcraft.files.tree import Content, Tree
from kinocraft_mock.services.platformcraft.uploads.state import StoredPart, Uploads
from kinocraft_mock.world import World

__all__ = ["handlers"]

handlers = Handlers()


@handlers.on("files.uploads.start")
def start(call: Call) -> Answer:
    """Start an upload. The path must be free now, and again when the upload is completed."""
    names = split(call.values["file_path"])
    call.world.part(Tree).require_free(names)
    uploads = call.world.part(Uploads)
    return Answer(uploads.describe(uploads.start(f"/{'/'.join(names)}")))


@handlers.receives("files.uploads.put_part")
def make_room(world: World, values: Mapping[str, Any]) -> Incoming:
    """Open a file for a part. Parts that arrive in order are hashed on the way."""
    uploads = world.part(Uploads)
    return uploads.make_room(uploads.get(values["uploadId"]), values["uploadPartNum"])


@handlers.on("files.uploads.put_part")
def put_part(call: Call) -> Answer:
    """Store a part. It replaces an earlier one with its number only once it is complete."""
    world, uploads = call.world, call.world.part(Uploads)
    upload = uploads.get(call.values["uploadId"])
    number = call.values["uploadPartNum"]
    incoming = call.body
    assert isinstance(incoming, Incoming)
    part = StoredPart(number, world.blobs.keep(incoming), incoming.size)
    with world.store.transaction():
        replaced = uploads.put(upload, part)
    uploads.hash_on(upload, part, incoming)
    if replaced is not None:
        world.blobs.remove([replaced])
    return Answer()


@handlers.on("files.uploads.status")
def status(call: Call) -> Answer:
    """Return the upload with the parts that have arrived."""
    uploads = call.world.part(Uploads)
    return Answer(uploads.describe(uploads.get(call.values["uploadId"])))


@handlers.on("files.uploads.complete")
async def complete(call: Call) -> Answer:
    """Make the parts a file, without copying them. If this is rejected, the upload does not change."""
    world, uploads, tree = call.world, call.world.part(Uploads), call.world.part(Tree)
    upload = uploads.get(call.values["uploadId"])
    while True:
        parts = uploads.parts(upload)
        _require_contiguous(parts)
        sha256 = await uploads.sha256(upload)
        # While hashing, the upload may have been cancelled or got another part.
        upload = uploads.get(upload.id)
        if uploads.parts(upload) == parts:
            break
    if sha256 != call.body["sha256"]:
        raise RefusalError(400, f"sha256 mismatch: the parts that arrived hash to {sha256}")
    names = split(upload.path)
    blobs = [(part.blob, part.size) for part in parts if part.size]
    with world.store.transaction():
        entry = tree.make(names, Content(blobs, sha256[:32], content_type(names[-1])))
        world.part(Media).learn(entry)
        uploads.finish(upload)
    uploads.release(upload)
    world.blobs.remove(part.blob for part in parts if not part.size)
    return Answer(serialize(call, entry, names))


def _require_contiguous(parts: list[StoredPart]) -> None:
    numbers = [part.number for part in parts]
    if (numbers and numbers != list(range(numbers[0], numbers[0] + len(numbers)))) or numbers[:1] > [1]:
        raise RefusalError(400, f"the parts are not numbered without a gap from 0 or 1: {_shown(numbers)}")


def _shown(numbers: list[int]) -> str:
    return ", ".join(map(str, numbers[:20])) + (", …" if len(numbers) > 20 else "")


@handlers.on("files.uploads.cancel")
def cancel(call: Call) -> Answer:
    """Cancel an upload and delete its parts."""
    world, uploads = call.world, call.world.part(Uploads)
    upload = uploads.get(call.values["uploadId"])
    blobs = [part.blob for part in uploads.parts(upload)]
    with world.store.transaction():
        uploads.finish(upload)
    uploads.release(upload)
    world.blobs.remove(blobs)
    return Answer()

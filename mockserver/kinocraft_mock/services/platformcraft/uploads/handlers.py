"""Section "Chunk uploading": files in parts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast

from kinocraft_mock.context import Context
from kinocraft_mock.http.media_types import media_type
from kinocraft_mock.http.messages import ErrorResponse, Request, Response
from kinocraft_mock.service import Handlers
from kinocraft_mock.services.platformcraft.files.handlers import serialize
from kinocraft_mock.services.platformcraft.files.media import Media
from kinocraft_mock.services.platformcraft.files.paths import split
from kinocraft_mock.services.platformcraft.files.tree import Content, Tree
from kinocraft_mock.services.platformcraft.uploads.state import StoredPart, Uploads
from kinocraft_mock.state.blobs import IncomingFile

__all__ = ["handlers"]

handlers = Handlers()


@handlers.on("files.uploads.start")
def start(request: Request) -> Response:
    """Start an upload. The path must be free now, and again when the upload is completed."""
    names = split(request.parameters["file_path"])
    request.context.component(Tree).require_free(names)
    uploads = request.context.component(Uploads)
    return Response(uploads.describe(uploads.start(f"/{'/'.join(names)}")))


@handlers.receives("files.uploads.put_part")
def open_file(context: Context, values: Mapping[str, Any]) -> IncomingFile:
    """Open a file for a part. Parts that arrive in order are hashed on the way."""
    uploads = context.component(Uploads)
    return uploads.open_file(uploads.get(values["uploadId"]), values["uploadPartNum"])


@handlers.on("files.uploads.put_part")
def put_part(request: Request) -> Response:
    """Store a part. It replaces an earlier one with its number only once it is complete."""
    context, uploads = request.context, request.context.component(Uploads)
    upload = uploads.get(request.parameters["uploadId"])
    number = request.parameters["uploadPartNum"]
    incoming = request.body
    assert isinstance(incoming, IncomingFile)
    part = StoredPart(number, context.blobs.keep(incoming), incoming.size)
    with context.store.transaction():
        replaced = uploads.put(upload, part)
    uploads.hash_on(upload, part, incoming)
    if replaced is not None:
        context.blobs.remove([replaced])
    return Response()


@handlers.on("files.uploads.status")
def status(request: Request) -> Response:
    """Return the upload with the parts that have arrived."""
    uploads = request.context.component(Uploads)
    return Response(uploads.describe(uploads.get(request.parameters["uploadId"])))


@handlers.interprets("files.uploads.complete")
def lower_digest(body: Any) -> str:
    """Write the digits of the hash in lower case: some libraries print them in upper case."""
    digest = cast("dict[str, Any]", body).get("sha256") if isinstance(body, dict) else None
    if not isinstance(digest, str) or digest == digest.lower():
        return ""
    body["sha256"] = digest.lower()
    return "the sha256 in upper case counts as in lower case"


@handlers.on("files.uploads.complete")
async def complete(request: Request) -> Response:
    """Make the parts a file, without copying them. If this is rejected, the upload does not change."""
    context, uploads, tree = request.context, request.context.component(Uploads), request.context.component(Tree)
    upload = uploads.get(request.parameters["uploadId"])
    while True:
        parts = uploads.parts(upload)
        _require_contiguous(parts)
        sha256 = await uploads.sha256(upload)
        # While hashing, the upload may have been cancelled or got another part.
        upload = uploads.get(upload.id)
        if uploads.parts(upload) == parts:
            break
    if sha256 != request.body["sha256"]:
        raise ErrorResponse(400, f"sha256 mismatch: the parts that arrived hash to {sha256}")
    names = split(upload.path)
    blobs = [(part.blob, part.size) for part in parts if part.size]
    with context.store.transaction():
        entry = tree.make(names, Content(blobs, sha256[:32], media_type(names[-1])))
        context.component(Media).learn(entry)
        uploads.finish(upload)
    uploads.release(upload)
    context.blobs.remove(part.blob for part in parts if not part.size)
    return Response(serialize(request, entry, names))


def _require_contiguous(parts: list[StoredPart]) -> None:
    numbers = [part.number for part in parts]
    if (numbers and numbers != list(range(numbers[0], numbers[0] + len(numbers)))) or numbers[:1] > [1]:
        raise ErrorResponse(400, f"the parts are not numbered without a gap from 0 or 1: {_shown(numbers)}")


def _shown(numbers: list[int]) -> str:
    return ", ".join(map(str, numbers[:20])) + (", …" if len(numbers) > 20 else "")


@handlers.on("files.uploads.cancel")
def cancel(request: Request) -> Response:
    """Cancel an upload and delete its parts."""
    context, uploads = request.context, request.context.component(Uploads)
    upload = uploads.get(request.parameters["uploadId"])
    blobs = [part.blob for part in uploads.parts(upload)]
    with context.store.transaction():
        uploads.finish(upload)
    uploads.release(upload)
    context.blobs.remove(blobs)
    return Response()

"""The object that Filespot stores after an upload, compared with what was sent."""

from __future__ import annotations

from typing import cast

from kinocraft_api.platformcraft_filespot.files import GET
from kinocraft_api.platformcraft_models import FileObject, StoredFile
from kinocraft_runtime.calls import CallOptions

from .. import errors
from ..downloads import transfer
from ..engine import Engine
from ..responses.checks import unusable
from ..responses.destinations import DigestSink
from ..sources import Source
from ..transport.effects import Effects, Work

__all__ = ["as_stored", "matches_source", "may_hold", "verify_size"]


def as_stored(found: FileObject) -> StoredFile:
    """Return an object that `files.get` returned in the form in which an upload returns it.

    Raises:
        ResponseError: The response was no object.
    """
    if not isinstance(cast(object, found), FileObject):
        raise unusable("path", GET)
    fields = {name: getattr(found, name) for name in StoredFile.model_fields}
    return StoredFile.model_construct(found.model_fields_set & fields.keys(), **fields)


def matches_source(engine: Engine, stored: StoredFile, source: Source, options: CallOptions) -> Effects[bool]:
    """Return whether the stored bytes are those of the source. The service sends no digest, so they are downloaded."""
    if stored.size != source.size:
        return False
    sent, received = "", DigestSink()
    for work in source.digest():
        sent = yield Work(work)
    yield from transfer(engine, stored, received, options, engine.countdown(options))
    return received.hexdigest() == sent


def may_hold(path: str, source: Source) -> str:
    """Return a note for an error after which the file may be stored, because no response said so."""
    return f"{path} may hold {source.name} all the same: look before you upload it again"


def verify_size(made: StoredFile, source: Source, path: str) -> None:
    """Raise UploadVerificationError if the stored file has another size than the source."""
    if made.size != source.size:
        raise errors.UploadVerificationError(
            f"{path} has {made.size} bytes on the service, and {source.name} has {source.size}; "
            "delete it and upload again"
        )

"""Upload a file to Filespot: in one request if it is small, in parts if it is large."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Sequence
from functools import partial
from types import NoneType
from typing import TypedDict

from kinocraft_api.platformcraft_filespot.files import create_call, get_call
from kinocraft_api.platformcraft_filespot.files_uploads import (
    cancel_call,
    complete_call,
    put_part_call,
    start_call,
    status_call,
)
from kinocraft_api.platformcraft_models import FileObject, StoredFile
from kinocraft_runtime.calls import UNSET, CallOptions, Unset

from .. import errors
from ..destinations import DigestSink
from ..downloads import transfer
from ..engine import Engine
from ..response_checks import require
from ..sources import Part, Source, Uploadable
from ..transport.effects import Effects, Parallel, Shielded, Work
from .engine import (
    MIB,
    RETRIES,
    THRESHOLD,
    TransferOptions,
    may_be_done,
    report_progress,
    transfer_options,
    with_source,
)

__all__ = ["UploadOptions", "as_stored", "upload"]

log = logging.getLogger("kinocraft")

MIN_PART, MAX_PART, AIM = 16 * MIB, 128 * MIB, 8
"""The part size is chosen to give about 8 parts, within these bounds: each part costs one of 10 requests per second."""
ATTEMPTS = 3
"""How often a request whose response was lost is followed up before the upload fails."""
CANCEL = 10.0
"""Seconds for removing an upload that failed."""
INTERRUPTED = 0.7
"""Seconds for the same after an interrupt or a cancellation, which must end soon."""


class UploadOptions(TransferOptions, total=False):
    """Options of an upload to Filespot.

    The threshold defaults to `part_size` if that is set, else to 16 MiB. The part size defaults to an eighth of the
    file, but at least 16 and at most 128 MiB.
    """

    parallel: int
    """The number of parts sent at a time. Default: 2."""
    first_part: int
    """The number of the first part. Default: 0, as in the documented examples. Some services may count from 1."""
    container_id: str | Unset
    """Default: the id in the access token."""


class _Plan:
    """The arguments of an upload, checked before anything is sent."""

    def __init__(self, path: str, options: UploadOptions) -> None:
        self.path = path
        self.call_options = transfer_options("files.upload", options, UploadOptions.__optional_keys__)
        self.options = options
        self.part_size = options.get("part_size")
        threshold = options.get("threshold")
        self.threshold = threshold if threshold is not None else self.part_size or THRESHOLD
        self.parallel = options.get("parallel") or 2
        self.first_part = options.get("first_part", 0)
        self.container_id = options.get("container_id", UNSET)
        if self.first_part not in (0, 1):
            raise errors.InvalidArgumentError(f"first_part is {self.first_part}: give 0 or 1")

    def part_size_for(self, size: int) -> int:
        """Return the number of bytes in each part except the last."""
        return self.part_size or min(MAX_PART, max(MIN_PART, -(-size // AIM // MIB) * MIB))


def upload(engine: Engine, content: Uploadable, path: str, options: UploadOptions) -> Effects[StoredFile]:
    """Upload a file, and return the stored object."""
    plan = _Plan(path, options)

    def send(source: Source) -> Effects[StoredFile]:
        in_parts = source.size > plan.threshold
        return _PartUpload(engine, plan, source).run() if in_parts else _send_whole(engine, plan, source)

    return (yield from with_source(content, send))


def as_stored(found: FileObject) -> StoredFile:
    """Return an object that was looked up, because no response to its upload or change had it, as such a response."""
    fields = {name: getattr(found, name) for name in StoredFile.model_fields}
    return StoredFile.model_construct(found.model_fields_set & fields.keys(), **fields)


def _send_whole(engine: Engine, plan: _Plan, source: Source) -> Effects[StoredFile]:
    try:
        made = yield from _store_whole(engine, plan, source)
        report_progress(plan.options, source.size, source.size)
    except BaseException as error:
        if may_be_done(error):
            error.add_note(f"{plan.path} may hold {source.name} all the same: look before you upload it again")
        raise
    return made


def _store_whole(engine: Engine, plan: _Plan, source: Source) -> Effects[StoredFile]:
    body = Part(source, 0, source.size)
    call = create_call(plan.path, file=body, container_id=plan.container_id, options=plan.call_options)
    lookup = get_call(plan.path, container_id=plan.container_id, options=plan.call_options)
    uncertain = False
    for _ in range(ATTEMPTS):
        try:
            made = require((yield from engine.call(call)), call.operation, size=int)
        except (errors.TransportError, errors.ServerError, errors.ResponseError, errors.ConflictError) as error:
            # After a lost request, a conflict may be with what that request has stored meanwhile.
            if isinstance(error, errors.ConflictError) and not uncertain:
                raise
            uncertain = uncertain or may_be_done(error)
            try:
                made = as_stored(require((yield from engine.call(lookup)), lookup.operation, size=int))
            except errors.NotFoundError:
                continue
            if not (yield from _matches_source(engine, made, source, plan)):
                raise errors.UploadError(
                    f"no response confirmed the upload of {source.name}, and {plan.path} holds something else; "
                    "delete that or choose another path, and upload again"
                ) from error
        _verify_size(made, source, plan)
        return made
    raise errors.UploadError(f"{source.name} could not be stored: the connection broke {ATTEMPTS} times in a row")


def _matches_source(engine: Engine, stored: StoredFile, source: Source, plan: _Plan) -> Effects[bool]:
    """Return whether the stored object is what was sent. The service returns no digest, so its bytes are read back."""
    if stored.size != source.size:
        return False
    sent, received = "", DigestSink()
    for work in source.digest():
        sent = yield Work(work)
    yield from transfer(engine, stored, received, plan.call_options, engine.settings.countdown(plan.call_options))
    return received.hexdigest() == sent


def _verify_size(made: StoredFile, source: Source, plan: _Plan) -> None:
    if made.size != source.size:
        raise errors.UploadVerificationError(
            f"{plan.path} has {made.size} bytes on the service, and {source.name} has {source.size}; "
            "delete it and upload again"
        )


class _CallArguments(TypedDict):
    container_id: str | Unset
    options: CallOptions


class _PartUpload:
    """One upload in parts. Several parts are sent at a time; memory holds one block of each."""

    def __init__(self, engine: Engine, plan: _Plan, source: Source) -> None:
        self.engine = engine
        self.plan = plan
        self.source = source
        self.common: _CallArguments = {
            "container_id": plan.container_id,
            "options": {"retries": RETRIES, **plan.call_options},
        }
        size = plan.part_size_for(source.size)
        # An empty file has one part too, because an upload without parts cannot be completed.
        offsets = range(0, source.size, size) or range(1)
        self.parts = {
            plan.first_part + index: Part(source, offset, min(size, source.size - offset))
            for index, offset in enumerate(offsets)
        }
        self.id = ""
        self.lost = 0
        """Upload sessions whose ids may have been lost with a response."""
        self.sha256 = ""
        self.lock = threading.Lock()
        self.confirmed: dict[int, int] = {}

    def run(self) -> Effects[StoredFile]:
        try:
            yield from self._start()
            yield from self._send(list(self.parts))
            yield from self._verify()
            yield Work(self.source.check)
            made = yield from self._complete()
        except BaseException as error:
            if self.lost:
                error.add_note(self._unknown_sessions())
            if self.id:
                yield Shielded(partial(self._cancel, error))
            raise
        if self.lost:
            log.warning("%s", self._unknown_sessions())
        return made

    def _start(self) -> Effects[None]:
        call = start_call(self.plan.path, **self.common)
        try:
            self.id = require((yield from self.engine.call(call, self._count_lost)), call.operation, id=str).id
        except BaseException as error:
            # A lost response was counted already. An unusable one, an interrupt and a cancellation were not.
            if isinstance(error, errors.ResponseError) or not isinstance(error, errors.KinocraftError):
                self._count_lost()
            raise

    def _count_lost(self) -> None:
        self.lost += 1

    def _unknown_sessions(self) -> str:
        return (
            f"the service may keep {self.lost} upload session(s) to {self.plan.path} that are not used, because the "
            "response to their start was lost. They have no parts, nothing is stored at the path, and another upload "
            "to it works. Nobody can list or remove them without their ids; when they expire is not documented"
        )

    def _send(self, numbers: list[int]) -> Effects[None]:
        tasks: list[Callable[[], Effects[None]]] = [partial(self._send_part, number) for number in numbers]
        parts = partial(self._run_parallel, tasks, self.plan.parallel)
        yield from parts() if self.sha256 else self._run_parallel([self._digest, parts], 2)

    def _run_parallel(self, tasks: Sequence[Callable[[], Effects[None]]], width: int) -> Effects[None]:
        yield Parallel(tasks, min(len(tasks), width), self.source.abandon)

    def _digest(self) -> Effects[None]:
        for work in self.source.digest():
            self.sha256 = yield Work(work)

    def _send_part(self, number: int) -> Effects[None]:
        part = self.parts[number]
        yield from self.engine.call(put_part_call(self.id, number, part=part, **self.common))
        with self.lock:
            self.confirmed[number] = part.size
            done = sum(self.confirmed.values())
            report_progress(self.plan.options, done, self.source.size, len(self.confirmed))

    def _verify(self) -> Effects[None]:
        """Compare the parts with the upload's status, and send missing ones again, once."""
        missing = yield from self._missing()
        if missing:
            yield from self._send(missing)
            missing = yield from self._missing()
        if missing:
            raise errors.UploadVerificationError(
                f"the service reports parts {missing} of {self.plan.path} as missing although it accepted them; "
                f"it may count parts from {1 - self.plan.first_part}: try first_part={1 - self.plan.first_part}"
            )

    def _missing(self) -> Effects[list[int]]:
        call = status_call(self.id, **self.common)
        status = require((yield from self.engine.call(call)), call.operation, parts=(list, NoneType))
        parts = [require(part, call.operation, id=int, size=int) for part in status.parts or []]
        sizes = {part.id: part.size for part in parts}
        # A service that numbers the parts differently still returns them in order.
        shift = min(sizes) - self.plan.first_part if len(sizes) == len(self.parts) else 0
        return [number for number, part in self.parts.items() if sizes.get(number + shift) != part.size]

    def _complete(self) -> Effects[StoredFile]:
        call = complete_call(self.id, sha256=self.sha256, **self.common)
        uncertain = False
        for _ in range(ATTEMPTS):
            try:
                made = require((yield from self.engine.call(call)), call.operation, size=int)
            except errors.BadRequestError as error:
                raise errors.UploadVerificationError(
                    f"the service could not join the parts of {self.plan.path}: {error.detail or error.message}; "
                    "nothing is stored there, upload again"
                ) from error
            except (
                errors.TransportError,
                errors.ServerError,
                errors.ResponseError,
                errors.NotFoundError,
                errors.ConflictError,
            ) as error:
                # After a lost request, a conflict may be with the file that it has completed meanwhile.
                if isinstance(error, errors.ConflictError) and not uncertain:
                    raise
                uncertain = uncertain or may_be_done(error)
                found = yield from self._find_result(error)
                if found is None:
                    continue
                if not uncertain and not (yield from _matches_source(self.engine, found, self.source, self.plan)):
                    raise errors.UploadError(
                        f"the service no longer has the upload to {self.plan.path}, which holds something else; "
                        "delete that or choose another path, and upload again"
                    ) from error
                made = found
            _verify_size(made, self.source, self.plan)
            return made
        raise errors.UploadError(f"{self.plan.path} could not be completed: {ATTEMPTS} responses in a row were lost")

    def _find_result(self, error: errors.KinocraftError) -> Effects[StoredFile | None]:
        """Return the file after a lost response, or None if the upload is still to be completed."""
        try:
            yield from self.engine.call(status_call(self.id, **self.common))
        except errors.NotFoundError:
            pass
        else:
            if isinstance(error, errors.NotFoundError | errors.ConflictError):
                raise error
            return None
        lookup = get_call(self.plan.path, **self.common)
        try:
            return as_stored(require((yield from self.engine.call(lookup)), lookup.operation, size=int))
        except errors.NotFoundError:
            raise errors.UploadError(
                f"the service has neither the upload to {self.plan.path} nor the file; upload again"
            ) from error

    def _cancel(self, reason: BaseException) -> Effects[None]:
        """Remove the upload from the service. If that fails, a note of the reason says what is left there."""
        seconds = CANCEL if isinstance(reason, Exception) else INTERRUPTED
        options: CallOptions = {**self.plan.call_options, "retries": 1, "deadline": seconds}
        try:
            yield from self.engine.call(cancel_call(self.id, container_id=self.plan.container_id, options=options))
        except errors.NotFoundError:
            pass
        except errors.KinocraftError as error:
            reason.add_note(
                f"upload {self.id} to {self.plan.path} may be left on the service ({type(error).__name__}): "
                f"remove it with files.uploads.cancel({self.id!r})"
            )

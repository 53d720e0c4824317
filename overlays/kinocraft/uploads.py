"""Upload of a file to Filespot: in one request when it is small, by parts when it is large."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
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
from kinocraft_api.platformcraft_filespot.models import FileObject
from kinocraft_runtime.calls import UNSET, CallOptions, Unset

from . import errors
from .answers import require
from .destinations import DigestSink
from .downloads import transfer
from .engine import Engine
from .sources import Part, Source, Uploadable
from .steps import Parallel, Shielded, Steps, Work
from .uploading import MIB, RETRIES, THRESHOLD, TransferOptions, UploadProgress, call_options, opened

__all__ = ["UploadOptions", "upload"]

SMALLEST, LARGEST, AIM = 16 * MIB, 128 * MIB, 8
"""Parts are chosen so that there are about 8 of them, within these bounds: each costs one of 10 requests a second."""
SETTLING = 3
"""How often a completion whose answer was lost is looked into before giving up."""


class UploadOptions(TransferOptions, total=False):
    """What an upload to Filespot can be told.

    Without a threshold, files of more than 16 MiB go by parts, or of more than one part if `part_size` is set; without
    that, a part is an eighth of the file, but at least 16 and at most 128 MiB.
    """

    parallel: int
    """How many parts to send at once; 2 when left out."""
    first_part: int
    """The number of the first part, 0 when left out: the documentation's samples count from 0, some may from 1."""
    container_id: str | Unset
    """Taken from the token when left out."""


class _Plan:
    """What to upload, to where, and how; looked at before anything is sent."""

    def __init__(self, path: str, given: UploadOptions) -> None:
        self.path = path
        self.options = call_options("files.upload", given, UploadOptions.__optional_keys__)
        self.progress = given.get("progress")
        self.part_size = given.get("part_size")
        threshold = given.get("threshold")
        self.threshold = threshold if threshold is not None else self.part_size or THRESHOLD
        self.parallel = given.get("parallel") or 2
        self.first_part = given.get("first_part", 0)
        self.container_id = given.get("container_id", UNSET)
        if self.first_part not in (0, 1):
            raise errors.InvalidArgumentError(f"first_part is {self.first_part}: parts are counted from 0 or from 1")

    def part_size_for(self, size: int) -> int:
        """Bytes in each part but the last."""
        return self.part_size or min(LARGEST, max(SMALLEST, -(-size // AIM // MIB) * MIB))


def upload(engine: Engine, content: Uploadable, path: str, given: UploadOptions) -> Steps[FileObject]:
    """Upload, and give the object that is there then."""
    plan = _Plan(path, given)

    def send(source: Source) -> Steps[FileObject]:
        by_parts = source.size > plan.threshold
        return _ByParts(engine, plan, source).steps() if by_parts else _whole(engine, plan, source)

    return (yield from opened(content, send))


def _whole(engine: Engine, plan: _Plan, source: Source) -> Steps[FileObject]:
    body = Part(source, 0, source.size)
    call = create_call(plan.path, file=body, container_id=plan.container_id, options=plan.options)
    look = get_call(plan.path, container_id=plan.container_id, options=plan.options)
    for _ in range(SETTLING):
        try:
            made = require((yield from engine.call(call)), call.operation, size=int)
        except (errors.TransportError, errors.ServerError, errors.AnswerError) as error:
            try:
                made = require((yield from engine.call(look)), look.operation, size=int)
            except errors.NotFoundError:
                continue
            if not (yield from _is_it(engine, made, source, plan)):
                raise errors.UploadError(
                    f"no answer told whether {source.name} was stored, and something else stands at {plan.path}; "
                    "delete that, or choose another path, and upload again"
                ) from error
        _compare(made, source, plan)
        if plan.progress:
            plan.progress(UploadProgress(source.size, source.size, 1))
        return made
    raise errors.UploadError(f"{source.name} could not be stored: the connection broke {SETTLING} times in a row")


def _is_it(engine: Engine, there: FileObject, source: Source, plan: _Plan) -> Steps[bool]:
    """Whether what stands at the path is what was sent. The service tells no digest, so its bytes are read back."""
    if there.size != source.size:
        return False
    sent, stored = "", DigestSink()
    for work in source.digest():
        sent = yield Work(work)
    yield from transfer(engine, there, stored, plan.options, engine.settings.countdown(plan.options))
    return stored.hexdigest() == sent


def _compare(made: FileObject, source: Source, plan: _Plan) -> None:
    if made.size != source.size:
        raise errors.UploadVerificationError(
            f"{plan.path} has {made.size} bytes on the service, {source.name} has {source.size}; delete it, try again"
        )


class _Common(TypedDict):
    container_id: str | Unset
    options: CallOptions


class _ByParts:
    """One upload by parts. Several are sent at once, in memory there is one block of each."""

    def __init__(self, engine: Engine, plan: _Plan, source: Source) -> None:
        self.engine = engine
        self.plan = plan
        self.source = source
        self.common: _Common = {"container_id": plan.container_id, "options": {"retries": RETRIES, **plan.options}}
        size = plan.part_size_for(source.size)
        # An empty file sent by parts still has one, so that there is something to complete.
        offsets = range(0, source.size, size) or range(1)
        self.parts = {
            plan.first_part + index: Part(source, offset, min(size, source.size - offset))
            for index, offset in enumerate(offsets)
        }
        self.id = ""
        self.sha256 = ""
        self.lock = threading.Lock()
        self.confirmed: dict[int, int] = {}

    def steps(self) -> Steps[FileObject]:
        start = start_call(self.plan.path, **self.common)
        self.id = require((yield from self.engine.call(start)), start.operation, id=str).id
        try:
            yield from self._send(list(self.parts))
            yield from self._verify()
            yield Work(self.source.check)
            return (yield from self._complete())
        except BaseException:
            yield Shielded(self._cancel)
            raise

    def _send(self, numbers: list[int]) -> Steps[None]:
        jobs: list[Callable[[], Steps[None]]] = [partial(self._part, number) for number in numbers]
        parts = partial(self._at_once, jobs, self.plan.parallel)
        yield from parts() if self.sha256 else self._at_once([self._digest, parts], 2)

    def _at_once(self, jobs: Sequence[Callable[[], Steps[None]]], width: int) -> Steps[None]:
        yield Parallel(jobs, min(len(jobs), width), self.source.abandon)

    def _digest(self) -> Steps[None]:
        for work in self.source.digest():
            self.sha256 = yield Work(work)

    def _part(self, number: int) -> Steps[None]:
        part = self.parts[number]
        yield from self.engine.call(put_part_call(self.id, number, body=part, **self.common))
        with self.lock:
            self.confirmed[number] = part.size
            if self.plan.progress:
                done = sum(self.confirmed.values())
                self.plan.progress(UploadProgress(done, self.source.size, len(self.confirmed)))

    def _verify(self) -> Steps[None]:
        """Go by what the status answers: send again what it lacks, once."""
        lacking = yield from self._lacking()
        if lacking:
            yield from self._send(lacking)
            lacking = yield from self._lacking()
        if lacking:
            raise errors.UploadVerificationError(
                f"the service says it lacks parts {lacking} of {self.plan.path} although it took them; "
                f"it may count parts from {1 - self.plan.first_part}: try first_part={1 - self.plan.first_part}"
            )

    def _lacking(self) -> Steps[list[int]]:
        call = status_call(self.id, **self.common)
        status = require((yield from self.engine.call(call)), call.operation, parts=(list, NoneType))
        parts = [require(part, call.operation, id=int, size=int) for part in status.parts or []]
        sizes = {part.id: part.size for part in parts}
        # A service that numbers the parts its own way still has them in order.
        shift = min(sizes) - self.plan.first_part if len(sizes) == len(self.parts) else 0
        return [number for number, part in self.parts.items() if sizes.get(number + shift) != part.size]

    def _complete(self) -> Steps[FileObject]:
        call = complete_call(self.id, sha256=self.sha256, **self.common)
        for _ in range(SETTLING):
            try:
                made = require((yield from self.engine.call(call)), call.operation, size=int)
            except errors.BadRequestError as error:
                raise errors.UploadVerificationError(
                    f"the service refused to join the parts of {self.plan.path}: {error.detail or error.message}; "
                    "nothing stands there, upload again"
                ) from error
            except (errors.TransportError, errors.ServerError, errors.AnswerError, errors.NotFoundError) as error:
                settled = yield from self._settle(error)
                if settled is None:
                    continue
                made = settled
            _compare(made, self.source, self.plan)
            return made
        raise errors.UploadError(
            f"{self.plan.path} could not be completed: the service lost {SETTLING} answers in a row"
        )

    def _settle(self, error: errors.KinocraftError) -> Steps[FileObject | None]:
        """After a lost answer: the file if it is there, None if the upload still waits to be completed."""
        try:
            yield from self.engine.call(status_call(self.id, **self.common))
        except errors.NotFoundError:
            pass
        else:
            if isinstance(error, errors.NotFoundError):
                raise error
            return None
        look = get_call(self.plan.path, **self.common)
        try:
            return require((yield from self.engine.call(look)), look.operation, size=int)
        except errors.NotFoundError:
            raise errors.UploadError(
                f"the upload to {self.plan.path} is gone from the service, and so is the file; upload again"
            ) from error

    def _cancel(self) -> Steps[None]:
        """Leave nothing behind. What stopped the upload is what is raised, whatever happens here."""
        options: CallOptions = {**self.plan.options, "retries": 1, "deadline": 10.0}
        with suppress(errors.KinocraftError):
            yield from self.engine.call(cancel_call(self.id, container_id=self.plan.container_id, options=options))

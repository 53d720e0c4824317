"""Upload a file to Filespot: in one request if it is small, in parts if it is large."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any, cast

from kinocraft_api.platformcraft_filespot.files import create_call, get_call
from kinocraft_api.platformcraft_filespot.files_uploads import START
from kinocraft_api.platformcraft_models import StoredFile
from kinocraft_runtime.calls import UNSET, Unset

from .. import errors
from ..engine import Engine
from ..rate_caps import cap_of
from ..responses.checks import require
from ..sources import Part, Source, Streamable
from ..transport.effects import Effects
from .engine import (
    THRESHOLD,
    Resume,
    TransferOptions,
    claim_slot,
    may_be_done,
    report_progress,
    transfer_options,
    with_source,
)
from .pace import MAX_PARALLEL, parallel_parts, part_size
from .parts import ATTEMPTS, PartUpload
from .state import FilespotUploadState, UploadState
from .stored_files import as_stored, matches_source, may_hold, verify_size

if TYPE_CHECKING:
    from .journal import Slot, Subject

__all__ = ["UploadOptions", "begin", "upload"]


class UploadOptions(TransferOptions, total=False):
    """Options of an upload to Filespot.

    The threshold defaults to `part_size` if that is set, else to 16 MiB. The part size defaults to an eighth of the
    file, but at least 16 and at most 128 MiB. Once the client has uploaded parts, it defaults to what one connection
    sends in 4 seconds, at most 128 MiB. For either, parts are made smaller, down to 8 MiB, so that as many can be sent
    at a time as `parallel` says. All parts of a file have one size, which a resumed upload keeps.
    """

    parallel: int
    """The number of parts sent at a time, 24 at most. Default: two for each core, but at least 2 and at most 8; one for
    each core where a connection sends 100 MB a second or more."""
    first_part: int | None
    """The number of the first part. Default: 0, as in the documented examples, or 1 if the service counts from 1."""
    container_id: str | Unset
    """Default: the id in the access token."""
    resume: Resume
    """Where the state of an upload in parts is kept, for the same call to resume it. Default, and True: in the
    client's `upload_journal`, if the content is a path. False: it is not kept. A path: in that file. A function: it
    stores the FilespotUploadState, called before any part is sent. That state: the upload is resumed from it. With the
    last three, the upload is sent in parts, however small it is."""


class _Plan:
    """The arguments of an upload, checked before anything is sent."""

    def __init__(self, engine: Engine, path: str, options: UploadOptions) -> None:
        self.path = path
        self.speeds = engine.speeds
        self.base = engine.settings.base(START)
        self.call_options = transfer_options("files.upload", options, UploadOptions.__optional_keys__)
        self.progress = options.get("progress")
        self.part_size = options.get("part_size")
        threshold = options.get("threshold")
        self.threshold = threshold if threshold is not None else self.part_size or THRESHOLD
        self.parallel = options.get("parallel")
        self.cap = cap_of(options, engine.settings.clock)
        self.first_part = options.get("first_part")
        self.container_id = options.get("container_id", UNSET)
        self.resume = options.get("resume")
        if self.first_part not in (None, 0, 1):
            raise errors.InvalidArgumentError(f"first_part is {self.first_part}: give 0 or 1")
        if isinstance(self.resume, UploadState):
            raise errors.InvalidArgumentError("resume is the state of an upload to Kinescope")
        self.state = self.resume if isinstance(self.resume, FilespotUploadState) else None
        self.on_state = cast(
            Callable[[FilespotUploadState], object] | None, self.resume if callable(self.resume) else None
        )

    def part_size_for(self, size: int) -> int:
        """Return the number of bytes in each part except the last."""
        return self.part_size or part_size(
            size, self.speeds.get(self.base), self.parallel and min(self.parallel, MAX_PARALLEL)
        )

    def width(self, count: int) -> int:
        """Return how many of `count` parts are sent at a time. It becomes less if the first ones were fast."""
        return min(self.parallel or parallel_parts(count, self.speeds.get(self.base)), MAX_PARALLEL)

    def note_speed(self, size: int, seconds: float) -> None:
        """Remember the speed of a part, unless `limit_rate` slowed it down."""
        if self.cap is None:
            self.speeds.note(self.base, size, seconds)

    def subject(self, engine: Engine, source: Source, path: str) -> Subject:
        """Return what identifies the upload in the journal."""
        from .journal import Subject

        container = self.container_id if isinstance(self.container_id, str) else ""
        options: dict[str, Any] = {"path": self.path, "threshold": 0}
        # The next call may choose another size. The state has the real size of the parts.
        if self.part_size:
            options["part_size"] = self.part_size
        if container:
            options["container_id"] = container
        if self.first_part is not None:
            options["first_part"] = self.first_part
        return Subject(
            "platformcraft",
            self.base,
            engine.session.identity,
            f"{container}\n{self.path}",
            path,
            source.size,
            source.modified,
            self.part_size or 0,
            options,
        )


def upload(engine: Engine, content: Streamable, path: str, options: UploadOptions) -> Effects[StoredFile]:
    """Upload a file, and return the stored object."""
    plan = _Plan(engine, path, options)
    engine = engine.bounded(plan.call_options)

    def send(source: Source) -> Effects[StoredFile]:
        in_parts = source.size > plan.threshold or not (plan.resume is None or isinstance(plan.resume, bool))
        return _send_parts(engine, plan, source) if in_parts else _send_whole(engine, plan, source)

    return (yield from with_source(engine, START, content, plan.cap, send))


def begin(engine: Engine, source: Source, path: str, options: UploadOptions) -> Effects[PartUpload]:
    """Return an upload in parts that is not started. The caller closes the source, and releases the upload's slot."""
    plan = _Plan(engine, path, options)
    source.cap = plan.cap
    slot: Slot = yield from claim_slot(engine, plan.resume, source, partial(plan.subject, engine, source))
    return PartUpload(engine, plan, source, slot, plan.state)


def _send_parts(engine: Engine, plan: _Plan, source: Source) -> Effects[StoredFile]:
    slot: Slot = yield from claim_slot(engine, plan.resume, source, partial(plan.subject, engine, source))
    try:
        return (yield from PartUpload(engine, plan, source, slot, plan.state).finish())
    finally:
        slot.release()


def _send_whole(engine: Engine, plan: _Plan, source: Source) -> Effects[StoredFile]:
    try:
        made = yield from _store_whole(engine, plan, source)
        report_progress(plan.progress, source.size, source.size)
    except BaseException as error:
        if may_be_done(error):
            error.add_note(may_hold(plan.path, source))
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
        except errors.DeadlineError as error:
            error.delivered = None if uncertain else error.delivered
            raise
        except (errors.TransportError, errors.ServerError, errors.ResponseError, errors.ConflictError) as error:
            # After a lost response, the conflict may be with what the earlier request stored.
            if isinstance(error, errors.ConflictError) and not uncertain:
                raise
            uncertain = uncertain or may_be_done(error)
            try:
                made = as_stored(require((yield from engine.call(lookup)), lookup.operation, size=int))
            except errors.NotFoundError:
                continue
            except errors.DeadlineError as late:
                late.delivered = None if uncertain else late.delivered
                raise
            if not (yield from matches_source(engine, made, source, plan.call_options)):
                raise errors.UploadError(
                    f"no response confirmed the upload of {source.name}, and {plan.path} holds something else; "
                    "delete that or choose another path, and upload again"
                ) from error
        verify_size(made, source, plan.path)
        return made
    raise errors.UploadError(f"{source.name} could not be stored: the connection broke {ATTEMPTS} times in a row")

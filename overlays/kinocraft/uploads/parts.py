"""An upload in parts to Filespot, as an object with the methods start, advance, run and cancel."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import asdict
from functools import partial
from types import NoneType
from typing import TYPE_CHECKING, Any, Protocol, TypedDict

from kinocraft_api.platformcraft_filespot.files import get_call
from kinocraft_api.platformcraft_filespot.files_uploads import (
    COMPLETE,
    cancel_call,
    complete_call,
    put_part_call,
    start_call,
    status_call,
)
from kinocraft_api.platformcraft_models import StoredFile, Upload
from kinocraft_runtime.calls import Call, CallOptions, Unset

from .. import errors
from ..engine import Engine
from ..responses.checks import require
from ..sources import Part, Source
from ..transport.effects import Effects, Parallel, Shielded, Work
from ..transport.encoding import is_id
from .engine import RETRIES, ProgressHook, UploadProgress, is_resumable, may_be_done
from .part_numbers import shift_of
from .resumable import GONE, KEPT, REMOVE, Resumable
from .state import FilespotUploadState, ResumedUpload
from .stored_files import as_stored, matches_source, may_hold, verify_size

if TYPE_CHECKING:
    from .journal import Slot

__all__ = ["ATTEMPTS", "PartPlan", "PartUpload"]

log = logging.getLogger("kinocraft")

ATTEMPTS = 3
"""Lost responses in a row after which an upload fails."""


class PartPlan(Protocol):
    """The checked arguments of an upload."""

    path: str
    call_options: CallOptions
    progress: ProgressHook | None
    first_part: int | None
    """None: 0, or 1 if the service counts so."""
    container_id: str | Unset
    on_state: Callable[[FilespotUploadState], object] | None

    def part_size_for(self, size: int) -> int:
        """Return the number of bytes in each part except the last."""
        ...

    def width(self, count: int) -> int:
        """Return how many of `count` parts are sent at a time."""
        ...

    def note_speed(self, size: int, seconds: float) -> None:
        """Remember how long a part took."""
        ...


class _CallArguments(TypedDict):
    container_id: str | Unset
    options: CallOptions


class PartUpload(Resumable[FilespotUploadState]):
    """One upload in parts. Several parts are sent at a time; memory holds one block of each.

    Args:
        engine: Sends the calls.
        plan: The arguments of the upload.
        source: What is uploaded.
        slot: Keeps the state for later calls.
        given: The state to resume, which the caller kept.
    """

    state_type = FilespotUploadState

    def __init__(
        self, engine: Engine, plan: PartPlan, source: Source, slot: Slot, given: FilespotUploadState | None
    ) -> None:
        super().__init__(engine, source, slot, given)
        self.plan = plan
        self.common: _CallArguments = {
            "container_id": plan.container_id,
            "options": {"retries": RETRIES, **plan.call_options},
        }
        self.part_size = plan.part_size_for(source.size)
        self.first_part = plan.first_part or 0
        self.parts: dict[int, Part] = {}
        self.id = ""
        self.made: StoredFile | None = None
        """The file, once it is complete."""
        self.lost = 0
        """Upload sessions whose ids may have been lost with a response."""
        self.sha256 = ""
        self.uncertain = False
        """Whether the completion may have taken effect without a response."""
        self.replaced = False
        """Whether another session was started after one that had expired."""
        self.lock = threading.Lock()
        self.confirmed: dict[int, int] = {}
        self.shown: set[int] = set()
        """The numbers of the parts in the last status."""

    # --- the upload, step by step ---------------------------------------------------------------------------------

    def start(self) -> Effects[ResumedUpload | None]:
        """Resume the kept upload, or start one. Return what was found of an earlier one."""
        if self.id or self.made:
            return self.resumed
        if self.slot.keeps or self.given or self.plan.on_state:
            self.fingerprint = yield Work(self.source.fingerprint)
        kept = yield from self._kept()
        if kept is not None and (yield from self._resume(kept)):
            self._report()
            return self.resumed
        if kept is None and self.slot.unconfirmed:
            self.lost += 1  # the service may have a session whose id was lost
        yield from self._begin()
        return None

    def advance(self) -> Effects[UploadProgress]:
        """Send the next parts, as many as are sent at a time."""
        yield from self.start()
        sent = self.made is not None
        while not sent:
            missing = [number for number in self.parts if number not in self.confirmed]
            try:
                yield from self._send(missing[: self._width()])
                sent = True
            except GONE as error:
                yield from self._replace(error)
        return self.progress()

    def run(self) -> Effects[StoredFile]:
        """Send what is missing, and complete the file. A failure leaves the upload as it is."""
        yield from self.start()
        while self.made is None:
            try:
                missing = yield from self._send_rest()
            except GONE as error:
                yield from self._replace(error)
                continue
            if missing:
                words = f"the service reports parts {missing} of {self.plan.path} as missing although it accepted them"
                rejected = errors.UploadVerificationError(
                    f"{words}; it may count parts from {1 - self.first_part}: try first_part={1 - self.first_part}"
                )
                if self.plan.first_part is not None or self.first_part or 0 in self.shown or not self.shown:
                    raise rejected
                log.warning("%s: the upload starts anew, and counts from 1", words)
                yield from self._restart(rejected, first_part=1)
                continue
            yield Work(self.source.check)
            self.made = yield from self._complete()
            yield Work(self.slot.clear)
        return self.made

    def finish(self) -> Effects[StoredFile]:
        """Run the upload. A temporary failure keeps it for the same call; any other removes it."""
        try:
            return (yield from self.run())
        except BaseException as error:
            if self.lost:
                error.add_note(self._unknown_sessions())
            if self.id:
                yield Shielded(partial(self._leave, error))
            raise

    def checkpoint(self) -> FilespotUploadState:
        """Return the state, for another call or process."""
        if not self.id:
            raise errors.ClientStateError("the upload is not started: call start first")
        return FilespotUploadState(
            self.id,
            self.plan.path,
            self.source.size,
            self.fingerprint or self.source.fingerprint(),
            self.part_size,
            self.first_part,
            self.source.inode,
        )

    def cancel(self) -> Effects[None]:
        """Remove the upload from the service, and forget it.

        Raises:
            APIError: The service did not confirm it.
        """
        if self.id and self.made is None:
            options: CallOptions = {**self.plan.call_options, "deadline": REMOVE}
            with suppress(*GONE):
                yield from self.engine.call(cancel_call(self.id, container_id=self.plan.container_id, options=options))
        self.id = ""
        yield Work(self.slot.clear)

    def progress(self) -> UploadProgress:
        """Return the progress so far."""
        return UploadProgress(sum(self.confirmed.values()), self.source.size, len(self.confirmed), self.resumed)

    # --- start, resume, remove ------------------------------------------------------------------------------------

    def _number_parts(self) -> None:
        # An empty file has one part too, because an upload without parts cannot be completed.
        offsets = range(0, self.source.size, self.part_size) or range(1)
        self.parts = {
            self.first_part + index: Part(self.source, offset, min(self.part_size, self.source.size - offset))
            for index, offset in enumerate(offsets)
        }
        self.confirmed = {}

    def _begin(self) -> Effects[None]:
        self._number_parts()
        self.uncertain = False
        yield Work(partial(self.slot.save, None))
        call = start_call(self.plan.path, **self.common)
        try:
            self.id = require((yield from self.engine.call(call, self._count_lost)), call.operation, id=is_id).id
        except BaseException as error:
            # A lost response was counted already. An unusable one, an interrupt and a cancellation were not.
            if isinstance(error, errors.ResponseError) or not isinstance(error, errors.KinocraftError):
                self._count_lost()
            elif not self.lost:
                yield Work(self.slot.clear)
            raise
        finally:
            if self.lost:
                log.warning("%s", self._unknown_sessions())
        yield from self._keep()

    def _keep(self) -> Effects[None]:
        state = self.checkpoint() if self.fingerprint else None
        if state is None:
            return
        if self.slot.keeps:
            yield Work(partial(self.slot.save, asdict(state)))
        if self.plan.on_state:
            yield Work(partial(self.plan.on_state, state))

    def _target(self, state: FilespotUploadState) -> str:
        return state.path

    def _fits(self, state: FilespotUploadState) -> bool:
        return state.path == self.plan.path and super()._fits(state)

    def _remove_kept(self, record: dict[str, Any]) -> Effects[bool]:
        """Remove what an earlier upload left. Return whether nothing of it is left."""
        if not (fields := self.slot.state(record)):
            return True
        log.warning("the upload to %s starts anew: an earlier one cannot be resumed", self.plan.path)
        options: CallOptions = {**self.plan.call_options, "deadline": REMOVE}
        call = cancel_call(fields["upload_id"], container_id=self.plan.container_id, options=options)
        try:
            yield from self.engine.call(call)
        except GONE:
            pass
        except errors.APIError as error:
            log.warning("upload %s may be left on the service: %s", fields["upload_id"], type(error).__name__)
            return False
        return True

    def _resume(self, state: FilespotUploadState) -> Effects[bool]:
        """Ask the service which parts of a kept upload it has. Return False if there is nothing to resume."""
        self.part_size, self.first_part, self.id = state.part_size, state.first_part, state.upload_id
        self._number_parts()
        try:
            missing = set((yield from self._missing()))
        except GONE:
            self.id = ""
            found = yield from self._find_complete()
            if found is None:
                if self.given is not None:
                    raise errors.UploadError(
                        f"the service no longer has the upload to {state.path}; upload again without its state"
                    ) from None
                return False
            self.made = found
            self.confirmed = {number: part.size for number, part in self.parts.items()}
            yield Work(self.slot.clear)
        else:
            self.confirmed = {number: part.size for number, part in self.parts.items() if number not in missing}
            yield from self._keep()
        done = self.progress()
        self.resumed = ResumedUpload(state.upload_id, done.confirmed, done.total, done.parts, self.slot.age)
        return True

    def _find_complete(self) -> Effects[StoredFile | None]:
        """Return the file at the path if it has the bytes of the source: then only the response was lost."""
        lookup = get_call(self.plan.path, **self.common)
        try:
            found = as_stored(require((yield from self.engine.call(lookup)), lookup.operation, size=int))
        except (errors.NotFoundError, errors.ResponseError):
            return None
        return found if (yield from matches_source(self.engine, found, self.source, self.plan.call_options)) else None

    def _replace(self, error: errors.APIError) -> Effects[None]:
        """Start anew, once, if the upload session has expired. Raise the error that says so otherwise."""
        if self.replaced or (yield from self._is_there()):
            raise error
        self.replaced = True
        log.warning("the upload session to %s has expired: the upload starts anew", self.plan.path)
        yield from self._restart(error)

    def _restart(self, reason: errors.KinocraftError, first_part: int | None = None) -> Effects[None]:
        """Start anew with another session."""
        try:
            yield from self.cancel()
        except errors.APIError as error:
            raise reason from error
        self.first_part = self.first_part if first_part is None else first_part
        self.resumed = None
        yield from self._begin()

    def _is_there(self) -> Effects[bool]:
        try:
            yield from self.engine.call(status_call(self.id, **self.common))
        except GONE:
            return False
        return True

    def _leave(self, reason: BaseException) -> Effects[None]:
        """Keep the upload for the same call, or remove it from the service, and say in a note what is left there."""
        if self.slot.keeps and self.slot.record and is_resumable(reason):
            reason.add_note(f"the upload to {self.plan.path} is kept: the same call resumes it")
            return
        if (self.plan.on_state or self.given) and is_resumable(reason):
            reason.add_note(f"upload {self.id} to {self.plan.path} is incomplete: resume it or cancel it")
            return
        engine, options = self.removing(reason, self.plan.call_options)
        try:
            yield from engine.call(cancel_call(self.id, container_id=self.plan.container_id, options=options))
        except errors.KinocraftError as error:
            if self.uncertain:
                reason.add_note(may_hold(self.plan.path, self.source))
            if not isinstance(error, GONE):
                words = f"upload {self.id} to {self.plan.path} may be left on the service ({type(error).__name__})"
                kept = self.slot.set_aside()
                reason.add_note(f"{words}: {KEPT if kept else f'remove it with files.uploads.cancel({self.id!r})'}")
        self.slot.clear()

    def _count_lost(self) -> None:
        self.lost += 1

    def _unknown_sessions(self) -> str:
        return (
            f"the service may keep {self.lost} upload session(s) to {self.plan.path} that are not used, because the "
            "response to their start was lost. They have no parts, nothing is stored at the path, and another upload "
            "to it works. Nobody can list or remove them without their ids; when they expire is not documented"
        )

    # --- parts ----------------------------------------------------------------------------------------------------

    def _width(self) -> int:
        return self.plan.width(len(self.parts))

    def _send_rest(self) -> Effects[list[int]]:
        """Send the missing parts, then ask for the status, and once send again what is missing in it.

        Return the numbers of the parts that the service still does not have.
        """
        yield from self._send([number for number in self.parts if number not in self.confirmed])
        missing = yield from self._missing()
        if missing:
            yield from self._send(missing)
            missing = yield from self._missing()
        return missing

    def _send(self, numbers: Sequence[int]) -> Effects[None]:
        self.source.recover()
        tasks: list[Callable[[], Effects[None]]] = [partial(self._send_part, number) for number in numbers]
        parts = partial(self._run_parallel, tasks, self._width)
        if self.sha256:
            yield from parts()
        else:
            yield from self._run_parallel([self._digest, *([parts] if tasks else [])], lambda: 2)

    def _run_parallel(self, tasks: Sequence[Callable[[], Effects[None]]], width: Callable[[], int]) -> Effects[None]:
        if tasks:
            yield Parallel(tasks, min(len(tasks), width()), self.source.abandon, width)

    def _digest(self) -> Effects[None]:
        sha256 = ""
        for work in self.source.digest():
            if self.engine.limit is not None and self.engine.limit.over:
                raise self.engine.late(COMPLETE)
            sha256 = yield Work(work)
        self.sha256 = sha256

    def _send_part(self, number: int) -> Effects[None]:
        part = self.parts[number]
        call = put_part_call(self.id, number, part=part, **self.common)
        started = self.engine.settings.clock.monotonic()
        yield from self.engine.call(call, settled=partial(self._has_part, number))
        self.plan.note_speed(part.size, self.engine.settings.clock.monotonic() - started)
        with self.lock:
            self.confirmed[number] = part.size
            self._report()

    def _report(self) -> None:
        if self.plan.progress:
            self.plan.progress(self.progress())

    def _has_part(self, number: int) -> Effects[bool]:
        """Return whether the service says that it has a part whose response was lost."""
        call = status_call(
            self.id, container_id=self.plan.container_id, options={**self.common["options"], "retries": 0}
        )
        try:
            sizes = yield from self._sizes(call)
        except errors.KinocraftError:
            return False
        return sizes.get(number) == self.parts[number].size and shift_of(sizes, self.parts) == 0

    def _sizes(self, call: Call[Upload]) -> Effects[dict[int, int]]:
        """Return the sizes of the parts that the service has, by their numbers."""
        status = require((yield from self.engine.call(call)), call.operation, parts=(list, NoneType))
        parts = [require(part, call.operation, id=int, size=int) for part in status.parts or []]
        return {part.id: part.size for part in parts}

    def _missing(self) -> Effects[list[int]]:
        sizes = yield from self._sizes(status_call(self.id, **self.common))
        self.shown = set(sizes)
        shift = shift_of(sizes, self.parts)
        return [number for number, part in self.parts.items() if sizes.get(number + shift) != part.size]

    # --- completion -----------------------------------------------------------------------------------------------

    def _complete(self) -> Effects[StoredFile]:
        call = complete_call(self.id, sha256=self.sha256, **self.common)
        last = None
        for _ in range(ATTEMPTS):
            try:
                made = require((yield from self.engine.call(call)), call.operation, size=int)
            except errors.BadRequestError as error:
                raise errors.UploadVerificationError(
                    f"the service could not join the parts of {self.plan.path}: {error.detail or error.message}; "
                    "nothing is stored there, upload again"
                ) from error
            except errors.DeadlineError as error:
                self.uncertain = self.uncertain or may_be_done(error)
                raise
            except (
                errors.TransportError,
                errors.ServerError,
                errors.ResponseError,
                errors.NotFoundError,
                errors.ConflictError,
            ) as error:
                # After a lost response, the conflict may be with the file that the earlier request completed.
                if isinstance(error, errors.ConflictError) and not self.uncertain:
                    raise
                self.uncertain, last = self.uncertain or may_be_done(error), error
                found = yield from self._find_result(error)
                if found is None:
                    continue
                if not self.uncertain and not (
                    yield from matches_source(self.engine, found, self.source, self.plan.call_options)
                ):
                    raise errors.UploadError(
                        f"the service no longer has the upload to {self.plan.path}, which holds something else; "
                        "delete that or choose another path, and upload again"
                    ) from error
                made = found
            verify_size(made, self.source, self.plan.path)
            return made
        raise errors.UploadError(
            f"{self.plan.path} could not be completed: {ATTEMPTS} responses in a row were lost"
        ) from last

    def _find_result(self, error: errors.KinocraftError) -> Effects[StoredFile | None]:
        """Return the file after a lost response; None if the upload is not complete yet."""
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

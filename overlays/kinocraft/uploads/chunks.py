"""A resumable upload to Kinescope (tus 1.0.0), as an object with the methods start, advance, run and cancel."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import asdict, replace
from functools import partial
from typing import TYPE_CHECKING, Any, Literal, Protocol, cast

from kinocraft_api.kinescope_models import UploadedVideo, Video
from kinocraft_api.kinescope_v1.videos import delete_call, get_call
from kinocraft_api.kinescope_v2.videos_uploads import INIT, OFFSET, append_call, init_call, offset_call
from kinocraft_runtime.calls import CallOptions, Id, Unset

from .. import errors
from ..engine import Engine
from ..responses.checks import COUNT
from ..sources import Part, Source
from ..transport.effects import Effects, Shielded, Sleep, Work
from ..transport.retry import Backoff, Failure, Stop
from .engine import RETRIES, TransferOptions, UploadProgress, is_resumable
from .lost_starts import start_once
from .pace import first_chunk, next_chunk, smaller_chunk
from .resumable import GONE, KEPT, REMOVE, Resumable
from .state import ResumedUpload, UploadState

if TYPE_CHECKING:
    from .journal import Slot

__all__ = ["UNFINISHED", "ChunkPlan", "ChunkUpload"]

log = logging.getLogger("kinocraft")

UNCLEAR = frozenset({409, 423, *range(460, 470)})
"""Statuses after which tus clients ask for the offset and resume: a wrong offset, a lock that another request still
holds, a chunk that was damaged on its way, and what load balancers send when a connection ends early."""
UNFINISHED = frozenset({"pending", "uploading", "suspended", "aborted"})
"""States of a video whose file has not arrived."""


class ChunkPlan(Protocol):
    """The checked arguments of an upload."""

    options: CallOptions
    parent_id: Id | Unset
    title: str
    description: str | Unset
    file_name: str
    on_state: Callable[[UploadState], object] | None


class ChunkUpload(Resumable[UploadState]):
    """One resumable upload: its start announces the file to the service, and returns the URL that receives the chunks.

    Args:
        engine: Sends the calls.
        plan: The arguments of the upload.
        source: What is uploaded.
        slot: Keeps the state for later calls.
        given: The state to resume, which the caller kept.
        hooks: The options with the progress hook and the size of a chunk.
    """

    state_type = UploadState

    def __init__(
        self,
        engine: Engine,
        plan: ChunkPlan,
        source: Source,
        slot: Slot,
        given: UploadState | None,
        hooks: TransferOptions,
    ) -> None:
        super().__init__(engine, source, slot, given)
        self.plan = plan
        self.hooks = hooks
        self.base = engine.settings.base(INIT)
        self.fixed = hooks.get("part_size")
        """The size of a chunk, if the caller has set it."""
        self.chunk_size = self.fixed or first_chunk(engine.speeds.get(self.base))
        options = plan.options
        self.policy = replace(engine.settings.retry, retries=options.get("retries", RETRIES))
        self.bind(engine)
        # The user's own headers are not meant for another host. This class does the retries itself.
        self.options = cast(CallOptions, {**options, "headers": {}, "retries": 0})
        self.state: UploadState | None = None
        self.offset: int | None = None
        """The bytes that the service has; None after a failure, until the service says so."""
        self.confirmed = 0
        self.sent = 0
        """The end of what was sent, whether or not it arrived."""
        self.chunks = 0
        self.resuming = False
        """Whether the service is being asked what it has of an earlier upload."""
        self.restarted = False
        """Whether another session was started after one that had expired."""
        self.leftovers: tuple[str, ...] = ()
        """Empty videos, one of which a start whose response was lost may have left."""

    def bind(self, engine: Engine) -> None:
        """Send further calls with this engine, whose deadline bounds the waits between them too."""
        super().bind(engine)
        self.backoff = Backoff(self.policy, engine.settings.clock, engine.limit)

    # --- the upload, step by step ---------------------------------------------------------------------------------

    def start(self) -> Effects[ResumedUpload | None]:
        """Resume the kept upload, or start one. Return what was found of an earlier one."""
        if self.state is not None:
            return self.resumed
        self.fingerprint = yield Work(self.source.fingerprint)
        kept = yield from self._kept()
        if kept is not None:
            self.state, self.offset, self.sent = kept, None, self.source.size
            self.resuming = True
            try:
                yield from self._ask()
            except GONE as error:
                if not (yield from self._settle_expired(error)):
                    yield from self._begin()
                    return None
            finally:
                self.resuming = False
            self.chunks = -(-self.confirmed // self.chunk_size)
            found = ResumedUpload(kept.video_id, self.confirmed, kept.size, self.chunks, self.slot.age)
            self.resumed = found
            if self.confirmed:
                self._report()
            return found
        yield from self._begin()
        return None

    def advance(self) -> Effects[UploadProgress]:
        """Send the next chunk."""
        yield from self.start()
        before = self.confirmed
        while self.confirmed <= before and self.confirmed < self.source.size:
            before = self.confirmed  # fewer than before if the upload starts anew
            yield from self._step()
        return self.progress()

    def run(self) -> Effects[UploadedVideo]:
        """Send what is missing, and return the video. A failure leaves the upload as it is."""
        yield from self.start()
        while self.confirmed < self.source.size:
            yield from self._step()
        made = yield from self._video()
        yield Work(self.slot.clear)
        return made

    def finish(self) -> Effects[UploadedVideo]:
        """Run the upload. A temporary failure keeps it for the same call; a failure of the source deletes the video."""
        try:
            return (yield from self.run())
        except BaseException as error:  # also an interrupt, a cancellation, and what a progress hook raises
            if self.leftovers:
                error.add_note(self._left_empty())
            if self.state is not None and self.given is None:
                yield Shielded(partial(self._leave, error))
            raise

    def checkpoint(self) -> UploadState:
        """Return the state, for another call or process."""
        if self.state is None:
            raise errors.ClientStateError("the upload is not started: call start first")
        return self.state

    def cancel(self) -> Effects[None]:
        """Delete the incomplete video, and forget the upload.

        Raises:
            APIError: The service did not confirm it.
        """
        if self.state is not None and self.confirmed < self.source.size:
            yield from self._delete(self.state.video_id)
        self.state = None
        yield Work(self.slot.clear)

    def progress(self) -> UploadProgress:
        """Return the progress so far."""
        return UploadProgress(self.confirmed, self.source.size, self.chunks, self.resumed, self.leftovers)

    # --- start, resume, remove ------------------------------------------------------------------------------------

    def _begin(self) -> Effects[None]:
        plan, size = self.plan, self.source.size
        if not plan.parent_id:
            raise errors.InvalidArgumentError(
                f"parent_id is missing: {self.source.name} is sent in chunks, which needs it"
            )
        call = init_call(
            type="video",
            parent_id=plan.parent_id,
            title=plan.title,
            filename=plan.file_name or "video",
            filesize=size,
            description=plan.description,
            options=plan.options,
        )
        before = self.slot.age if self.slot.unconfirmed else None
        yield Work(partial(self.slot.save, None))
        try:
            made = yield from start_once(self.engine, call, before, self._report_leftovers)
        except errors.APIStatusError as error:
            if not is_resumable(error):
                yield Work(self.slot.clear)
            raise
        self.state = UploadState(made.id, made.endpoint, size, self.fingerprint, self.source.inode)
        self.offset, self.confirmed, self.sent, self.chunks = 0, 0, 0, 0
        fields = asdict(self.state)
        secrets = {"endpoint": fields.pop("endpoint")}
        yield Work(partial(self.slot.save, fields, secrets))
        if self.plan.on_state:
            yield Work(partial(self.plan.on_state, self.state))

    def _target(self, state: UploadState) -> str:
        return f"video {state.video_id}"

    def _report_leftovers(self, videos: list[str]) -> None:
        self.leftovers += tuple(each for each in videos if each not in self.leftovers)
        if self.leftovers:
            log.warning("%s", self._left_empty())

    def _left_empty(self) -> str:
        return (
            f"the response to a start of the upload of {self.source.name} was lost. The service may have made a video "
            f"that stays empty: {' or '.join(self.leftovers)}, unless another program is about to upload to it; "
            "delete it if none is"
        )

    def _remove_kept(self, record: dict[str, Any]) -> Effects[bool]:
        """Delete the incomplete video that an earlier upload left. Return whether none is left."""
        if not (state := record.get("state")) or not isinstance(state.get("video_id"), str):
            return True
        log.warning("the upload of %s starts anew: an earlier one cannot be resumed", self.source.name)
        return (yield from self._remove_unfinished(state["video_id"])) != "left"

    def _remove_unfinished(self, video_id: str) -> Effects[Literal["complete", "removed", "left"]]:
        """Delete a video that this journal started, unless its file has arrived. Return what became of it."""
        try:
            found = yield from self.engine.call(get_call(video_id, options=self.plan.options))
            if found.status not in UNFINISHED:
                return "complete"
            yield from self._delete(video_id)
        except GONE:
            pass
        except errors.APIError as error:
            log.warning("video %s may be left incomplete on the service: %s", video_id, type(error).__name__)
            return "left"
        return "removed"

    def _delete(self, video_id: str) -> Effects[None]:
        yield from self._delete_with(self.engine, video_id, {**self.plan.options, "deadline": REMOVE})

    def _delete_with(self, engine: Engine, video_id: str, options: CallOptions) -> Effects[None]:
        with suppress(*GONE):
            yield from engine.call(delete_call(video_id, options=options))

    def _settle_expired(self, error: errors.APIError) -> Effects[bool]:
        """Return whether the video of an upload session that is gone is complete. If not, it is removed."""
        state = self.checkpoint()
        if self.restarted or not self.slot.keeps or self.given is not None:
            raise errors.UploadError(
                f"the service no longer has the upload of {self.source.name}, of which it had {self.confirmed} bytes; "
                f"check video {state.video_id}, and upload again if it is incomplete"
            ) from error
        outcome = yield from self._remove_unfinished(state.video_id)
        if outcome == "complete":
            self.offset = self.confirmed = self.source.size
            return True
        if outcome == "left":
            yield Work(self.slot.set_aside)
        log.warning("the upload of %s has expired: it starts anew", self.source.name)
        self.state, self.restarted = None, True
        yield Work(self.slot.clear)
        return False

    def _leave(self, reason: BaseException) -> Effects[None]:
        """Keep the upload for the same call, or delete its video, and say in a note what is left."""
        state = self.checkpoint()
        incomplete = f"video {state.video_id} is incomplete"
        if self.plan.on_state:
            reason.add_note(f"{incomplete}: resume its upload or delete it")
        elif self.slot.keeps and self.slot.record and is_resumable(reason):
            reason.add_note(f"{incomplete}: the same call resumes its upload")
        elif self.slot.keeps or isinstance(reason, errors.SourceError):
            engine, options = self.removing(reason, self.plan.options)
            try:
                yield from self._delete_with(engine, state.video_id, options)
            except errors.APIError:
                kept = self.slot.set_aside()
                reason.add_note(
                    f"{incomplete}: {KEPT if kept else f'delete it with videos.delete({state.video_id!r})'}"
                )
            self.slot.clear()
        else:
            reason.add_note(f"{incomplete}: delete it with videos.delete({state.video_id!r})")

    # --- chunks ---------------------------------------------------------------------------------------------------

    def _step(self) -> Effects[None]:
        """Send the next chunk, or ask for the offset after a failure. Start anew, once, if the session has expired."""
        try:
            yield from self._ask() if self.offset is None else self._append(self.offset)
        except GONE as error:
            if not (yield from self._settle_expired(error)):
                yield from self._begin()

    def _ask(self) -> Effects[None]:
        """Ask the service for the offset, again after each failure."""
        while self.offset is None:
            try:
                offset = yield from self._query_offset()
            except GONE:
                raise
            except errors.APIError as error:
                yield from self._wait_before_retry(error)
            else:
                self._advance_to(offset)

    def _append(self, offset: int) -> Effects[None]:
        part = Part(self.source, offset, min(self.chunk_size, self.source.size - offset))
        self.sent = max(self.sent, offset + part.size)
        call = append_call(self.checkpoint().endpoint, offset, part, options=self.options)
        clock = self.engine.settings.clock
        started = clock.monotonic()
        try:
            headers = yield from self.engine.call(call)
            self._adapt(part.size, clock.monotonic() - started)
            self._advance_to(_offset_of(headers, range(offset + 1, offset + part.size + 1), "PATCH"))
        except GONE:
            raise
        except errors.APIError as error:
            self.offset = None
            self.chunk_size = self.fixed or smaller_chunk(self.chunk_size)
            yield from self._wait_before_retry(error)

    def _adapt(self, size: int, seconds: float) -> None:
        """Choose the size of the next chunk by the speed of the last one."""
        if self.source.cap is None:
            self.engine.speeds.note(self.base, size, seconds)
        self.chunk_size = self.fixed or next_chunk(self.chunk_size, size, seconds)

    def _advance_to(self, offset: int) -> None:
        self.offset = offset
        if offset > self.confirmed:
            self.confirmed, self.chunks = offset, self.chunks + 1
            self.backoff.reset()
            if not self.resuming:
                self._report()

    def _report(self) -> None:
        if hook := self.hooks.get("progress"):
            hook(self.progress())

    def _query_offset(self) -> Effects[int]:
        headers = yield from self.engine.call(offset_call(self.checkpoint().endpoint, options=self.options))
        if (expected := headers.get("Upload-Length", str(self.source.size))) != str(self.source.size):
            raise errors.UploadVerificationError(
                f"the service expects {expected:.20} bytes, and {self.source.name} has {self.source.size}"
            )
        offset = _offset_of(headers, range(self.source.size + 1), "HEAD")
        if not self.confirmed <= offset <= self.sent:
            raise errors.UploadVerificationError(
                f"the service has {offset} bytes of {self.source.name}, although it had confirmed {self.confirmed} and "
                f"was sent {self.sent}: what it has cannot be trusted"
            )
        return offset

    def _wait_before_retry(self, error: errors.APIError) -> Effects[None]:
        """Wait before asking the service for the offset, or raise the error if no retry is allowed."""
        status = getattr(error, "status", None) if isinstance(error, errors.APIStatusError) else None
        failure = Failure(
            status=None if status in UNCLEAR else status,
            transient=error.call.stopped not in (Stop.TRANSPORT, Stop.DEADLINE),
            retry_after=getattr(error, "retry_after", None),
        )
        # Once the offset is known, sending a chunk is as safe to repeat as asking for the offset.
        pause = self.backoff.next(failure, idempotent=OFFSET.idempotent)
        if isinstance(pause, Stop):
            if error.call.stopped != Stop.DEADLINE:
                error.call = replace(error.call, stopped=pause)
            raise error
        yield Sleep(pause)

    def _video(self) -> Effects[UploadedVideo]:
        """Return the video, or only what is known of it if the token may upload but not read."""
        plan, state = self.plan, self.checkpoint()
        known = {"id": state.video_id, "title": plan.title, "status": "uploading"}
        made = UploadedVideo.model_construct({*known}, **(dict.fromkeys(UploadedVideo.model_fields) | known))
        try:
            found = yield from self.engine.call(get_call(state.video_id, options=plan.options))
        except errors.APIError:
            return made
        if not isinstance(cast(object, found), Video):
            return made
        fields = {name: getattr(found, name, None) for name in UploadedVideo.model_fields}
        return made.model_copy(update={**fields, "parent_id": found.folder_id or found.project_id})


def _offset_of(headers: Mapping[str, str], allowed: range, method: str) -> int:
    text = headers.get("Upload-Offset", "")
    if not COUNT.fullmatch(text) or int(text) not in allowed:
        facts = errors.CallFacts(OFFSET.id, method, OFFSET.path, 1)
        raise errors.ResponseError("the response has no usable Upload-Offset", facts, status=200)
    return int(text)

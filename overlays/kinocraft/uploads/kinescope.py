"""Make a Kinescope video: upload it in one request or in chunks (tus 1.0.0), or have the service fetch a URL."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, TypeVar, cast
from urllib.parse import unquote, urlsplit

from kinocraft_api.kinescope_models import UploadedVideo, Video
from kinocraft_api.kinescope_v1.videos import get_call, update_call
from kinocraft_api.kinescope_v2.videos_uploads import OFFSET, append_call, create_call, init_call, offset_call
from kinocraft_runtime.calls import UNSET, Call, CallOptions, Id, Unset

from .. import errors
from ..call_options import call_options
from ..engine import Engine
from ..polling import poll
from ..response_checks import require
from ..sources import OneShotBody, Part, Source, Streamable, Uploadable, own_name
from ..transport.effects import Effects, Sleep, Work
from ..transport.encoding import check_line
from ..transport.retry import Backoff, Failure, Stop
from .engine import (
    MIB,
    RETRIES,
    THRESHOLD,
    TransferOptions,
    header_text,
    may_be_done,
    report_progress,
    transfer_options,
    with_source,
)

__all__ = ["UploadState", "VideoOptions", "VideoUploadOptions", "import_url", "upload", "wait"]

T = TypeVar("T")

CHUNK = 16 * MIB
FAILED = frozenset({"error", "aborted", "suspended"})
"""States that a video does not leave by itself."""
UNCLEAR = frozenset({409, 423, *range(460, 470)})
"""Statuses after which tus clients ask for the offset and go on: a wrong offset, a lock that another request still
holds, a chunk that was damaged on its way, and what load balancers send when a connection ends early."""
MAYBE_MADE = "the service may have made a video anyway: look for it before you upload again, or there will be two"


@dataclass(frozen=True, slots=True)
class UploadState:
    """The state of an upload. With it, another process can resume the upload.

    Keep it as secret as a token until the upload is complete: anyone who knows the endpoint can send bytes to it. (The
    log of httpx2 contains the URL of every request at level INFO, so it contains the endpoint.)
    `dataclasses.asdict` converts it to a dictionary for JSON, and `UploadState(**dictionary)` reads that.
    """

    video_id: str
    endpoint: str = field(repr=False)
    size: int
    """Bytes of the file."""
    fingerprint: str
    """Identifies the file: only the same file can be resumed."""


class VideoOptions(CallOptions, total=False):
    """The metadata of a new video, in any script, and the settings of its calls."""

    parent_id: Id
    """The project or folder of the video. `upload` needs it for whatever is not sent in one request."""
    title: str
    """The title. Default: the file name without its suffix, or the title of the replaced video."""
    description: str
    """The description."""
    file_name: str
    """The file name. Default: the file's own name."""
    replace: Id
    """The video whose file is replaced by this one. It keeps its id and links."""


class VideoUploadOptions(VideoOptions, TransferOptions, total=False):
    """Options of a video upload. A chunk has 16 MiB, unless `part_size` is set."""

    resume: UploadState | Callable[[UploadState], object] | None
    """To start an upload that can be resumed: a function that stores the UploadState, called before any byte is sent.
    To resume: that state. Either way the upload is sent in chunks, however small it is."""


class _Plan:
    """The arguments of an upload, checked before anything is sent."""

    def __init__(self, options: CallOptions, given: VideoOptions, file_name: str) -> None:
        self.options = options
        self.parent_id = given.get("parent_id", UNSET)
        self.replaced_id = given.get("replace")
        self.description = given.get("description", UNSET)
        self.file_name = check_line("file_name", given.get("file_name", file_name))
        self.title = check_line("title", given.get("title", "" if self.replaced_id else Path(self.file_name).stem))
        # A description may have several lines.
        check_line("description", "".join((self.description or "").splitlines()))
        if not self.title and not self.replaced_id:
            raise errors.InvalidArgumentError("title is missing, and there is no file name to take it from")

    @property
    def fits_headers(self) -> bool:
        """Whether headers can transport all metadata unchanged."""
        return all(text == header_text(text) for text in (self.title, self.description or "", self.file_name))


def upload(engine: Engine, content: Streamable, given: VideoUploadOptions) -> Effects[UploadedVideo]:
    """Upload a video, and return it as the service then describes it."""
    options = transfer_options("videos.upload", given, VideoUploadOptions.__optional_keys__)
    plan = _Plan(options, given, own_name(content))
    resume = given.get("resume")
    if resume and not (isinstance(resume, UploadState) or callable(cast(object, resume))):
        raise errors.InvalidArgumentError(
            "resume is neither an UploadState, as made by UploadState(**stored), nor a function"
        )
    if resume and plan.replaced_id:
        raise errors.InvalidArgumentError("replace is sent in one request, which cannot be resumed: omit resume")
    if not OneShotBody.accepts(content):
        return (
            yield from with_source(cast(Uploadable, content), lambda source: _send_file(engine, plan, source, given))
        )
    if resume:
        raise errors.InvalidArgumentError(
            "only content that can be read again can be resumed: give a path or a seekable file"
        )
    # What was read cannot be read again, so it is never sent a second time.
    plan.options["retries"] = 0
    body = OneShotBody(content)
    made = yield from _create(engine, plan, file=body)
    _report_whole(given, made, body.sent)
    return made


def _send_file(engine: Engine, plan: _Plan, source: Source, given: VideoUploadOptions) -> Effects[UploadedVideo]:
    if not source.size:
        raise errors.InvalidArgumentError(f"{source.name} has no bytes; nothing was sent")
    threshold = given.get("threshold")
    large = source.size > (THRESHOLD if threshold is None else threshold)
    # An upload session is started with JSON, where any letter is safe. In a header that is unproven.
    resumable = large or (plan.parent_id and not plan.fits_headers)
    if given.get("resume") or (resumable and not plan.replaced_id):
        return (yield from _UploadSession(engine, plan, source, given).run())
    made = yield from _create(engine, plan, file=Part(source, 0, source.size))
    _report_whole(given, made, source.size)
    return made


def _report_whole(given: VideoUploadOptions, made: UploadedVideo, size: int) -> None:
    try:
        report_progress(given, size, size)
    except BaseException as error:
        error.add_note(f"video {made.id} is uploaded")
        raise


def import_url(engine: Engine, url: str, poster_url: str | Unset, given: VideoOptions) -> Effects[UploadedVideo]:
    """Have the service fetch a file from a URL."""
    try:
        name = unquote(urlsplit(check_line("url", url)).path).rpartition("/")[2]
    except ValueError as error:
        raise errors.InvalidArgumentError(f"the URL is not valid: {error}") from error
    plan = _Plan(call_options("videos.import_url", given, VideoOptions.__optional_keys__), given, name)
    return (yield from _create(engine, plan, video_url=url, poster_url=poster_url))


def wait(engine: Engine, video: Id, interval: float, options: CallOptions) -> Effects[Video]:
    """Poll a video at growing intervals until the service has processed it."""
    found = yield from poll(
        engine, "video", lambda inner: get_call(video, options=inner), {"done", *FAILED}, interval, options
    )
    if found.status in FAILED:
        words = f"the service could not process video {found.id}: its state is {found.status}"
        raise errors.VideoFailedError(words, video_id=found.id, status=found.status)
    return found


def _create(engine: Engine, plan: _Plan, **what: Any) -> Effects[UploadedVideo]:
    """Make a video in one request. A second call sets metadata that headers cannot transport."""
    if not plan.title:
        plan.title = (yield from engine.call(get_call(plan.replaced_id or "", options=plan.options))).title or ""
    call = create_call(
        header_text(plan.title),
        parent_id=plan.parent_id,
        video_description=header_text(plan.description) if plan.description else plan.description,
        file_name=header_text(plan.file_name) or UNSET,
        replace_video_id=plan.replaced_id or UNSET,
        options=plan.options,
        **what,
    )
    made = yield from _send_once(engine, call)
    title, description = (
        UNSET if not text or text == header_text(text) else text for text in (plan.title, plan.description)
    )
    if not title and not description:
        return made
    try:
        yield from engine.call(update_call(made.id, title=title, description=description, options=plan.options))
    except errors.APIError as error:
        raise errors.UploadError(
            f"video {made.id} is uploaded, but without its title or description: set them with videos.update"
        ) from error
    return made.model_copy(update={"title": plan.title, "description": plan.description or made.description})


def _send_once(engine: Engine, call: Call[T]) -> Effects[T]:
    """Send a call that is not repeated, because that might make a second video."""
    try:
        return require((yield from engine.call(call)), call.operation, id=str)
    except BaseException as error:
        if may_be_done(error):
            error.add_note(MAYBE_MADE)
        raise


class _UploadSession:
    """A resumable upload: the service is told about the file, and returns the URL that receives its chunks."""

    def __init__(self, engine: Engine, plan: _Plan, source: Source, given: VideoUploadOptions) -> None:
        self.engine = engine
        self.plan = plan
        self.source = source
        self.given = given
        self.chunk_size = given.get("part_size") or CHUNK
        options = plan.options
        policy = replace(engine.settings.retry, retries=options.get("retries", RETRIES))
        self.backoff = Backoff(policy, engine.settings.clock)
        # The user's own headers are not meant for another host. This class does the retries itself.
        self.options = cast(CallOptions, {**options, "headers": {}, "retries": 0})

    def run(self) -> Effects[UploadedVideo]:
        resume, fingerprint = self.given.get("resume"), (yield Work(self.source.fingerprint))
        if isinstance(resume, UploadState):
            if (resume.size, resume.fingerprint) != (self.source.size, fingerprint):
                raise errors.SourceChangedError(
                    f"{self.source.name} is not the file whose upload to video {resume.video_id} was started, or it "
                    "has changed; nothing was sent"
                )
            yield from self._send_chunks(resume, None)
            return (yield from self._video(resume))
        state = yield from self._start(fingerprint)
        try:
            if resume:
                yield Work(lambda: resume(state))
            yield from self._send_chunks(state, 0)
            return (yield from self._video(state))
        except BaseException as error:  # also an interrupt, a cancellation, and what a progress hook raises
            way = "resume its upload or delete it" if resume else f"delete it with videos.delete({state.video_id!r})"
            error.add_note(f"video {state.video_id} is incomplete: {way}")
            raise

    def _start(self, fingerprint: str) -> Effects[UploadState]:
        plan = self.plan
        if not plan.parent_id:
            raise errors.InvalidArgumentError(
                f"parent_id is missing: {self.source.name} is sent in chunks, which needs it"
            )
        call = init_call(
            type="video",
            parent_id=plan.parent_id,
            title=plan.title,
            filename=plan.file_name or "video",
            filesize=self.source.size,
            description=plan.description,
            options=plan.options,
        )
        made = require((yield from _send_once(self.engine, call)), call.operation, endpoint=str)
        return UploadState(made.id, made.endpoint, self.source.size, fingerprint)

    def _send_chunks(self, state: UploadState, offset: int | None) -> Effects[None]:
        """Send all bytes from the offset on. None (after a failure): ask the service for the offset."""
        size, most, parts = self.source.size, 0, 0
        while offset is None or offset < size:
            try:
                offset = yield from self._query_offset(state) if offset is None else self._append(state, offset)
            except (errors.NotFoundError, errors.GoneError) as error:
                raise errors.UploadError(
                    f"the service no longer has the upload of {self.source.name}, of which it had {most} bytes; "
                    f"check video {state.video_id}, and upload again if it is incomplete"
                ) from error
            except errors.APIError as error:
                offset = None
                yield from self._wait_before_retry(error)
            else:
                if offset > most:
                    most, parts = offset, parts + 1
                    self.backoff.reset()
                    report_progress(self.given, most, size, parts)

    def _query_offset(self, state: UploadState) -> Effects[int]:
        headers = yield from self.engine.call(offset_call(state.endpoint, options=self.options))
        if headers.get("Upload-Length", str(self.source.size)) != str(self.source.size):
            raise errors.UploadVerificationError(
                f"the service expects {headers['Upload-Length']} bytes, and {self.source.name} has {self.source.size}"
            )
        return self._offset_of(headers, range(self.source.size + 1), "HEAD")

    def _append(self, state: UploadState, offset: int) -> Effects[int]:
        part = Part(self.source, offset, min(self.chunk_size, self.source.size - offset))
        headers = yield from self.engine.call(append_call(state.endpoint, offset, part, options=self.options))
        return self._offset_of(headers, range(offset + 1, offset + part.size + 1), "PATCH")

    def _offset_of(self, headers: Mapping[str, str], allowed: range, method: str) -> int:
        text = headers.get("Upload-Offset", "")
        if not text.isdecimal() or int(text) not in allowed:
            facts = errors.CallFacts(OFFSET.id, method, OFFSET.path, 1)
            raise errors.ResponseError("the response has no usable Upload-Offset", facts, status=200)
        return int(text)

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

    def _video(self, state: UploadState) -> Effects[UploadedVideo]:
        """Return the video, or only what is known of it if the token may upload but not read."""
        plan = self.plan
        known = {"id": state.video_id, "title": plan.title, "status": "uploading"}
        made = UploadedVideo.model_construct({*known}, **(dict.fromkeys(UploadedVideo.model_fields) | known))
        try:
            found = yield from self.engine.call(get_call(state.video_id, options=plan.options))
        except errors.APIError:
            return made
        fields = {name: getattr(found, name, None) for name in UploadedVideo.model_fields}
        return made.model_copy(update={**fields, "parent_id": found.folder_id or found.project_id})

"""Making of a Kinescope video: from bytes in one request, from bytes piece by piece (tus 1.0.0), from an address."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, TypeVar, cast
from urllib.parse import unquote, urlsplit

from kinocraft_api.kinescope_v1.models import Video
from kinocraft_api.kinescope_v1.videos import get_call, update_call
from kinocraft_api.kinescope_v2.models import UploadedVideo
from kinocraft_api.kinescope_v2.videos_uploads import OFFSET, append_call, create_call, init_call, offset_call
from kinocraft_runtime.calls import UNSET, Call, CallOptions, Unset

from . import errors
from .answers import require
from .encoding import in_header, plain_text
from .engine import Engine
from .retry import Failure, Stop, decide
from .sources import Once, Part, Source, Streamable, Uploadable, own_name
from .steps import Sleep, Steps, Work
from .uploading import MIB, RETRIES, THRESHOLD, TransferOptions, UploadProgress, call_options, opened

__all__ = ["UploadState", "VideoOptions", "VideoUploadOptions", "import_url", "upload", "wait"]

T = TypeVar("T")

PIECE = 16 * MIB
FAILED = frozenset({"error", "aborted", "suspended"})
"""States that a video does not leave by itself."""
LONGEST_WAIT = 30.0
"""Seconds between two looks at a video, at most."""
MAYBE = "the service may have made a video all the same: look for it before you upload again, or there will be two"


@dataclass(frozen=True, slots=True)
class UploadState:
    """What it takes to go on with an upload, in another process too.

    Keep it as secret as a token until the upload is complete: whoever knows the endpoint can send bytes to it. (The log
    of httpx2, at level INFO, has the URL of every request, and so the endpoint.)
    `dataclasses.asdict` makes it a dictionary that has a JSON form; `UploadState(**dictionary)` reads that.
    """

    video_id: str
    endpoint: str = field(repr=False)
    size: int
    """Bytes of the file."""
    fingerprint: str
    """Tells the file from others: what goes on is the same file, or nothing."""


class VideoOptions(CallOptions, total=False):
    """What is told of a video when it is made, in any letters, besides the settings of each call for it."""

    parent_id: str
    """The project or folder that it goes into. `upload` needs it for what does not go in one request."""
    title: str
    """The title; the file's name without its ending, or the title of the replaced video, when left out."""
    description: str
    """The description."""
    file_name: str
    """The file's name; its own when left out."""
    replace: str
    """The id of a video whose file this one takes the place of. It keeps its id and its links."""


class VideoUploadOptions(VideoOptions, TransferOptions, total=False):
    """What an upload of a video can be told.

    A piece has 16 MiB, unless `part_size` is set.
    """

    resume: UploadState | Callable[[UploadState], object] | None
    """To begin an upload that can be gone on with: a function, called with its state before any byte goes, which
    keeps it. To go on: that state. Either way it goes piece by piece, however small it is."""


class _Plan:
    """The arguments of a call, looked at before anything is sent."""

    def __init__(self, name: str, names: frozenset[str], given: VideoOptions, file_name: str) -> None:
        self.options = call_options(name, given, names)
        self.parent_id = given.get("parent_id", UNSET)
        self.replaces = given.get("replace")
        self.description = given.get("description", UNSET)
        self.file_name = plain_text("file_name", given.get("file_name", file_name))
        self.title = plain_text("title", given.get("title", "" if self.replaces else Path(self.file_name).stem))
        # A description may have several lines.
        plain_text("description", "".join((self.description or "").splitlines()))
        if not self.title and not self.replaces:
            raise errors.InvalidArgumentError("title is missing, and there is no file name to take it from")

    @property
    def in_headers(self) -> bool:
        """Whether all that is told of the video arrives intact in headers."""
        return all(text == in_header(text) for text in (self.title, self.description or "", self.file_name))


def upload(engine: Engine, content: Streamable, given: VideoUploadOptions) -> Steps[UploadedVideo]:
    """Upload, and give the video as the service describes it then."""
    plan = _Plan("videos.upload", VideoUploadOptions.__optional_keys__, given, own_name(content))
    resume = given.get("resume")
    if resume and not (isinstance(resume, UploadState) or callable(cast(object, resume))):
        raise errors.InvalidArgumentError("resume is neither an UploadState, as UploadState(**kept) is, nor a function")
    if resume and plan.replaces:
        raise errors.InvalidArgumentError("replace goes in one request, which cannot be gone on with: leave resume out")
    if not Once.is_due(content):
        return (yield from opened(cast(Uploadable, content), lambda source: _file(engine, plan, source, given)))
    if resume:
        raise errors.InvalidArgumentError(
            "only what can be read again can be gone on with: give a path or a seekable file"
        )
    # What was read is gone: it is not sent a second time, whatever happens.
    plan.options["retries"] = 0
    once = Once(content)
    made = yield from _create(engine, plan, body=once)
    _tell(given, once.sent, once.sent)
    return made


def _file(engine: Engine, plan: _Plan, source: Source, given: VideoUploadOptions) -> Steps[UploadedVideo]:
    if not source.size:
        raise errors.InvalidArgumentError(f"{source.name} has no bytes; nothing was sent")
    threshold = given.get("threshold")
    large = source.size > (THRESHOLD if threshold is None else threshold)
    # The title of an announced upload stands in JSON, where any letter is safe; in a header that is unproven.
    announced = large or (plan.parent_id and not plan.in_headers)
    if given.get("resume") or (announced and not plan.replaces):
        return (yield from _Announced(engine, plan, source, given).steps())
    made = yield from _create(engine, plan, body=Part(source, 0, source.size))
    _tell(given, source.size, source.size)
    return made


def import_url(engine: Engine, url: str, poster_url: str | Unset, given: VideoOptions) -> Steps[UploadedVideo]:
    """Have the service fetch a file by itself."""
    try:
        name = unquote(urlsplit(plain_text("url", url)).path).rpartition("/")[2]
    except ValueError as error:
        raise errors.InvalidArgumentError(f"no video can be fetched from there: {error}") from error
    plan = _Plan("videos.import_url", VideoOptions.__optional_keys__, given, name)
    return (yield from _create(engine, plan, video_url=url, poster_url=poster_url))


def wait(engine: Engine, video: str | Video | UploadedVideo, interval: float, options: CallOptions) -> Steps[Video]:
    """Look at a video, at growing intervals, until the service is through with it."""
    if not interval > 0:
        raise errors.InvalidArgumentError(f"interval is {interval!r}: give a number of seconds above 0")
    time, clock = engine.settings.countdown(options), engine.settings.clock
    looks = 0
    while True:
        call = get_call(video if isinstance(video, str) else video.id, options={**options, **time.inner()})
        found = require((yield from engine.call(call)), call.operation, id=str, status=str)
        looks += 1
        if found.status == "done":
            return found
        if found.status in FAILED:
            words = f"the service has given video {found.id} up: its state is {found.status}"
            raise errors.VideoFailedError(words, video_id=found.id, status=found.status)
        # Programs that began to wait together do not stay together.
        pause = interval * (0.75 + clock.random() / 2)
        if time.left is not None and pause >= time.left:
            facts = errors.CallFacts("videos.wait", "GET", call.operation.path, looks, time.elapsed, Stop.DEADLINE)
            raise errors.DeadlineError(f"video {found.id} is still {found.status} after {time.deadline:g} s", facts)
        yield Sleep(pause)
        interval = max(interval, min(interval * 1.5, LONGEST_WAIT))


def _tell(given: VideoUploadOptions, confirmed: int, total: int, parts: int = 1) -> None:
    if progress := given.get("progress"):
        progress(UploadProgress(confirmed, total, parts))


def _create(engine: Engine, plan: _Plan, **what: Any) -> Steps[UploadedVideo]:
    """Make a video in one request. What its headers cannot say is set afterwards."""
    if not plan.title:
        plan.title = (yield from engine.call(get_call(plan.replaces or "", options=plan.options))).title or ""
    call = create_call(
        in_header(plan.title),
        parent_id=plan.parent_id,
        video_description=in_header(plan.description) if plan.description else plan.description,
        file_name=in_header(plan.file_name) or UNSET,
        replace_video_id=plan.replaces or UNSET,
        options=plan.options,
        **what,
    )
    made = yield from _once(engine, call)
    title, description = (
        UNSET if not text or text == in_header(text) else text for text in (plan.title, plan.description)
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


def _once(engine: Engine, call: Call[T]) -> Steps[T]:
    """Make a call that is not made again, as that might make a second video."""
    try:
        return require((yield from engine.call(call)), call.operation, id=str)
    except (errors.TransportError, errors.ServerError, errors.AnswerError) as error:
        if getattr(error, "delivered", None) is not False:
            error.add_note(MAYBE)
        raise


class _Announced:
    """An upload that the service has been told of, and that goes to an address of its own."""

    def __init__(self, engine: Engine, plan: _Plan, source: Source, given: VideoUploadOptions) -> None:
        self.engine = engine
        self.plan = plan
        self.source = source
        self.given = given
        self.piece = given.get("part_size") or PIECE
        options = plan.options
        self.policy = replace(engine.settings.retry, retries=options.get("retries", RETRIES))
        # Whatever the user's own headers are for, they are not for another host. Repeating is this class's business.
        self.options = cast(CallOptions, {**options, "headers": {}, "retries": 0})

    def steps(self) -> Steps[UploadedVideo]:
        resume, fingerprint = self.given.get("resume"), (yield Work(self.source.fingerprint))
        if isinstance(resume, UploadState):
            if (resume.size, resume.fingerprint) != (self.source.size, fingerprint):
                raise errors.SourceChangedError(
                    f"{self.source.name} is not the file, or no longer the file, whose upload to video "
                    f"{resume.video_id} began; nothing was sent"
                )
            yield from self._send(resume, None)
            return (yield from self._described(resume))
        state = yield from self._announce(fingerprint)
        try:
            if resume:
                yield Work(lambda: resume(state))
            yield from self._send(state, 0)
        except errors.KinocraftError as error:
            error.add_note(f"video {state.video_id} is left without all of its bytes: delete it unless you go on")
            raise
        return (yield from self._described(state))

    def _announce(self, fingerprint: str) -> Steps[UploadState]:
        plan = self.plan
        if not plan.parent_id:
            words = f"{self.source.name} goes piece by piece, and for that it is needed"
            raise errors.InvalidArgumentError(f"parent_id is missing: {words}")
        call = init_call(
            type="video",
            parent_id=plan.parent_id,
            title=plan.title,
            filename=plan.file_name or "video",
            filesize=self.source.size,
            description=plan.description,
            options=plan.options,
        )
        made = require((yield from _once(self.engine, call)), call.operation, endpoint=str)
        return UploadState(made.id, made.endpoint, self.source.size, fingerprint)

    def _send(self, state: UploadState, offset: int | None) -> Steps[None]:
        """Send all from this offset on; from where the service says when it is None, as it is after every failure."""
        size, most, failures, parts = self.source.size, 0, 0, 0
        while offset is None or offset < size:
            try:
                offset = yield from self._ask(state) if offset is None else self._append(state, offset)
            except (errors.NotFoundError, errors.GoneError) as error:
                raise errors.UploadError(
                    f"the upload of {self.source.name} is gone from the service, and {most} bytes of it had arrived; "
                    f"look at video {state.video_id}, and upload again if it is not complete"
                ) from error
            except errors.APIError as error:
                failures += 1
                offset = None
                yield from self._pause(error, failures)
            else:
                if offset > most:
                    most, failures, parts = offset, 0, parts + 1
                    _tell(self.given, most, size, parts)

    def _ask(self, state: UploadState) -> Steps[int]:
        headers = yield from self.engine.call(offset_call(state.endpoint, options=self.options))
        if headers.get("Upload-Length", str(self.source.size)) != str(self.source.size):
            raise errors.UploadVerificationError(
                f"the service waits for {headers['Upload-Length']} bytes, {self.source.name} has {self.source.size}"
            )
        return self._offset(headers, range(self.source.size + 1), "HEAD")

    def _append(self, state: UploadState, offset: int) -> Steps[int]:
        part = Part(self.source, offset, min(self.piece, self.source.size - offset))
        headers = yield from self.engine.call(append_call(state.endpoint, offset, body=part, options=self.options))
        return self._offset(headers, range(offset + 1, offset + part.size + 1), "PATCH")

    def _offset(self, headers: Mapping[str, str], allowed: range, method: str) -> int:
        text = headers.get("Upload-Offset", "")
        if not text.isdecimal() or int(text) not in allowed:
            facts = errors.CallFacts(OFFSET.id, method, OFFSET.path, 1)
            raise errors.AnswerError("the answer has no usable Upload-Offset", facts, status=200)
        return int(text)

    def _pause(self, error: errors.APIError, failures: int) -> Steps[None]:
        """Wait before the service is asked how much has arrived; raise the error when there is no sense in that."""
        status = (
            error.status
            if isinstance(error, errors.APIStatusError) and not isinstance(error, errors.ConflictError)
            else None
        )
        failure = Failure(
            status=status,
            transient=error.call.stopped not in (Stop.TRANSPORT, Stop.DEADLINE),
            retry_after=getattr(error, "retry_after", None),
        )
        # After a question for the offset every piece is as safe to send as the question is to ask.
        verdict = decide(OFFSET, failure, self.policy, failures, None, self.engine.settings.clock.random())
        if isinstance(verdict, Stop):
            if error.call.stopped != Stop.DEADLINE:
                error.call = replace(error.call, stopped=verdict)
            raise error
        yield Sleep(verdict)

    def _described(self, state: UploadState) -> Steps[UploadedVideo]:
        """The video; what is known of it without asking where a token that may only upload cannot ask."""
        plan = self.plan
        made = UploadedVideo(id=state.video_id, title=plan.title, status="uploading")
        try:
            found = yield from self.engine.call(get_call(state.video_id, options=plan.options))
        except errors.APIError:
            return made
        fields = {name: getattr(found, name, None) for name in UploadedVideo.model_fields}
        return made.model_copy(update={**fields, "parent_id": found.folder_id or found.project_id})

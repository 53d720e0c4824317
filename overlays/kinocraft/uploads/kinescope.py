"""Create a Kinescope video: upload it in one request or in chunks (tus 1.0.0), or let the service download a URL."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import unquote, urlsplit

from kinocraft_api.kinescope_models import UploadedVideo, Video
from kinocraft_api.kinescope_v1.videos import get_call, update_call
from kinocraft_api.kinescope_v2.videos_uploads import INIT, create_call
from kinocraft_runtime.calls import UNSET, CallOptions, Id, Unset

from .. import errors
from ..call_options import call_options
from ..engine import Engine
from ..polling import poll
from ..rate_caps import cap_of
from ..sources import OneShotBody, Part, Source, Streamable, Uploadable, own_name
from ..transport.effects import Effects
from ..transport.encoding import check_line
from .chunks import ChunkUpload
from .engine import (
    THRESHOLD,
    Resume,
    TransferOptions,
    claim_slot,
    header_text,
    report_progress,
    transfer_options,
    with_source,
)
from .lost_starts import send_once
from .state import UploadState

if TYPE_CHECKING:
    from .journal import Slot, Subject

__all__ = ["VideoOptions", "VideoUploadOptions", "begin", "import_url", "upload", "wait"]

FAILED = frozenset({"error", "aborted", "suspended"})
"""Final states of a video."""


class VideoOptions(CallOptions, total=False):
    """The metadata of a new video, in any script, and the settings of its calls."""

    parent_id: Id
    """The project or folder of the video. `upload` needs it, unless the video is sent in one request."""
    title: str
    """The title. Default: the file name without its suffix, or the title of the replaced video."""
    description: str
    """The description."""
    file_name: str
    """The file name. Default: the file's own name."""
    replace: Id
    """The video whose file is replaced by this one. It keeps its id and links."""


class VideoUploadOptions(VideoOptions, TransferOptions, total=False):
    """Options of a video upload.

    The chunks follow each other. Unless `part_size` is set, the first has 16 MiB, or what was sent in 4 seconds in an
    earlier upload of the client. Each later one has what was sent in 4 seconds, at most twice the bytes of the one
    before, and half of them after a failure; always between 1 and 128 MiB.
    """

    resume: Resume
    """Where the state of an upload in chunks is kept, for the same call to resume it. Default, and True: in the
    client's `upload_journal`, if the content is a path. False: it is not kept. A path: in that file. A function: it
    stores the UploadState, called before any byte is sent. That state: the upload is resumed from it. With the last
    three, the upload is sent in chunks, however small it is."""


class _Plan:
    """The arguments of an upload, checked before anything is sent."""

    def __init__(self, options: CallOptions, given: VideoOptions, file_name: str) -> None:
        self.options = options
        self.state: UploadState | None = None
        self.on_state: Callable[[UploadState], object] | None = None
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
    """Upload a video, and return it as the service then shows it."""
    plan = _upload_plan(own_name(content), given)
    engine = engine.bounded(plan.options)
    resume = given.get("resume")
    in_chunks = resume is not None and not isinstance(resume, bool)
    if in_chunks and plan.replaced_id:
        raise errors.InvalidArgumentError("replace is sent in one request, which cannot be resumed: omit resume")
    cap = cap_of(given, engine.settings.clock)
    if not OneShotBody.accepts(content):
        return (
            yield from with_source(
                engine, INIT, cast(Uploadable, content), cap, lambda source: _send_file(engine, plan, source, given)
            )
        )
    if in_chunks:
        raise errors.InvalidArgumentError(
            "only content that can be read again can be resumed: give a path or a seekable file"
        )
    # The content cannot be read a second time, so it is sent only once.
    plan.options["retries"] = 0
    body = OneShotBody(content, cap)
    made = yield from _create(engine, plan, file=body)
    _report_whole(given, made, body.sent)
    return made


def begin(engine: Engine, source: Source, given: VideoUploadOptions) -> Effects[ChunkUpload]:
    """Return an upload in chunks that is not started. The caller closes the source, and releases the upload's slot."""
    plan = _upload_plan(source.file_name, given)
    if plan.replaced_id:
        raise errors.InvalidArgumentError("replace is sent in one request, which cannot be resumed: omit it")
    _require_bytes(source)
    source.cap = cap_of(given, engine.settings.clock)
    return (yield from _claim(engine, plan, source, given))


def _upload_plan(file_name: str, given: VideoUploadOptions) -> _Plan:
    options = transfer_options("videos.upload", given, VideoUploadOptions.__optional_keys__)
    plan = _Plan(options, given, file_name)
    resume = given.get("resume")
    if isinstance(resume, UploadState):
        plan.state = resume
    elif callable(resume):
        plan.on_state = cast(Callable[[UploadState], object], resume)
    elif not (resume is None or isinstance(cast(object, resume), bool | str | os.PathLike)):
        raise errors.InvalidArgumentError(
            "resume is neither True, False nor a path, no UploadState, as made by UploadState(**stored), nor a function"
        )
    return plan


def _claim(engine: Engine, plan: _Plan, source: Source, given: VideoUploadOptions) -> Effects[ChunkUpload]:
    slot: Slot = yield from claim_slot(
        engine, given.get("resume"), source, partial(_subject, engine, plan, source, given.get("part_size"))
    )
    return ChunkUpload(engine, plan, source, slot, plan.state, given)


def _subject(engine: Engine, plan: _Plan, source: Source, part_size: int | None, path: str) -> Subject:
    """Return what identifies the upload in the journal."""
    from .journal import Subject

    parent = str(getattr(plan.parent_id, "id", plan.parent_id)) if plan.parent_id else ""
    description = plan.description if isinstance(plan.description, str) else ""
    return Subject(
        "kinescope",
        engine.settings.base(INIT),
        engine.session.identity,
        f"{parent}\n{plan.title}\n{plan.file_name}\n{description}",
        path,
        source.size,
        source.modified,
        part_size or 0,
        {
            "parent_id": parent,
            "title": plan.title,
            **({"description": description} if description else {}),
            "file_name": plan.file_name,
            **({"part_size": part_size} if part_size else {}),
            "threshold": 0,
        },
    )


def _require_bytes(source: Source) -> None:
    if not source.size:
        raise errors.InvalidArgumentError(f"{source.name} has no bytes; nothing was sent")


def _send_file(engine: Engine, plan: _Plan, source: Source, given: VideoUploadOptions) -> Effects[UploadedVideo]:
    _require_bytes(source)
    threshold, resume = given.get("threshold"), given.get("resume")
    large = source.size > (THRESHOLD if threshold is None else threshold)
    # An upload session is started with JSON, where any letter is safe. In a header that is unproven.
    resumable = large or (plan.parent_id and not plan.fits_headers)
    if (resume is not None and not isinstance(resume, bool)) or (resumable and not plan.replaced_id):
        if not plan.parent_id and plan.state is None:
            raise errors.InvalidArgumentError(f"parent_id is missing: {source.name} is sent in chunks, which needs it")
        chunks = yield from _claim(engine, plan, source, given)
        try:
            return (yield from chunks.finish())
        finally:
            chunks.slot.release()
    made = yield from _create(engine, plan, file=Part(source, 0, source.size))
    _report_whole(given, made, source.size)
    return made


def _report_whole(given: VideoUploadOptions, made: UploadedVideo, size: int) -> None:
    try:
        report_progress(given.get("progress"), size, size)
    except BaseException as error:
        error.add_note(f"video {made.id} is uploaded")
        raise


def import_url(engine: Engine, url: str, poster_url: str | Unset, given: VideoOptions) -> Effects[UploadedVideo]:
    """Let the service download a file from a URL."""
    try:
        name = unquote(urlsplit(check_line("url", url)).path).rpartition("/")[2]
    except ValueError as error:
        raise errors.InvalidArgumentError(f"the URL is not valid: {error}") from error
    plan = _Plan(call_options("videos.import_url", given, VideoOptions.__optional_keys__), given, name)
    engine = engine.bounded(plan.options)
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
    """Create a video in one request. A second call sets metadata that headers cannot transport."""
    if not plan.title:
        replaced = yield from engine.call(get_call(plan.replaced_id or "", options=plan.options))
        title: object = getattr(replaced, "title", None)
        plan.title = title if isinstance(title, str) else ""
    call = create_call(
        header_text(plan.title),
        parent_id=plan.parent_id,
        video_description=header_text(plan.description) if plan.description else plan.description,
        file_name=header_text(plan.file_name) or UNSET,
        replace_video_id=plan.replaced_id or UNSET,
        options=plan.options,
        **what,
    )
    made = yield from send_once(engine, call)
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

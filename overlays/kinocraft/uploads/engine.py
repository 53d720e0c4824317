"""What uploads to both vendors share: options, progress, and opening the source."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar, cast

from kinocraft_runtime.calls import CallOptions, Operation

from .. import errors
from ..call_options import call_options
from ..engine import Engine
from ..errors import InvalidArgumentError
from ..rate_caps import RateCap
from ..sources import OneShotBody, Source, Streamable, open_source
from ..transport.effects import DeadlinePassedError, Effects, Work
from .pace import MIB
from .state import AnyUploadState, FilespotUploadState, ResumedUpload, UploadState

if TYPE_CHECKING:
    from .journal import Slot, Subject

__all__ = [
    "MIB",
    "RETRIES",
    "THRESHOLD",
    "ProgressHook",
    "Resume",
    "TransferOptions",
    "UploadProgress",
    "claim_slot",
    "header_text",
    "is_resumable",
    "may_be_done",
    "open_content",
    "report_progress",
    "transfer_options",
    "with_source",
]

T = TypeVar("T")

log = logging.getLogger("kinocraft")

THRESHOLD = 16 * MIB
"""Files of more bytes are sent in several requests."""
RETRIES = 5
"""Retries of each of these requests, unless the call sets `retries`."""


@dataclass(frozen=True, slots=True)
class UploadProgress:
    """The progress of an upload."""

    confirmed: int
    """Bytes that the service has confirmed."""
    total: int
    """Bytes in total."""
    parts: int
    """Parts that the service has confirmed; 1 for a file sent in one request."""
    resumed: ResumedUpload | None = None
    """What was found of an earlier upload that this one resumes; None if it was started by this call."""
    leftovers: tuple[str, ...] = ()
    """Empty Kinescope videos, one of which a start whose response was lost may have left. They may also belong to
    another program that uploads a file under the same title, so they are not deleted."""


ProgressHook: TypeAlias = Callable[[UploadProgress], object]


Resume: TypeAlias = (
    bool
    | str
    | os.PathLike[str]
    | AnyUploadState
    | Callable[[UploadState], object]
    | Callable[[FilespotUploadState], object]
    | None
)


class TransferOptions(CallOptions, total=False):
    """Options of an upload, and the settings of its calls."""

    progress: ProgressHook | None
    """Called with an UploadProgress whenever the service has confirmed more, possibly in another thread."""
    threshold: int | None
    """Files of more bytes are sent in several requests. Default: 16 MiB."""
    part_size: int | None
    """Bytes in each of these requests except the last. Default: chosen for the size of the file and the speed."""
    limit_rate: float | None
    """Bytes per second that this upload sends at most, over all its parts. Default: no limit."""


def transfer_options(method: str, given: object, known: frozenset[str]) -> CallOptions:
    """Check the options of an upload, and return those for each of its calls.

    Raises:
        TypeError: An option is unknown.
        InvalidArgumentError: A number is out of range.
    """
    settings = call_options(method, given, known)
    options = cast(Mapping[str, Any], given)
    for name in ("part_size", "parallel"):
        number = options.get(name)
        if number is not None and not (isinstance(number, int) and number >= 1):
            raise InvalidArgumentError(f"{name} is {number!r}: give a whole number, 1 or more")
    return settings


def with_source(
    engine: Engine, start: Operation, content: Streamable, cap: RateCap | None, task: Callable[[Source], Effects[T]]
) -> Effects[T]:
    """Run a task with the opened source, and close it afterwards. It begins with the operation `start`."""
    source = yield from open_content(engine, start, content)
    source.cap = cap
    try:
        return (yield from task(source))
    finally:
        source.close()


def open_content(engine: Engine, start: Operation, content: Streamable) -> Effects[Source]:
    """Open the source of an upload that begins with the operation `start`.

    Content that can be read only once may make it wait, at most until the engine's deadline.

    Raises:
        SourceError: The content cannot be read.
        DeadlineError: The deadline was exceeded.
    """
    waits = OneShotBody.accepts(content)
    try:
        source: Source = yield Work(lambda: open_source(content), Source.close, waits, engine.limit if waits else None)
    except DeadlinePassedError:
        raise engine.late(start) from None
    return source


def claim_slot(engine: Engine, resume: object, source: Source, subject: Callable[[str], Subject]) -> Effects[Slot]:
    """Lock the place for the state of an upload, which the option `resume` chooses.

    Args:
        engine: The engine of the client, whose journal is used.
        resume: The option.
        source: What is uploaded. Only a file on disk is kept in the journal.
        subject: Makes the subject of the upload, from the path of the source.

    Raises:
        UploadInProgressError: Another call or process is uploading the same.
        UploadJournalError: The file that `resume` names cannot be used.
    """
    from .journal import Slot, UploadJournal, claim_file

    settings = engine.settings
    secret, clock, journal = engine.session.identity, settings.clock, settings.upload_journal

    def claim() -> Slot:
        about = subject(os.path.realpath(source.path) if source.path else source.name)
        if isinstance(resume, str | os.PathLike):
            return claim_file(cast("os.PathLike[str]", resume), about, secret, clock)
        if source.path is None or journal is False or not (resume is True or resume is None):
            return Slot(None, about, secret, clock)
        try:
            kept = (
                journal if isinstance(journal, UploadJournal) else UploadJournal(None if journal is True else journal)
            )
        except errors.ConfigurationError as error:  # this user has no state folder
            log.warning("uploads cannot be resumed by later calls: %s", error)
            return Slot(None, about, secret, clock)
        return kept.claim(about, secret, clock)

    slot: Slot = yield Work(claim, undo=Slot.release)
    return slot


def is_resumable(error: BaseException) -> bool:
    """Return whether the same call may succeed later: after an interrupt, a lost connection or a service failure.

    Errors of other code, such as a progress hook, count too.
    """
    if not isinstance(error, errors.KinocraftError):
        return True
    if isinstance(error, errors.APIStatusError):
        return error.status in (401, 408, 425, 429) or error.status >= 500
    if type(error) is errors.UploadError and error.__cause__ is not None:
        return is_resumable(error.__cause__)
    return isinstance(error, errors.TransportError | errors.ResponseError | errors.UploadCancelledError)


def report_progress(progress: ProgressHook | None, confirmed: int, total: int) -> None:
    """Call the progress hook, if there is one, after a file was sent in one request."""
    if progress:
        progress(UploadProgress(confirmed, total, 1))


def may_be_done(error: BaseException) -> bool:
    """Return whether a request that raised this error may have taken effect, because its response was lost."""
    if not isinstance(error, errors.KinocraftError):
        return True
    unclear = isinstance(error, errors.TransportError | errors.ServerError | errors.ResponseError)
    return unclear and getattr(error, "delivered", None) is not False


def header_text(text: str) -> str:
    """Replace what a header cannot transport. Text that this function does not change arrives unchanged.

    A per cent sign is replaced too, because the service may decode it.
    """
    return "".join(each if " " <= each <= "~" and each != "%" else "_" for each in text).strip()

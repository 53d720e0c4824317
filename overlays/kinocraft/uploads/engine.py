"""What uploads to both vendors share: options, progress, and opening the source."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias, TypeVar, cast

from kinocraft_runtime.calls import CallOptions

from .. import errors
from ..call_options import call_options
from ..errors import InvalidArgumentError
from ..sources import Source, Uploadable
from ..transport.effects import Effects, Work

__all__ = [
    "MIB",
    "RETRIES",
    "THRESHOLD",
    "ProgressHook",
    "TransferOptions",
    "UploadProgress",
    "header_text",
    "may_be_done",
    "report_progress",
    "transfer_options",
    "with_source",
]

T = TypeVar("T")

MIB = 1 << 20
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


ProgressHook: TypeAlias = Callable[[UploadProgress], object]


class TransferOptions(CallOptions, total=False):
    """Options of an upload, and the settings of its calls."""

    progress: ProgressHook | None
    """Called with an UploadProgress whenever the service has confirmed more, possibly in another thread."""
    threshold: int | None
    """Files of more bytes are sent in several requests. Default: 16 MiB."""
    part_size: int | None
    """Bytes in each of these requests except the last."""


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


def with_source(content: Uploadable, task: Callable[[Source], Effects[T]]) -> Effects[T]:
    """Run a task with the opened source, and close it afterwards."""
    source: Source = yield Work(lambda: Source(content), undo=Source.close)
    try:
        return (yield from task(source))
    finally:
        source.close()


def report_progress(options: TransferOptions, confirmed: int, total: int, parts: int = 1) -> None:
    """Call the progress hook, if there is one."""
    if progress := options.get("progress"):
        progress(UploadProgress(confirmed, total, parts))


def may_be_done(error: BaseException) -> bool:
    """Return whether a request that ended so may have taken effect: after a lost response, an interrupt or a cancel."""
    if not isinstance(error, errors.KinocraftError):
        return True
    unclear = isinstance(error, errors.TransportError | errors.ServerError | errors.ResponseError)
    return unclear and getattr(error, "delivered", None) is not False


def header_text(text: str) -> str:
    """Replace what a header cannot transport. Text that is returned unchanged arrives unchanged.

    A per cent sign is replaced too, because the service may decode it.
    """
    return "".join(each if " " <= each <= "~" and each != "%" else "_" for each in text).strip()

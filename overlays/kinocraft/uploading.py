"""What uploads to either vendor have in common: what they can be told, how far they are, and their source."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias, TypeVar, cast

from kinocraft_runtime.calls import CallOptions, reject_unknown

from .errors import InvalidArgumentError
from .retry import RetryPolicy
from .sources import Source, Uploadable
from .steps import Steps, Work

__all__ = ["MIB", "RETRIES", "THRESHOLD", "ProgressHook", "TransferOptions", "UploadProgress", "call_options", "opened"]

T = TypeVar("T")

MIB = 1 << 20
THRESHOLD = 16 * MIB
"""Larger files go in several requests."""
RETRIES = 5
"""Further attempts for each of these, unless the call sets its own."""


@dataclass(frozen=True, slots=True)
class UploadProgress:
    """How far an upload is."""

    confirmed: int
    """Bytes that the service has confirmed."""
    total: int
    """Bytes there are."""
    parts: int
    """Parts that the service has confirmed; 1 for a file that went in one request."""


ProgressHook: TypeAlias = Callable[[UploadProgress], object]


class TransferOptions(CallOptions, total=False):
    """How an upload goes, besides the settings for each of its calls."""

    progress: ProgressHook | None
    """Called with an UploadProgress whenever the service has confirmed more; perhaps in another thread."""
    threshold: int | None
    """Files of more bytes than this go in several requests: 16 MiB."""
    part_size: int | None
    """Bytes in each of these, but the last."""


def call_options(method: str, given: object, known: frozenset[str]) -> CallOptions:
    """The settings for each of an upload's calls, out of all that it was told.

    Raises:
        TypeError: It was told what it does not know.
        InvalidArgumentError: A number cannot be. Nothing was sent.
    """
    options = cast(Mapping[str, Any], given)
    reject_unknown(method, options, known)
    for name in ("part_size", "parallel"):
        number = options.get(name)
        if number is not None and not (isinstance(number, int) and number >= 1):
            raise InvalidArgumentError(f"{name} is {number!r}: give a whole number, 1 or more")
    RetryPolicy(retries=options.get("retries", 0))  # refuses what cannot be
    return cast(CallOptions, {name: options[name] for name in options.keys() & CallOptions.__optional_keys__})


def opened(content: Uploadable, steps: Callable[[Source], Steps[T]]) -> Steps[T]:
    """What these steps give, with the source open meanwhile."""
    source: Source = yield Work(lambda: Source(content), undo=Source.close)
    try:
        return (yield from steps(source))
    finally:
        source.close()

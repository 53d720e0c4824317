"""Whether a failed attempt is retried, and after how many seconds. Each reason to stop has a name."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, cast

from ..errors import InvalidArgumentError

if TYPE_CHECKING:
    from ..clock import Clock, Countdown

__all__ = ["Backoff", "Failure", "RetryPolicy", "Stop", "is_retryable"]

PERMANENT = frozenset({501, 505})
"""Not implemented, and HTTP version not supported. All others from 500 on may pass, as Kinescope documents."""


def is_retryable(status: int) -> bool:
    """Return whether an error status may be temporary. Gateways send many: 520 to 530, 598 and others."""
    return status in (408, 429) or (status >= 500 and status not in PERMANENT)


class Stop(StrEnum):
    """Why there was no further attempt."""

    STATUS = "status_not_retryable"
    TRANSPORT = "transport_not_retryable"
    NOT_IDEMPOTENT = "not_idempotent"
    DISABLED = "retries_disabled"
    EXHAUSTED = "retries_exhausted"
    RETRY_AFTER = "retry_after_too_long"
    DEADLINE = "deadline"


@dataclass(frozen=True, slots=True)
class RetryPolicy:
    """How many retries there may be, and how long to wait before them."""

    retries: int = 2
    """The maximum number of further attempts after the first."""
    first_wait: float = 0.5
    """The wait before the first retry is a random number between 0 and this many seconds. It doubles each time."""
    longest_wait: float = 8.0
    longest_retry_after: float = 120.0
    """If the service asks for a longer wait than this many seconds, there is no retry."""

    def __post_init__(self) -> None:
        if not isinstance(cast(object, self.retries), int) or isinstance(self.retries, bool) or self.retries < 0:
            raise InvalidArgumentError(f"retries is {self.retries!r}: give a whole number, 0 or more")


@dataclass(frozen=True, slots=True)
class Failure:
    """A failed attempt."""

    status: int | None = None
    """The error status; None if no response was received."""
    transient: bool = True
    """Whether a failure without a response may be temporary."""
    delivered: bool | None = None
    """Whether the request took effect: False if certainly not, None if unknown."""
    retry_after: float | None = None

    @property
    def uncertain(self) -> bool:
        """Whether the request may have taken effect. Other error statuses than these say that it has not."""
        return self.delivered is not False and (self.status is None or self.status == 408 or self.status >= 500)


class Backoff:
    """Decides after each failure whether to retry. Calls, downloads and uploads each use one.

    Args:
        policy: How many retries there may be.
        clock: Where random numbers come from.
        time: The deadline that a wait must not exceed; None for no deadline.
    """

    def __init__(self, policy: RetryPolicy, clock: Clock, time: Countdown | None = None) -> None:
        self.policy = policy
        self.failures = 0
        """Failures since the start or the last `reset`."""
        self._clock = clock
        self._time = time

    def reset(self) -> None:
        """Forget the failures so far, because there was progress."""
        self.failures = 0

    def next(self, failure: Failure, *, idempotent: bool, progress: bool = False) -> float | Stop:
        """Count a failure, and return the seconds to wait before the next attempt, or why there is none.

        With `progress`, the attempt failed after it achieved something. It is not counted, and earlier ones are
        forgotten.
        """
        self.failures = 0 if progress else self.failures + 1
        policy = self.policy
        if failure.status is not None and not is_retryable(failure.status):
            return Stop.STATUS
        if failure.status is None and not failure.transient:
            return Stop.TRANSPORT
        # A 429 is sent before the service does anything.
        if not (idempotent or failure.delivered is False or failure.status == 429):
            return Stop.NOT_IDEMPOTENT
        if policy.retries <= 0 and not progress:
            return Stop.DISABLED
        if self.failures > policy.retries:
            return Stop.EXHAUSTED
        requested = failure.retry_after or 0.0
        if requested > policy.longest_retry_after:
            return Stop.RETRY_AFTER
        ceiling = min(policy.longest_wait, policy.first_wait * 2.0 ** min(self.failures - 1, 60))
        wait = requested + ceiling * self._clock.random()
        left = None if self._time is None else self._time.left
        if left is not None and wait >= left:
            return Stop.DEADLINE
        return wait

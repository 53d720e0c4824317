"""Whether a failed attempt is followed by another: a chain of gates, each with a name for stopping there."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import cast

from kinocraft_runtime.calls import Operation

from .errors import InvalidArgumentError

__all__ = ["Failure", "RetryPolicy", "Stop", "decide"]

RETRYABLE = frozenset({408, 429, 500, 502, 503, 504})


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
    """How often and how patiently."""

    retries: int = 2
    """Further attempts after the first."""
    first_wait: float = 0.5
    """The wait before the first of them lies between 0 and this many seconds; it doubles each time."""
    longest_wait: float = 8.0
    longest_retry_after: float = 120.0
    """A service that asks for a longer wait than this many seconds is not waited for."""

    def __post_init__(self) -> None:
        if not isinstance(cast(object, self.retries), int) or self.retries < 0:
            raise InvalidArgumentError(f"retries is {self.retries!r}: give a whole number, 0 or more")


@dataclass(frozen=True, slots=True)
class Failure:
    """What went wrong with an attempt."""

    status: int | None = None
    """The error status; None when no answer came."""
    transient: bool = True
    """Whether a failure without an answer may pass by itself."""
    delivered: bool | None = None
    """Whether the request took effect: False when certainly not, None when unknown."""
    retry_after: float | None = None


def decide(
    operation: Operation,
    failure: Failure,
    policy: RetryPolicy,
    attempt: int,
    left: float | None,
    chance: float,
) -> float | Stop:
    """Seconds to wait before the next attempt, or why there is none.

    `attempt` counts the failures so far, this one included; `left` is what remains of the deadline; `chance` is a
    random number from 0 up to 1.
    """
    if failure.status is not None and failure.status not in RETRYABLE:
        return Stop.STATUS
    if failure.status is None and not failure.transient:
        return Stop.TRANSPORT
    # A refusal for too many requests comes before the service does anything.
    harmless = operation.idempotent or failure.delivered is False or failure.status == 429
    if not harmless:
        return Stop.NOT_IDEMPOTENT
    if policy.retries <= 0:
        return Stop.DISABLED
    if attempt > policy.retries:
        return Stop.EXHAUSTED
    asked = failure.retry_after or 0.0
    if asked > policy.longest_retry_after:
        return Stop.RETRY_AFTER
    ceiling = min(policy.longest_wait, policy.first_wait * 2.0 ** min(attempt - 1, 60))
    wait = asked + ceiling * chance
    if left is not None and wait >= left:
        return Stop.DEADLINE
    return wait

"""Wait for a state: request an object at growing intervals until it is there."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Any, TypeVar

from kinocraft_runtime.calls import Call, CallOptions

from .engine import Engine
from .errors import CallFacts, DeadlineError, InvalidArgumentError
from .responses.checks import require
from .transport.effects import Effects, Sleep
from .transport.retry import Stop
from .type_guards import is_positive

__all__ = ["poll"]

T = TypeVar("T")

LONGEST_WAIT = 30.0
"""The maximum number of seconds between two requests for the state."""


def poll(
    engine: Engine,
    what: str,
    build: Callable[[CallOptions], Call[T]],
    ends: Collection[str],
    interval: float,
    options: CallOptions,
) -> Effects[T]:
    """Return the object as soon as its status is one of `ends`. `what` names it in errors: "video", "record".

    Raises:
        InvalidArgumentError: The interval is not above 0.
        DeadlineError: The deadline was exceeded.
    """
    if not is_positive(interval):
        raise InvalidArgumentError(f"interval is {interval!r}: give a number of seconds above 0")
    time, clock = engine.countdown(options), engine.settings.clock
    polls = 0
    while True:
        call = build({**options, **time.inner()})
        found: Any = require((yield from engine.call(call)), call.operation, id=str, status=str)
        polls += 1
        if found.status in ends:
            result: T = found
            return result
        # Jitter: programs that start to wait together must not poll together.
        pause = interval * (0.75 + clock.random() / 2)
        if time.left is not None and pause >= time.left:
            name = call.operation.id.rpartition(".")[0] + ".wait"
            facts = CallFacts(name, "GET", call.operation.path, polls, time.elapsed, Stop.DEADLINE)
            raise DeadlineError(f"{what} {found.id} is still {found.status} after {time.deadline:g} s", facts)
        yield Sleep(pause)
        interval = max(interval, min(interval * 1.5, LONGEST_WAIT))

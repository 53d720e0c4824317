"""Effects: what the client's logic asks for, without doing it.

The logic is written once, as generators that yield effects: send a request, sleep, do some blocking work, run tasks in
parallel. The runtimes (`runtimes.py`) perform the effects in a thread or in an event loop. The generators themselves
use no socket, clock or lock.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Generator, Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar

import httpx2

from ..clock import Countdown
from ..forks import reset_after_fork

if TYPE_CHECKING:
    import anyio

T = TypeVar("T")

BLOCK = 1 << 20
"""Bytes per read and write: blocks of 1 MiB cost a third less CPU than blocks of 64 KiB."""


NO_AUTH = httpx2.Auth()
"""Keeps the request's own Authorization header: the HTTP client must not replace it with a login of its own."""


@dataclass(frozen=True, slots=True)
class Response:
    """A response that was read to its end."""

    status: int
    headers: httpx2.Headers = field(repr=False)
    content: bytes = field(repr=False)
    """The body, decompressed."""

    @classmethod
    def of(cls, response: httpx2.Response, raw: bytes | None) -> Response:
        """Build it from a response and its undecoded body; `raw` is None if httpx2 has read and decoded the body."""
        headers = response.headers
        if raw is None:
            raw = response.content
        elif "Content-Encoding" in headers:
            raw = httpx2.Response(200, headers=headers, content=raw).content
        return cls(response.status_code, headers, raw)


@dataclass(frozen=True, slots=True)
class Send:
    """Send a request. Results in a Response or, with `stream`, in the httpx2 response whose body is still to be read.

    A request with credentials must never follow a redirect. `follow` permits it for requests without any, if the HTTP
    client is configured to follow redirects.
    """

    request: httpx2.Request
    stream: bool = False
    follow: bool = False

    @property
    def options(self) -> dict[str, Any]:
        """Arguments for the `send` of the HTTP client."""
        return {"stream": self.stream, **({} if self.follow else {"follow_redirects": False, "auth": NO_AUTH})}


@dataclass(frozen=True, slots=True)
class Read:
    """Read the next block of a streamed response. Results in None at its end, and closes the response.

    After the deadline a block may be short, so that a slow response cannot delay the check of the deadline.
    """

    response: httpx2.Response
    time: Countdown


@dataclass(frozen=True, slots=True)
class Close:
    """Close a streamed response that was not read to its end."""

    response: httpx2.Response


@dataclass(frozen=True, slots=True)
class Sleep:
    """Wait for a number of seconds."""

    seconds: float


@dataclass(frozen=True, slots=True)
class Work:
    """Call a blocking function, such as one that reads a file. Results in its return value.

    If the task is cancelled meanwhile, the function still runs to its end in its thread; `undo` then receives what it
    returned.
    """

    do: Callable[[], Any]
    undo: Callable[[Any], object] | None = None


class Lock:
    """A lock between threads in the sync runtime, and between tasks in the async one."""

    def __init__(self) -> None:
        self.thread = threading.Lock()
        reset_after_fork(self)

    def after_fork(self) -> None:
        """Be unlocked: a lock that is held at the fork is held in the parent process."""
        self.thread = threading.Lock()
        self.__dict__.pop("task", None)

    @cached_property
    def task(self) -> anyio.Lock:
        """The lock between tasks."""
        import anyio

        return anyio.Lock()


@dataclass(frozen=True, slots=True)
class Locked:
    """Run a task while holding a lock. Results in its result; with `wait=False`, in None if the lock is taken."""

    lock: Lock
    task: Callable[[], Effects[Any]]
    wait: bool = True


@dataclass(frozen=True, slots=True)
class Parallel:
    """Run tasks in parallel, at most `width` at a time.

    The first failure calls `abandon`, which makes the other tasks fail soon. It is raised when all of them have ended.
    """

    tasks: Iterable[Callable[[], Effects[Any]]]
    width: int
    abandon: Callable[[], None]


@dataclass(frozen=True, slots=True)
class Shielded:
    """Run a task to its end even if the calling task is being cancelled. Results in its result."""

    task: Callable[[], Effects[Any]]


Effect: TypeAlias = Send | Read | Close | Sleep | Work | Locked | Parallel | Shielded
Effects: TypeAlias = Generator[Effect, Any, T]
"""A task: a generator that yields effects and returns a T."""

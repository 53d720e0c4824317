"""Effects: what the client's logic asks for, without doing it.

The logic is written once, as generators that yield effects: send a request, sleep, do some blocking work, run tasks in
parallel. The runtimes (`runtimes.py`) perform the effects in a thread or in an event loop. The generators themselves
use no socket, clock or lock.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar

import httpx2

from ..clock import Countdown
from ..forks import reset_after_fork
from .response_bodies import BodyTooLargeError, decompress
from .threads import FairLock

if TYPE_CHECKING:
    import anyio

T = TypeVar("T")


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
        """Build it from a response and its undecoded body; `raw` is None if httpx2 has read and decoded the body.

        Raises:
            BodyLostError: The body cannot be decompressed, or has too many bytes.
        """
        headers = response.headers
        if raw is None:
            raw = response.content
        elif "Content-Encoding" in headers:
            with body_errors(response):
                raw = decompress(headers, raw)
        return cls(response.status_code, headers, raw)


class BodyLostError(Exception):
    """The head of a response arrived, and its body cannot be read. Its cause says why."""

    def __init__(self, response: httpx2.Response) -> None:
        super().__init__()
        self.response = Response(response.status_code, response.headers, b"")


@contextmanager
def body_errors(response: httpx2.Response) -> Generator[None]:
    """Raise BodyLostError for whatever goes wrong while a body is read."""
    try:
        yield
    except (httpx2.TransportError, httpx2.DecodingError, BodyTooLargeError) as error:
        raise BodyLostError(response) from error


class DeadlinePassedError(httpx2.ReadTimeout):
    """The deadline of the call was exceeded, whatever the timeouts of the attempt are."""


@dataclass(frozen=True, slots=True)
class Send:
    """Send a request. Results in a Response or, with `stream`, in the httpx2 response whose body is still to be read.

    A request with credentials must never follow a redirect. `follow` permits it for requests without any, if the HTTP
    client is configured to follow redirects.
    """

    request: httpx2.Request
    stream: bool = False
    follow: bool = False
    time: Countdown | None = None
    """The deadline that the head of the response must not exceed."""

    @property
    def options(self) -> dict[str, Any]:
        """Arguments for the `send` of the HTTP client. It never reads the body, which has no upper bound there."""
        # Its own login is meant for the hosts of the user, and a download may lead anywhere.
        return {"stream": True, "auth": NO_AUTH, **({} if self.follow else {"follow_redirects": False})}


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
    returned. A task that is cancelled during a function that `waits` ends at once.
    """

    do: Callable[[], Any]
    undo: Callable[[Any], object] | None = None
    waits: bool = False
    """Whether it may wait long. Then it does not use up the worker threads that others need."""
    time: Countdown | None = None
    """The deadline of that wait. After it, the effect results in a DeadlinePassedError, and `undo` receives what the
    function returns later."""


class Lock:
    """A lock between threads in the sync runtime, and between tasks in the async one. First come, first served."""

    def __init__(self) -> None:
        self.thread = FairLock()
        reset_after_fork(self)

    def after_fork(self) -> None:
        """Unlock after a fork: only the parent process holds the lock."""
        self.thread = FairLock()
        self.__dict__.pop("task", None)

    @cached_property
    def task(self) -> anyio.Lock:
        """The lock between tasks."""
        import anyio

        return anyio.Lock()

    @property
    def held(self) -> bool:
        """Whether a thread or a task holds it."""
        return self.thread.locked() or ("task" in vars(self) and self.task.locked())


@dataclass(frozen=True, slots=True)
class Locked:
    """Run a task while holding a lock. Results in its result; with `wait=False`, in None if the lock is taken."""

    lock: Lock
    task: Callable[[], Effects[Any]]
    wait: bool = True
    time: Countdown | None = None
    """The deadline of the wait for the lock. After it, the effect results in a DeadlinePassedError."""


@dataclass(frozen=True, slots=True)
class Parallel:
    """Run tasks in parallel, at most `width` at a time, and at most `narrower()` after any of them has ended.

    The first failure calls `abandon`, which makes the other tasks fail soon with UploadCancelledError. It is raised
    when all of them have ended. Failures of other tasks that it did not cause become its notes.
    """

    tasks: Iterable[Callable[[], Effects[Any]]]
    width: int
    abandon: Callable[[], None]
    narrower: Callable[[], int] | None = None


@dataclass(frozen=True, slots=True)
class Shielded:
    """Run a task to its end even if the calling task is being cancelled. Results in its result."""

    task: Callable[[], Effects[Any]]


Effect: TypeAlias = Send | Read | Close | Sleep | Work | Locked | Parallel | Shielded
Effects: TypeAlias = Generator[Effect, Any, T]
"""A task: a generator that yields effects and returns a T."""

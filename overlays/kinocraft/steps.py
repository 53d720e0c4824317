"""Logic written once, run in a thread or in an event loop.

What the client does is written as generators that yield effects: send this request, wait so long, do this piece of
blocking work, run these side by side. `Runtime` carries the effects out in the calling thread, `AsyncRuntime` in an
event loop. The generators themselves never touch a socket, a clock or a lock, so there is one copy of every decision.
"""

from __future__ import annotations

import threading
from collections.abc import AsyncIterator, Callable, Generator, Iterable, Iterator
from contextlib import aclosing, closing
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar, cast

import httpx2

from .clock import Clock, Countdown
from .forks import reset_after_fork

if TYPE_CHECKING:
    import anyio
    from anyio.abc import TaskGroup

T = TypeVar("T")

BLOCK = 1 << 20
"""Bytes per read and per write: blocks of 1 MiB cost a third less CPU than 64 KiB."""


NO_AUTH = httpx2.Auth()
"""The request's own Authorization stands: what the HTTP client has for other hosts does not replace it."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A response that has come to its end."""

    status: int
    headers: httpx2.Headers = field(repr=False)
    content: bytes = field(repr=False)
    """Decompressed."""

    @classmethod
    def of(cls, response: httpx2.Response, raw: bytes | None) -> Answer:
        """Of a response, and its body as it came; None where the response has been read and holds it."""
        headers = response.headers
        if raw is None:
            raw = response.content
        elif "Content-Encoding" in headers:
            raw = httpx2.Response(200, headers=headers, content=raw).content
        return cls(response.status_code, headers, raw)


@dataclass(frozen=True, slots=True)
class Send:
    """Send a request; gives its Answer or, if `stream` is set, the response whose body is to be read.

    No login or token goes where an answer points: what has neither may `follow`, if the HTTP client is set to do so.
    """

    request: httpx2.Request
    stream: bool = False
    follow: bool = False

    @property
    def options(self) -> dict[str, Any]:
        """What the HTTP client is told."""
        return {"stream": self.stream, **({} if self.follow else {"follow_redirects": False, "auth": NO_AUTH})}


@dataclass(frozen=True, slots=True)
class Read:
    """Read the next block of a streamed response; gives None at its end, and closes it.

    Once the time is over a block is what has come so far, so that a slow answer does not hide it.
    """

    response: httpx2.Response
    time: Countdown


@dataclass(frozen=True, slots=True)
class Close:
    """Close a streamed response that is not read to its end."""

    response: httpx2.Response


@dataclass(frozen=True, slots=True)
class Sleep:
    """Wait for so many seconds."""

    seconds: float


@dataclass(frozen=True, slots=True)
class Work:
    """Do something that blocks, such as reading a file; gives what it returns.

    A task that is cancelled meanwhile leaves it to a thread that goes on; `undo` gets what it returned.
    """

    do: Callable[[], Any]
    undo: Callable[[Any], object] | None = None


class Gate:
    """A lock: of threads in a thread, of tasks in an event loop."""

    def __init__(self) -> None:
        self.thread = threading.Lock()
        reset_after_fork(self)

    def after_fork(self) -> None:
        """Be free: whoever held it is in the parent process."""
        self.thread = threading.Lock()
        self.__dict__.pop("task", None)

    @cached_property
    def task(self) -> anyio.Lock:
        """The lock of tasks."""
        import anyio

        return anyio.Lock()


@dataclass(frozen=True, slots=True)
class Locked:
    """Run steps while holding a gate; gives their result. With `wait=False`, None when somebody else holds it."""

    gate: Gate
    steps: Callable[[], Steps[Any]]
    wait: bool = True


@dataclass(frozen=True, slots=True)
class Parallel:
    """Run steps side by side, at most `width` at once.

    The first failure calls `abandon`, which lets the others end soon, and is raised when they have.
    """

    steps: Iterable[Callable[[], Steps[Any]]]
    width: int
    abandon: Callable[[], None]


@dataclass(frozen=True, slots=True)
class Shielded:
    """Run steps to their end even where the task is being cancelled; gives their result."""

    steps: Callable[[], Steps[Any]]


Effect: TypeAlias = Send | Read | Close | Sleep | Work | Locked | Parallel | Shielded
Steps: TypeAlias = Generator[Effect, Any, T]


class Runtime:
    """Carries effects out in the calling thread. It sends with an HTTP client, or what stands for one."""

    def __init__(self, client: Any, clock: Clock) -> None:
        self.client = client
        self.clock = clock

    def run(self, steps: Steps[T]) -> T:
        """Carry out every effect."""
        try:
            effect = next(steps)
            while True:
                try:
                    answer = self._perform(effect)
                except BaseException as error:
                    effect = steps.throw(error)
                else:
                    effect = steps.send(answer)
        except StopIteration as end:
            result: T = end.value
            return result

    def _perform(self, effect: Effect) -> Any:
        match effect:
            case Send(request, stream):
                response = self.client.send(request, **effect.options)
                if stream:
                    return response
                with closing(response):
                    return Answer.of(response, None if response.is_stream_consumed else b"".join(response.stream))
            case Read(response, time):
                block = next(_kept(response, _gathered(response, time)), None)
                if block is None:
                    response.close()
                return block
            case Close(response):
                return response.close()
            case Sleep(seconds):
                return self.clock.sleep(seconds)
            case Work(do):
                return do()
            case Shielded(steps):
                return self.run(steps())
            case Locked(gate, steps, wait):
                lock = gate.thread  # a child that is forked by these steps gets another
                if not lock.acquire(blocking=wait):
                    return None
                try:
                    return self.run(steps())
                finally:
                    lock.release()
            case Parallel():
                return self._side_by_side(effect)

    def _side_by_side(self, effect: Parallel) -> None:
        from concurrent.futures import ThreadPoolExecutor, as_completed

        pending, lock, failed = iter(effect.steps), threading.Lock(), threading.Event()

        def work() -> None:
            while not failed.is_set():
                with lock:
                    make = next(pending, None)
                if make is None:
                    return
                self.run(make())

        with ThreadPoolExecutor(effect.width, thread_name_prefix="kinocraft") as pool:
            try:
                for future in as_completed([pool.submit(work) for _ in range(effect.width)]):
                    future.result()
            except BaseException:
                failed.set()
                effect.abandon()
                raise


class AsyncRuntime:
    """Carries effects out in an event loop. What blocks runs in a worker thread."""

    def __init__(self, client: Any, clock: Clock) -> None:
        self.client = client
        self.clock = clock

    async def run(self, steps: Steps[T]) -> T:
        """Carry out every effect."""
        try:
            effect = next(steps)
            while True:
                try:
                    answer = await self._perform(effect)
                except BaseException as error:
                    effect = steps.throw(error)
                else:
                    effect = steps.send(answer)
        except StopIteration as end:
            result: T = end.value
            return result

    async def _perform(self, effect: Effect) -> Any:
        match effect:
            case Send(request, stream):
                response = await self.client.send(request, **effect.options)
                if stream:
                    return response
                async with aclosing(response):
                    consumed = response.is_stream_consumed
                    return Answer.of(response, None if consumed else b"".join([each async for each in response.stream]))
            case Read(response, time):
                block = await anext(_kept(response, _agathered(response, time)), None)
                if block is None:
                    await response.aclose()
                return block
            case Close(response):
                return await response.aclose()
            case Sleep(seconds):
                return await self.clock.asleep(seconds)
            case Work(do, undo):
                return await _in_thread(do, undo)
            case Shielded(steps):
                import anyio

                with anyio.CancelScope(shield=True):
                    return await self.run(steps())
            case Locked(gate, steps, wait):
                if not wait and gate.task.locked():
                    return None
                async with gate.task:
                    return await self.run(steps())
            case Parallel():
                return await self._side_by_side(effect)

    async def _side_by_side(self, effect: Parallel) -> None:
        import anyio

        pending = iter(effect.steps)

        async def work(group: TaskGroup) -> None:
            for make in pending:
                if group.cancel_scope.cancel_called:
                    return
                await self.run(make())

        try:
            async with anyio.create_task_group() as group:
                for _ in range(effect.width):
                    group.start_soon(work, group)
        except BaseException as error:
            effect.abandon()
            raise _first(error) from None


async def _in_thread(do: Callable[[], T], undo: Callable[[T], object] | None) -> T:
    import anyio.to_thread

    if undo is None:
        return await anyio.to_thread.run_sync(do)
    lock, left, results = threading.Lock(), False, list[T]()

    def guarded() -> T:
        result = do()
        with lock:
            results.append(result)
            if left:
                undo(result)
        return result

    try:
        return await anyio.to_thread.run_sync(guarded)
    except BaseException:
        with lock:
            left = True
            for result in results:
                undo(result)
        raise


def _first(error: BaseException) -> BaseException:
    """What went wrong first, out of the group that a task group makes of it."""
    if not isinstance(error, BaseExceptionGroup):
        return error
    group = cast("BaseExceptionGroup[BaseException]", error)
    return _first(group.exceptions[0])


def _kept(response: httpx2.Response, blocks: T) -> T:
    """The one iterator over a streamed response: it can be read only once, so the first stays with it."""
    first: T = response.extensions.setdefault("kinocraft", blocks)
    return first


def _gathered(response: httpx2.Response, time: Countdown) -> Iterator[bytes]:
    """Large blocks of what comes; where the connection breaks, first what came before that."""
    held = bytearray()
    try:
        # What a hook of the HTTP client has read comes from its memory.
        for piece in response.iter_bytes() if response.is_stream_consumed else response.iter_raw():
            held += piece
            if len(held) >= BLOCK or time.over:
                yield bytes(held)
                held.clear()
    except httpx2.TransportError:
        if held:
            yield bytes(held)
        raise
    if held:
        yield bytes(held)


async def _agathered(response: httpx2.Response, time: Countdown) -> AsyncIterator[bytes]:
    held = bytearray()
    try:
        async for piece in response.aiter_bytes() if response.is_stream_consumed else response.aiter_raw():
            held += piece
            if len(held) >= BLOCK or time.over:
                yield bytes(held)
                held.clear()
    except httpx2.TransportError:
        if held:
            yield bytes(held)
        raise
    if held:
        yield bytes(held)

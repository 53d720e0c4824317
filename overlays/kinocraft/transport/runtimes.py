"""The two runtimes: they send an engine's calls and perform its effects, in the calling thread or in an event loop."""

from __future__ import annotations

import os
import threading
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import aclosing, closing, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, cast

import httpx2

from kinocraft_runtime.calls import Call, Listed, RawResponse
from kinocraft_runtime.pagination import BY_NUMBER, AsyncListing, AsyncPage, Page
from kinocraft_runtime.resources import AsyncCaller, Caller

from ..clock import Countdown
from ..errors import UploadCancelledError
from ..rate_caps import BLOCK
from .effects import (
    Close,
    DeadlinePassedError,
    Effect,
    Effects,
    Locked,
    Parallel,
    Read,
    Send,
    Shielded,
    Sleep,
    Work,
    body_errors,
)
from .exchanges import Exchange
from .loops import EventLoop
from .parallel import Workers, first_cause, run_in_threads, sleep
from .response_bodies import Body
from .threads import run_in_thread, wait_in_thread

if TYPE_CHECKING:
    from anyio.abc import TaskGroup

    from ..engine import Engine
    from .connections import Connections, GivenClient

__all__ = ["AsyncRuntime", "Runtime"]

T = TypeVar("T")

LATE = "the deadline was exceeded"


class Runtime:
    """Sends an engine's calls and performs their effects in the calling thread."""

    def __init__(self, engine: Engine, http_client: Connections | GivenClient) -> None:
        self.engine = engine
        self.http_client = http_client
        self.clock = engine.settings.clock

    @property
    def raw(self) -> Caller:
        """A caller whose methods return a `RawResponse` instead of the parsed result."""
        return cast(Caller, _RawCaller(self, Page))

    def call(self, call: Call[T]) -> T:
        """Send a call."""
        return self.run(self.engine.call(call))

    def save(self, call: Call[bytes], to: str | os.PathLike[str]) -> Path:
        """Send a call, and write the response's body to a file."""
        return self.run(self.engine.save(call, to)).parsed()

    def page(self, call: Call[Listed[T]]) -> Page[T]:
        """Send the call of a list."""
        call = BY_NUMBER.first(call)
        return Page(self, call, self.call(call))

    def run(self, effects: Effects[T]) -> T:
        """Perform every effect, and return the generator's result."""
        try:
            effect = next(effects)
            while True:
                try:
                    result = self._perform(effect)
                except GeneratorExit:
                    _close(effects)
                    raise
                except BaseException as error:
                    effect = effects.throw(error)
                else:
                    effect = effects.send(result)
        except StopIteration as end:
            returned: T = end.value
            return returned

    def _perform(self, effect: Effect) -> Any:
        match effect:
            case Send(request, stream):
                with Exchange(effect.time, head=True):
                    response = self.http_client.send(request, **effect.options)
                if stream:
                    return response
                with closing(response), body_errors(response):
                    return self.http_client.received(response, _read(response))
            case Read(response, time):
                with Exchange(time, head=False):
                    block = next(_only_iterator(response, _blocks(response, time)), None)
                if block is None:
                    response.close()
                return block
            case Close(response):
                return response.close()
            case Sleep(seconds):
                return sleep(self.clock, seconds)
            case Work(do, undo, waits, time):
                left = time.left if waits and time else None
                if left is None:
                    return do()
                try:
                    return wait_in_thread(do, undo, left)
                except TimeoutError:
                    raise DeadlinePassedError(LATE) from None
            case Shielded(task):
                return self.run(task())
            case Locked(lock, task, wait, time):
                held = lock.thread  # a child process that the task forks gets another
                left = time.left if wait and time else None
                if not held.acquire(wait, -1 if left is None else min(max(0.0, left), threading.TIMEOUT_MAX)):
                    if wait:
                        raise DeadlinePassedError(LATE)
                    return None
                try:
                    return self.run(task())
                finally:
                    held.release()
            case Parallel():
                return self._run_parallel(effect)

    def _run_parallel(self, effect: Parallel) -> None:
        run_in_threads(map(self._bind, effect.tasks), effect.width, effect.abandon, effect.narrower)

    def _bind(self, task: Callable[[], Effects[Any]]) -> Callable[[], object]:
        return lambda: self.run(task())


class AsyncRuntime:
    """Sends an engine's calls and performs their effects in an event loop. Blocking work runs in a worker thread."""

    def __init__(self, engine: Engine, http_client: Connections | GivenClient) -> None:
        self.engine = engine
        self.http_client = http_client
        self.clock = engine.settings.clock
        self.loop = EventLoop()

    @property
    def raw(self) -> AsyncCaller:
        """A caller whose methods return a `RawResponse` instead of the parsed result."""
        return cast(AsyncCaller, _RawCaller(self, AsyncPage))

    async def call(self, call: Call[T]) -> T:
        """Send a call."""
        return await self.run(self.engine.call(call))

    async def save(self, call: Call[bytes], to: str | os.PathLike[str]) -> Path:
        """Send a call, and write the response's body to a file."""
        return (await self.run(self.engine.save(call, to))).parsed()

    def page(self, call: Call[Listed[T]]) -> AsyncListing[T]:
        """Return the list of a call, which is sent when the list is awaited or iterated over."""
        return AsyncListing(self, BY_NUMBER.first(call))

    async def run(self, effects: Effects[T]) -> T:
        """Perform every effect, and return the generator's result.

        Raises:
            ClientStateError: This runtime was used in another event loop before.
        """
        self.loop.check()
        try:
            effect = next(effects)
            while True:
                try:
                    result = await self._perform(effect)
                except GeneratorExit:  # the event loop has ended, or a hook raised it
                    _close(effects)
                    raise
                except BaseException as error:
                    effect = effects.throw(error)
                else:
                    effect = effects.send(result)
        except StopIteration as end:
            returned: T = end.value
            return returned

    async def _perform(self, effect: Effect) -> Any:
        match effect:
            case Send(request, stream):
                with Exchange(effect.time, head=True):
                    response = await _in_time(effect.time, self.http_client.send(request, **effect.options))
                if stream:
                    return response
                async with aclosing(response):
                    with body_errors(response):
                        return self.http_client.received(response, await _aread(response))
            case Read(response, time):
                blocks = _only_iterator(response, _async_blocks(response, time))
                block = await _in_time(time, anext(blocks, None))
                if block is None:
                    await response.aclose()
                return block
            case Close(response):
                return await response.aclose()
            case Sleep(seconds):
                return await self.clock.asleep(seconds)
            case Work(do, undo, waits, time):
                return await _in_time(time if waits else None, run_in_thread(do, undo, waits=waits))
            case Shielded(task):
                import anyio

                with anyio.CancelScope(shield=True):
                    return await self.run(task())
            case Locked(lock, task, wait, time):
                if not wait and lock.task.locked():
                    return None
                held = lock.task
                await _in_time(time, held.acquire())
                try:
                    return await self.run(task())
                finally:
                    held.release()
            case Parallel():
                return await self._run_parallel(effect)

    async def _run_parallel(self, effect: Parallel) -> None:
        import anyio

        pending, failures, ended = iter(effect.tasks), list[BaseException](), list[BaseException]()
        workers = Workers(effect.width, effect.narrower)

        async def work(group: TaskGroup) -> None:
            while not failures and not workers.retire() and (task := next(pending, None)):
                try:
                    await self.run(task())
                except UploadCancelledError as error:
                    failures.append(error)  # a consequence: what caused it ends the other tasks
                except Exception as error:
                    failures.append(error)
                    effect.abandon()
                    group.cancel_scope.cancel()
                except BaseException as error:
                    ended.append(error)
                    effect.abandon()
                    group.cancel_scope.cancel()
                    raise

        try:
            async with anyio.create_task_group() as group:
                for _ in range(effect.width):
                    group.start_soon(work, group)
        except BaseException as error:
            effect.abandon()
            raise _first(error) from None
        if failures:
            raise first_cause(failures)
        if ended:  # a hook raised the error of a cancellation, which the group takes for its own
            raise ended[0]


@dataclass(frozen=True, slots=True)
class _RawCaller:
    """The caller behind `with_raw_response`.

    Its methods return other types than a `Caller` does; the generated `…Raw` classes declare them.
    """

    runtime: Any
    page_type: type[Any]

    def call(self, call: Call[Any]) -> Any:
        return self.runtime.run(self.runtime.engine.raw(call))

    def save(self, call: Call[bytes], to: str | os.PathLike[str]) -> Any:
        return self.runtime.run(self.runtime.engine.save(call, to))

    def page(self, call: Call[Listed[Any]]) -> Any:
        return self.runtime.run(self._first_page(BY_NUMBER.first(call)))

    def _first_page(self, call: Call[Any]) -> Effects[RawResponse[Any]]:
        engine: Engine = self.runtime.engine
        response = yield from engine.raw(call)
        return RawResponse(
            response.status,
            response.headers,
            response.content,
            lambda: self.page_type(self.runtime, call, response.parsed()),
        )


def _close(effects: Effects[Any]) -> None:
    """Close a task. What it still wants to be done at its end cannot be done."""
    with suppress(RuntimeError):
        effects.close()


async def _in_time(time: Countdown | None, sending: Awaitable[T]) -> T:
    """Wait for a head, a block or a lock, but not beyond the deadline."""
    if time is None or (left := time.left) is None:
        return await sending
    import anyio

    with anyio.move_on_after(max(0.0, left)):
        return await sending
    raise DeadlinePassedError(LATE)


def _read(response: httpx2.Response) -> bytes | None:
    """Return the undecoded body; None if a hook of the HTTP client has read it."""
    if response.is_stream_consumed:
        return None
    body, stream = Body(), cast(httpx2.SyncByteStream, response.stream)
    for block in stream:
        body.add(block)
    stream.close()
    return body.content()


async def _aread(response: httpx2.Response) -> bytes | None:
    if response.is_stream_consumed:
        return None
    body, stream = Body(), cast(httpx2.AsyncByteStream, response.stream)
    async for block in stream:
        body.add(block)
    await stream.aclose()
    return body.content()


def _first(error: BaseException) -> BaseException:
    """Return the first failure out of the exception group that a task group raises."""
    if not isinstance(error, BaseExceptionGroup):
        return error
    group = cast("BaseExceptionGroup[BaseException]", error)
    return _first(group.exceptions[0])


def _only_iterator(response: httpx2.Response, blocks: T) -> T:
    """Return the one iterator over a streamed response. A stream can be read only once, so the first one is kept."""
    first: T = response.extensions.setdefault("kinocraft", blocks)
    return first


class _Batch:
    """The pieces of a response, joined to large blocks."""

    def __init__(self, time: Countdown) -> None:
        self._time = time
        self._held = bytearray()

    def add(self, piece: bytes) -> Iterator[bytes]:
        """Yield a block if it is full, or if the time is over."""
        self._held += piece
        if len(self._held) >= BLOCK or self._time.over:
            yield from self.rest()

    def rest(self) -> Iterator[bytes]:
        """Yield what has arrived since the last block, if anything."""
        if self._held:
            yield bytes(self._held)
            self._held.clear()


def _blocks(response: httpx2.Response, time: Countdown) -> Iterator[bytes]:
    """Yield a response in large blocks. If the connection breaks, first yield what has arrived before."""
    batch = _Batch(time)
    try:
        # A hook of the HTTP client may have read the response into memory.
        for piece in response.iter_bytes() if response.is_stream_consumed else response.iter_raw():
            yield from batch.add(piece)
    except httpx2.TransportError:
        yield from batch.rest()
        raise
    yield from batch.rest()


async def _async_blocks(response: httpx2.Response, time: Countdown) -> AsyncIterator[bytes]:
    batch = _Batch(time)
    try:
        async for piece in response.aiter_bytes() if response.is_stream_consumed else response.aiter_raw():
            for block in batch.add(piece):
                yield block
    except httpx2.TransportError:
        for block in batch.rest():
            yield block
        raise
    for block in batch.rest():
        yield block

"""The two drivers of an engine: one for threads, one for an event loop."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Concatenate, ParamSpec, TypeVar, cast

from kinocraft_runtime.calls import Call, Listed, RawResponse
from kinocraft_runtime.pagination import AsyncListing, AsyncPage, Page
from kinocraft_runtime.resources import AsyncCaller, Caller

from .engine import Engine
from .steps import AsyncRuntime, Runtime, Steps

__all__ = ["AsyncEngineCaller", "AsyncStepping", "EngineCaller", "Stepping"]

P = ParamSpec("P")
T = TypeVar("T")


class EngineCaller:
    """Makes an engine's calls in the calling thread."""

    def __init__(self, engine: Engine, runtime: Runtime) -> None:
        self.engine = engine
        self._runtime = runtime

    @property
    def raw(self) -> Caller:
        """The same for answers as they came."""
        return cast(Caller, _Raw(self, Page))

    def run(self, steps: Steps[T]) -> T:
        """Carry steps out."""
        return self._runtime.run(steps)

    def call(self, call: Call[T]) -> T:
        """Make a call."""
        return self._runtime.run(self.engine.call(call))

    def save(self, call: Call[bytes], to: str | os.PathLike[str]) -> Path:
        """Make a call, and write what it gives to a file."""
        return self._runtime.run(self.engine.save(call, to)).parsed()

    def page(self, call: Call[Listed[T]]) -> Page[T]:
        """Make the call of a list."""
        return Page(self, call, self.call(call))


class AsyncEngineCaller:
    """Makes an engine's calls in an event loop."""

    def __init__(self, engine: Engine, runtime: AsyncRuntime) -> None:
        self.engine = engine
        self._runtime = runtime

    @property
    def raw(self) -> AsyncCaller:
        """The same for answers as they came."""
        return cast(AsyncCaller, _Raw(self, AsyncPage))

    async def run(self, steps: Steps[T]) -> T:
        """Carry steps out."""
        return await self._runtime.run(steps)

    async def call(self, call: Call[T]) -> T:
        """Make a call."""
        return await self._runtime.run(self.engine.call(call))

    async def save(self, call: Call[bytes], to: str | os.PathLike[str]) -> Path:
        """Make a call, and write what it gives to a file."""
        return (await self._runtime.run(self.engine.save(call, to))).parsed()

    def page(self, call: Call[Listed[T]]) -> AsyncListing[T]:
        """The list that a call gives."""
        return AsyncListing(self, call)


class Stepping:
    """A section with methods that need several calls."""

    _caller: Caller

    @property
    def _driver(self) -> EngineCaller:
        return cast(EngineCaller, self._caller)

    def _run(self, steps: Callable[Concatenate[Engine, P], Steps[T]], *args: P.args, **kwargs: P.kwargs) -> T:
        return self._driver.run(steps(self._driver.engine, *args, **kwargs))


class AsyncStepping:
    """A section with methods that need several calls, for an event loop."""

    _caller: AsyncCaller

    @property
    def _driver(self) -> AsyncEngineCaller:
        return cast(AsyncEngineCaller, self._caller)

    async def _run(self, steps: Callable[Concatenate[Engine, P], Steps[T]], *args: P.args, **kwargs: P.kwargs) -> T:
        return await self._driver.run(steps(self._driver.engine, *args, **kwargs))


@dataclass(frozen=True, slots=True)
class _Raw:
    """What stands between `with_raw_response` and an engine.

    Its methods give other types than a caller's, which the generated class that is made with them takes into account.
    """

    caller: Any
    page_type: type[Any]

    def call(self, call: Call[Any]) -> Any:
        return self.caller.run(self.caller.engine.raw(call))

    def save(self, call: Call[bytes], to: str | os.PathLike[str]) -> Any:
        return self.caller.run(self.caller.engine.save(call, to))

    def page(self, call: Call[Listed[Any]]) -> Any:
        return self.caller.run(self._first(call))

    def _first(self, call: Call[Any]) -> Steps[RawResponse[Any]]:
        engine: Engine = self.caller.engine
        answer = yield from engine.raw(call)
        return RawResponse(
            answer.status, answer.headers, answer.content, lambda: self.page_type(self.caller, call, answer.parsed())
        )

"""Base classes of sections whose methods make several calls."""

from __future__ import annotations

from collections.abc import Callable
from typing import Concatenate, ParamSpec, TypeVar, cast

from kinocraft_runtime.resources import AsyncCaller, Caller

from ..engine import Engine
from ..transport.effects import Effects
from ..transport.runtimes import AsyncRuntime, Runtime

__all__ = ["AsyncComposedResource", "ComposedResource"]

P = ParamSpec("P")
T = TypeVar("T")


class ComposedResource:
    """A section with methods that make several calls."""

    _caller: Caller

    @property
    def _runtime(self) -> Runtime:
        return cast(Runtime, self._caller)

    def _run(self, task: Callable[Concatenate[Engine, P], Effects[T]], *args: P.args, **kwargs: P.kwargs) -> T:
        return self._runtime.run(task(self._runtime.engine, *args, **kwargs))


class AsyncComposedResource:
    """A section with methods that make several calls, for an event loop."""

    _caller: AsyncCaller

    @property
    def _runtime(self) -> AsyncRuntime:
        return cast(AsyncRuntime, self._caller)

    async def _run(self, task: Callable[Concatenate[Engine, P], Effects[T]], *args: P.args, **kwargs: P.kwargs) -> T:
        return await self._runtime.run(task(self._runtime.engine, *args, **kwargs))

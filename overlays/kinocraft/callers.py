"""The two drivers of an engine: one for threads, one for an event loop."""

from __future__ import annotations

from typing import TypeVar

from kinocraft_api._core import Call

from .engine import Engine
from .steps import AsyncRuntime, Runtime, Steps

__all__ = ["AsyncEngineCaller", "EngineCaller"]

T = TypeVar("T")


class EngineCaller:
    """Makes an engine's calls in the calling thread."""

    def __init__(self, engine: Engine, runtime: Runtime) -> None:
        self.engine = engine
        self._runtime = runtime

    def run(self, steps: Steps[T]) -> T:
        """Carry steps out."""
        return self._runtime.run(steps)

    def call(self, call: Call[T]) -> T:
        """Make a call."""
        return self._runtime.run(self.engine.call(call))


class AsyncEngineCaller:
    """Makes an engine's calls in an event loop."""

    def __init__(self, engine: Engine, runtime: AsyncRuntime) -> None:
        self.engine = engine
        self._runtime = runtime

    async def run(self, steps: Steps[T]) -> T:
        """Carry steps out."""
        return await self._runtime.run(steps)

    async def call(self, call: Call[T]) -> T:
        """Make a call."""
        return await self._runtime.run(self.engine.call(call))

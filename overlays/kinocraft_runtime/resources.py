"""Base classes of sections such as `client.videos`, and the protocols of what sends their calls."""

from __future__ import annotations

import os
from collections.abc import Callable, Coroutine
from pathlib import Path
from types import FunctionType
from typing import TYPE_CHECKING, Any, ParamSpec, Protocol, TypeVar, cast

if TYPE_CHECKING:
    from .calls import Call, Listed, RawResponse
    from .pagination import AsyncListing, AsyncPage, Page

__all__ = [
    "AsyncCaller",
    "AsyncResource",
    "Caller",
    "Resource",
    "async_raw_listing",
    "async_raw_method",
    "copy_docstrings",
    "raw_method",
]

P = ParamSpec("P")
T = TypeVar("T")


class Caller(Protocol):
    """Sends calls and waits for their responses."""

    @property
    def raw(self) -> Caller:
        """A caller whose methods return a `RawResponse` instead of the parsed result."""
        ...

    def save(self, call: Call[bytes], to: str | os.PathLike[str]) -> Path:
        """Send the call, and write the response's body to a file as it arrives."""
        ...

    def page(self, call: Call[Listed[T]]) -> Page[T]:
        """Send the call of a list, and return its first page."""
        ...

    def call(self, call: Call[T]) -> T:
        """Send the call, and return the typed result or raise a typed error."""
        ...


class AsyncCaller(Protocol):
    """Sends calls in an event loop."""

    @property
    def raw(self) -> AsyncCaller:
        """A caller whose methods return a `RawResponse` instead of the parsed result."""
        ...

    async def save(self, call: Call[bytes], to: str | os.PathLike[str]) -> Path:
        """Send the call, and write the response's body to a file as it arrives."""
        ...

    def page(self, call: Call[Listed[T]]) -> AsyncListing[T]:
        """Return a list that sends the call when it is awaited or iterated over."""
        ...

    async def call(self, call: Call[T]) -> T:
        """Send the call, and return the typed result or raise a typed error."""
        ...


class Resource:
    """A section of a service. Its methods are the section's operations."""

    def __init__(self, caller: Caller) -> None:
        self._caller = caller


class AsyncResource:
    """A section of a service, for an event loop. Its methods are the section's operations.

    Its source does not repeat the docstrings of the sync class: a subclass names that class, and receives them.
    """

    def __init__(self, caller: AsyncCaller) -> None:
        self._caller = caller

    def __init_subclass__(cls, *, sync: type[Resource] | None = None, **options: Any) -> None:
        super().__init_subclass__(**options)
        if sync is not None:
            copy_docstrings(sync, cls)


def copy_docstrings(sync: type[Any], to: type[Any]) -> None:
    """Give the methods that a class defines the docstrings of the methods of the same name of its sync counterpart."""
    for name, method in vars(to).items():
        if isinstance(method, FunctionType) and (counterpart := getattr(sync, name, None)) is not None:
            method.__doc__ = counterpart.__doc__


def raw_method(method: Callable[P, T]) -> Callable[P, RawResponse[T]]:
    """Cast a method of a resource that has a raw caller to the type it then has."""
    return cast("Callable[P, RawResponse[T]]", method)


def async_raw_method(method: Callable[P, Coroutine[Any, Any, T]]) -> Callable[P, Coroutine[Any, Any, RawResponse[T]]]:
    """Cast a coroutine method of a resource that has a raw caller."""
    return cast("Callable[P, Coroutine[Any, Any, RawResponse[T]]]", method)


def async_raw_listing(
    method: Callable[P, AsyncListing[T]],
) -> Callable[P, Coroutine[Any, Any, RawResponse[AsyncPage[T]]]]:
    """Cast a list method of an async resource that has a raw caller, which sends the call for the first page."""
    return cast("Callable[P, Coroutine[Any, Any, RawResponse[AsyncPage[T]]]]", method)

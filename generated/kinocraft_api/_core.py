# Generated from scripts/templates/core.py by scripts/generate.py. Edits here are lost.

"""What every generated resource stands on: calls as data, and who is able to make them.

A resource method builds a `Call` and hands it to a caller; how it is sent, retried, authenticated and decoded is the
caller's business. Nothing here does any input or output.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Coroutine, Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum, auto
from pathlib import Path
from typing import (
    TYPE_CHECKING,
    Any,
    BinaryIO,
    Final,
    Generic,
    Literal,
    ParamSpec,
    Protocol,
    TypeAlias,
    TypedDict,
    TypeVar,
    cast,
    final,
    runtime_checkable,
)

if TYPE_CHECKING:
    from kinocraft_api._pages import AsyncListing, AsyncPage, Page

__all__ = [
    "UNSET",
    "AsyncCaller",
    "AsyncResource",
    "Body",
    "Call",
    "CallOptions",
    "Caller",
    "Content",
    "Direction",
    "Flag",
    "Headers",
    "Listed",
    "Operation",
    "RawResponse",
    "Resource",
    "Unset",
    "araw",
    "araw_listing",
    "flag",
    "raw",
    "refuse_unknown",
]

P = ParamSpec("P")
T = TypeVar("T")
R_co = TypeVar("R_co", covariant=True)


@final
class Unset:
    """The type of UNSET: an argument that was left out, and so is not sent. None is sent as null."""

    _only: Unset | None = None

    def __new__(cls) -> Unset:
        if cls._only is None:
            cls._only = super().__new__(cls)
        return cls._only

    def __bool__(self) -> Literal[False]:
        return False

    def __repr__(self) -> str:
        return "UNSET"

    def __reduce__(self) -> str:
        return "UNSET"


UNSET: Final = Unset()


class Flag(Enum):
    """What stands for the value of a query key that has none, which an empty text is not: `?key` and `?key=` differ."""

    PRESENT = auto()


def flag(value: bool | Unset) -> Flag | Unset:
    """A query key that counts by being there: PRESENT when it is wanted, UNSET when not."""
    return Flag.PRESENT if value else UNSET


@runtime_checkable
class Body(Protocol):
    """Bytes of a known size that can be read from the start as often as they have to be sent."""

    @property
    def size(self) -> int:
        """How many bytes there are; negative where that shows only when they have all been read."""
        ...

    def blocks(self) -> Iterator[bytes]:
        """The bytes from the start, in blocks. Every call starts anew."""
        ...


Content: TypeAlias = bytes | BinaryIO | Body | os.PathLike[str]
"""What can be sent as a body: bytes, a binary file (from where it stands), a `Body`, or a `Path`."""


Headers: TypeAlias = Mapping[str, str]
"""The headers of an answer. Their names know no case."""


Direction: TypeAlias = Literal["asc", "desc"]
"""Ascending or descending."""


class CallOptions(TypedDict, total=False):
    """What can be set for one call, over what the client was made with."""

    timeout: float | None
    """Seconds to wait for the connection, and for each read and write; None for no limit."""
    deadline: float | None
    """Seconds for the whole call, with all its attempts and the waits between them; None for no limit."""
    retries: int
    """How many further attempts there may be after the first."""
    headers: Mapping[str, str]
    """Headers to send besides the client's own."""


def refuse_unknown(method: str, options: Mapping[str, Any], known: frozenset[str]) -> None:
    """What comes as `**options` is checked by no signature: a misspelt argument would vanish with what it was for.

    Raises:
        TypeError: There is one. The message names it.
    """
    for name in options.keys() - known:
        raise TypeError(f"{method} got an unexpected keyword argument {name!r}")


@dataclass(frozen=True, slots=True)
class Operation:
    """An operation of a description, as far as sending it needs to know."""

    id: str
    service: str
    server: str
    """Scheme and host of the documented server; a client may be told to use another in its place."""
    method: str
    path: str
    """The path template, which follows the service's URL."""
    secured: bool
    """Whether it is sent with a token."""
    idempotent: bool
    """Whether sending it twice has the effect of sending it once."""
    spanning: frozenset[str] = frozenset()
    """Path parameters that hold whole paths: their slashes are sent as they are."""
    session: Mapping[str, str] = field(default_factory=dict[str, str])
    """Path parameters that, when left out, are taken from the session, and the session's name for each."""
    min_length: Mapping[str, int] = field(default_factory=dict[str, int])
    """Query keys whose text must have some length, and how many characters."""
    fixed: tuple[str, ...] = ()
    """Valueless query keys that tell this operation from others on its path."""
    fixed_headers: Mapping[str, str] = field(default_factory=dict[str, str])
    """Headers that always have the same value."""
    may_be_empty: bool = False
    """Whether a success may come without a body."""
    one_or_many: bool = False
    """Whether a list may come as its one object."""
    gives: Literal["whole", "data", "nothing"] = "whole"
    """Which part of the answer is given: all of it, what is in its `data`, or nothing, as it only says it worked."""
    sortable: Mapping[str, tuple[str, ...]] = field(default_factory=dict[str, tuple[str, ...]])
    """Query keys that hold an order, and the fields that the service sorts by."""
    joined: frozenset[str] = frozenset()
    """Query keys whose values stand in one text, separated by commas, rather than under a key each."""
    whole_seconds: frozenset[str] = frozenset()
    """Query keys whose moments are told to the second."""
    files: frozenset[str] = frozenset()
    """Fields of a multipart form that are files, so that a text is none."""


class Listed(Generic[R_co]):
    """What a `Call` of a list gives: an answer with items of this type in it. Only a type: a page reads the answer."""


@dataclass(frozen=True, slots=True)
class Call(Generic[R_co]):
    """One call of an operation: its arguments, and the type its answer has."""

    operation: Operation
    result: Any
    """The type of the answer; None where nothing is read from it."""
    path: Mapping[str, str | Unset] = field(default_factory=dict[str, str | Unset])
    query: Mapping[str, Any] = field(default_factory=dict[str, Any])
    # Headers and bodies may hold tokens and passwords, or a whole file: nothing that is to be printed.
    headers: Mapping[str, Any] = field(default_factory=dict[str, Any], repr=False)
    json: Mapping[str, Any] | Any = field(default=UNSET, repr=False)
    form: Mapping[str, Any] | Unset = field(default=UNSET, repr=False)
    multipart: Mapping[str, Any] | Unset = field(default=UNSET, repr=False)
    content: Content | Unset = field(default=UNSET, repr=False)
    content_type: str | None = None
    url: str | None = field(default=None, repr=False)
    """The whole URL, where the service itself gave it, as for a next page; path and query do not count then."""
    options: CallOptions = field(default_factory=CallOptions, repr=False)

    def __post_init__(self) -> None:
        refuse_unknown(self.operation.id, self.options, CallOptions.__optional_keys__)


class RawResponse(Generic[R_co]):
    """An answer as it came, and what it says."""

    def __init__(self, status: int, headers: Headers, content: bytes, parse: Callable[[], R_co]) -> None:
        self.status = status
        """The HTTP status."""
        self.headers = headers
        """The headers. Their names know no case."""
        self.content = content
        """The body's bytes, decompressed."""
        self._parse = parse
        self._parsed: list[R_co] = []

    @property
    def request_id(self) -> str | None:
        """The service's own name for this exchange, for its support; None where it gave none."""
        return self.headers.get("X-Request-ID")

    def parsed(self) -> R_co:
        """What the method gives when it is called without `with_raw_response`. Read once.

        Raises:
            AnswerError: The answer cannot be read.
        """
        if not self._parsed:
            self._parsed.append(self._parse())
        return self._parsed[0]

    def __repr__(self) -> str:
        return f"RawResponse({self.status}, {len(self.content)} bytes)"


class Caller(Protocol):
    """Whoever makes calls and waits for their answers."""

    @property
    def raw(self) -> Caller:
        """The same for answers as they came: instead of what is due, what it makes gives a `RawResponse` of that."""
        ...

    def save(self, call: Call[bytes], to: str | os.PathLike[str]) -> Path:
        """Make the call; write what it gives to a file as it comes."""
        ...

    def page(self, call: Call[Listed[T]]) -> Page[T]:
        """Make the call of a list; give its first page."""
        ...

    def call(self, call: Call[T]) -> T:
        """Make the call; give the typed answer or raise a typed error."""
        ...


class AsyncCaller(Protocol):
    """Whoever makes calls in an event loop."""

    @property
    def raw(self) -> AsyncCaller:
        """The same for answers as they came: instead of what is due, what it makes gives a `RawResponse` of that."""
        ...

    async def save(self, call: Call[bytes], to: str | os.PathLike[str]) -> Path:
        """Make the call; write what it gives to a file as it comes."""
        ...

    def page(self, call: Call[Listed[T]]) -> AsyncListing[T]:
        """A list to come: the call is made when it is awaited or iterated over."""
        ...

    async def call(self, call: Call[T]) -> T:
        """Make the call; give the typed answer or raise a typed error."""
        ...


class Resource:
    """A section of a service. Its methods are the section's operations."""

    def __init__(self, caller: Caller) -> None:
        self._caller = caller


class AsyncResource:
    """A section of a service, for an event loop. Its methods are the section's operations."""

    def __init__(self, caller: AsyncCaller) -> None:
        self._caller = caller


def raw(method: Callable[P, T]) -> Callable[P, RawResponse[T]]:
    """The method of a resource whose caller is a raw one, as what it then is."""
    return cast("Callable[P, RawResponse[T]]", method)


def araw(method: Callable[P, Coroutine[Any, Any, T]]) -> Callable[P, Coroutine[Any, Any, RawResponse[T]]]:
    """The same in an event loop."""
    return cast("Callable[P, Coroutine[Any, Any, RawResponse[T]]]", method)


def araw_listing(
    method: Callable[P, AsyncListing[T]],
) -> Callable[P, Coroutine[Any, Any, RawResponse[AsyncPage[T]]]]:
    """The same for a list in an event loop, which a raw caller asks for its first page."""
    return cast("Callable[P, Coroutine[Any, Any, RawResponse[AsyncPage[T]]]]", method)

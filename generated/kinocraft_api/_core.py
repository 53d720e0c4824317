# Generated from scripts/templates/core.py by scripts/generate.py. Edits here are lost.

"""What every generated resource stands on: calls as data, and who is able to make them.

A resource method builds a `Call` and hands it to a caller; how it is sent, retried, authenticated and decoded is the
caller's business. Nothing here does any input or output.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum, auto
from typing import (
    Any,
    BinaryIO,
    Final,
    Generic,
    Literal,
    Protocol,
    TypeAlias,
    TypedDict,
    TypeVar,
    final,
    runtime_checkable,
)

__all__ = [
    "UNSET",
    "AsyncCaller",
    "AsyncResource",
    "Body",
    "Call",
    "CallOptions",
    "Caller",
    "Content",
    "Flag",
    "Headers",
    "Operation",
    "Resource",
    "Unset",
    "flag",
]


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
        """How many bytes there are."""
        ...

    def blocks(self) -> Iterator[bytes]:
        """The bytes from the start, in blocks. Every call starts anew."""
        ...


Content: TypeAlias = bytes | BinaryIO | Body
"""What can be sent as a body: bytes, a binary file (from where it stands), or a `Body`."""


Headers: TypeAlias = Mapping[str, str]
"""The headers of an answer that has nothing else. Their names know no case."""


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


T = TypeVar("T")
R_co = TypeVar("R_co", covariant=True)


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
    url: str | None = None
    """The whole URL, where the service itself gave it, as for a next page; path and query do not count then."""
    options: CallOptions = field(default_factory=CallOptions, repr=False)


class Caller(Protocol):
    """Whoever makes calls and waits for their answers."""

    def call(self, call: Call[T]) -> T:
        """Make the call; give the typed answer or raise a typed error."""
        ...


class AsyncCaller(Protocol):
    """Whoever makes calls in an event loop."""

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

"""Operations, calls and raw responses as data.

A resource method builds a `Call`. What sends it (`resources.Caller`) decides about retries, login and decoding.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
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

from .bodies import PLAIN, InputField

__all__ = [
    "UNSET",
    "Body",
    "Call",
    "CallOptions",
    "Content",
    "File",
    "Flag",
    "HasId",
    "HasPath",
    "Headers",
    "Id",
    "Listed",
    "ObjectPath",
    "Operation",
    "RawResponse",
    "Unset",
    "flag",
    "reject_unknown",
]

R_co = TypeVar("R_co", covariant=True)


@final
class Unset:
    """The type of UNSET, which marks an omitted argument. UNSET is not sent; None is sent as null."""

    _only: Unset | None = None

    def __new__(cls) -> Unset:  # noqa: D102, its class describes it
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
    """The value of a query key without a value. `?key` and `?key=` differ, so an empty string cannot stand for it."""

    PRESENT = auto()


def flag(value: bool | Unset) -> Flag | Unset:
    """Return PRESENT for a query key that is to be sent without a value, UNSET for one that is not to be sent."""
    return Flag.PRESENT if value else UNSET


@runtime_checkable
class Body(Protocol):
    """A request body that can be read from the start any number of times."""

    @property
    def size(self) -> int:
        """The number of bytes; negative if it is not known before all of them are read."""
        ...

    def blocks(self) -> Iterator[bytes]:
        """Yield the bytes in blocks. Each call starts from the beginning."""
        ...


Content: TypeAlias = bytes | BinaryIO | Body | os.PathLike[str]
"""What can be sent as a body: bytes, a binary file (from its current position), a `Body`, or a `Path`."""
File: TypeAlias = str | Content
"""What can be sent as a file: the path of a file, bytes, a binary file (from its current position), or a `Body`."""


class HasId(Protocol):
    """An object with an id, such as a video."""

    @property
    def id(self) -> str:
        """Its id."""
        ...


Id: TypeAlias = str | HasId
"""An id, or the object that has it."""


class HasPath(Protocol):
    """An object with a path, such as a file."""

    @property
    def path(self) -> str:
        """Its path."""
        ...


ObjectPath: TypeAlias = str | HasPath
"""A path, or the object that has it."""


Headers: TypeAlias = Mapping[str, str]
"""The headers of a response. Their names are case-insensitive."""


class CallOptions(TypedDict, total=False):
    """Settings of one call. They override the client's."""

    timeout: float | None
    """Seconds to wait for the connection, and for each read and write; None for no limit."""
    deadline: float | None
    """Seconds for the whole call, including all attempts and the waits between them; None for no limit."""
    retries: int
    """The maximum number of further attempts after the first."""
    headers: Mapping[str, str]
    """Headers to send in addition to the client's."""


def reject_unknown(method: str, options: Mapping[str, Any], known: frozenset[str]) -> None:
    """Check the names of `**options`. No signature does it, and a misspelt option would be ignored.

    Raises:
        TypeError: An option is unknown. The message names it.
    """
    for name in options.keys() - known:
        raise TypeError(f"{method} got an unexpected keyword argument {name!r}")


@dataclass(frozen=True, slots=True)
class Operation:
    """An operation of an OpenAPI description, reduced to what is needed to send it."""

    id: str
    service: str
    server: str
    """Scheme and host of the documented server. A client can be configured to use another one instead."""
    method: str
    path: str
    """The path template, relative to the server."""
    secured: bool
    """Whether it needs an access token."""
    idempotent: bool
    """Whether sending it twice has the same effect as sending it once."""
    spanning: frozenset[str] = frozenset()
    """Path parameters that hold whole paths: their slashes are not encoded."""
    session: Mapping[str, str] = field(default_factory=dict[str, str])
    """Path parameters that default to a value of the session, and the name of that value."""
    min_length: Mapping[str, int] = field(default_factory=dict[str, int])
    """The minimum number of characters of query values."""
    fixed: tuple[str, ...] = ()
    """Query keys without a value that distinguish this operation from others with the same path."""
    fixed_headers: Mapping[str, str] = field(default_factory=dict[str, str])
    """Headers that always have the same value."""
    may_be_empty: bool = False
    """Whether a successful response may have no body."""
    one_or_many: bool = False
    """Whether a list of one object may come as that object."""
    payload: Literal["whole", "data", "nothing"] = "whole"
    """What the method returns of the response: all of it, its `data`, or nothing because it only reports success."""
    sortable: Mapping[str, tuple[str, ...]] = field(default_factory=dict[str, tuple[str, ...]])
    """Query keys that hold a sort order, and the fields that the service can sort by."""
    joined: frozenset[str] = frozenset()
    """Query keys whose values are joined by commas instead of repeating the key."""
    whole_seconds: frozenset[str] = frozenset()
    """Query keys whose times are sent without fractions of a second."""
    ids: Mapping[str, str] = field(default_factory=dict[str, str])
    """Parameters for which an object may be given, and the attribute of it that is sent."""
    body: InputField = PLAIN
    """How the JSON body is serialized."""
    changes: bool = False
    """Whether it changes what its body names, so that it needs a field to change."""
    files: frozenset[str] = frozenset()
    """Fields of a multipart form that are files. A string is not accepted for them."""
    file_name: str | None = None
    """The path parameter whose last segment is the file name in a multipart form; None to use the file's own name."""


class Listed(Generic[R_co]):
    """The result type of a `Call` that lists items of type R_co. It is for type checkers: a page reads the response."""


@dataclass(frozen=True, slots=True)
class Call(Generic[R_co]):
    """One call of an operation: its arguments, and the type of its result."""

    operation: Operation
    result: Any
    """The type to decode the response into; None if the response is not read."""
    path: Mapping[str, Any] = field(default_factory=dict[str, Any])
    query: Mapping[str, Any] = field(default_factory=dict[str, Any])
    # Headers and bodies may hold tokens, passwords or whole files, so they are never printed.
    headers: Mapping[str, Any] = field(default_factory=dict[str, Any], repr=False)
    json: Mapping[str, Any] | Any = field(default=UNSET, repr=False)
    form: Mapping[str, Any] | Unset = field(default=UNSET, repr=False)
    multipart: Mapping[str, Any] | Unset = field(default=UNSET, repr=False)
    content: File | Unset = field(default=UNSET, repr=False)
    content_type: str | None = None
    url: str | None = field(default=None, repr=False)
    """The whole URL if the service itself returned it, as for a next page. It replaces path and query."""
    options: CallOptions = field(default_factory=CallOptions, repr=False)

    def __post_init__(self) -> None:
        reject_unknown(self.operation.id, self.options, CallOptions.__optional_keys__)


class RawResponse(Generic[R_co]):
    """A response as received, and its parsed body on request."""

    def __init__(self, status: int, headers: Headers, content: bytes, parse: Callable[[], R_co]) -> None:
        self.status = status
        """The HTTP status."""
        self.headers = headers
        """The headers. Their names are case-insensitive."""
        self.content = content
        """The body's bytes, decompressed."""
        self._parse = parse
        self._parsed: list[R_co] = []

    @property
    def request_id(self) -> str | None:
        """The service's id of this exchange, for its support; None if it sent none."""
        return self.headers.get("X-Request-ID")

    def parsed(self) -> R_co:
        """Return what the method returns without `with_raw_response`. The body is parsed once.

        Raises:
            ResponseError: The response cannot be read.
        """
        if not self._parsed:
            self._parsed.append(self._parse())
        return self._parsed[0]

    def __repr__(self) -> str:
        return f"RawResponse({self.status}, {len(self.content)} bytes)"

"""What endpoints and handlers exchange: requests, responses, error responses."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, MutableMapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from kinocraft_mock.context import Context
    from kinocraft_mock.journal.exchanges import Exchange
    from kinocraft_mock.openapi.descriptions import Operation

__all__ = [
    "DisconnectedError",
    "ErrorResponse",
    "Handler",
    "HeaderList",
    "Headers",
    "Receive",
    "Request",
    "Response",
    "SchemaViolation",
    "Scope",
    "Send",
]

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
Headers = Mapping[bytes, bytes]
HeaderList = list[tuple[bytes, bytes]]


class SchemaViolation(NamedTuple):
    """One violation of a schema.

    `place` is the path to the value, as names and indexes; for parameters it begins with the parameter's name. `rule`
    is the violated keyword, and `terms` are its arguments: `limit`, `options`, `property`, `types` ….
    """

    place: tuple[str | int, ...]
    rule: str
    terms: Mapping[str, Any]
    text: str

    def __str__(self) -> str:
        pointer = "".join(f"/{str(step).replace('~', '~0').replace('/', '~1')}" for step in self.place)
        return f"{pointer}: {self.text}" if pointer else self.text


class ErrorResponse(Exception):  # noqa: N818 - raising it sends it
    """Reject a request. Each vendor formats the response in its own way.

    `code` is the vendor's error code; by default the vendor derives it from the status and from `fault`, the kind of
    malformed request: "syntax" (not JSON), "missing" (no body), "parameters" or "body", the last two with their
    `schema_violations`. `detail` is sent where the vendor's format has a field for it. `violations` are for the
    journal.
    """

    def __init__(
        self,
        status: int,
        message: str,
        *,
        code: int | None = None,
        detail: str = "",
        fault: str = "",
        schema_violations: tuple[SchemaViolation, ...] = (),
        headers: tuple[tuple[bytes, bytes], ...] = (),
        violations: tuple[str, ...] = (),
    ) -> None:
        super().__init__(message)
        self.status = status
        self.message = message
        self.code = code
        self.detail = detail
        self.fault = fault
        self.schema_violations = schema_violations
        self.headers = headers
        self.violations = violations


class DisconnectedError(Exception):
    """The client disconnected, or a fault closed its connection."""


@dataclass(slots=True)
class Response:
    """What a handler returns.

    `value` is sent as JSON, or `data` as it is with the media type `media`; without either there is no body. A response
    with `until`, in Unix seconds, is cacheable: until then the same URL has the same response unless the state changes.
    """

    value: Any = None
    status: int = 200
    headers: tuple[tuple[bytes, bytes], ...] = ()
    data: bytes | None = None
    media: str = "application/json"
    until: float = 0.0


@dataclass(slots=True)
class Request:
    """A request that has passed every check, as a handler receives it.

    `parameters` holds path, query and header parameters by name, converted, with defaults filled in. `body` is decoded
    JSON, the fields of a form, or a finished `IncomingFile` when the body is a file; a file in a multipart form is an
    `IncomingFile` too. Files that the handler does not keep are removed afterwards. `base` is the URL that precedes the
    service's documented paths, on the host that the client requested, and `origin` is its scheme and host. `principal`
    is what the vendor's `authenticate` returned. `exchange` is the journal's record of the request.
    """

    context: Context
    operation: Operation
    parameters: dict[str, Any]
    body: Any
    host: str
    base: str
    origin: str
    principal: Any
    exchange: Exchange


Handler = Callable[[Request], Response | Awaitable[Response]]
"""Handle the requests of one operation. A handler that does not await is atomic."""

"""What passes between the server's parts: a call, an answer, a refusal."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, MutableMapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from kinocraft_mock.openapi.descriptions import Operation
    from kinocraft_mock.state.context import Context

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
    """One way in which a value departs from its schema.

    `place` leads to the value, by names and indexes; among parameters it begins with the parameter's name. `rule` is
    the keyword that is broken, and `terms` what the keyword asks for: `limit`, `options`, `property`, `types` ….
    """

    place: tuple[str | int, ...]
    rule: str
    terms: Mapping[str, Any]
    text: str

    def __str__(self) -> str:
        pointer = "".join(f"/{str(step).replace('~', '~0').replace('/', '~1')}" for step in self.place)
        return f"{pointer}: {self.text}" if pointer else self.text


class ErrorResponse(Exception):  # noqa: N818 - it is raised to send it
    """A request is refused. Each vendor gives it its own form.

    `code` is the vendor's own number; without it the vendor's form finds one by the status and by `fault`, which says
    what was wrong with a malformed request: "syntax" (no JSON), "missing" (no body), "parameters" or "body", the last
    two with the `breaches` of the description. `detail` says more where a vendor's form has room for it. `violations`
    are for the journal.
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
    """The client has gone, or a fault has cut it off."""


@dataclass(slots=True)
class Response:
    """What a handler answers.

    `value` is sent as JSON, and `data` as it is, by the media type `media`; without either no body is sent. Up to the
    moment `until`, in Unix seconds, whoever asks for the same address is answered the same, unless the state changes.
    """

    value: Any = None
    status: int = 200
    headers: tuple[tuple[bytes, bytes], ...] = ()
    data: bytes | None = None
    media: str = "application/json"
    until: float = 0.0


@dataclass(slots=True)
class Request:
    """A request that has passed every check, as a handler sees it.

    `parameters` holds path, query and header parameters by name, converted, with defaults filled in. `body` is decoded
    JSON, the fields of a form, or a finished `IncomingFile` where the body is a file; a file within a multipart form is
    an `IncomingFile` too. Files that the handler does not keep are removed after it. `base` is the URL below which
    the service's documented paths are, by the host the client asked, and `origin` the scheme and host of it. `holder`
    is who the vendor's `authenticate` found the caller to be.
    """

    context: Context
    operation: Operation
    parameters: dict[str, Any]
    body: Any
    host: str
    base: str
    origin: str
    principal: Any


Handler = Callable[[Request], Response | Awaitable[Response]]
"""What answers an operation. One that does not await sees and changes the state in one step."""

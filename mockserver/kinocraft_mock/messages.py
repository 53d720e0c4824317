"""What passes between the server's parts: a call, an answer, a refusal."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, MutableMapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kinocraft_mock.spec import Operation
    from kinocraft_mock.world import World

__all__ = [
    "Answer",
    "Call",
    "DisconnectedError",
    "Handler",
    "HeaderList",
    "Headers",
    "Receive",
    "RefusalError",
    "Scope",
    "Send",
]

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
Headers = Mapping[bytes, bytes]
HeaderList = list[tuple[bytes, bytes]]


class RefusalError(Exception):
    """A request is refused. Each vendor gives it its own form.

    `code` is the vendor's own number and defaults to the status; `violations` are the breaches of the description, for
    the journal.
    """

    def __init__(
        self,
        status: int,
        message: str,
        *,
        code: int | None = None,
        headers: tuple[tuple[bytes, bytes], ...] = (),
        violations: tuple[str, ...] = (),
    ) -> None:
        super().__init__(message)
        self.status = status
        self.message = message
        self.code = status if code is None else code
        self.headers = headers
        self.violations = violations


class DisconnectedError(Exception):
    """The client has gone, or a fault has cut it off."""


@dataclass(slots=True)
class Answer:
    """What a handler answers. `value` is sent as JSON; None sends no body."""

    value: Any = None
    status: int = 200
    headers: tuple[tuple[bytes, bytes], ...] = ()


@dataclass(slots=True)
class Call:
    """A request that has passed every check, as a handler sees it.

    `values` holds path, query and header parameters by name, converted and with defaults filled in. `body` is decoded
    JSON, the fields of a form, or a finished `Incoming` where the body is the bytes of a file; within a multipart form
    a file is an `Incoming` too. Files that a handler does not keep are removed after it. `base` is the URL below which
    the service's documented paths are, by the host the client asked.
    """

    world: World
    operation: Operation
    values: dict[str, Any]
    body: Any
    host: str
    base: str


Handler = Callable[[Call], Answer | Awaitable[Answer]]
"""What answers an operation. One that does not await sees and changes the state in one step."""

"""The control API under /_mock, which controls the server and shows the requests it received."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any

import orjson

from kinocraft_mock.context import Context
from kinocraft_mock.control.access import require_access, require_method
from kinocraft_mock.control.health import HEALTH, health
from kinocraft_mock.http.connection import Connection
from kinocraft_mock.http.messages import ErrorResponse, Receive, Scope, Send
from kinocraft_mock.http.request_body import RequestBody
from kinocraft_mock.http.urls import path_segments
from kinocraft_mock.journal.exchanges import Exchange

if TYPE_CHECKING:
    from kinocraft_mock.control.routes import Routes

__all__ = ["ControlEndpoint"]

Serve = Callable[[Scope, Receive, Send], Awaitable[None]]


class ControlEndpoint:
    """Serves /_mock, with JSON except for files. An error response is `{"code", "msg"}` and says what is allowed.

    `operations` lists the operations there are, for faults to name, and `serve` is the application, for the public
    operations by which a workspace is filled.
    """

    def __init__(self, context: Context, operations: Callable[[], Sequence[str]], serve: Serve) -> None:
        self._context = context
        self._operations = operations
        self._serve = serve

    @cached_property
    def _routes(self) -> Routes:
        # Not with the module: a server that is asked only whether it runs starts without them.
        from kinocraft_mock.control.routes import Routes

        return Routes(self._context, self._operations, self._serve)

    async def __call__(self, scope: Scope, connection: Connection, exchange: Exchange) -> None:
        """Serve one request. It is not journaled or limited, and no fault applies."""
        headers = [(b"content-type", b"application/json")]
        try:
            require_access(scope, self._context.settings)
            segments = path_segments(scope["raw_path"])[1:]
            if segments == [HEALTH]:
                await RequestBody(connection.receive, exchange).all()
                require_method(["GET"], exchange)
                value: Any = health(self._context)
            else:
                value = await self._routes.respond(segments, connection, exchange)
                if connection.started:
                    return
            status = 200
        except ErrorResponse as error:
            headers.extend(error.headers)
            status, value = error.status, {"code": error.status, "msg": error.message}
        await connection.send_response(status, headers, orjson.dumps(value))

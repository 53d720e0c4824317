"""What the control API does, by the first segment of the path below `/_mock`."""

from __future__ import annotations

import math
from collections.abc import Awaitable, Callable, Mapping, Sequence
from functools import partial
from typing import Any, TypeVar, cast

import orjson

from kinocraft_mock.context import Context
from kinocraft_mock.control.access import MOUNT, require_method
from kinocraft_mock.control.health import HEALTH, health
from kinocraft_mock.endpoints.bodies import load_json
from kinocraft_mock.faults import FaultError, unknown_operation
from kinocraft_mock.http.connection import Connection
from kinocraft_mock.http.messages import ErrorResponse, Receive, Scope, Send
from kinocraft_mock.http.request_body import RequestBody
from kinocraft_mock.http.urls import query_values
from kinocraft_mock.journal.exchanges import Exchange
from kinocraft_mock.services import SERVICES
from kinocraft_mock.services.components import COMPONENTS
from kinocraft_mock.services.kinescope import simulation
from kinocraft_mock.services.media import MEDIA_FIELDS, read_media, set_media
from kinocraft_mock.services.outbox import Outbox
from kinocraft_mock.services.platformcraft.recorder.simulation import signal
from kinocraft_mock.state.clock import LATEST

__all__ = ["Routes"]

R = TypeVar("R")
Serve = Callable[[Scope, Receive, Send], Awaitable[None]]
Route = Callable[[Any, dict[str, str]], Any]
"""Takes the decoded body and the query; returns the value to send."""

Stream = Callable[[Connection, Exchange, dict[str, str]], Awaitable[Any]]
"""Reads the body as a stream, or sends the response as a stream; otherwise returns the value to send as JSON."""


class Routes:
    """The routes of the control API but `health`.

    `operations` lists the operations there are, for faults to name, and `serve` is the application, for the public
    operations by which a workspace is filled.
    """

    def __init__(self, context: Context, operations: Callable[[], Sequence[str]], serve: Serve) -> None:
        self._context = context
        self._operations = operations
        self._serve = serve
        self._routes: dict[str, dict[str, Route]] = {
            **simulation.routes(context),
            "reset": {"POST": self._reset},
            "clock": {"GET": self._clock, "POST": self._set_clock},
            "faults": {"GET": self._faults, "POST": self._order, "DELETE": self._cancel_all},
            "journal": {"GET": self._journal},
            "deliveries": {"GET": self._deliveries},
            "inferred": {"GET": self._inferred},
            "limits": {"GET": self._limits, "POST": self._set_limits, "PUT": self._set_limits},
            "media": {"GET": self._media, "POST": self._set_media},
            "recorder": {"POST": self._signal},
        }
        self._streams: dict[str, dict[str, Stream]] = {
            "journal.har": {"GET": self._har},
            "seed": {"POST": self._seed},
            "state": {"GET": self._export, "PUT": self._import},
        }

    async def respond(self, segments: Sequence[str], connection: Connection, exchange: Exchange) -> Any:
        """Return the value of the response to a request below the mount, unless the response is sent already.

        Raises `ErrorResponse`.
        """
        stream = _find(self._streams, segments, exchange)
        if stream is not None:
            return await stream(connection, exchange, _query(exchange))
        data = await RequestBody(connection.receive, exchange).all()
        if len(segments) == 2 and segments[0] == "faults":
            require_method(["DELETE"], exchange)
            route: Route | None = partial(self._cancel, segments[1])
        else:
            route = _find(self._routes, segments, exchange)
        if route is None:
            raise ErrorResponse(404, f"{MOUNT} has {', '.join([HEALTH, *self._routes, *self._streams])}")
        return route(_json(data), _query(exchange))

    def _inferred(self, _body: Any, _query: dict[str, str]) -> Any:
        return {"operations": [name for service in SERVICES for name in service.inferred]}

    def _reset(self, _body: Any, _query: dict[str, str]) -> Any:
        self._context.reset()
        return {"status": "ok"}

    def _clock(self, _body: Any, _query: dict[str, str]) -> Any:
        return {"now": self._context.clock.now(), "frozen": self._context.clock.frozen}

    def _set_clock(self, body: Any, query: dict[str, str]) -> Any:
        order = _object(body, {"set", "freeze", "advance"})
        clock = self._context.clock
        start = _number(order, "set", clock.now())
        advance = _number(order, "advance", 0.0)
        freeze = _boolean(order, "freeze", clock.frozen)
        if advance < 0:
            raise ErrorResponse(400, "advance is a number of seconds, 0 or more; use set to go back")
        if not 0 <= start + advance <= LATEST:
            raise ErrorResponse(400, f"the clock goes from 0 to {LATEST} Unix seconds")
        if "set" in order:
            clock.set(start)
        if "freeze" in order:
            clock.freeze(freeze)
        if "advance" in order:
            clock.advance(advance)
        return self._clock(body, query)

    def _faults(self, _body: Any, _query: dict[str, str]) -> Any:
        return {"faults": [fault.serialize() for fault in self._context.faults.all()]}

    def _order(self, body: Any, _query: dict[str, str]) -> Any:
        try:
            return self._context.faults.add(body, self._operations()).serialize()
        except FaultError as error:
            raise ErrorResponse(400, str(error)) from None

    def _cancel(self, fault_id: str, _body: Any, _query: dict[str, str]) -> Any:
        if not self._context.faults.cancel(fault_id):
            raise ErrorResponse(404, f"there is no fault {fault_id}")
        return {"status": "ok"}

    def _cancel_all(self, _body: Any, _query: dict[str, str]) -> Any:
        self._context.faults.clear()
        return {"status": "ok"}

    def _journal(self, _body: Any, query: dict[str, str]) -> Any:
        bodies = query.pop("bodies", "false")
        if bodies not in ("true", "false"):
            raise ErrorResponse(400, "bodies is true or false")
        return {"exchanges": [each.serialize(bodies == "true") for each in self._exchanges(query)]}

    def _exchanges(self, query: dict[str, str]) -> list[Exchange]:
        unknown = set(query) - {"operation", "last"}
        if unknown:
            raise ErrorResponse(400, "the journal takes operation and last, and bodies except as HAR")
        operation, last = query.get("operation"), _last(query)
        if operation is not None and operation not in self._operations():
            raise ErrorResponse(400, unknown_operation(operation, self._operations()))
        return self._context.journal.read(operation, last)

    async def _har(self, connection: Connection, _exchange: Exchange, query: dict[str, str]) -> None:
        from kinocraft_mock.journal.har import har  # a browser's tools are rarely wanted: the server starts without it

        pieces = har(self._exchanges(query))
        name = (b"content-disposition", b'attachment; filename="kinocraft-mock.har"')
        await connection.start(200, [(b"content-type", b"application/json"), name])
        for piece in pieces:
            await connection.body(piece, more=True)
        await connection.body(b"")

    async def _export(self, connection: Connection, _exchange: Exchange, _query: dict[str, str]) -> None:
        from kinocraft_mock.control.snapshot import MEDIA_TYPE, export_state

        name = (b"content-disposition", b'attachment; filename="kinocraft-mock.tar"')
        async for block in export_state(self._context):
            if not connection.started:
                await connection.start(200, [(b"content-type", MEDIA_TYPE.encode()), name])
            await connection.body(block, more=True)
        await connection.body(b"")

    async def _import(self, connection: Connection, exchange: Exchange, _query: dict[str, str]) -> Any:
        from kinocraft_mock.control.snapshot import import_state

        for kind in COMPONENTS:
            self._context.component(kind)
        await import_state(self._context, RequestBody(connection.receive, exchange).blocks())
        self._context.resume()
        return health(self._context)

    async def _seed(self, connection: Connection, exchange: Exchange, _query: dict[str, str]) -> Any:
        from kinocraft_mock.demo.workspace import fill

        order = _object(_json(await RequestBody(connection.receive, exchange).all()), {"name"})
        if order["name"] != "demo":
            raise ErrorResponse(400, "name is demo")
        return {"made": await fill(self._context, self._serve)}

    def _media(self, _body: Any, query: dict[str, str]) -> Any:
        if set(query) != {"id"}:
            raise ErrorResponse(400, "media takes id, the id of a stored video or media file")
        return read_media(self._context, query["id"])

    def _set_media(self, body: Any, _query: dict[str, str]) -> Any:
        return set_media(self._context, _object(body, {"id", *MEDIA_FIELDS}))

    def _signal(self, body: Any, _query: dict[str, str]) -> Any:
        return signal(self._context, body)

    def _deliveries(self, _body: Any, query: dict[str, str]) -> Any:
        if set(query) - {"operation", "last"}:
            raise ErrorResponse(400, "deliveries take operation and last")
        deliveries = self._context.component(Outbox).read(query.get("operation"), _last(query))
        return {"deliveries": [each.serialize() for each in deliveries]}

    def _limits(self, _body: Any, _query: dict[str, str]) -> Any:
        return {"enabled": self._context.limits.enabled}

    def _set_limits(self, body: Any, query: dict[str, str]) -> Any:
        order = _object(body, {"enabled"})
        if "enabled" not in order:
            raise ErrorResponse(400, "enabled is missing: true or false")
        self._context.limits.enabled = _boolean(order, "enabled", True)
        self._context.limits.clear()
        return self._limits(body, query)


def _find(routes: Mapping[str, Mapping[str, R]], segments: Sequence[str], exchange: Exchange) -> R | None:
    if len(segments) != 1 or segments[0] not in routes:
        return None
    methods = routes[segments[0]]
    require_method(methods, exchange)
    return methods[exchange.method]


def _query(exchange: Exchange) -> dict[str, str]:
    return {key: values[-1] for key, values in query_values(exchange.query).items()}


def _json(data: bytes) -> Any:
    if not data:
        return None
    try:
        return load_json(data)
    except orjson.JSONDecodeError as error:
        raise ErrorResponse(400, f"the body is not JSON: {error}") from None


def _object(body: Any, keys: set[str]) -> dict[str, Any]:
    order = cast("dict[str, Any]", body if isinstance(body, dict) else {})
    if not order or set(order) - keys:
        raise ErrorResponse(400, f"the body is a JSON object with {' or '.join(sorted(keys))}")
    return order


def _number(order: dict[str, Any], key: str, default: float) -> float:
    value = order.get(key, default)
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not math.isfinite(value):
        raise ErrorResponse(400, f"{key} is a number of seconds")
    return value


def _last(query: dict[str, str]) -> int | None:
    last = query.get("last")
    if last is not None and not (last.isascii() and last.isdecimal() and len(last) < 10):
        raise ErrorResponse(400, "last is a number, 0 or more")
    return None if last is None else int(last)


def _boolean(order: dict[str, Any], key: str, default: bool) -> bool:
    value = order.get(key, default)
    if not isinstance(value, bool):
        raise ErrorResponse(400, f"{key} is true or false")
    return value

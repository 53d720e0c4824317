"""The control API under /_mock: what a test does to the server, apart from what it tests."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, cast

import orjson

from kinocraft_mock.faults import FaultError
from kinocraft_mock.inflow import Inflow
from kinocraft_mock.journal import Exchange
from kinocraft_mock.messages import RefusalError, Scope
from kinocraft_mock.targets import path_segments, query_values
from kinocraft_mock.wire import Wire
from kinocraft_mock.world import World

__all__ = ["MOUNT", "ControlEndpoint"]

MOUNT = "/_mock"
Route = Callable[[Any, dict[str, str]], Any]
"""From the decoded body and the query to what is answered."""

LATEST = 253_402_300_799
"""The last second of the year 9999: what dates can be printed for."""


class ControlEndpoint:
    """Answers everything below /_mock, always in JSON; a refusal is `{"code", "msg"}` and says what is allowed.

    `operations` lists the operations there are, for faults to name.
    """

    def __init__(self, world: World, operations: Callable[[], Sequence[str]]) -> None:
        self._world = world
        self._operations = operations
        self._routes: dict[str, dict[str, Route]] = {
            "health": {"GET": self._health},
            "reset": {"POST": self._reset},
            "clock": {"GET": self._clock, "POST": self._set_clock},
            "faults": {"GET": self._faults, "POST": self._order, "DELETE": self._cancel_all},
            "journal": {"GET": self._journal},
            "limits": {"GET": self._limits, "POST": self._set_limits, "PUT": self._set_limits},
        }

    async def __call__(self, scope: Scope, wire: Wire, exchange: Exchange) -> None:
        """Serve one request. Not journaled, not limited, never spoiled by a fault."""
        headers = [(b"content-type", b"application/json")]
        try:
            data = await Inflow(wire.receive, exchange).all()
            status, value = 200, self._answer(scope, exchange, data)
        except RefusalError as refusal:
            headers.extend(refusal.headers)
            status, value = refusal.status, {"code": refusal.code, "msg": refusal.message}
        await wire.answer(status, headers, orjson.dumps(value))

    def _answer(self, scope: Scope, exchange: Exchange, data: bytes) -> Any:
        name, *rest = path_segments(scope["raw_path"])[1:] or [""]
        methods = self._routes.get(name) if not rest else None
        if name == "faults" and len(rest) == 1:
            methods = {"DELETE": partial(self._cancel, rest[0])}
        if methods is None:
            raise RefusalError(404, f"{MOUNT} has {', '.join(self._routes)}")
        route = methods.get(exchange.method)
        if route is None:
            allowed = ", ".join(methods)
            raise RefusalError(405, f"this takes {allowed}", headers=((b"allow", allowed.encode()),))
        query = {key: values[-1] for key, values in query_values(exchange.query).items()}
        return route(_json(data), query)

    def _health(self, _body: Any, _query: dict[str, str]) -> Any:
        return {"status": "ok", "account": self._world.account}

    def _reset(self, _body: Any, _query: dict[str, str]) -> Any:
        self._world.reset()
        return {"status": "ok"}

    def _clock(self, _body: Any, _query: dict[str, str]) -> Any:
        return {"now": self._world.clock.now(), "frozen": self._world.clock.frozen}

    def _set_clock(self, body: Any, query: dict[str, str]) -> Any:
        order = _object(body, {"set", "freeze", "advance"})
        clock = self._world.clock
        start = _number(order, "set", clock.now())
        advance = _number(order, "advance", 0.0)
        freeze = _boolean(order, "freeze", clock.frozen)
        if advance < 0:
            raise RefusalError(400, "advance is a number of seconds, 0 or more; use set to go back")
        if not 0 <= start + advance <= LATEST:
            raise RefusalError(400, f"the clock goes from 0 to {LATEST} Unix seconds")
        if "set" in order:
            clock.set(start)
        if "freeze" in order:
            clock.freeze(freeze)
        if "advance" in order:
            clock.advance(advance)
        return self._clock(body, query)

    def _faults(self, _body: Any, _query: dict[str, str]) -> Any:
        return {"faults": [fault.describe() for fault in self._world.faults.all()]}

    def _order(self, body: Any, _query: dict[str, str]) -> Any:
        try:
            return self._world.faults.order(body, self._operations()).describe()
        except FaultError as error:
            raise RefusalError(400, str(error)) from None

    def _cancel(self, fault_id: str, _body: Any, _query: dict[str, str]) -> Any:
        if not self._world.faults.cancel(fault_id):
            raise RefusalError(404, f"there is no fault {fault_id}")
        return {"status": "ok"}

    def _cancel_all(self, _body: Any, _query: dict[str, str]) -> Any:
        self._world.faults.clear()
        return {"status": "ok"}

    def _journal(self, _body: Any, query: dict[str, str]) -> Any:
        unknown = set(query) - {"operation", "last"}
        if unknown:
            raise RefusalError(400, "the journal takes operation and last")
        operation, last = query.get("operation"), query.get("last")
        if operation is not None and operation not in self._operations():
            raise RefusalError(400, f"operation is one of {', '.join(sorted(self._operations()))}")
        if last is not None and not (last.isascii() and last.isdecimal() and len(last) < 10):
            raise RefusalError(400, "last is a number of exchanges, 0 or more")
        exchanges = self._world.journal.read(operation, None if last is None else int(last))
        return {"exchanges": [each.describe() for each in exchanges]}

    def _limits(self, _body: Any, _query: dict[str, str]) -> Any:
        return {"enabled": self._world.limits.enabled}

    def _set_limits(self, body: Any, query: dict[str, str]) -> Any:
        order = _object(body, {"enabled"})
        if "enabled" not in order:
            raise RefusalError(400, "enabled is missing: true or false")
        self._world.limits.enabled = _boolean(order, "enabled", True)
        self._world.limits.clear()
        return self._limits(body, query)


def _json(data: bytes) -> Any:
    if not data:
        return None
    try:
        return orjson.loads(data)
    except orjson.JSONDecodeError as error:
        raise RefusalError(400, f"the body is not JSON: {error}") from None


def _object(body: Any, keys: set[str]) -> dict[str, Any]:
    order = cast("dict[str, Any]", body if isinstance(body, dict) else {})
    if not order or set(order) - keys:
        raise RefusalError(400, f"the body is a JSON object with {' or '.join(sorted(keys))}")
    return order


def _number(order: dict[str, Any], key: str, default: float) -> float:
    value = order.get(key, default)
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not math.isfinite(value):
        raise RefusalError(400, f"{key} is a number of seconds")
    return value


def _boolean(order: dict[str, Any], key: str, default: bool) -> bool:
    value = order.get(key, default)
    if not isinstance(value, bool):
        raise RefusalError(400, f"{key} is true or false")
    return value

"""One exchange with a documented operation, from the raw request to the last byte of the answer."""

from __future__ import annotations

import sys
import traceback
from functools import partial
from typing import Any

import orjson

from kinocraft_mock.bodies import discard_files, read_body
from kinocraft_mock.checks import answer_violations, parameter_values
from kinocraft_mock.faults import Fault
from kinocraft_mock.inflow import Inflow
from kinocraft_mock.journal import Exchange
from kinocraft_mock.messages import Answer, Call, DisconnectedError, Headers, RefusalError, Scope
from kinocraft_mock.routing import Match
from kinocraft_mock.sabotage import Packed, deliver, once, spoil_request
from kinocraft_mock.service import Service
from kinocraft_mock.spec import Operation
from kinocraft_mock.targets import path_segments, query_values
from kinocraft_mock.wire import Wire
from kinocraft_mock.world import World

__all__ = ["ServiceEndpoint", "request_headers", "request_host"]

JSON_HEADER = (b"content-type", b"application/json")


def request_headers(scope: Scope) -> Headers:
    """The request's headers by lower-case name."""
    return dict(scope["headers"])


def request_host(scope: Scope, headers: Headers) -> str:
    """Host and port as the client wrote them, so that addresses handed out lead back the way it came."""
    host = headers.get(b"host")
    if host:
        return host.decode("latin-1")
    name, port = scope.get("server") or ("127.0.0.1", None)
    return f"{name}:{port}" if port else str(name)


class ServiceEndpoint:
    """Answers everything below a service's mount."""

    def __init__(self, service: Service, world: World) -> None:
        self._service = service
        self._world = world
        self._depth = service.mount.count("/")

    async def __call__(self, scope: Scope, wire: Wire, exchange: Exchange) -> None:
        """Serve one request. Whatever is refused is refused in the vendor's form."""
        fault: Fault | None = None
        try:
            segments = path_segments(scope["raw_path"])[self._depth :]
            query = query_values(exchange.query)
            match = self._service.router.find(exchange.method, segments, query)
        except RefusalError as refusal:
            packed = self._pack(self._refused(refusal, exchange))
        else:
            operation = match.operation
            exchange.operation = operation.id
            fault = self._world.faults.take(operation.id)
            spoiled: Packed | None = None
            if fault is not None:
                exchange.fault = fault.kind
                takes_body = bool(operation.bodies)
                spoiled = await spoil_request(fault, self._service.vendor, self._world, wire, takes_body)
            packed = spoiled or await self._serve(match, query, scope, wire, exchange)
        status, headers, data = packed
        if fault is None:
            exchange.status = status
            await wire.answer(status, headers, data)
        else:
            await deliver(fault, wire, exchange, status, headers, len(data), once(data))

    async def _serve(
        self, match: Match, query: dict[str, list[str]], scope: Scope, wire: Wire, exchange: Exchange
    ) -> Packed:
        """The answer to a routed request, checked."""
        operation = match.operation
        try:
            answer = await self._handled(match, query, scope, wire, exchange)
        except RefusalError as refusal:
            answer = self._refused(refusal, exchange)
        violations = answer_violations(operation, answer.status, answer.value)
        if violations:
            exchange.violations += tuple(f"answer: {violation}" for violation in violations)
            answer = self._failed(f"{operation.id} answers against its description: {'; '.join(violations)}")
        return self._pack(answer)

    async def _handled(
        self, match: Match, query: dict[str, list[str]], scope: Scope, wire: Wire, exchange: Exchange
    ) -> Answer:
        """What the handler answers, once the request has passed every check."""
        world, service, operation = self._world, self._service, match.operation
        wait = world.limits.admit(service.mount, service.limits)
        if wait is not None:
            retry = (b"retry-after", b"%d" % wait)
            raise RefusalError(429, f"too many requests; the next is taken in {wait} s", headers=(retry,))
        headers = request_headers(scope)
        if operation.secured:
            service.vendor.authenticate(world, headers)
        values = parameter_values(operation, match.values, query, headers)
        service.vendor.authorize(world, values)
        body: Any = None
        try:
            if operation.bodies:
                receiver = service.receivers.get(operation.id)
                make_room = partial(receiver, world, values) if receiver else None
                body = await read_body(operation, headers, Inflow(wire.receive, exchange), world.blobs, make_room)
            host = request_host(scope, headers)
            base = f"{scope['scheme']}://{host}{service.mount}{operation.server[1]}"
            call = Call(world, operation, values, body, host, base)
            return await self._call(operation, call)
        finally:
            if body is not None:
                await discard_files(body)

    async def _call(self, operation: Operation, call: Call) -> Answer:
        try:
            answer = self._service.handlers[operation.id](call)
            return answer if isinstance(answer, Answer) else await answer
        except (RefusalError, DisconnectedError):
            raise
        except Exception as error:
            traceback.print_exc(file=sys.stderr)
            return self._failed(f"{operation.id} failed: {type(error).__name__}: {error}")

    def _failed(self, message: str) -> Answer:
        return Answer(self._service.vendor.refuse(500, 500, message), 500)

    def _refused(self, refusal: RefusalError, exchange: Exchange) -> Answer:
        exchange.violations += refusal.violations
        body = self._service.vendor.refuse(refusal.status, refusal.code, refusal.message)
        return Answer(body, refusal.status, refusal.headers)

    def _pack(self, answer: Answer) -> Packed:
        if answer.value is None:
            return answer.status, [*answer.headers], b""
        return answer.status, [JSON_HEADER, *answer.headers], orjson.dumps(answer.value)

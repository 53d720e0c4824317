"""One exchange with a documented operation, from the raw request to the last byte of the answer."""

from __future__ import annotations

import sys
import traceback
from dataclasses import replace
from functools import lru_cache, partial
from typing import Any

import orjson

from kinocraft_mock.bodies import discard_files, read_body
from kinocraft_mock.checks import answer_violations, parameter_values
from kinocraft_mock.faults import Fault
from kinocraft_mock.inflow import Inflow
from kinocraft_mock.journal import Exchange
from kinocraft_mock.messages import Answer, Call, DisconnectedError, Headers, RefusalError, Scope
from kinocraft_mock.remembered import Remembered
from kinocraft_mock.routing import Match
from kinocraft_mock.sabotage import Packed, deliver, once, spoil_request
from kinocraft_mock.service import Service
from kinocraft_mock.spec import Operation
from kinocraft_mock.targets import path_segments, query_values
from kinocraft_mock.wire import Wire
from kinocraft_mock.world import World

__all__ = ["ServiceEndpoint", "request_headers", "request_host"]

JSON_HEADER = (b"content-type", b"application/json")
TARGETS = 128
"""How many targets of requests, which may be long, are remembered with the operations they mean."""
MALFORMED = (400, 415)
"""Statuses that, before a request has passed its checks, say that its description does not allow it."""


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
        self._remembered = world.part(Remembered)
        self._depth = service.mount.count("/")
        # Whoever asks, asks again: finding an operation is as much work as checking what it is given.
        self._meant = lru_cache(maxsize=TARGETS)(self._find)

    def _find(self, method: str, raw_path: bytes, query_string: str) -> tuple[Match, dict[str, list[str]]]:
        segments = path_segments(raw_path)[self._depth :]
        query = query_values(query_string)
        return self._service.router.find(method, segments, query), query

    async def __call__(self, scope: Scope, wire: Wire, exchange: Exchange) -> None:
        """Serve one request. Whatever is refused is refused in the vendor's form."""
        fault: Fault | None = None
        try:
            match, query = self._meant(exchange.method, scope["raw_path"], exchange.query)
        except RefusalError as refusal:
            packed = self._pack(self._refused(refusal, exchange))
            exchange.violations = exchange.violations or (refusal.message,)
        else:
            operation = match.operation
            exchange.operation = operation.id
            fault = self._world.faults.take(operation.id)
            spoiled: Packed | None = None
            if fault is not None:
                exchange.fault = fault.kind
                takes_body = bool(operation.bodies)
                spoiled = await spoil_request(fault, self._service.vendor, self._world, wire, exchange, takes_body)
            packed = spoiled or await self._serve(match, query, scope, wire, exchange)
        status, headers, data = packed
        self._service.vendor.complete(headers, self._world, exchange)
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
        if operation.id not in self._service.handlers:
            return self._pack(self._refused(RefusalError(501, f"{operation.id} is not made yet"), exchange))
        try:
            answer = await self._handled(match, query, scope, wire, exchange)
        except RefusalError as refusal:
            answer = self._refused(refusal, exchange)
            if operation.answers.get(answer.status) == {}:
                answer.value = None
        except DisconnectedError:
            raise
        except Exception as error:
            traceback.print_exc(file=sys.stderr)
            reason = f"{operation.id} failed: {type(error).__name__}: {error}"
            answer = self._refused(RefusalError(500, reason), exchange)
        violations = [] if answer.until else answer_violations(operation, answer)
        if violations:
            exchange.violations += tuple(f"answer: {violation}" for violation in violations)
            reason = f"{operation.id} answers against its description: {'; '.join(violations)}"
            answer = self._refused(RefusalError(500, reason), exchange)
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
        guard = service.guards.get(operation.id)
        if guard is not None:
            guard(headers)
        holder = service.vendor.authenticate(world, headers) if operation.secured else None
        values = parameter_values(operation, match.values, query, headers)
        service.vendor.authorize(world, holder, operation, values)
        body: Any = None
        try:
            if operation.bodies:
                receiver = service.receivers.get(operation.id)
                make_room = partial(receiver, world, values) if receiver else None
                inflow = Inflow(wire.receive, exchange, service.largest_body)
                body = await read_body(operation, headers, inflow, world.blobs, make_room)
            host = request_host(scope, headers)
            origin = f"{scope['scheme']}://{host}"
            base = f"{origin}{service.mount}{operation.server[1]}"
            exchange.checked = True
            call = Call(world, operation, values, body, host, base, origin, holder)
            return await self._call(operation, call, (operation.id, origin, exchange.path, exchange.query))
        finally:
            if body is not None:
                await discard_files(body)

    async def _call(self, operation: Operation, call: Call, question: tuple[str, ...]) -> Answer:
        self._service.vendor.settle(self._world)
        known = self._remembered.recall(question)
        if known is not None:
            return known
        before = self._world.store.version
        answer = self._service.handlers[operation.id](call)
        answer = answer if isinstance(answer, Answer) else await answer
        return self._kept(operation, answer, question, before) if answer.until else answer

    def _kept(self, operation: Operation, answer: Answer, question: tuple[str, ...], before: int) -> Answer:
        """An answer that lasts, checked and as it is sent; what breaks its description is for the caller to find."""
        if answer_violations(operation, answer):
            return replace(answer, until=0.0)
        ready = replace(answer, data=orjson.dumps(answer.value), value=None)
        if self._world.store.version == before:
            self._remembered.keep(question, ready)
        return ready

    def _refused(self, refusal: RefusalError, exchange: Exchange) -> Answer:
        exchange.violations += refusal.violations
        if not exchange.checked and not refusal.violations and refusal.status in MALFORMED:
            exchange.violations += (refusal.message,)
        return Answer(self._service.vendor.refuse(refusal, exchange), refusal.status, refusal.headers)

    def _pack(self, answer: Answer) -> Packed:
        if answer.data is not None:
            return answer.status, [(b"content-type", answer.media.encode()), *answer.headers], answer.data
        if answer.value is None:
            return answer.status, [*answer.headers], b""
        return answer.status, [JSON_HEADER, *answer.headers], orjson.dumps(answer.value)

"""One exchange with a documented operation, from the raw request to the last byte of the answer."""

from __future__ import annotations

import sys
import traceback
from dataclasses import replace
from functools import lru_cache, partial
from typing import Any

import orjson

from kinocraft_mock.faults.injection import RawResponse, inject_into_request, inject_into_response, once
from kinocraft_mock.faults.registry import Fault
from kinocraft_mock.http.bodies import discard_files, read_body
from kinocraft_mock.http.connection import Connection
from kinocraft_mock.http.messages import DisconnectedError, ErrorResponse, Headers, Request, Response, Scope
from kinocraft_mock.http.request_body import RequestBody
from kinocraft_mock.http.response_cache import ResponseCache
from kinocraft_mock.http.urls import path_segments, query_values
from kinocraft_mock.journal.exchanges import Exchange
from kinocraft_mock.openapi.descriptions import Operation
from kinocraft_mock.openapi.routing import Match
from kinocraft_mock.openapi.validation import parameter_values, response_violations
from kinocraft_mock.service import Service
from kinocraft_mock.state.context import Context

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

    def __init__(self, service: Service, context: Context) -> None:
        self._service = service
        self._context = context
        self._response_cache = context.component(ResponseCache)
        self._depth = service.mount.count("/")
        # Whoever asks, asks again: finding an operation is as much work as checking what it is given.
        self._match = lru_cache(maxsize=TARGETS)(self._find)

    def _find(self, method: str, raw_path: bytes, query_string: str) -> tuple[Match, dict[str, list[str]]]:
        segments = path_segments(raw_path)[self._depth :]
        query = query_values(query_string)
        return self._service.router.find(method, segments, query), query

    async def __call__(self, scope: Scope, connection: Connection, exchange: Exchange) -> None:
        """Serve one request. Whatever is refused is refused in the vendor's form."""
        fault: Fault | None = None
        try:
            match, query = self._match(exchange.method, scope["raw_path"], exchange.query)
        except ErrorResponse as error:
            packed = self._pack(self._error_response(error, exchange))
            exchange.violations = exchange.violations or (error.message,)
        else:
            operation = match.operation
            exchange.operation = operation.id
            fault = self._context.faults.take(operation.id)
            spoiled: RawResponse | None = None
            if fault is not None:
                exchange.fault = fault.kind
                takes_body = bool(operation.bodies)
                spoiled = await inject_into_request(
                    fault, self._service.vendor, self._context, connection, exchange, takes_body
                )
            packed = spoiled or await self._serve(match, query, scope, connection, exchange)
        status, headers, data = packed
        self._service.vendor.complete(headers, self._context, exchange)
        if fault is None:
            exchange.status = status
            await connection.send_response(status, headers, data)
        else:
            await inject_into_response(fault, connection, exchange, status, headers, len(data), once(data))

    async def _serve(
        self, match: Match, query: dict[str, list[str]], scope: Scope, connection: Connection, exchange: Exchange
    ) -> RawResponse:
        """The answer to a routed request, checked."""
        operation = match.operation
        if operation.id not in self._service.handlers:
            return self._pack(self._error_response(ErrorResponse(501, f"{operation.id} is not made yet"), exchange))
        try:
            response = await self._handled(match, query, scope, connection, exchange)
        except ErrorResponse as error:
            response = self._error_response(error, exchange)
            if operation.responses.get(response.status) == {}:
                response.value = None
        except DisconnectedError:
            raise
        except Exception as error:
            traceback.print_exc(file=sys.stderr)
            reason = f"{operation.id} failed: {type(error).__name__}: {error}"
            response = self._error_response(ErrorResponse(500, reason), exchange)
        violations = [] if response.until else response_violations(operation, response)
        if violations:
            exchange.violations += tuple(f"answer: {violation}" for violation in violations)
            reason = f"{operation.id} answers against its description: {'; '.join(violations)}"
            response = self._error_response(ErrorResponse(500, reason), exchange)
        return self._pack(response)

    async def _handled(
        self, match: Match, query: dict[str, list[str]], scope: Scope, connection: Connection, exchange: Exchange
    ) -> Response:
        """What the handler answers, once the request has passed every check."""
        context, service, operation = self._context, self._service, match.operation
        wait = context.limits.admit(service.mount, service.limits)
        if wait is not None:
            retry = (b"retry-after", b"%d" % wait)
            raise ErrorResponse(429, f"too many requests; the next is taken in {wait} s", headers=(retry,))
        headers = request_headers(scope)
        guard = service.guards.get(operation.id)
        if guard is not None:
            guard(headers)
        principal = service.vendor.authenticate(context, headers) if operation.secured else None
        values = parameter_values(operation, match.values, query, headers)
        service.vendor.authorize(context, principal, operation, values)
        body: Any = None
        try:
            if operation.bodies:
                receiver = service.receivers.get(operation.id)
                open_file = partial(receiver, context, values) if receiver else None
                request_body = RequestBody(connection.receive, exchange, service.largest_body)
                body = await read_body(operation, headers, request_body, context.blobs, open_file)
            host = request_host(scope, headers)
            origin = f"{scope['scheme']}://{host}"
            base = f"{origin}{service.mount}{operation.server[1]}"
            exchange.checked = True
            request = Request(context, operation, values, body, host, base, origin, principal)
            return await self._call(operation, request, (operation.id, origin, exchange.path, exchange.query))
        finally:
            if body is not None:
                await discard_files(body)

    async def _call(self, operation: Operation, request: Request, question: tuple[str, ...]) -> Response:
        self._service.vendor.apply_elapsed_time(self._context)
        known = self._response_cache.get(question)
        if known is not None:
            return known
        before = self._context.store.version
        response = self._service.handlers[operation.id](request)
        response = response if isinstance(response, Response) else await response
        return self._kept(operation, response, question, before) if response.until else response

    def _kept(self, operation: Operation, response: Response, question: tuple[str, ...], before: int) -> Response:
        """An answer that lasts, checked and as it is sent; what breaks its description is for the caller to find."""
        if response_violations(operation, response):
            return replace(response, until=0.0)
        ready = replace(response, data=orjson.dumps(response.value), value=None)
        if self._context.store.version == before:
            self._response_cache.put(question, ready)
        return ready

    def _error_response(self, error: ErrorResponse, exchange: Exchange) -> Response:
        exchange.violations += error.violations
        if not exchange.checked and not error.violations and error.status in MALFORMED:
            exchange.violations += (error.message,)
        return Response(self._service.vendor.format_error(error, exchange), error.status, error.headers)

    def _pack(self, response: Response) -> RawResponse:
        if response.data is not None:
            return response.status, [(b"content-type", response.media.encode()), *response.headers], response.data
        if response.value is None:
            return response.status, [*response.headers], b""
        return response.status, [JSON_HEADER, *response.headers], orjson.dumps(response.value)
